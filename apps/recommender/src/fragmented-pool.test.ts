import { parsePlan } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { adoptedDeployments } from "../test/adopted.ts";
import { sampleWithGpus } from "../test/node-with-gpus.ts";
import type { SyntheticEngine } from "../test/synthetic-node.ts";
import { RecommenderConfig } from "./config.ts";
import type { Assessment } from "./decide/assessment.ts";
import { ReplicaModels } from "./decide/replica-model.ts";
import { Fleet } from "./state/fleet.ts";

const nodes = 9;
const gpusPerNode = 8;

const common = { slo: { interTokenLatencySeconds: 0.05 }, leadTimeSeconds: 60, spareReplicas: 0 };
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
  return deployments.decide(plan, fleet.nodes, start + 120).find(({ deployment }) => deployment.name === "large");
};

describe("a pool whose free GPUs are on different nodes", () => {
  test("takes no replica that needs them on one node, with its reason", async () => {
    const assessment = await decideLarge({ smallEach: 7 });
    expect(assessment?.inputs.poolAvailable).toBe(0);
    expect(assessment?.decision).toMatchObject({ verdict: "hold", reason: "pool-exhausted", desired: 1 });
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
