// A fleet in which six things go wrong at once, seen by the real recommender: samples of simulated engines go in, and
// the pages that Prometheus scrapes come out. The clock is the simulation's.
import { type Plan, parsePlanText, poolOf } from "@loadline/plan";
import { createMetrics } from "../../apps/agent/src/endpoints/metrics.ts";
import { buildSample } from "../../apps/agent/src/sample/sample.ts";
import { AgentConfig } from "../../apps/agent/src/settings/config.ts";
import { engineRow, gpuReading, snapshots } from "../../apps/agent/test/snapshots.ts";
import { Advisor } from "../../apps/recommender/src/advise/advisor.ts";
import { ReplicaModels } from "../../apps/recommender/src/observe/replica-model.ts";
import type { SyntheticEngine } from "../../apps/recommender/test/synthetic-node.ts";
import { Recommended, type SampledNode } from "../../apps/recommender/test/week/recommended.ts";
import { type FleetPhysics, ServedFleet } from "../../apps/recommender/test/week/served-fleet.ts";
import { Recording } from "../recording.ts";

/** Fixed, so that every run and every picture shows the same times. */
const startSeconds = 1_790_000_000 - (1_790_000_000 % 3_600);
const stepSeconds = 15;
const minutes = 60;
/** From then on things go wrong. */
const turnMinute = 40;
/** A failed node is seen before its replicas are replaced. */
const failMinute = 57;

export const situationRange = {
  from: new Date(startSeconds * 1000).toISOString(),
  to: new Date((startSeconds + minutes * 60) * 1000).toISOString(),
  atSeconds: startSeconds + minutes * 60,
} as const;

/** A plan of these deployments, each with its own part of a line. */
const planOf = (budgets: string, deployments: readonly string[]): string => `
version: 1
cluster: eu-west
budgets: ${budgets}
pools:
  - { name: north, gpu: h100-sxm-80gb, gpusPerNode: 2, nodes: 20, purchase: reserved }
deployments:
${deployments
  .map(
    (own) => `  - { ${own}, model: llama-3.1-8b, pool: north, reserveReplicas: 1, leadTimeSeconds: 300,
      slo: { timeToFirstTokenSeconds: 1, interTokenLatencySeconds: 0.03 },
      expected: { inputTokens: 800, outputTokens: 250, requestsPerSecond: 60 } }`,
  )
  .join("\n")}
`;

const planText = planOf("{ gpus: 30 }", [
  "name: chat, priority: 1, replicas: { planned: 6, min: 2, max: 12 }",
  "name: search, priority: 1, replicas: { planned: 5, min: 2, max: 5 }",
  "name: code, priority: 1, replicas: { planned: 5, min: 2, max: 5 }",
  "name: digest, priority: 0, replicas: { planned: 7, min: 2, max: 12 }",
  "name: voice, priority: 1, replicas: { planned: 4, min: 2, max: 12 }",
  "name: mail, priority: 1, replicas: { planned: 4, min: 4, max: 4 }",
]);

interface Situation {
  readonly deployment: string;
  /** Load in replicas of the plan's capacity. */
  readonly load: (minute: number) => number;
  readonly inputTokens?: (minute: number) => number;
  /** Time of a step over that of the model. */
  readonly slowness?: (minute: number) => number;
  /** Nodes that it runs on. */
  readonly nodes?: number;
  /** A node of it that stops, and its replicas with it. */
  readonly failed?: string;
  /** How the nodes begin whose agents send nothing for a while; their replicas go on serving. */
  readonly hangs?: { readonly node: string; readonly from: number; readonly until: number };
}

const from =
  (value: number, before: number) =>
  (minute: number): number =>
    minute >= turnMinute ? value : before;

const wave =
  (level: number) =>
  (minute: number): number =>
    level * (1 + 0.03 * Math.sin(minute / 4));

