import { type CapacityInput, capacityInterval, type DecisionInputs, observeCapacity } from "@loadline/control";
import { type RatePoint, type ReplicaRate, ratio, requestsPerSecond, tokensPerSecond } from "@loadline/model";
import { fewestNodes } from "../fleet/node-votes.ts";
import {
  afterObservation,
  type Calibration,
  type SpeedObservation,
  speedFactor,
  unsettledSlowness,
} from "../observe/calibration.ts";
import { medianRate } from "../observe/demand.ts";
import type { DeploymentView } from "../observe/deployment-view.ts";
import { medianVote } from "../observe/measured-speed.ts";
import {
  type ModelledLatency,
  type ReplicaCapacityResult,
  type ReplicaModel,
  rateOf,
  replicaRateOf,
  scaledBy,
  scaledCurve,
} from "../observe/replica-model.ts";
import type { DecisionRequest, MeasuredCapacity } from "./assessment.ts";

/** Arriving requests/s per serving replica; null while either is unknown. */
export const loadPerReplica = ({ demand, wholeRate, complete, ready }: DeploymentView): number | null =>
  demand === null || !complete || ready === null || ready === 0
    ? null
    : (wholeRate ?? demand.requestsPerSecond) / ready;

// What requests wait for is not known without a model; a measured rate scatters by a tenth from window to window, with one too.
const withoutModel = { bindingLimit: "queue", errorBand: { relative: ratio(0.1), basis: "calibrated" } } as const;

/** The capacity of the mean replica of two versions, where a new one gets a share of the requests. */
export const ofBothVersions = (
  { model, view: { shape } }: DecisionRequest,
  measured: MeasuredCapacity,
): MeasuredCapacity => {
  const { result, modelled } = measured;
  const canary = model.canaryRatio(shape);
  if (canary === null || result.kind !== "feasible") return measured;
  const { requestsPerSecond: rate, curve } = result.capacity;
  const other = rate * canary.ratio;
  const mean = 1 / (1 - canary.share + canary.share / canary.ratio);
  return {
    ...measured,
    result: scaledBy(result, mean),
    modelled: modelled === null ? null : modelled * mean,
    versions: [
      { share: 1 - canary.share, requestsPerSecond: rate, curve },
      { share: canary.share, requestsPerSecond: other, curve: scaledCurve(curve, canary.ratio) },
    ],
  };
};

/** Replicas that share the requests: those that serve, else those that were asked for or planned. */
const presentReplicas = ({ view: { ready }, currentTarget, deployment }: DecisionRequest): number =>
  Math.max(1, ready || (currentTarget ?? deployment.replicas.planned));

/** The correction of the load that is nearest to the capacity. */
const factorAtCapacity = (request: DecisionRequest, factorNow: number): number => {
  const rate = rateOf(request.model.capacity(request.view.shape, factorNow));
  return rate === null ? factorNow : speedFactor(request.calibration, rate);
};

/**
 * The curve of the service through what was measured of a replica at the present count: the law of the router says how much
 * more or less each of another count carries, the measurement how fast these engines are. Engines with a queue do all they
 * can, so that each of more of them carries no more than that.
 */
const throughMeasured = (
  { replicas, rate }: { readonly replicas: number; readonly rate: number },
  { curve, modelled, isMost }: MeasuredCurve,
): ReplicaRate["curve"] => {
  const scaled = modelled === null ? undefined : scaledCurve(curve, rate / modelled);
  if (scaled === undefined) return undefined;
  const present: RatePoint = [replicas, rate];
  return [...scaled.filter(([count]) => count !== replicas), present]
    .toSorted(([one], [other]) => one - other)
    .map(([count, each]) => [count, isMost ? Math.min(each, rate) : each]);
};

interface MeasuredCurve {
  readonly curve: ReplicaRate["curve"];
  /** Of each of the present replicas; null: there is no model. */
  readonly modelled: number | null;
  /** A replica carries no more than was measured. */
  readonly isMost: boolean;
}

type Tokens = Pick<DeploymentView["shape"], "inputTokens" | "outputTokens">;

