import { parsePlan } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy, now, planned, requestWith } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { RecommenderConfig } from "../config.ts";
import type { Assessment } from "../decide/assessment.ts";
import { decideDeployment } from "../decide/decide-deployment.ts";
import { ReplicaModels } from "../decide/replica-model.ts";
import { Fleet } from "../state/fleet.ts";
import { measuredLatency, noLatencies } from "../state/latencies.ts";
import { comparedVersions } from "./rollout-verdict.ts";
import { type Comparison, withWindow } from "./versions.ts";

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
  readonly downToo?: number;
}

const totals = (requests: number, { failed = 0, time = 1, restarts = 0 }: Minute) => {
  const sums = { answer: { sum: requests * time, count: requests }, failed: { sum: failed, count: requests } };
  return { ...noLatencies, restarts, sums: { ...noLatencies.sums, ...sums } };
};
const after = (minutes: readonly Minute[], before: Comparison | null = null): Comparison | null =>
  minutes.reduce<Comparison | null>((comparison, minute) => {
    const { own = 1_000, others = 1_000, down = 0 } = minute;
    const versions = { canary: totals(own, minute), stable: totals(others, {}) };
    return withWindow(comparison, versions, {
      deployment,
      engines: { canary: 2 - down, stable: 2 },
      down: { canary: down, stable: minute.downToo ?? 0 },
    });
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

describe("a new version of which engines do not stay up is rolled back", () => {
  test.each([
    { name: "one of two restarts every minute", minute: { restarts: 1 } },
    { name: "one of two never answers", minute: { down: 1 } },
    { name: "none ever answers", minute: { own: 0, down: 2 } },
  ])("$name: within a quarter of an hour, from the start or after two good days", ({ minute }) => {
    for (const good of [0, 2_880]) {
      const result = verdictOf(after([...repeated(good), ...repeated(15, minute)]));
      expect(result).toMatchObject({ verdict: "roll-back" });
      expect(result?.message).toContain("engines that restarted or did not answer +");
    }
  });

  test("not for one restart, nor where those of the present version are down as often, nor for want of requests", () => {
    for (const minutes of [
      [...repeated(3), ...repeated(1, { restarts: 1 }), ...repeated(11)],
      repeated(60, { down: 1, downToo: 1 }),
      repeated(60, { own: 0 }),
    ])
      expect(verdictOf(after(minutes))).toMatchObject({ verdict: "hold" });
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

interface OwnDeployment {
  readonly minutes: number;
  readonly leadTimeSeconds?: number;
  readonly newLeadTimeSeconds?: number;
  /** Whether the engine of the new version answers. */
  readonly answers?: boolean;
}

/** What is decided of two engines of a deployment and one of a new version in a deployment of its own, minutes on. */
const besideOwnDeployment = async (given: OwnDeployment): Promise<readonly Assessment[]> => {
  const { minutes, leadTimeSeconds = 60, newLeadTimeSeconds = 60, answers = true } = given;
  const chat = { model: "llama-3.1-8b", pool: "h100", slo: { endToEndSeconds: 9 } };
  const counts = { replicas: { planned: 1, min: 1, max: 9 }, reserveReplicas: 0 };
  const expected = { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 };
  const plan = parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 2 }],
    deployments: [
      {
        name: "chat",
        ...chat,
        ...counts,
        expected,
        leadTimeSeconds,
        rollout: { canary: { deployment: "chat-2" } },
      },
      { name: "chat-2", ...chat, ...counts, expected, leadTimeSeconds: newLeadTimeSeconds },
    ],
  });
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
  const config = RecommenderConfig.parse({ plan: "test" });
  const deployments = await adoptedDeployments({ plan, config, models: new ReplicaModels() });
  let decided: readonly Assessment[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const at = now + 60 * minute;
    const rows = ["a", "b", "new"].map((id) => ({ id, deployment: id === "new" ? "chat-2" : "chat" }));
    const engines = rows.map((row) => ({ ...row, finished: 100 * minute, reachable: row.id !== "new" || answers }));
    const sample = syntheticTelemetry({ seq: minute, sampledAt: at, engines });
    const times = rows.map(({ id }) => 100 * minute * (id === "new" ? 2 : 1));
    const sums = { endToEndSecondsSum: times, endToEndSecondsCount: rows.map(() => 100 * minute) };
    const finishReasons = rows.map(() => ({ stop: 100 * minute }));
    fleet.accept("n1", { ...sample, engines: { ...sample.engines, ...sums, finishReasons } }, at);
    decided = decidedBy(deployments, plan, fleet.nodes, at, { latencies: (name) => fleet.latenciesOf(name) });
  }
  return decided;
};

test("a new version that is a deployment of its own has a count of its own, and is compared with this one", async () => {
  const [own, other] = await besideOwnDeployment({ minutes: 40 });
  expect(own?.view.ready).toBe(2);
  expect(other?.view.ready).toBe(1);
  expect(own?.rollout).toMatchObject({ verdict: "roll-back" });
  expect(own?.rollout?.message).toContain("version chat-2: over 38 min time of an answer +100 %");
  expect(other?.rollout).toBeNull();
});

test.each([
  { leadTimeSeconds: 60, newLeadTimeSeconds: 2_400, verdict: "hold" },
  { leadTimeSeconds: 2_400, newLeadTimeSeconds: 60, verdict: "roll-back" },
])("engines of a deployment of their own have its lead time to come up: $newLeadTimeSeconds s", async (given) => {
  const [own] = await besideOwnDeployment({ ...given, minutes: 20, answers: false });
  expect(own?.rollout).toMatchObject({ verdict: given.verdict });
});

test("what neither version reports is judged by the time of an answer, and said to be", () => {
  const { deployment: strict } = planned({
    slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.1 },
    rollout,
  });
  const seen = { deployment: strict, engines: { canary: 2, stable: 2 } };
  const judgedAt = (time: number) => {
    const versions = { canary: totals(1_000, { time }), stable: totals(1_000, {}) };
    const comparison = repeated(60).reduce<Comparison | null>((before) => withWindow(before, versions, seen), null);
    return comparedVersions(comparison, strict, 60);
  };
  expect(judgedAt(1)).toMatchObject({ verdict: "promote" });
  expect(judgedAt(1)?.message).toContain(
    "missed first tokens, missed gaps between tokens, time between tokens are not reported",
  );
  expect(judgedAt(1.1)).toMatchObject({ verdict: "roll-back" });
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