const situations: readonly Situation[] = [
  { deployment: "chat", load: wave(4), failed: "chat-1" },
  { deployment: "search", load: wave(3.1), inputTokens: from(2400, 800) },
  { deployment: "code", load: wave(3.1), slowness: from(1.5, 1) },
  { deployment: "digest", load: (minute) => (minute < 20 ? 3 : Math.min(6, 3 + (minute - 20) * 0.2)) },
  { deployment: "mail", load: wave(2), hangs: { node: "mail-", from: 53, until: minutes + 1 } },
  { deployment: "voice", load: (minute) => 1.6 + Math.max(0, minute - turnMinute) * 0.14 },
];

const usualNodes = 3;

interface Lane {
  readonly situation: Situation;
  readonly fleet: ServedFleet;
  readonly carries: number;
}

const laneOf = (plan: Plan, situation: Situation, models: ReplicaModels, minute: () => number): Lane => {
  const deployment = plan.deployments.find(({ name }) => name === situation.deployment);
  if (deployment === undefined) throw new Error(`${situation.deployment} is not in the plan`);
  const model = models.of(deployment, poolOf(plan, deployment));
  const { outputTokens } = deployment.expected;
  const inputTokens = () => situation.inputTokens?.(minute()) ?? deployment.expected.inputTokens;
  const shape = () => ({ inputTokens: inputTokens(), outputTokens, basis: "telemetry" }) as const;
  const slowness = () => situation.slowness?.(minute()) ?? 1;
  const capacity = (): number => {
    const result = model.capacity(shape(), slowness());
    if (result.kind !== "feasible") throw new Error(`${deployment.name}: ${result.kind}`);
    return result.capacity.requestsPerSecond;
  };
  const physics: FleetPhysics = {
    outputTokens,
    leadTimeSeconds: deployment.leadTimeSeconds,
    get inputTokens() {
      return inputTokens();
    },
    get capacity() {
      return capacity();
    },
    get mostFinished() {
      return capacity() * 1.25;
    },
    latency: (rate) => ({
      firstToken: null,
      gap: rate > 0 ? (model.interTokenLatency(shape(), Math.min(rate, capacity()), slowness()) ?? Number.NaN) : 0,
    }),
  };
  const first = Math.ceil(situation.load(0) / 0.75) + 1;
  const fleet = new ServedFleet(deployment.name, physics, { first, at: startSeconds });
  return { situation, fleet, carries: capacity() };
};

const runningNodes = ({ situation }: Lane, minute: number): readonly string[] => {
  const { deployment, failed, nodes = usualNodes } = situation;
  return Array.from({ length: nodes }, (_, index) => `${deployment}-${index + 1}`).filter(
    (node) => node !== failed || minute < failMinute,
  );
};

const nodeOf = (lane: Lane, id: string, minute: number): string => {
  const running = runningNodes(lane, minute);
  return running[Number(id.split("-").at(-1)) % running.length] ?? lane.situation.deployment;
};

/** Counters of an engine beside those of the fleet: what it served under each shape of requests. */
interface Served {
  finished: number;
  promptTokens: number;
  firstTokenSeconds: number;
}

const served = new Map<string, Served>();

/** What an engine observed since its last sample: most first tokens come fast, those of a full queue late. */
const observed = (engine: SyntheticEngine, lane: Lane, minute: number) => {
  const before = served.get(engine.id) ?? { finished: 0, promptTokens: 0, firstTokenSeconds: 0 };
  const finished = engine.finished ?? 0;
  const count = Math.max(0, finished - before.finished);
  const late = (engine.running ?? 0) > 8 ? count / 2 : 0;
  const promptTokens = before.promptTokens + count * (lane.situation.inputTokens?.(minute) ?? 800);
  const firstTokenSeconds = before.firstTokenSeconds + (count - late) * 0.3 + late * 2.2;
  served.set(engine.id, { finished, promptTokens, firstTokenSeconds });
  const buckets: [number | null, number][] = [
    // No percentile that is drawn lies on the edge of a bucket.
    [0.5, (count - late) * 0.97],
    [1.5, (count - late) * 0.03],
    [2.5, late],
  ];
  return { promptTokens, firstTokenSeconds, finished, buckets: buckets.filter(([, many]) => many > 0) };
};

