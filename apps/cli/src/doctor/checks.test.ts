import { describe, expect, test } from "vitest";
import { styleFor } from "../terminal/style.ts";
import { judgeServer, judgeSpeakers, judgeStreams } from "./judge.ts";
import { renderChecks } from "./render-checks.ts";

describe("the server", () => {
  test.each([
    { version: "2.10.23", state: "ok" },
    { version: "2.10.27", state: "ok" },
    { version: "2.11.0-RC.1", state: "ok" },
    { version: "3.0.0", state: "ok" },
    { version: "2.10.22", state: "failed" },
    { version: "2.9.99", state: "failed" },
    { version: "1.99.99", state: "failed" },
  ])("version $version is $state", ({ version, state }) => {
    expect(judgeServer("nats://x", version, 0.001).state).toBe(state);
  });
});

const present = { name: "A", state: "present" as const, replicas: 1, differences: [] };

test("streams fail by name when one is missing or different", () => {
  const states = [present, { ...present, name: "B", state: "missing" as const }];
  expect(judgeStreams(states)).toMatchObject({ state: "failed", detail: "B is missing" });
  expect(judgeStreams([present])).toMatchObject({ state: "ok" });
});

const voice = { check: "telemetry", noun: "node", whenSilent: "look", whenNone: "start" };
const speaker = (index: number, fresh: boolean) => ({ name: `n-${index}`, ageSeconds: index, fresh });

describe("who should speak", () => {
  test.each([
    { name: "nobody at all is a fault", speakers: [], expected: { state: "failed", advice: "start" } },
    {
      name: "all fresh is well, and the longest silence is told",
      speakers: [speaker(1, true), speaker(3, true)],
      expected: { state: "ok", detail: "2 nodes, longest silence: n-3 (3 s)" },
    },
    {
      name: "one silent is a fault with its name and age",
      speakers: [speaker(1, true), speaker(90, false)],
      expected: { state: "failed", detail: "1 of 2 nodes silent: n-90 (90 s)", advice: "look" },
    },
  ])("$name", ({ speakers, expected }) => {
    expect(judgeSpeakers(speakers, voice)).toMatchObject(expected);
  });

  test("of many silent ones the oldest are named and the rest counted", () => {
    const speakers = Array.from({ length: 50 }, (_, index) => speaker(index, false));
    const { detail } = judgeSpeakers(speakers, voice);
    expect(detail).toContain("n-49 (49 s)");
    expect(detail).toContain("and 45 more");
  });
});

test("the checks tell what to do where one failed", () => {
  const checks = [judgeStreams([present]), judgeSpeakers([], voice)];
  expect(renderChecks(checks, { columns: 80, style: styleFor(false) })).toBe(
    "streams    ok: 1 stream present\ntelemetry  FAILED: no node has spoken yet → start\n1 check failed.\n",
  );
});