/** @param factorNow correction of the model at the present load */
export const measuredCapacity = (request: DecisionRequest, factorNow: number): MeasuredCapacity => {
  const { model, view, capacityEvidence, now, deployment } = request;
  const { shape } = view;
  const replicas = presentReplicas(request);
  const speedFactor = factorAtCapacity(request, factorNow);
  const most = deployment.replicas.max;
  const modelled = model.inService(shape, { replicas, most, speedFactor });
  const known = rateOf(modelled);
  const modelledAt = (asked: Tokens, count = replicas): number | null =>
    asked === shape && count === replicas
      ? known
      : rateOf(model.inService({ ...asked, basis: "telemetry" }, { replicas: count, most, speedFactor }));
  const evidence = observeCapacity(capacityEvidence, view.stretches, { shape, modelledAt, replicas });
  const modelError = modelled.kind !== "feasible" ? 0 : modelled.capacity.errorBand.relative;
  const interval = capacityInterval(evidence, { now, shape, modelledAt, modelError });
  const { requestsPerSecond: rate, atLeast, basis } = interval;
  const common = { modelled: known, evidence, atLeast };
  if (rate === null || basis === "modelled")
    return { ...common, result: modelled, basis: modelled.kind === "unknown" ? "unknown" : "modelled" };
  const { errorBand } = withoutModel;
  const capacity = {
    ...(modelled.kind === "feasible" ? { ...modelled.capacity, errorBand } : withoutModel),
    requestsPerSecond: requestsPerSecond(rate),
    prefillTokensPerSecond: tokensPerSecond(rate * shape.inputTokens),
    decodeTokensPerSecond: tokensPerSecond(rate * shape.outputTokens),
    curve: throughMeasured(
      { replicas, rate },
      { curve: replicaRateOf(modelled)?.curve, modelled: known, isMost: basis === "measured-at-most" },
    ),
  };
  return { ...common, result: { kind: "feasible", capacity }, basis };
};

/**
 * Without a modelled or measured limit, requests that wait show that what serves is too little: one replica more, and more
 * again where that is not enough. null: none wait.
 */
const shortage = ({ view: { demand, ready, backlogs } }: DecisionRequest) => {
  if (backlogs.size === 0 || demand === null || demand.requestsPerSecond <= 0 || ready === null || ready === 0)
    return null;
  return { requestsPerSecond: demand.requestsPerSecond / (ready + 1 / 2), mostReplicas: ready + 1 };
};

/**
 * What replicas carry where each request goes to any of them by chance. What was measured of some was, with as much chance,
 * carried by each alone; by the model it is what one carries alone.
 */
export const rateAtRandom = ({ result, basis, versions }: MeasuredCapacity): ReplicaRate | null => {
  if (result.kind !== "feasible") return null;
  const alone = ({ requestsPerSecond: rate, curve }: ReplicaRate): number =>
    basis === "modelled" ? (curve?.[0]?.[1] ?? rate) : rate;
  return {
    requestsPerSecond: alone(result.capacity),
    versions: versions?.map((one) => ({ share: one.share, requestsPerSecond: alone(one) })),
  };
};

/**
 * Whether requests may be split at random: the plan names no router, and they are not seen to be spread evenly. Only the
 * plan raises a count for it: one engine of many can report what looks like chance.
 */
export const mayBeRandom = ({ deployment, view: { router } }: DecisionRequest): boolean =>
  deployment.router === undefined && router.law !== "even";

/** The capacity as core decides by it. A lower bound alone lets replicas go and asks for none. */
export const capacityInput = (request: DecisionRequest, measured: MeasuredCapacity): CapacityInput => {
  const { result, basis, modelled, evidence, versions, atLeast } = measured;
  const { view, currentTarget, supply, deployment } = request;
  const standing = currentTarget ?? (view.ready ?? 0) + supply.pending;
  const isBounded = modelled !== null || evidence.upper !== null;
  const short = isBounded ? null : shortage(request);
  if (short !== null)
    return {
      kind: "feasible",
      ...withoutModel,
      measuredAgainst: null,
      requestsPerSecond: short.requestsPerSecond,
      mostReplicas: Math.max(standing, short.mostReplicas),
    };
  if (result.kind !== "feasible") return result;
  const { requestsPerSecond: rate, curve, bindingLimit, errorBand } = result.capacity;
  return {
    kind: "feasible",
    requestsPerSecond: rate,
    curve,
    bindingLimit,
    errorBand,
    versions,
    atLeast,
    ...(mayBeRandom(request) ? { atRandom: rateAtRandom(measured) ?? undefined } : {}),
    ...(basis === "modelled" ? {} : { measuredAgainst: modelled }),
    ...(isBounded ? {} : { mostReplicas: Math.max(standing, 1 + deployment.reserveReplicas) }),
  };
};

