#!/usr/bin/env node
import { parsePlan } from "@loadline/plan";
import { pino } from "pino";
import { Deployments } from "../../src/decide/deployments.ts";
import { Fleet } from "../../src/fleet/fleet.ts";
import { RecommendationPublisher } from "../../src/publish/recommendation-publisher.ts";
import { RecommenderConfig } from "../../src/settings/config.ts";
import { noFailpoint } from "../../src/settings/failpoint.ts";
import { decidedBy } from "../decided.ts";
import { MemoryBroker } from "../memory-broker.ts";
import { syntheticTelemetry } from "../synthetic-node.ts";

// Time of a decision tick and size of the stored state by nodes and deployments, one engine on each node, no broker.
// usage: node apps/recommender/dist-test/test/scale/main.js [NODESxDEPLOYMENTS …]

const start = 1_800_000_000;
const [seconds, everySeconds] = [300, 10];
const telemetry = { sequence: 0, stream: "" };

const planOf = (names: readonly string[], nodes: number) =>
  parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes }],
    deployments: names.map((name) => ({
      name,
      model: "llama-3.1-8b",
      pool: "h100",
      leadTimeSeconds: 60,
      slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
      replicas: { planned: 1, min: 1, max: 100 },
      expected: { inputTokens: 1_000, outputTokens: 200, requestsPerSecond: 10 },
    })),
  });

const publisherOf = (deployment: string): Promise<RecommendationPublisher> =>
  RecommendationPublisher.recover(
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
    { epoch: 1, last: null },
  );

const report = (fleet: Fleet, second: number, { nodes, names }: { nodes: number; names: readonly string[] }): void => {
  for (let node = 0; node < nodes; node++) {
    const finished = (5 + (node % 3)) * second;
    const engine = {
      id: `e${node}`,
      deployment: names[node % names.length] ?? "",
      startedAt: start - 3_600,
      finished,
      promptTokens: finished * 1_000,
      generatedTokens: finished * 200,
    };
    const sample = syntheticTelemetry({ seq: second, sampledAt: start + second, engines: [engine] });
    fleet.accept(`n${node}`, sample, start + second);
  }
};

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const run = async (nodes: number, count: number): Promise<string> => {
  const names = Array.from({ length: count }, (_, index) => `d${index}`);
  const plan = planOf(names, nodes);
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
  for (const name of names) deployments.adopt(name, await publisherOf(name), { checkpoint: null, forecast: null });
  const ticks: number[] = [];
  for (let second = 0; second <= seconds; second += everySeconds) {
    report(fleet, second, { nodes, names });
    const begin = performance.now();
    decidedBy(deployments, plan, fleet.nodes, start + second);
    ticks.push(performance.now() - begin);
  }
  const sorted = ticks.toSorted((a, b) => a - b);
  const stored = names.map((name) => {
    const checkpoint = deployments.checkpointOf(name, telemetry, start + seconds);
    return bytesOf([checkpoint, deployments.forecastOf(name)]);
  });
  const [median = 0, most = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return `${count} deployments on ${nodes} nodes: tick ${median.toFixed(0)} ms, at most ${most.toFixed(0)} ms, ${(Math.max(...stored) / 1024).toFixed(1)} KiB a deployment\n`;
};

const sizes = process.argv.slice(2);
for (const size of sizes.length > 0 ? sizes : ["3125x125", "6250x250", "12500x500"]) {
  const [nodes = 0, count = 0] = size.split("x").map(Number);
  process.stdout.write(await run(nodes, count));
}
