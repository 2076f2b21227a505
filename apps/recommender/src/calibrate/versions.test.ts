import { describe, expect, test } from "vitest";
import { now, planned, requestWith } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { decideDeployment } from "../decide/decide-deployment.ts";
import { Fleet } from "../state/fleet.ts";
import { measuredLatency, noLatencies } from "../state/latencies.ts";
import { type Comparison, comparedVersions, withWindow } from "./versions.ts";

const rollout = { toVersion: "2", canary: { engines: "canary", share: 0.1 } };
const { deployment } = planned({ slo: { endToEndSeconds: 9 }, rollout });

interface Minute {
  /** Requests of each of two engines of either version. */
  readonly own?: number;
  readonly others?: number;
  readonly failed?: number;
  /** Time of an answer of the new version, beside 1 s. */
  readonly time?: number;
  readonly restarts?: number;
  readonly down?: number;
}

const totals = (requests: number, { failed = 0, time = 1, restarts = 0 }: Minute) => {
  const sums = { answer: { sum: requests * time, count: requests }, failed: { sum: failed, count: requests } };
  return { ...noLatencies, restarts, sums: { ...noLatencies.sums, ...sums } };
};
const after = (minutes: readonly Minute[], before: Comparison | null = null): Comparison | null =>
  minutes.reduce<Comparison | null>((comparison, minute) => {
    const { own = 1_000, others = 1_000, down = 0 } = minute;
    const versions = { canary: totals(own, minute), stable: totals(others, {}) };
    return withWindow(comparison, versions, { deployment, engines: { canary: 2, stable: 2 }, down });
  }, before);
const repeated = (count: number, minute: Minute = {}): readonly Minute[] => new Array<Minute>(count).fill(minute);
const verdictOf = (comparison: Comparison | null) => comparedVersions(comparison, deployment, 60);

describe("a canary is not promoted", () => {
  test.each([
    { name: "that restarted", minute: { restarts: 1 } },
    { name: "of which an engine does not answer", minute: { down: 1 } },
    { name: "that did no work", minute: { own: 0 } },
  ])("$name within the last half hour, and is after one without that", ({ minute }) => {
    const faulty = after([...repeated(40), minute, ...repeated(29)]);
    expect(verdictOf(faulty)).toMatchObject({ verdict: "hold" });
    expect(verdictOf(faulty)?.message).toContain("1 more min without that");
    expect(verdictOf(after(repeated(1), faulty))).toMatchObject({ verdict: "promote" });
  });

  test("that is gone, however good it was", () => {
    const gone = after([...repeated(180), ...repeated(1_440, { own: 0 })]);
    expect(verdictOf(gone)).toMatchObject({ verdict: "hold" });
  });
});

test("what fails after two good days is no longer promoted at once, and rolled back within a quarter of an hour", () => {
  const verdicts = Array.from({ length: 15 }, (_, minutes) =>
    verdictOf(after([...repeated(2_890), ...repeated(minutes + 1, { failed: 1_000 })])),
  ).map((one) => one?.verdict);
  expect(verdicts).not.toContain("promote");
  expect(verdicts.at(-1)).toBe("roll-back");
});

test.each([
  // The same version at a load that is a fifth higher: up to 37 % longer; at one that is 15 % lower: shorter.
  { name: "higher", own: 1_200, time: 1.3 },
  { name: "lower", own: 850, time: 0.85 },
])("times at a $name load of each engine show neither that a version is worse nor that it is as good", (minute) => {
  const result = verdictOf(after(repeated(60, minute)));
  expect(result).toMatchObject({ verdict: "hold" });
  expect(result?.message).toContain("load alone changes times");
});

test("a new version that no count of replicas carries by the model is named, and the present one goes on", () => {
  const canary = { engines: "canary", share: 0.5, model: "llama-3.1-405b" };
  const request = requestWith({ requestsPerSecond: 6, keys: { rollout: { canary } } });
  const rollout = comparedVersions(null, request.deployment, 60);
  const { assessment } = decideDeployment({ ...request, rollout });
  expect(assessment.capacity).toMatchObject({ kind: "feasible" });
  const named = assessment.decision.evidence.find(({ input }) => input === "rollout.infeasible");
  expect(named?.value).toContain("the new version: ");
});

test("engines of another namespace than the workload's are in no latency of it", () => {
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
  const kubernetes = { namespace: "serving", name: "chat" };
  const { deployment: own } = planned({ kubernetes });
  const at = (seq: number) => {
    const rows = ["serving/chat-0", "other/chat-1"].map((id) => ({ id, deployment: "chat", finished: seq * 100 }));
    const sample = syntheticTelemetry({ seq, sampledAt: now + seq * 60, engines: rows });
    const sums = { endToEndSecondsSum: [100 * seq, 900 * seq], endToEndSecondsCount: [100 * seq, 100 * seq] };
    fleet.accept("n1", { ...sample, engines: { ...sample.engines, ...sums } }, now + seq * 60);
    return measuredLatency(fleet.latenciesOf("chat"), { now: now + seq * 60, seconds: 60, deployment: own });
  };
  at(0);
  at(1);
  expect(at(2).parts.answer).toBeCloseTo(1, 9);
});
