import { parsePlan } from "@loadline/wire";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { MemoryBroker } from "../../test/memory-broker.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { RecommenderConfig } from "../config.ts";
import { Deployments } from "../deployments.ts";
import { Speaker } from "../emit/speaker.ts";
import { noFailpoint } from "../failpoint.ts";
import { Fleet } from "./fleet.ts";

const start = 1_800_000_000;

const plan = parsePlan({
  version: 1,
  cluster: "lab",
  pools: [
    { name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 2 },
    { name: "l40s", gpu: "l40s", gpusPerNode: 4, nodes: 1 },
  ],
  deployments: [
    { name: "chat", pool: "h100", planned: 4 },
    { name: "tagger", pool: "l40s", planned: 2 },
  ].map(({ name, pool, planned }) => ({
    name,
    model: "llama-3.1-8b",
    pool,
    slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
    replicas: { planned, min: 1, max: 8 },
    leadTimeSeconds: 60,
    expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
  })),
});

const speakerFor = (deployment: string, lastDesired: number | null): Promise<Speaker> =>
  Speaker.recover(
    {
      broker: new MemoryBroker(),
      logger: pino({ level: "silent" }),
      cluster: "lab",
      deployment,
      heartbeatSeconds: 30,
      newId: () => deployment,
      sign: (event) => event,
      leads: () => true,
      failpoint: noFailpoint,
    },
    {
      epoch: 1,
      last:
        lastDesired === null
          ? null
          : {
              eventId: "before",
              decisionId: "before",
              epoch: 1,
              revision: 1,
              supersedes: null,
              at: start - 60,
              expiresAt: start + 60,
              desired: lastDesired,
              meaning: "",
            },
    },
  );

interface Heard {
  readonly node: string;
  readonly deployment: string;
  /** Seconds after the start of its first sample. */
  readonly from: number;
}

const decideAt = async (seconds: number, heard: readonly Heard[], lastDesired: number | null = null) => {
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  for (let second = 0; second <= seconds; second += 5) {
    for (const { node, deployment } of heard.filter((one) => one.from <= second)) {
      const work = { finished: second, promptTokens: second * 1000, generatedTokens: second * 200 };
      const engines = [0, 1].map((index) => ({ id: `${node}-${index}`, deployment, ...work }));
      const at = start + second;
      fleet.accept(node, syntheticTelemetry({ seq: second, sampledAt: at, engines }), at);
    }
  }
  const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
  for (const name of deployments.unspoken(plan)) {
    deployments.adopt(name, await speakerFor(name, lastDesired), { checkpoint: null, forecast: null });
  }
  const decided = deployments.decide(plan, fleet.nodes, start + seconds);
  return Object.fromEntries(decided.map(({ deployment: { name }, decision }) => [name, decision]));
};

const first = { node: "h1", deployment: "chat", from: 0 };
const second = { node: "h2", deployment: "chat", from: 20 };
const other = { node: "l1", deployment: "tagger", from: 0 };

describe("where no count was ever asked for", () => {
  test("the replicas of the first node that speaks are not taken for all there are", async () => {
    const { chat } = await decideAt(5, [first, second]);
    expect(chat).toMatchObject({ verdict: "hold", desired: null });
    expect(chat?.missing.map(({ input }) => input).join()).toContain("a first whole window of telemetry");
  });

  test("a deployment of which nobody has spoken yet is not taken to have none", async () => {
    const { chat } = await decideAt(5, [other]);
    expect(chat?.desired).toBeNull();
  });

  test("after a whole window what was told is believed", async () => {
    const { chat } = await decideAt(65, [first, second]);
    expect(chat?.desired).toBe(4);
  });

  test("one of which nobody spoke in a whole window gets what the plan says, never less", async () => {
    const { chat } = await decideAt(65, [other]);
    expect(chat).toMatchObject({ verdict: "scale-up", reason: "below-minimum", desired: 4 });
    expect(chat?.message).toContain("no engine of chat was ever told");
  });
});

test("where a count was asked for it stands, whoever has spoken", async () => {
  const { chat } = await decideAt(5, [first], 4);
  expect(chat?.desired).toBe(4);
});
