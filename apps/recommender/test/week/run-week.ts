import { carriedBy, replicasCarrying } from "@loadline/model";
import { createPolicy, type ScalingPolicy } from "@loadline/simulation";
import { type ReplicaModels, rateOf, replicaRateOf } from "../../src/observe/replica-model.ts";
import { Recommended } from "./recommended.ts";
import { type FleetPhysics, type Latency, type Served, ServedFleet } from "./served-fleet.ts";
import { weekLoad } from "./week-load.ts";
import { type Planned, plannedOf, weekPlan } from "./week-plan.ts";

export interface WeekSettings {
  readonly seed: number;
  /** Days before the scored ones, in which everybody may learn. */
  readonly warmUpDays: number;
  readonly days: number;
  readonly stepSeconds: number;
  /** What the engines really carry, as a multiple of what the model gives them. */
  readonly trueCapacity: number;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface WeekRow {
  readonly deployment: string;
  readonly policy: string;
  readonly served: Served;
}

export interface WeekTrace {
  readonly deployment: string;
  /** Every few steps: demand in replicas, and ready replicas by policy. */
  readonly demand: readonly number[];
  readonly ready: Readonly<Record<string, readonly number[]>>;
}

export interface Week {
  readonly rows: readonly WeekRow[];
  readonly traces: readonly WeekTrace[];
  /** What the recommender's chances were worth, by deployment. */
  readonly grades: ReadonlyMap<string, ReturnType<Recommended["gradeOf"]>>;
}

const start = 1_800_000_000;
// A replica still finishes more than its SLO allows it to take on.
const overCapacity = 1.25;
const firstLoad = 0.7;

/** Factor on the time of every step with which the model carries so many requests/s, by halving the interval. */
const slownessFor = (capacityAt: (slowness: number) => number, wanted: number): number => {
  let [fast, slow] = [0.01, 100];
  for (let halving = 0; halving < 30; halving++) {
    const middle = Math.sqrt(fast * slow);
    if (capacityAt(middle) > wanted) fast = middle;
    else slow = middle;
  }
  return Math.sqrt(fast * slow);
};

/** A replica whose steps are so much slower or faster that it carries `factor` times what the model gives it. */
const physicsOf = ({ deployment, pool }: Planned, models: ReplicaModels, factor: number): FleetPhysics => {
  const { inputTokens, outputTokens } = deployment.expected;
  const shape = { inputTokens, outputTokens, basis: "telemetry" } as const;
  const model = models.of(deployment, pool);
  // Where no load meets the objectives none is carried.
  const capacityAt = (slowness: number): number => rateOf(model.capacity(shape, slowness)) ?? 0;
  const capacity = capacityAt(1) * factor;
  const slowness = slownessFor(capacityAt, capacity);
  const latency = (rate: number): Latency => {
    const at = model.latency(shape, rate, slowness);
    // The fleet counts what waits, and the time of that, itself.
    return { firstToken: at?.prefill ?? Number.NaN, gap: at?.gap ?? Number.NaN };
  };
  const { leadTimeSeconds } = deployment;
  const mostFinished = (capacityAt(1) * overCapacity) / slowness;
  const most = deployment.replicas.max;
  const pooled = replicaRateOf(model.inService(shape, { replicas: 1, most, speedFactor: slowness }));
  if (pooled === null) throw new Error(`${deployment.name}: no replica carries anything`);
  const service = {
    each: (replicas: number) => carriedBy(pooled, replicas) / replicas,
    replicasFor: (rate: number) => replicasCarrying(rate, pooled),
  };
  return { capacity, service, mostFinished, inputTokens, outputTokens, leadTimeSeconds, latency };
};

interface Lane {
  readonly planned: Planned;
  readonly physics: FleetPhysics;
  readonly load: Float64Array;
}

const lanesOf = (settings: WeekSettings, models: ReplicaModels): readonly Lane[] => {
  const { seed, warmUpDays, days, stepSeconds, trueCapacity } = settings;
  return plannedOf(weekPlan()).map((planned) => {
    const physics = physicsOf(planned, models, trueCapacity);
    const replicas = weekLoad(planned.deployment.name, { seed, days: Math.ceil(warmUpDays + days), stepSeconds });
    return { planned, physics, load: replicas.map((count) => count * physics.capacity) };
  });
};

const fleetOf = ({ planned: { deployment }, physics, load }: Lane): ServedFleet => {
  const first = Math.max(1, Math.ceil((load[0] ?? 0) / physics.capacity / firstLoad));
  return new ServedFleet(deployment.name, physics, { first, at: start });
};

const stepsPerPoint = 20;

/** Requests that wait in a replica, beyond which guides add one: KEDA's trigger of the vLLM production stack. */
const queueTarget = 5;

/** One lane under a policy of core, which gets the demand and the capacity exactly; "queue" has only the queue. */
const underPolicy = (lane: Lane, name: string, settings: WeekSettings) => {
  const { stepSeconds, warmUpDays } = settings;
  const { planned, physics, load } = lane;
  const { min, max } = planned.deployment.replicas;
  const bounds = { minimumReplicas: min, maximumReplicas: max, stepSeconds, demandAhead: load };
  const byQueue = name === "queue";
  const policy: ScalingPolicy = createPolicy(byQueue ? "hpa:1" : name, bounds);
  const fleet = fleetOf(lane);
  const ready: number[] = [];
  let state = policy.start;
  for (const [step, demand] of load.entries()) {
    const at = step * stepSeconds;
    const counts = at >= warmUpDays * 86_400;
    fleet.step({ at: start + at, seconds: stepSeconds, demand, counts });
    const { capacity, service, leadTimeSeconds } = physics;
    const decided = policy.step(state, {
      at,
      demand: byQueue ? fleet.waiting : demand,
      ready: fleet.ready,
      pending: fleet.pending,
      capacity: byQueue ? queueTarget : (service?.each(Math.max(1, fleet.ready)) ?? capacity),
      service: byQueue ? undefined : service,
      leadTimeSeconds,
    });
    state = decided.state;
    fleet.aimAt(decided.desired, start + at, counts);
    if (counts && step % stepsPerPoint === 0) ready.push(fleet.ready);
  }
  return { served: fleet.served, ready };
};

/** All lanes under one recommender, which has only telemetry. */
const underRecommender = async (lanes: readonly Lane[], settings: WeekSettings, models: ReplicaModels) => {
  const { stepSeconds, warmUpDays, config } = settings;
  const clock = { at: start };
  const recommended = new Recommended({
    plan: weekPlan(),
    models,
    stepSeconds,
    config,
    clock: () => clock.at,
    watchesEngines: true,
  });
  const fleets = lanes.map((lane) => ({ lane, fleet: fleetOf(lane), ready: [] as number[] }));
  const steps = lanes[0]?.load.length ?? 0;
  for (let step = 0; step < steps; step++) {
    clock.at = start + step * stepSeconds;
    const counts = step * stepSeconds >= warmUpDays * 86_400;
    for (const { lane, fleet } of fleets) {
      fleet.step({ at: clock.at, seconds: stepSeconds, demand: lane.load[step] ?? 0, counts });
    }
    const nodes = fleets.map(({ lane, fleet }) => ({
      node: `n-${lane.planned.deployment.name}`,
      engines: fleet.engines(),
    }));
    await recommended.tick(clock.at, nodes);
    for (const { lane, fleet, ready } of fleets) {
      const desired = recommended.desiredOf(lane.planned.deployment.name);
      if (desired !== null) fleet.aimAt(desired, clock.at, counts);
      if (counts && step % stepsPerPoint === 0) ready.push(fleet.ready);
    }
  }
  return fleets.map(({ lane, fleet, ready }) => ({
    deployment: lane.planned.deployment.name,
    served: fleet.served,
    ready,
    grade: recommended.gradeOf(lane.planned.deployment.name),
  }));
};

const recommender = "recommender";

/** A week of every deployment under the recommender and under each policy, on the same load. */
export const runWeek = async (
  settings: WeekSettings,
  policies: readonly string[],
  models: ReplicaModels,
): Promise<Week> => {
  const lanes = lanesOf(settings, models);
  const ours = await underRecommender(lanes, settings, models);
  const firstScored = (settings.warmUpDays * 86_400) / settings.stepSeconds;
  const both = lanes.map((lane) => {
    const deployment = lane.planned.deployment.name;
    const own = ours.find((one) => one.deployment === deployment);
    const others = policies.map((policy) => ({ policy, ...underPolicy(lane, policy, settings) }));
    const runs = [
      ...(own === undefined ? [] : [{ policy: recommender, served: own.served, ready: own.ready }]),
      ...others,
    ];
    const demand = [...lane.load.slice(firstScored)].filter((_, step) => step % stepsPerPoint === 0);
    const trace = {
      deployment,
      demand: demand.map((rate) => rate / lane.physics.capacity),
      ready: Object.fromEntries(runs.map(({ policy, ready }) => [policy, ready])),
    };
    return { trace, rows: runs.map(({ policy, served }) => ({ deployment, policy, served })) };
  });
  const grades = new Map(ours.map(({ deployment, grade }) => [deployment, grade]));
  return { rows: both.flatMap(({ rows }) => rows), traces: both.map(({ trace }) => trace), grades };
};

const width = 1_200;
const laneHeight = 220;
const margin = 40;

const colours: Readonly<Record<string, string>> = {
  recommender: "#1f77b4",
  "hpa:0.7": "#d62728",
  loadline: "#2ca02c",
  clairvoyant: "#7f7f7f",
};

const pathOf = (values: readonly number[], highest: number, top: number): string => {
  const across = (width - 2 * margin) / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      const x = margin + index * across;
      const y = top + laneHeight - margin / 2 - (value / highest) * (laneHeight - margin);
      return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
};

const laneOf = ({ deployment, demand, ready }: WeekTrace, index: number): string => {
  const top = index * laneHeight + margin;
  const highest = Math.max(...demand, ...Object.values(ready).flat());
  const lines = Object.entries(ready).map(
    ([policy, counts]) =>
      `<path d="${pathOf(counts, highest, top)}" fill="none" stroke="${colours[policy] ?? "#999"}" stroke-width="1.2"/>`,
  );
  return [
    `<text x="${margin}" y="${top - 4}">${deployment}: replicas ready, 0 to ${Math.ceil(highest)}</text>`,
    `<path d="${pathOf(demand, highest, top)}" fill="none" stroke="#000" stroke-width="0.6"/>`,
    ...lines,
  ].join("\n");
};

/** Demand in replicas (black) and the ready replicas of each policy over the week, one lane per deployment. */
export const figureOf = (traces: readonly WeekTrace[]): string => {
  const names = Object.keys(traces[0]?.ready ?? {});
  const legend = ["demand", ...names].map((name, index) => {
    const x = margin + index * 160;
    return `<text x="${x}" y="16" fill="${name === "demand" ? "#000" : (colours[name] ?? "#999")}">${name}</text>`;
  });
  const height = traces.length * laneHeight + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...legend,
    ...traces.map(laneOf),
    "</svg>",
    "",
  ].join("\n");
};
