import { describe, expect, test } from "vitest";
import { decided, now, viewWith } from "../../test/decided.ts";
import { startingPods, withWorkload } from "./with-workload.ts";

const at = { now, freshnessSeconds: 60 };
const counts = (ready: number, rest = {}) => ({ wanted: 3, pods: 3, ready, at: now - 5, ...rest });

describe("ready pods that no agent sees", () => {
  test("are a missing input, so that nothing falls", () => {
    const view = withWorkload(viewWith(1), counts(5), at);
    expect(view).toMatchObject({ complete: false, missing: [{ input: "telemetry of 2 of 5 ready pods" }] });
    const settled = {
      memory: {
        wanted: [
          { at: now - 400, replicas: 1 },
          { at: now - 1, replicas: 1 },
        ],
      },
    };
    expect(decided({ requestsPerSecond: 1, rest: settled }).decision.verdict).toBe("scale-down");
    expect(decided({ requestsPerSecond: 1, view, rest: settled }).decision).toMatchObject({
      verdict: "hold",
      reason: "telemetry-missing",
    });
  });

  test.each([
    { name: "as many pods as engines", counts: counts(3) },
    { name: "fewer pods: engines may run elsewhere", counts: counts(1) },
    { name: "a draining engine that is a ready pod", counts: counts(4), view: { draining: 1 } },
    { name: "counts that are old", counts: counts(5, { at: now - 61 }) },
    { name: "no counts", counts: null },
    { name: "engines that cannot be counted", counts: counts(5), view: { ready: null } },
  ])("are not there with $name", ({ counts: found, view = {} }) => {
    const before = viewWith(1, view);
    expect(withWorkload(before, found, at)).toBe(before);
  });
});

test("pods that are there and not ready are on their way", () => {
  expect([counts(1), counts(3), null].map(startingPods)).toEqual([2, 0, 0]);
});
