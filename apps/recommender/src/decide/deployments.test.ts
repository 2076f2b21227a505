import { parsePlan } from "@loadline/plan";
import { partitionOf } from "@loadline/protocol";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy } from "../../test/decided.ts";
import { MemoryBroker } from "../../test/memory-broker.ts";
import { type SyntheticEngine, sampleWithGpus, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet } from "../fleet/fleet.ts";
import { DeploymentLatencies } from "../fleet/latencies.ts";
import { ReplicaModels } from "../observe/replica-model.ts";
import { RecommendationPublisher } from "../publish/recommendation-publisher.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { noFailpoint } from "../settings/failpoint.ts";
import type { Assessment } from "./assessment.ts";
import { Deployments } from "./deployments.ts";

const now = 1_800_000_000;
const rate = 40;

const deployment = (name: string, keys: object = {}) => ({
  name,
  model: "llama-3.1-8b",
  pool: "h100",
  slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
  replicas: { planned: 1, min: 1, max: 8 },
  leadTimeSeconds: 60,
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
  ...keys,
});

const planOf = (deployments: readonly object[], rest: object = {}) =>
  parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1 }],
    deployments,
    ...rest,
  });

/** Two minutes in which one engine of each deployment is asked for far more than it carries. */
const overloaded = (names: readonly string[]): Fleet => {
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  for (let second = 0; second <= 120; second += 10) {
    const engines = names.map((name) => ({
      id: name,
      deployment: name,
      finished: rate * second,
      promptTokens: rate * second * 1000,
      generatedTokens: rate * second * 200,
    }));
    fleet.accept("n1", syntheticTelemetry({ seq: second, sampledAt: now - 120 + second, engines }), now);
  }
  return fleet;
};

const publisherFor = (name: string): Promise<RecommendationPublisher> =>
  RecommendationPublisher.recover(
    {
      broker: new MemoryBroker(),
      logger: pino({ level: "silent" }),
      cluster: "lab",
      deployment: name,
      heartbeatSeconds: 30,
      newId: () => name,
      sign: (event) => event,
      leads: () => true,
      failpoint: noFailpoint,
    },
    { epoch: 1, last: null },
  );

interface Asked {
  readonly plan: ReturnType<typeof planOf>;
  readonly partition?: string;
  readonly lastTarget?: (name: string) => number | null;
}

/** Desired count and reason of every deployment that is decided. */
const decideAll = async ({ plan, partition = "0/1", lastTarget }: Asked) => {
  const deployments = new Deployments(RecommenderConfig.parse({ plan: "test", partition }));
  for (const name of deployments.withoutPublisher(plan))
    deployments.adopt(name, await publisherFor(name), { checkpoint: null, forecast: null });
  const { nodes } = overloaded(plan.deployments.map(({ name }) => name));
  const assessments = decidedBy(deployments, plan, nodes, now, lastTarget === undefined ? {} : { lastTarget });
  return Object.fromEntries(
    assessments.map((one) => [one.deployment.name, [one.decision.desired ?? -1, one.decision.reason.code] as const]),
  );
};

const total = (decided: Readonly<Record<string, readonly [number, string]>>): number =>
  Object.values(decided).reduce((sum, [desired]) => sum + desired, 0);

test.each([
  { many: 31, own: 0, pauses: 0 },
  { many: 64, own: 0, pauses: 2 },
  { many: 32, own: 32, pauses: 2 },
])("deciding $many deployments, $own of them its own, pauses $pauses times", async ({ many, own, pauses }) => {
  const plan = planOf(
    Array.from({ length: many }, (_, at) => deployment(`d${at}`)),
    { pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 8 }] },
  );
  const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
  for (const { name } of plan.deployments.slice(0, own))
    deployments.adopt(name, await publisherFor(name), { checkpoint: null, forecast: null });
  expect([...deployments.deciding(plan, overloaded(["d0"]).nodes, now)]).toHaveLength(pauses);
});

