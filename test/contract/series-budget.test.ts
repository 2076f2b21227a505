import { readFileSync } from "node:fs";
import { join } from "node:path";
import { adviceCodes } from "@loadline/protocol";
import { repositoryRoot } from "@loadline/tools/repository";
import { expect, test } from "vitest";
import type { AgentView } from "../../apps/agent/src/endpoints/agent-view.ts";
import { createMetrics as createAgentMetrics } from "../../apps/agent/src/endpoints/metrics.ts";
import { Outbox } from "../../apps/agent/src/publish/outbox.ts";
import { SendBuffer } from "../../apps/agent/src/publish/send-buffer.ts";
import { buildSample } from "../../apps/agent/src/sample/sample.ts";
import { AgentConfig } from "../../apps/agent/src/settings/config.ts";
import { recordingLogger } from "../../apps/agent/test/cleanups.ts";
import { ManualClock } from "../../apps/agent/test/manual-clock.ts";
import { engineRow, gpuReading, snapshots } from "../../apps/agent/test/snapshots.ts";
import type { Assessment } from "../../apps/recommender/src/decide/assessment.ts";
import { decideDeployment } from "../../apps/recommender/src/decide/decide-deployment.ts";
import { attainedOf, DeploymentLatencies } from "../../apps/recommender/src/fleet/latencies.ts";
import { createMetrics } from "../../apps/recommender/src/publish/metrics.ts";
import { requestWith } from "../../apps/recommender/test/decided.ts";
import { syntheticTelemetry } from "../../apps/recommender/test/synthetic-node.ts";

const guide = readFileSync(join(repositoryRoot, "docs/guides/operate.md"), "utf8").replaceAll("\n", " ");
const budgetOf = (what: string): number => Number(new RegExp(`(\\d+) series ${what}`).exec(guide)?.[1]);

const seriesIn = (page: string): readonly string[] =>
  page.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

const bounds = [0.1, 1, null] as const;
const bins = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

const observed = (deployment: Assessment["deployment"]) => {
  const latencies = new DeploymentLatencies();
  const { engines } = syntheticTelemetry({ seq: 0, sampledAt: 0, engines: [{ id: "e0", deployment: "chat" }] });
  const buckets = [bounds.map((upper, at): [number | null, number] => [upper, at + 1])];
  latencies.add({ ...engines, timeToFirstTokenBuckets: buckets, interTokenLatencyBuckets: buckets }, 0, null);
  const parts = { queue: 1, prefill: 1, decode: 1, "first-token": 1, gap: 1, answer: 1 };
  const { totals } = latencies;
  return { parts, attained: attainedOf(totals, deployment), totals };
};

/** A deployment of which everything is known that may be exposed. */
const wholly = (name: string): Assessment => {
  const first = decideDeployment(requestWith({ requestsPerSecond: 6 }));
  const next = requestWith({ requestsPerSecond: 6, rest: { memory: first.memory } });
  const at = next.now + 60;
  const { assessment } = decideDeployment({ ...next, now: at, view: { ...next.view, now: at, demandAt: at } });
  const deployment = { ...assessment.deployment, name };
  const chances = [0, 1, 2].map((replicas) => ({ replicas, probability: 0.5 }));
  const graded = bins.map((from) => ({ from, graded: 1, promised: 1, carried: 1 }));
  const grade = { graded: 8, brierScore: 0, skill: 1, reliabilityGap: 0, costRatio: 1, bins: graded };
  const keys = ["model", "weights", "kvCache", "engine", "gpuMemoryUtilization", "version"] as const;
  const differences = keys.map((key) => ({ key, engines: ["e0"] }));
  return {
    ...assessment,
    deployment,
    latency: observed(deployment),
    usdPerHour: (replicas: number) => 2 * replicas,
    coverage: assessment.forecast?.quantiles.map(({ quantile }) => ({ quantile, share: 0.5 })) ?? [],
    warranty: { horizonSeconds: 60, chances, grade },
    view: { ...assessment.view, differences },
    exhaustion: { earliest: 1, likely: 2, latest: 3 },
    peakDays: 9,
    advice: adviceCodes.map((code) => ({ code })),
  } as unknown as Assessment;
};

const linesOf = async (count: number): Promise<readonly string[]> => {
  const metrics = createMetrics();
  const all = Array.from({ length: count }, (_, index) => wholly(`chat-${index}`));
  for (const epoch of [1, 1]) metrics.expose(all, { cluster: "lab", epoch });
  return seriesIn(await metrics.registry.metrics());
};

test("a deployment of which everything is known has at most the stated series, however many there are", async () => {
  const [one, three] = [await linesOf(1), await linesOf(3)];
  const each = (three.length - one.length) / 2;
  expect(each).toBe(one.filter((line) => line.includes('deployment="')).length);
  expect(each).toBeGreaterThan(0.8 * budgetOf("a deployment"));
  expect(each).toBeLessThanOrEqual(budgetOf("a deployment"));
});

test("an agent of eight GPUs and two engines has at most the stated series", async () => {
  const clock = new ManualClock();
  const gpus = Array.from({ length: 8 }, (_, index) =>
    gpuReading(index, { clockEventReasons: ["sw-power-cap"], memoryReservedBytes: 5e8 }),
  );
  const identity = { bootId: "boot-0001", seq: 0, sampledAt: 1, intervalSeconds: 1, inventoryHash: null };
  const view: AgentView = {
    config: () => AgentConfig.parse({}),
    sources: () => ({}) as never,
    outbox: new Outbox({
      buffer: new SendBuffer({ maxMessages: 10, maxBytes: 1000 }),
      clock,
      logger: recordingLogger(),
      random: () => 0,
      onStored: () => undefined,
      onDropped: () => undefined,
    }),
    latest: { sample: buildSample(snapshots(gpus, [engineRow("a"), engineRow("b")]), identity), at: clock.elapsed() },
    permissionErrors: 0,
  };
  const lines = seriesIn(await createAgentMetrics(view, clock).render());
  expect(lines.length).toBeGreaterThan(0.8 * budgetOf("a node"));
  expect(lines.length).toBeLessThanOrEqual(budgetOf("a node"));
});
