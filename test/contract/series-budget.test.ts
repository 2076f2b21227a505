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
import type { NodeState } from "../../apps/recommender/src/fleet/fleet.ts";
import { HealthStore } from "../../apps/recommender/src/fleet/health-store.ts";
import { type Attained, attainedOf, DeploymentLatencies } from "../../apps/recommender/src/fleet/latencies.ts";
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
    view: { ...assessment.view, differences, router: { law: "even", spreadRatio: 0.1 } },
    exhaustion: { earliest: 1, likely: 2, latest: 3 },
    peakDays: 9,
    advice: adviceCodes.map((code) => ({ code })),
  } as unknown as Assessment;
};

/** The same while nothing is wrong with it: no advice, no difference, no growth towards a limit, nothing that blocks. */
const healthy = (name: string): Assessment => {
  const all = wholly(name);
  const reason = { ...all.decision.reason, code: "within-load-line" as const };
  const decision = { ...all.decision, reason } as Assessment["decision"];
  const met = (one: Attained): Attained => ({ ...one, met: one.observations, percentileSeconds: 0 });
  const latency = all.latency ? { ...all.latency, attained: all.latency.attained.map(met) } : null;
  return { ...all, decision, latency, view: { ...all.view, differences: [] }, exhaustion: null, advice: [] };
};

const freshNode = (_: unknown, index: number) =>
  ({ node: `node-${index}`, sampledAt: 1, receivedSecondsAgo: 1, rejectedSince: null }) as NodeState;

const linesOf = async (
  make: (name: string) => Assessment,
  count: number,
  nodeCount = 0,
): Promise<readonly string[]> => {
  const metrics = createMetrics();
  const one = make("chat");
  const all = Array.from({ length: count }, (_, index) => {
    const deployment = { ...one.deployment, name: `chat-${index}` };
    return { ...one, deployment };
  });
  const nodes = Array.from({ length: nodeCount }, freshNode);
  const facts = { nodes, health: new HealthStore(), freshnessSeconds: 30, now: 1 };
  for (const epoch of [1, 1]) metrics.expose(all, { cluster: "lab", epoch }, facts);
  return seriesIn(await metrics.registry.metrics());
};

const eachOf = async (make: (name: string) => Assessment): Promise<number> => {
  const [one, three] = [await linesOf(make, 1), await linesOf(make, 3)];
  const each = (three.length - one.length) / 2;
  expect(each).toBe(one.filter((line) => line.includes('deployment="')).length);
  return each;
};

test.each([
  { what: "of which everything is known", make: wholly, budget: "a deployment of which everything is known" },
  { what: "in normal operation", make: healthy, budget: "a deployment" },
])("a deployment $what has at most the stated series, however many there are", async ({ make, budget }) => {
  const each = await eachOf(make);
  expect(each).toBeGreaterThan(0.8 * budgetOf(budget));
  expect(each).toBeLessThanOrEqual(budgetOf(budget));
});

test("500 deployments on 12,500 nodes have at most 25,000 series on a page of 3 MB: a healthy node has none", async () => {
  const lines = await linesOf(healthy, 500, 12_500);
  expect(lines).toContain('loadline_nodes{cluster="lab",state="healthy"} 12500');
  expect(lines.length).toBeLessThanOrEqual(25_000);
  expect(lines.join("\n").length).toBeLessThan(3e6);
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