describe("two deployments that rise in one tick", () => {
  test("never ask for more than the pool has, and the first of the plan is asked first", async () => {
    const decided = await decideAll({ plan: planOf([deployment("a"), deployment("b")]) });
    expect(total(decided)).toBeLessThanOrEqual(8);
    expect(decided["a"]?.[0]).toBeGreaterThan(1);
  });

  test("with too little for both, the higher priority has what it needs", async () => {
    const plain = await decideAll({ plan: planOf([deployment("a"), deployment("b")], { budgets: { gpus: 4 } }) });
    const raised = await decideAll({
      plan: planOf([deployment("a"), deployment("b", { priority: 10 })], { budgets: { gpus: 4 } }),
    });
    expect(total(plain)).toBe(4);
    expect(total(raised)).toBe(4);
    expect(raised["b"]?.[0]).toBe(plain["a"]?.[0]);
    expect(raised["a"]?.[0]).toBe(plain["b"]?.[0]);
    expect(raised["b"]?.[0]).toBeGreaterThan(raised["a"]?.[0] ?? 0);
  });

  test("a budget that is used up holds, with its reason", async () => {
    const budgets = { usdPerHour: 5 };
    const pools = [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1, usdPerGpuHour: 2.5 }];
    const decided = await decideAll({ plan: planOf([deployment("a"), deployment("b")], { budgets, pools }) });
    expect(decided).toEqual({ a: [1, "budget-exhausted"], b: [1, "budget-exhausted"] });
  });
});

test("a deployment whose starts were measured looks as far ahead as they took", async () => {
  const plan = planOf([deployment("a")]);
  const adopted = async (startSeconds: number[]) => {
    const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
    deployments.adopt("a", await publisherFor("a"), { checkpoint: null, forecast: null });
    const before = deployments.checkpointOf("a", { sequence: 1, stream: "s" }, now) ?? expect.fail("no checkpoint");
    const checkpoint = { ...before, target: { ...before.target, startSeconds } };
    deployments.adopt("a", await publisherFor("a"), { checkpoint, forecast: null });
    const [assessment] = decidedBy(deployments, plan, overloaded(["a"]).nodes, now);
    const evidence = assessment?.decision.evidence.find(({ input }) => input === "replicas.startMeasured");
    return [assessment?.forecast?.horizonSeconds, evidence?.value];
  };
  expect(await adopted([90, 90, 90, 90])).toEqual([60, undefined]);
  expect(await adopted([90, 90, 90, 90, 95])).toEqual([95, 95]);
});

describe("a deployment whose decision fails", () => {
  const failing =
    <T>(value: T) =>
    (name: string): T => {
      if (name === "a") throw new Error("no such thing");
      return value;
    };
  const cluster = failing(null);

  test.each([
    { name: "before its demand is known", elsewhere: { cluster: (one: { name: string }) => cluster(one.name) } },
    { name: "while it is decided", elsewhere: { latencies: failing(new DeploymentLatencies()) } },
  ])("keeps no other one from being decided, and keeps its GPUs: $name", async ({ elsewhere }) => {
    const plan = planOf([deployment("a", { priority: 1 }), deployment("b")], { budgets: { gpus: 4 } });
    const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
    for (const name of ["a", "b"])
      deployments.adopt(name, await publisherFor(name), { checkpoint: null, forecast: null });
    const failed: string[] = [];
    const { nodes } = overloaded(["a", "b"]);
    const assessments = decidedBy(deployments, plan, nodes, now, {
      ...elsewhere,
      failed: (name, error) => void failed.push(`${name}: ${String(error)}`),
    });
    expect(failed).toEqual(["a: Error: no such thing"]);
    expect(assessments.map((one) => [one.deployment.name, one.decision.desired])).toEqual([["b", 3]]);
  });

  test("is none of an unknown model whose requests turn out to have tokens", async () => {
    const unknown = { model: "a-model-of-nobody", engine: "an-engine-of-nobody", slo: { endToEndSeconds: 60 } };
    const plan = planOf([deployment("a", { ...unknown, expected: { requestsPerSecond: 5 } })]);
    const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
    deployments.adopt("a", await publisherFor("a"), { checkpoint: null, forecast: null });
    const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => 0 });
    for (let second = 0; second <= 180; second++) {
      const finished = Math.floor(1.2 * Math.min(second, 15) + 0.6 * Math.max(0, second - 15));
      const tokens = { promptTokens: finished * 500, generatedTokens: finished * 100 };
      const engines = [{ id: "a", deployment: "a", finished, ...tokens }];
      fleet.accept("n1", syntheticTelemetry({ seq: second, sampledAt: now + second, engines }), now + second);
      const [assessment] = decidedBy(deployments, plan, fleet.nodes, now + second);
      if (second > 90) expect(assessment?.view.shape.outputTokens).toBe(100);
    }
  });
});

