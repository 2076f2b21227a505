import { assertPositive, invalidInput } from "@loadline/model/internal";
import type { EngineObservation } from "../policies/engine-observation.ts";
import { capacityOfEach, leastReplicas, seenCapacity } from "../policies/replica-capacity.ts";
import type { ScalingPolicy } from "../policies/scaling-policy.ts";
import type { NodeGroup } from "../provisioning/node-autoscaler.ts";
import type { Trace } from "../traces/trace-lines.ts";
import { createEngineFit } from "./engine-fit.ts";
import { createRequestRun, finishRun, type RequestRun, runUntil, takeSupply } from "./request-run.ts";
import { scoreRequests } from "./request-score.ts";
import { latencyShareOf, observeInterval } from "./telemetry.ts";
import type { RequestLevelRun, RequestLevelSettings } from "./types.ts";

/** Between two times at which replicas come and go. */
const supplySeconds = 1;
const secondsPerMinute = 60;
const secondsPerHour = 3600;

const assertSettings = (trace: Trace, { capacity, stepSeconds, leadTimeSeconds }: RequestLevelSettings): void => {
  assertPositive("the replica capacity", capacityOfEach(capacity, 1));
  assertPositive("the step", stepSeconds);
  assertPositive("the number of requests", trace.length);
  if (leadTimeSeconds >= 0) return;
  const expected = "seconds of at least 0";
  throw invalidInput("the lead time", leadTimeSeconds, expected);
};

interface Tally {
  paid: number;
  minimum: number;
  actions: number;
  reversals: number;
  lastDirection: number;
  /** `usd` is not a number where a price is not known. */
  nodes: { most: number; strandedGpus: number; usd: number } | null;
}

const tallyNodes = (tally: Tally, groups: readonly NodeGroup[], hours: number): void => {
  const sum = (of: (group: NodeGroup) => number): number => groups.reduce((total, group) => total + of(group), 0);
  const { most, strandedGpus, usd } = tally.nodes ?? { most: 0, strandedGpus: 0, usd: 0 };
  const stranded = sum((group) => group.strandedGpus ?? 0);
  tally.nodes = {
    most: Math.max(most, groups.length),
    strandedGpus: Math.max(strandedGpus, stranded),
    usd: usd + sum(({ usdPerHour }) => usdPerHour ?? Number.NaN) * hours,
  };
};

const tallyAction = (tally: Tally, direction: number): void => {
  tally.actions += 1;
  if (tally.lastDirection === -direction) tally.reversals += 1;
};

/** Serves the requests of one step; returns what was paid for in it, in replica-seconds. */
const serveStep = (run: RequestRun, begins: number): number => {
  const { stepSeconds } = run.settings;
  const ticks = Math.max(1, Math.round(stepSeconds / supplySeconds));
  let paid = 0;
  for (let part = 0; part < ticks; part++) {
    runUntil(run, begins + (part / ticks) * stepSeconds, begins + ((part + 1) / ticks) * stepSeconds);
    paid += (run.supply.paid() * stepSeconds) / ticks;
  }
  run.fleet.advance(begins + stepSeconds);
  return paid;
};

/** What was measured over a step. */
interface Measured {
  readonly demand: number;
  readonly engine: EngineObservation;
}

/** Of the step that ends now; the next one begins. */
const measured = (run: RequestRun, now: number): Measured => {
  const { stepSeconds, objectives } = run.settings;
  run.lastMinute = [...run.lastMinute.filter(({ finishedAt }) => finishedAt > now - secondsPerMinute), ...run.finished];
  const result = {
    demand: run.forwarded / stepSeconds,
    engine: {
      ...observeInterval(run.fleet, run.finished, run.settings.engine.limits),
      latencyShare: latencyShareOf(run.lastMinute, objectives),
    },
  };
  run.forwarded = 0;
  run.finished = [];
  return result;
};

