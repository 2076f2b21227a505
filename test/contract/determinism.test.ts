import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { expect, test } from "vitest";

const tests = execFileSync("git", ["ls-files", "*.test.ts", "*.test.tsx", "*.test.mjs"], {
  cwd: repositoryRoot,
  encoding: "utf8",
})
  .trim()
  .split("\n")
  .filter((path) => !path.endsWith("determinism.test.ts"));

/** Waiting for a time, or measuring one: waitFor and eventually wait for what happens, clocks are given. */
const byTime = /timers\/promises|\bsetTimeout\(|\bperformance\.now\(/;

/** A limit that a slow machine would miss: the limit of the run ends a test that hangs. */
const ownLimit = /^\s*\}, \d[\d_]{3,}\);$/m;

test.each([
  { name: "waits for a time or measures one", pattern: byTime },
  { name: "has a time limit of its own", pattern: ownLimit },
])("no test $name", ({ pattern }) => {
  const found = tests.filter((path) => pattern.test(readFileSync(join(repositoryRoot, path), "utf8")));
  expect(found).toEqual([]);
});
