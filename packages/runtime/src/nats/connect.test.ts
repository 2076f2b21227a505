import { expect, test } from "vitest";
import { connectNats, connectOptions, rotatedPassword, shownAddress } from "./connect.ts";

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

test.each([
  ["nats://broker:4222,tls://other", "nats://broker:4222,tls://other"],
  ["nats://user:pass word@broker:4222", "nats://(hidden)@broker:4222"],
  [`user:pa"ss'w@rd@broker`, "(hidden)@broker"],
  ["tls://token@broker,nats://u:p@other", "tls://(hidden)@broker,nats://(hidden)@other"],
])("%s is shown without its credentials", (server, shown) => {
  expect(shownAddress(server)).toBe(shown);
});

test("a password in an address that is not percent-encoded is taken as it is, and no error shows it", async () => {
  const server = `nats://us%65r:1%00% "of@127.0.0.1:1`;
  expect(connectOptions({ server: "nats://us%65r:100%@h", name: "test" })).toMatchObject({
    user: "user",
    pass: "100%",
  });
  await expect(connectNats({ server, name: "test", wait: false })).rejects.toThrow(/^(?!.*"of)/);
});