describe("partitions", () => {
  const names = ["agent", "chat", "code", "rerank", "search", "summary"];
  const plan = planOf(
    names.map((name) => deployment(name, { replicas: { planned: 1, min: 0, max: 8 } })),
    { pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 4 }] },
  );

  test("every deployment is decided once, where its name belongs", async () => {
    const parts = await Promise.all(["0/3", "1/3", "2/3"].map((partition) => decideAll({ plan, partition })));
    expect(parts.flatMap((part) => Object.keys(part)).toSorted()).toEqual(names);
    expect(parts.filter((part) => Object.keys(part).length > 0).length).toBeGreaterThan(1);
    for (const [index, part] of parts.entries())
      for (const name of Object.keys(part)) expect(partitionOf(name, 3)).toBe(index);
  });

  test("what another partition asked for takes its place in the pool and in the budget", async () => {
    const own = names.find((name) => partitionOf(name, 3) === 0) ?? "";
    const alone = await decideAll({ plan, partition: "0/3" });
    const crowded = await decideAll({
      plan,
      partition: "0/3",
      lastTarget: (name) => (partitionOf(name, 3) === 0 ? null : 32),
    });
    expect(crowded[own]?.[0]).toBeLessThan(alone[own]?.[0] ?? 0);
    expect(crowded[own]?.[1]).toMatch(/pool-exhausted|demand-above-load-line/);
  });
});

describe("a deployment of which no count was published", () => {
  const chat = (rest: object = {}) => deployment("chat", { replicas: { planned: 4, min: 1, max: 8, ...rest } });

  /** What is decided of it after so many seconds of samples of these engines. */
  const chatAfter = async (
    seconds: number,
    { plan, engines }: { plan: object; engines: Readonly<Record<string, number>> },
  ) => {
    const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => 0 });
    for (let second = 0; second <= seconds; second += 5) {
      const rows = Object.entries(engines).flatMap(([name, count]) =>
        Array.from({ length: count }, (_, index) => ({
          id: `${name}-${index}`,
          deployment: name,
          finished: second,
          promptTokens: second * 1000,
          generatedTokens: second * 200,
        })),
      );
      const at = now - seconds + second;
      fleet.accept("n1", syntheticTelemetry({ seq: second, sampledAt: at, engines: rows }), at);
    }
    const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
    deployments.adopt("chat", await publisherFor("chat"), { checkpoint: null, forecast: null });
    const [assessment] = decidedBy(deployments, planOf([plan, deployment("other")]), fleet.nodes, now);
    return assessment?.decision;
  };

  test.each([
    { name: "in the first window, whoever reports", seconds: 5, engines: { chat: 2 } },
    { name: "in the first window, where only others report", seconds: 5, engines: { other: 2 }, initial: 3 },
    { name: "while no engine of it was seen", seconds: 65, engines: { other: 2 } },
    { name: "while its engines name another deployment", seconds: 65, engines: { chatt: 4 } },
  ])("gets none $name", async ({ seconds, engines, initial }) => {
    const plan = chat(initial === undefined ? {} : { initial });
    const decision = await chatAfter(seconds, { plan, engines });
    expect(decision).toMatchObject({ verdict: "hold", reason: { code: "telemetry-missing" }, desired: null });
  });

  test("gets the count that was seen after a first window", async () => {
    expect(await chatAfter(65, { plan: chat(), engines: { chat: 4 } })).toMatchObject({ desired: 4 });
  });

  test("gets the plan's initial count where no engine of it was seen in a first window", async () => {
    const decision = await chatAfter(65, { plan: chat({ initial: 3 }), engines: { other: 2 } });
    expect(decision).toMatchObject({ verdict: "scale-up", reason: { code: "below-minimum" }, desired: 3 });
    expect(decision?.message).toContain("replicas.initial");
  });
});