// A queue that clears within a minute is not felt for longer than a page load that was repeated.
const fastestDrainSeconds = 60;

/**
 * The rate that clears what waits within a lead time, when replicas that are asked for now begin to serve; of one engine
 * no more than a replica carries beyond the median, so that one calls for one more replica at most.
 */
export const backlogOf = (
  { view: { backlogs, rates }, deployment }: DecisionRequest,
  capacity: ReplicaCapacityResult,
): Pick<DecisionInputs, "backlogRequestsPerSecond"> => {
  if (backlogs.size === 0) return {};
  const most = rateOf(capacity) ?? 0;
  const drainSeconds = Math.max(fastestDrainSeconds, deployment.leadTimeSeconds);
  const median = medianRate(rates);
  const rate = rates.reduce((sum, { name, requestsPerSecond: own }) => {
    const unused = Math.max(0, Math.min(most, (median ?? own) + most - own));
    return sum + Math.min(unused, (backlogs.get(name) ?? 0) / drainSeconds);
  }, 0);
  return rate > 0 ? { backlogRequestsPerSecond: rate } : {};
};

/** While engines are far slower than the corrected model, what a smaller count would carry is not known. */
export const slownessOf = ({ view, calibration }: DecisionRequest, { basis }: MeasuredCapacity): number | null =>
  basis === "modelled" && view.speed.interTokenLatencySeconds !== null
    ? unsettledSlowness(calibration, view.speed.requestsPerSecond ?? 0)
    : null;

/** Latencies of the model at the load that each replica has now; null where that or the model is not known. */
export const plannedLatency = (
  model: ReplicaModel,
  view: Parameters<typeof loadPerReplica>[0],
  speedFactor: number,
): ModelledLatency | null => {
  const load = loadPerReplica(view);
  if (load === null || load === 0 || model.spec === null || rateOf(model.capacity(view.shape)) === null) return null;
  return model.latency(view.shape, load, speedFactor);
};

/**
 * How many times as long as the model has it engines took for a token in the last window, at their own load: replicas that came
 * or went within it do not share in that. The factor is that of their median load, where the window is learnt: with another one
 * the error would never end. Of two nodes none is outvoted, so each engine is compared, and the slower node counts.
 */
export const speedObservation = (
  { now: at, model, view, calibration }: Pick<DecisionRequest, "now" | "model" | "view" | "calibration">,
  { kind }: ReplicaCapacityResult,
): SpeedObservation | null => {
  const { engines, interTokenLatencySeconds: latency, requestsPerSecond: load } = view.speed;
  if (kind !== "feasible" || latency === null || load === null || !(load > 0) || !view.complete) return null;
  const factor = speedFactor(calibration, load);
  const slowness = (measured: number, rate: number): number =>
    measured / (model.interTokenLatency(view.shape, rate, factor) ?? Number.NaN);
  const outvotes = new Set(engines.map(({ node }) => node)).size >= fewestNodes;
  const arriving = engines.filter(({ rate }) => rate > 0);
  const ratio = outvotes ? slowness(latency, load) : medianVote(arriving, (one) => slowness(one.latency, one.rate));
  return ratio > 0 && Number.isFinite(ratio) ? { at, requestsPerSecondPerReplica: load, ratio } : null;
};

/** The calibration with the speed of one more window; windows do not overlap. */
export const calibrationAfter = (before: Calibration, seen: SpeedObservation | null, windowSeconds: number) =>
  seen === null || (before.observedAt !== null && Math.abs(seen.at - before.observedAt) < windowSeconds)
    ? before
    : afterObservation(before, seen);
