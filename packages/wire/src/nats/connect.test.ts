import { expect, test } from "vitest";
import { rotatedPassword } from "./connect.ts";

const readings = (...answers: readonly (string | null)[]): (() => string) => {
  const left = [...answers];
  return () => {
    const next = left.shift() ?? null;
    if (next === null) throw new Error("no such file");
    return next;
  };
};

test("a password that was changed is taken at the next connection, without the end of its line", () => {
  const password = rotatedPassword(readings("old\n", "new\n"));
  expect(password()).toBe("new");
});

test("while it cannot be read the last one is used", () => {
  const password = rotatedPassword(readings("old", null, "new"));
  expect([password(), password()]).toEqual(["old", "new"]);
});

test("one that cannot be read at first is an error", () => {
  expect(() => rotatedPassword(readings(null))).toThrow("no such file");
});
