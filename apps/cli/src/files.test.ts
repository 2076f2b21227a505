import { expect, test } from "vitest";
import { readText, userPath } from "./files.ts";

test.each([
  {
    name: "starts where the user was when a package runner changed the folder",
    path: "plan.yaml",
    env: { INIT_CWD: "/home" },
    expected: "/home/plan.yaml",
  },
  { name: "else starts at the working folder", path: "plan.yaml", env: {}, expected: "/srv/plan.yaml" },
  {
    name: "stays as it is when absolute",
    path: "/etc/plan.yaml",
    env: { INIT_CWD: "/home" },
    expected: "/etc/plan.yaml",
  },
])("a path $name", ({ path, env, expected }) => {
  expect(userPath(path, { env, cwd: "/srv" })).toBe(expected);
});

test("a file without an end is refused, not read into memory", async () => {
  await expect(readText("/dev/zero")).rejects.toThrow(/\/dev\/zero.*more than 256 MiB/);
});