const nodesOf = (lane: Lane, minute: number): readonly SampledNode[] => {
  // An agent sends whether or not an engine runs beside it.
  const byNode = new Map<string, SyntheticEngine[]>(runningNodes(lane, minute).map((node) => [node, []]));
  for (const engine of lane.fleet.engines()) {
    const node = nodeOf(lane, engine.id, minute);
    byNode.set(node, [...(byNode.get(node) ?? []), engine]);
  }
  return [...byNode].map(([node, all]) => {
    const seen = all.map((engine) => observed(engine, lane, minute));
    // One node was set up with another share of the memory than the plan has.
    const configuration = node === "code-2" ? { gpuMemoryUtilization: "0.6" } : null;
    return {
      node,
      engines: all.map((engine, at) => ({ ...engine, configuration, promptTokens: seen[at]?.promptTokens ?? 0 })),
      columns: {
        timeToFirstTokenSecondsSum: seen.map(({ firstTokenSeconds }) => firstTokenSeconds),
        timeToFirstTokenSecondsCount: seen.map(({ finished }) => finished),
        timeToFirstTokenBuckets: seen.map(({ buckets }) => buckets),
        interTokenLatencyBuckets: seen.map(({ buckets }) =>
          buckets.map(([, many]): [number, number] => [0.02 * (lane.situation.slowness?.(minute) ?? 1), 250 * many]),
        ),
      },
    };
  });
};

/** The replicas of the node that fails are gone with it. */
const failNode = (lane: Lane): void => {
  const { failed } = lane.situation;
  if (failed === undefined) return;
  lane.fleet.replicas = lane.fleet.replicas.filter(({ id }) => nodeOf(lane, id, 0) !== failed);
};

const agentPage = (node: SampledNode, atSeconds: number, isSlow: boolean): Promise<string> => {
  const gpus = [0, 1].map((index) => {
    const busy = index < node.engines.length;
    const uuid = `GPU-${node.node}-${index}`;
    const reasons = isSlow && busy ? ["hw-slowdown"] : [];
    return gpuReading(index, {
      uuid,
      clockEventReasons: reasons as never,
      utilizationRatio: busy ? 0.8 : 0,
      memoryUsedBytes: busy ? 71e9 : 1e9,
      powerDrawWatts: busy ? 520 + 20 * Math.sin(atSeconds / 300) : 90,
      temperatureCelsius: busy ? 64 : 38,
      smClockHertz: reasons.length > 0 ? 1.1e9 : 1.8e9,
    });
  });
  const engines = node.engines.map(({ id, deployment, waiting = null }) => {
    const { target, reading } = engineRow(id, { deployment });
    return { target, reading: reading && { ...reading, numbers: { ...reading.numbers, waiting } } };
  });
  const identity = {
    bootId: `boot-${node.node}`,
    seq: 0,
    sampledAt: atSeconds,
    intervalSeconds: 1,
    inventoryHash: null,
  };
  const clock = { now: () => atSeconds, elapsed: () => atSeconds } as never;
  const stored = Math.floor(atSeconds - startSeconds);
  const stats = { stored, dropped: new Map(), waiting: 0, connected: true, lastStoredAt: atSeconds, problem: null };
  return createMetrics(
    {
      config: () => AgentConfig.parse({ expectedGpus: 2 }),
      sources: () => ({}) as never,
      outbox: { stats: () => stats } as never,
      latest: { sample: buildSample(snapshots(gpus, engines), identity), at: atSeconds },
      permissionErrors: 0,
    },
    clock,
  ).render();
};

/** Two weeks of daily peaks that grow: what exhaustion needs, without two weeks of samples. */
const growingPeaks = (carries: number) => () =>
  Array.from({ length: 14 }, (_, index) => ({
    day: Math.floor(startSeconds / 86_400) - 14 + index,
    requestsPerSecond: carries * (0.5 + 0.02 * index),
  }));

/** What the agents of the lanes send at this minute, after one step of their fleets. */
const sampled = (lanes: readonly Lane[], minute: number, at: number): readonly SampledNode[] => {
  if (minute === failMinute) lanes.forEach(failNode);
  for (const { fleet, situation, carries } of lanes)
    fleet.step({ at, seconds: stepSeconds, demand: situation.load(minute) * carries, counts: false });
  return lanes.flatMap((lane) => nodesOf(lane, minute));
};