const decide = <S>(
  policy: ScalingPolicy<S>,
  state: S,
  { run, seen, now }: { readonly run: RequestRun; readonly seen: Measured; readonly now: number },
): { readonly state: S; readonly change: number; readonly desired: number } => {
  const { capacity, leadTimeSeconds, scheduledDemand } = run.settings;
  const { ready, pending } = run.supply.counts();
  const scheduled = scheduledDemand?.(now + leadTimeSeconds) ?? null;
  const step = policy.step(state, {
    at: now,
    ...seen,
    ready,
    pending,
    ...seenCapacity(capacity, ready),
    leadTimeSeconds,
    scheduledDemand: scheduled,
  });
  return { ...step, change: step.desired - ready - pending };
};

const scoreOf = (run: RequestRun, tally: Tally): Pick<RequestLevelRun, "score" | "missedMinutes"> => {
  const { trace, settings, fleet, ledger } = run;
  const { objectives, scoreFromSeconds = 0, usdPerReplicaHour = null } = settings;
  const from = trace.findIndex(({ at }) => at >= scoreFromSeconds);
  const arrivals = Float64Array.from(trace, ({ at }) => at);
  const replicaHours = tally.paid / secondsPerHour;
  const first = from < 0 ? trace.length : from;
  const { latency, missedMinutes } = scoreRequests(ledger, arrivals, { objectives, from: first });
  const score = {
    ...latency,
    preemptions: fleet.preemptions,
    replicaHours,
    minimumReplicaHours: tally.minimum / secondsPerHour,
    ratioToMinimum: tally.minimum > 0 ? tally.paid / tally.minimum : 0,
    actions: tally.actions,
    reversals: tally.reversals,
    costUsd: usdPerReplicaHour === null ? null : replicaHours * usdPerReplicaHour,
    nodes: tally.nodes && { ...tally.nodes, usd: Number.isNaN(tally.nodes.usd) ? null : tally.nodes.usd },
  };
  return { score, missedMinutes };
};

const createCourse = (steps: number) => ({
  at: new Float64Array(steps),
  demand: new Float64Array(steps),
  ready: new Int32Array(steps),
  replicas: new Int32Array(steps),
});

/**
 * A policy over single requests: arrivals through cache and gateway to a router, engines with continuous batching and a
 * limited cache, replicas that start by phases, drain, fail and are taken away. The policy is the one that the fluid
 * simulation runs. Equal input and seed give an equal run.
 * @param trace requests in order of arrival
 * @throws LL_INPUT_INVALID for a capacity, step or trace of nothing, or a negative lead time
 */
export const simulateRequests = <S>(
  trace: Trace,
  policy: ScalingPolicy<S>,
  settings: RequestLevelSettings,
): RequestLevelRun => {
  assertSettings(trace, settings);
  const { stepSeconds, capacity, scoreFromSeconds = 0 } = settings;
  const run = createRequestRun(trace, settings);
  const steps = Math.floor((trace.at(-1)?.at ?? 0) / stepSeconds) + 1;
  const course = createCourse(steps);
  const engines = createEngineFit(stepSeconds);
  const tally: Tally = {
    paid: 0,
    minimum: 0,
    actions: 0,
    reversals: 0,
    lastDirection: 0,
    nodes: null,
  };
  let state = policy.start;
  for (let step = 0; step < steps; step++) {
    const isScored = step * stepSeconds >= scoreFromSeconds;
    const paid = serveStep(run, step * stepSeconds);
    const now = (step + 1) * stepSeconds;
    const seen = measured(run, now);
    engines.observe(now, seen.engine.engines);
    if (isScored) {
      tally.paid += paid;
      tally.minimum += leastReplicas(capacity, seen.demand) * stepSeconds;
      const groups = run.supply.nodes();
      if (groups !== null) tallyNodes(tally, groups, stepSeconds / secondsPerHour);
    }
    course.at[step] = now;
    course.demand[step] = seen.demand;
    course.ready[step] = run.supply.counts().ready;
    const decision = decide(policy, state, { run, seen, now });
    state = decision.state;
    if (decision.change !== 0) {
      const direction = Math.sign(decision.change);
      if (isScored) tallyAction(tally, direction);
      tally.lastDirection = direction;
      takeSupply(run, run.supply.retarget(decision.desired, now), now);
    }
    course.replicas[step] = run.supply.paid();
  }
  finishRun(run, steps * stepSeconds);
  return { policy: policy.name, ...scoreOf(run, tally), engineFit: engines.fit(), ...course };
};