describe("a pool whose free GPUs are on several nodes", () => {
  const nodes = 9;
  const gpusPerNode = 8;

  const common = { slo: { interTokenLatencySeconds: 0.05 }, leadTimeSeconds: 60, reserveReplicas: 0 };
  const plan = parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100", gpusPerNode, nodes }],
    deployments: [
      {
        ...common,
        name: "large",
        model: "llama-3.1-70b",
        pool: "h100",
        parallel: { tensor: 8 },
        replicas: { planned: 1, min: 1, max: 8 },
        expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
      },
      {
        ...common,
        name: "small",
        model: "llama-3.1-8b",
        pool: "h100",
        replicas: { planned: 56, min: 1, max: 72 },
        expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
      },
    ],
  });

  const start = 1_700_000_000;
  const models = new ReplicaModels();

  test("deployments whose replicas are the same share the model of one, others do not", () => {
    const [pool] = plan.pools;
    const [first] = plan.deployments;
    if (pool === undefined || first === undefined) throw new Error("no deployment");
    const [same, other] = [
      { ...first, name: "other", priority: 3 },
      { ...first, weights: "fp8" as const },
    ].map((one) => models.of(one, pool));
    expect(same).toBe(models.of(first, pool));
    expect(other).not.toBe(same);
  });

  const gpusOf = (node: number): string[] => Array.from({ length: gpusPerNode }, (_, gpu) => `n${node}-gpu${gpu}`);

  const served = (id: string, deployment: string, at: { second: number; perSecond: number }): SyntheticEngine => {
    const finished = at.second * at.perSecond;
    const tokens = { promptTokens: finished * 1000, generatedTokens: finished * 200 };
    return { id, deployment, startedAt: start - 10_000, finished, ...tokens };
  };

  /** Node 0 holds the replica of eight GPUs; each of the others has `smallEach` replicas of one. */
  const engineRows = (node: number, second: number, smallEach: number) => {
    if (node === 0) return { engines: [served("large-0", "large", { second, perSecond: 200 })], on: [gpusOf(0)] };
    const engines = Array.from({ length: smallEach }, (_, one) =>
      served(`small-${node}-${one}`, "small", { second, perSecond: 1 }),
    );
    return { engines, on: engines.map((_, one) => [`n${node}-gpu${one}`]) };
  };

  interface Given {
    readonly smallEach: number;
    /** Engines report on which GPUs they run. */
    readonly reportsGpus?: boolean;
  }

  /** What is decided for the large deployment under a load that one replica does not carry. */
  const decideLarge = async ({ smallEach, reportsGpus = true }: Given): Promise<Assessment | undefined> => {
    const config = RecommenderConfig.parse({ plan: "file", freshnessSeconds: 60 });
    const deployments = await adoptedDeployments({ plan, config, models });
    const fleet = new Fleet({ horizonSeconds: 1_000, resolutionSeconds: 0, rememberSeconds: 600, monotonic: () => 0 });
    for (let second = 0; second <= 120; second += 10) {
      for (let node = 0; node < nodes; node++) {
        const { engines, on } = engineRows(node, second, smallEach);
        const whose = reportsGpus ? on : on.map(() => null);
        const sample = { gpus: gpusOf(node), engines, on: whose, seq: second / 10, sampledAt: start + second };
        fleet.accept(`n${node}`, sampleWithGpus(sample), start + second);
      }
    }
    return decidedBy(deployments, plan, fleet.nodes, start + 120).find(({ deployment }) => deployment.name === "large");
  };

  describe("a pool whose free GPUs are on different nodes", () => {
    test("takes no replica that needs them on one node, with its reason", async () => {
      const assessment = await decideLarge({ smallEach: 7 });
      expect(assessment?.inputs.poolAvailable).toBe(0);
      expect(assessment?.decision).toMatchObject({ verdict: "hold", reason: { code: "pool-exhausted" }, desired: 1 });
      expect(assessment?.decision.message).toContain("8 GPUs are free, at most 1 on one node");
      expect(assessment?.decision.message).toContain("a replica needs 8 on one node");
      const slots = assessment?.decision.evidence.find(({ input }) => input === "pool.slots");
      expect(slots?.value).toBe("8 GPUs are free, at most 1 on one node");
    });

    test("has capacity for as many as there are empty nodes", async () => {
      const assessment = await decideLarge({ smallEach: 0 });
      expect(assessment?.inputs.poolAvailable).toBe(nodes - 1);
      expect(assessment?.decision.verdict).toBe("scale-up");
    });

    test("without reports of its nodes is taken as packed, and the assumption is named", async () => {
      const assessment = await decideLarge({ smallEach: 7, reportsGpus: false });
      expect(assessment?.inputs.poolAvailable).toBe(1);
      const slots = assessment?.decision.evidence.find(({ input }) => input === "pool.slots");
      expect(slots?.value).toContain("9 of 9 nodes do not report and count as the plan has them");
    });
  });
});
