import { describe, expect, test } from "vitest";
import { plainView } from "../../test/golden.ts";
import { checkFreshness, checkServer, checkStreams, renderChecks } from "./checks.ts";

describe("the server", () => {
  test.each([
    { version: "2.10.27", state: "ok" },
    { version: "2.11.0-RC.1", state: "ok" },
    { version: "3.0.0", state: "ok" },
    { version: "2.10.26", state: "failed" },
    { version: "2.9.99", state: "failed" },
    { version: "1.99.99", state: "failed" },
  ])("version $version is $state", ({ version, state }) => {
    expect(checkServer("nats://x", version, 0.001).state).toBe(state);
  });
});

const present = { name: "A", state: "present" as const, replicas: 1, differences: [] };

test("streams fail by name when one is missing or different", () => {
  const states = [present, { ...present, name: "B", state: "missing" as const }];
  expect(checkStreams(states)).toMatchObject({ state: "failed", detail: "B is missing" });
  expect(checkStreams([present])).toMatchObject({ state: "ok" });
});

const texts = { check: "telemetry", noun: "node", whenStale: "look", whenNone: "start" };
const reporter = (index: number, isFresh: boolean) => ({ name: `n-${index}`, ageSeconds: index, isFresh });

describe("freshness", () => {
  test.each([
    { name: "no reporter at all fails", reporters: [], expected: { state: "failed", advice: "start" } },
    {
      name: "all fresh passes with the oldest message",
      reporters: [reporter(1, true), reporter(3, true)],
      expected: { state: "ok", detail: "2 nodes, oldest message: n-3 (3 s)" },
    },
    {
      name: "a stale one fails with its name and age",
      reporters: [reporter(1, true), reporter(90, false)],
      expected: { state: "failed", detail: "1 of 2 nodes stale: n-90 (90 s)", advice: "look" },
    },
  ])("$name", ({ reporters, expected }) => {
    expect(checkFreshness(reporters, texts)).toMatchObject(expected);
  });

  test("of many stale ones the oldest are named and the rest counted", () => {
    const reporters = Array.from({ length: 50 }, (_, index) => reporter(index, false));
    const { detail } = checkFreshness(reporters, texts);
    expect(detail).toContain("n-49 (49 s)");
    expect(detail).toContain("and 45 more");
  });
});

test("the checks state what to do where one failed", () => {
  const checks = [checkStreams([present]), checkFreshness([], texts)];
  expect(renderChecks(checks, plainView(80))).toBe(
    "streams    ok: 1 stream present\ntelemetry  FAILED: no node has reported yet → start\n1 check failed.\n",
  );
});