/** One sample is lost on its way, and an agent that hangs sends none. */
const isLost = (node: string, minute: number, all: readonly Situation[]): boolean =>
  (node === "voice-1" && minute === turnMinute - 10) ||
  all.some(
    ({ hangs }) => hangs !== undefined && node.startsWith(hangs.node) && minute >= hangs.from && minute < hangs.until,
  );

interface Course {
  readonly planText: string;
  readonly situations: readonly Situation[];
  readonly minutes: number;
  readonly scrapeSeconds: number;
}

const record = async ({ planText, situations, minutes, scrapeSeconds }: Course): Promise<Recording> => {
  const plan = parsePlanText(planText);
  const models = new ReplicaModels();
  const clock = { at: startSeconds };
  const minute = (): number => (clock.at - startSeconds) / 60;
  const lanes = situations.map((situation) => laneOf(plan, situation, models, minute));
  const recommended = new Recommended({
    plan,
    models,
    stepSeconds,
    clock: () => clock.at,
    exposes: true,
    advisor: new Advisor(),
    peaksOf: growingPeaks(lanes[0]?.carries ?? 1),
    config: { warmUpSeconds: 60, windowSeconds: 60 },
  });
  const recording = new Recording();
  served.clear();
  for (; minute() <= minutes; clock.at += stepSeconds) {
    const nodes = sampled(lanes, minute(), clock.at);
    const received = nodes.filter(({ node }) => !isLost(node, minute(), situations));
    await recommended.tick(clock.at, received);
    for (const { fleet, situation } of lanes)
      fleet.aimAt(recommended.desiredOf(situation.deployment) ?? fleet.ready, clock.at, false);
    if ((clock.at - startSeconds) % scrapeSeconds === 0)
      recording.add(await recommended.metrics(), 'job="recommender",instance="10.0.0.1:9090"', clock.at);
    for (const one of Number.isInteger(minute()) ? received : []) {
      const target = `job="agents",instance="${one.node}:9400",node="${one.node}"`;
      const lane = situations.find(({ deployment }) => one.node === `${deployment}-1`);
      recording.add(await agentPage(one, clock.at, (lane?.slowness?.(minute()) ?? 1) > 1), target, clock.at);
    }
  }
  return recording;
};

/** An hour of the fleet as OpenMetrics text, at the end of which six deployments have one trouble each. */
export const recordSituations = async (): Promise<string> =>
  (await record({ planText, situations, minutes, scrapeSeconds: stepSeconds })).text();

/** From one level to another within some minutes. */
const ramp = (
  minute: number,
  [from, until]: readonly [number, number],
  [low, high]: readonly [number, number],
): number => low + (high - low) * Math.min(1, Math.max(0, (minute - from) / (until - from)));

const ordinaryMinutes = 330;

/** A night, a morning ramp that the autoscaler follows and a falling evening; nobody has to do anything. */
const ordinary: readonly Situation[] = [
  {
    deployment: "chat",
    nodes: 4,
    load: (minute) => wave(ramp(minute, [60, 180], [1.5, 7]) - ramp(minute, [250, 300], [0, 5]))(minute),
  },
  { deployment: "idle", load: () => 0 },
  { deployment: "code", nodes: 6, load: wave(3.8), hangs: { node: "code-2", from: 200, until: 230 } },
];

const ordinaryPlan = planOf("{ gpus: 40 }", [
  "name: chat, replicas: { planned: 9, min: 2, max: 16 }",
  "name: idle, replicas: { planned: 2, min: 1, max: 4 }",
  "name: code, replicas: { planned: 6, min: 2, max: 12 }",
]);

/** The series of five ordinary hours in the form of promtool's tests, one value a minute. */
export const recordOrdinaryHours = async () => ({
  minutes: ordinaryMinutes,
  series: (
    await record({ planText: ordinaryPlan, situations: ordinary, minutes: ordinaryMinutes, scrapeSeconds: 60 })
  ).every(60, [startSeconds, startSeconds + ordinaryMinutes * 60]),
});
