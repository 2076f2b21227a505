import type { OpenLoopEstimate } from "../../model/estimate.ts";
import type { OpenLoad, ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { ratio, requestsPerSecond, tokens, tokensPerSecond } from "../../units.ts";
import { type FiniteLoad, type PlannedLoad, planLoad, steadyLoad } from "../arrivals/plan-load.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { fluidRate } from "./fluid-rate.ts";
import { openLoopRange } from "./open-loop-range.ts";
import { openLoopVerdict, waitGrowth } from "./open-loop-verdict.ts";
import { bindingLimitOf, type SaturatedRun, saturatedRun, saturatedTrace } from "./saturated-run.ts";
import { serveBatch } from "./serve-batch.ts";
import { type Latencies, latenciesOf } from "./serving-statistics.ts";

/** A load served on a replica of known capacity. */
interface Outcome {
  readonly served: ServedBatch;
  readonly planned: PlannedLoad;
  readonly saturated: SaturatedRun;
  readonly utilisation: number;
  /** Completions per second. */
  readonly rate: number;
}

const meanOutput = ({ batch, measured }: PlannedLoad): number => {
  let total = 0;
  for (let request = measured.from; request < measured.to; request++) total += batch.outputTokens[request] as number;
  return total / Math.max(1, measured.to - measured.from);
};

const promptShareOf = ({ promptSeconds, busySeconds }: ServedBatch): number =>
  busySeconds === 0 ? 0 : Math.min(1, promptSeconds / busySeconds);

const told = (
  { served, planned, saturated, utilisation, rate }: Outcome,
  verdict: OpenLoopEstimate["verdict"],
): Omit<OpenLoopEstimate, "range"> => {
  const { meanDecodeSeconds, ...latencies }: Latencies = latenciesOf(served, planned.measured);
  return {
    verdict,
    bindingLimit: verdict === "stable" ? bindingLimitOf(served) : saturated.bindingLimit,
    utilisation,
    saturatedRate: requestsPerSecond(saturated.requestsPerSecond),
    ...latencies,
    requests: planned.measured.to - planned.measured.from,
    requestsPerSecond: requestsPerSecond(rate),
    outputTokensPerSecond: tokensPerSecond(rate * meanOutput(planned)),
    concurrency: rate * meanDecodeSeconds,
    peakCacheTokens: tokens(served.peakCacheTokens),
    promptShare: ratio(promptShareOf(served)),
    preemptions: served.preemptions,
  };
};

type SteadyRate = Extract<OpenLoad, { kind: "rate" }>;

const fewRequests = 2000;
const manyRequests = 5000;
const calmUtilisation = 0.7;
const leastWarmUp = 50;

/** Twice the requests in decode, so that the first that counts meets a settled replica. */
const warmUpFor = (replica: ServingReplica, shape: ServingShape, rate: number): number => {
  const workers = replica.apart?.decodeWorkers ?? 1;
  const { slots, decodes, requestsPerSecond: highest } = fluidRate(replica, shape);
  const resident = workers * Math.min(slots, decodes * (rate / workers / highest));
  return Math.ceil(leastWarmUp + 2 * resident);
};

export interface SteadyOptions {
  readonly saturated: SaturatedRun;
  /** Requests that the figures are over; by the utilisation when left out. */
  readonly requests?: number | undefined;
  /** Most requests before them. */
  readonly longestWarmUp?: number | undefined;
}

/** As `openLoopEstimate` for a rate, with a capacity that is already known and without a range. */
export const steadyEstimate = (
  replica: ServingReplica,
  shape: ServingShape,
  { load, saturated, requests: wanted, longestWarmUp = fewRequests }: SteadyOptions & { readonly load: SteadyRate },
): Omit<OpenLoopEstimate, "range"> => {
  const utilisation = load.requestsPerSecond / saturated.requestsPerSecond;
  const requests = wanted ?? (utilisation > calmUtilisation ? manyRequests : fewRequests);
  const warmUp = Math.min(longestWarmUp, warmUpFor(replica, shape, load.requestsPerSecond));
  const planned = steadyLoad(shape, { ...load, requests, warmUp });
  const served = serveBatch(replica, planned.batch);
  const verdict = openLoopVerdict(utilisation, waitGrowth(served, planned.measured));
  const rate = Math.min(load.requestsPerSecond, saturated.requestsPerSecond);
  return told({ served, planned, saturated, utilisation, rate }, verdict);
};

/** Offered rate: that of the load, the highest of its stages, or requests over the time in which they arrive. */
const offeredRate = (load: FiniteLoad, { batch }: PlannedLoad): number => {
  if (load.kind === "run") return load.requestsPerSecond;
  if (load.kind === "stages") return Math.max(...load.stages.map((stage) => stage.requestsPerSecond));
  const count = batch.arrivals.length;
  const span = (batch.arrivals[count - 1] ?? 0) - (batch.arrivals[0] ?? 0);
  return span > 0 ? count / span : Number.POSITIVE_INFINITY;
};

/** A closed loop asks for no more than it is given: what says how full it is, is whether a place had to be waited for. */
const closedRunEstimate = (replica: ServingReplica, shape: ServingShape, load: FiniteLoad): OpenLoopEstimate => {
  const planned = planLoad(shape, load);
  const served = serveBatch(replica, planned.batch);
  const saturated = saturatedRun(replica, shape);
  const { cache, sequences } = served.blockedSeconds;
  const verdict = Math.max(cache, sequences) > served.busySeconds / 2 ? "saturated" : "stable";
  const rate = planned.batch.arrivals.length / served.endsAt;
  const outcome = { served, planned, saturated, utilisation: rate / saturated.requestsPerSecond, rate };
  return { ...told(outcome, verdict), range: null };
};

/** One request has no rate: what it uses is what it takes of the requests/s that many like it would reach. */
const loneEstimate = (replica: ServingReplica, planned: PlannedLoad): OpenLoopEstimate => {
  const { inputTokens, outputTokens } = planned.batch;
  const own: ServingShape = {
    input: { kind: "fixed", tokens: inputTokens[0] ?? 1 },
    output: { kind: "fixed", tokens: outputTokens[0] ?? 1 },
  };
  const served = serveBatch(replica, planned.batch);
  const saturated = saturatedRun(replica, own);
  const rate = 1 / served.endsAt;
  const outcome = { served, planned, saturated, utilisation: rate / saturated.requestsPerSecond, rate };
  return { ...told(outcome, "stable"), range: null };
};

const finiteEstimate = (replica: ServingReplica, shape: ServingShape, load: FiniteLoad): OpenLoopEstimate => {
  const planned = planLoad(shape, load);
  if (planned.batch.arrivals.length === 1 && load.kind !== "run") return loneEstimate(replica, planned);
  const served = serveBatch(replica, planned.batch);
  const saturated = load.kind === "trace" ? saturatedTrace(replica, planned.batch) : saturatedRun(replica, shape);
  const offered = offeredRate(load, planned) / saturated.requestsPerSecond;
  const atOnce = offered === Number.POSITIVE_INFINITY;
  const verdict = atOnce ? "saturated" : openLoopVerdict(offered, waitGrowth(served, planned.measured));
  const rate = planned.batch.arrivals.length / served.endsAt;
  const outcome = { served, planned, saturated, utilisation: atOnce ? 1 : offered, rate };
  return { ...told(outcome, verdict), range: openLoopRange(replica, shape, { load, verdict }) };
};

/**
 * Latencies, throughput and verdict of one replica under arrivals that do not wait for answers, by simulation of
 * every request: who is in which step follows from arrivals and scheduling, no wait is a constant.
 *
 * Seconds, requests per second. Steady rates are over 2,000 requests, 5,000 above 0.7 of capacity, after a warm-up;
 * finite loads are simulated as they are run. Beyond the stable verdict the tail depends on how long the load lasts:
 * `range` says how far apart run lengths and seeds are. Equal input gives equal output.
 * @throws LL_INPUT_INVALID for loads and lengths that cannot be meant, or a request that exceeds the cache
 */
export const openLoopEstimate = (replica: ServingReplica, shape: ServingShape, load: OpenLoad): OpenLoopEstimate => {
  if (load.kind === "closed-run") return closedRunEstimate(replica, shape, load);
  if (load.kind !== "rate") return finiteEstimate(replica, shape, load);
  const estimate = steadyEstimate(replica, shape, { load, saturated: saturatedRun(replica, shape) });
  return { ...estimate, range: openLoopRange(replica, shape, { load, verdict: estimate.verdict }) };
};
