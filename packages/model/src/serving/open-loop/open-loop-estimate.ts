import { ratio, requestsPerSecond, tokens, tokensPerSecond } from "../../base/units.ts";
import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import type { OpenLoopEstimate, OpenLoopRange, ValueRange } from "../../model/estimate.ts";
import type { OpenLoad, ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { squaredVariation } from "../arrivals/draw-requests.ts";
import { type FiniteLoad, type PlannedLoad, planLoad, type Stretch, stationaryLoad } from "../arrivals/plan-load.ts";
import { hasLongAnswers, withRequestsUnderWay } from "../arrivals/requests-under-way.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { decodesAt, fluidRate } from "./fluid-rate.ts";
import { bindingLimitOf, type SaturatedRun, saturatedRun, saturatedTrace } from "./saturated-run.ts";
import { serveBatch } from "./serve-batch.ts";
import { type Latencies, latenciesOf, meanFirstToken } from "./serving-statistics.ts";

/**
 * How fast the wait grows while the load lasts, seconds of wait per second of arrivals: mean time to first token of
 * the last quarter of a stretch against the second. About 0 when stable, utilisation − 1 in overload.
 */
const waitGrowth = (served: ServedBatch, { from, to }: Stretch): number => {
  const quarter = Math.floor((to - from) / 4);
  const [second, last] = [from + quarter, to - quarter];
  const elapsed = (served.batch.arrivals[last] ?? 0) - (served.batch.arrivals[second] ?? 0);
  if (quarter === 0 || elapsed <= 0) return 0;
  const early = meanFirstToken(served, { from: second, to: second + quarter });
  const late = meanFirstToken(served, { from: last, to });
  return (late - early) / elapsed;
};

/** The largest stable rate, as a product and a quotient of itself, is still stable. */
const roundingShare = 1e-9;

/** The regime of a load by its utilisation, and close to capacity by whether the wait grew. */
export const openLoopVerdict = (
  utilisation: number,
  growth: number,
  stable = openLoopCalibration().stableUtilisation.value,
): OpenLoopEstimate["verdict"] => {
  const { overloadUtilisation, doubtfulUtilisation, overloadGrowth } = openLoopCalibration();
  if (utilisation <= stable * (1 + roundingShare)) return "stable";
  const growing = utilisation > doubtfulUtilisation.value && growth > overloadGrowth.value;
  return utilisation > overloadUtilisation.value || growing ? "overloaded" : "saturated";
};

/** Lengths of the runs to look at beside a steady rate; the seeds differ too. */
const stationaryRunLengths = [500, 2000, 8000];
const otherSeeds = [1, 2, 3];

type Run = Extract<OpenLoad, { kind: "run" }>;

/** Runs that a load beyond the stable verdict is compared with; none where every arrival is given. */
const runsBeside = (load: OpenLoad): readonly Run[] => {
  switch (load.kind) {
    case "rate":
      return stationaryRunLengths.map((requests, index) => ({ ...load, kind: "run", requests, seed: index + 1 }));
    case "run":
      return otherSeeds.map((seed) => ({ ...load, seed }));
    case "stages":
    case "closed-run":
    case "all-at-once":
    case "trace":
      return [];
  }
};

const rangeOf = (values: readonly number[]): ValueRange => ({ low: Math.min(...values), high: Math.max(...values) });

/** How much runs of other lengths and seeds differ; null while stable or when every arrival is given. */
const openLoopRange = (
  replica: ServingReplica,
  shape: ServingShape,
  { load, verdict }: { readonly load: OpenLoad; readonly verdict: OpenLoopEstimate["verdict"] },
): OpenLoopRange | null => {
  const runs = verdict === "stable" ? [] : runsBeside(load);
  if (runs.length === 0) return null;
  const results: readonly Latencies[] = runs.map((run) => {
    const { batch, measured } = planLoad(shape, run);
    return latenciesOf(serveBatch(replica, batch), measured);
  });
  return {
    runLengths: runs.map(({ requests }) => requests),
    meanTimeToFirstToken: rangeOf(results.map(({ timeToFirstToken }) => timeToFirstToken.mean)),
    p99TimeToFirstToken: rangeOf(results.map(({ timeToFirstToken }) => timeToFirstToken.p99)),
    meanInterTokenLatency: rangeOf(results.map(({ interTokenLatency }) => interTokenLatency.mean)),
    meanEndToEnd: rangeOf(results.map(({ endToEnd }) => endToEnd.mean)),
  };
};

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

const reported = (
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

/** A load that begins with so many requests under way. */
const behind = ({ batch, measured: { from, to } }: PlannedLoad, underWay: number): PlannedLoad =>
  underWay === 0
    ? { batch, measured: { from, to } }
    : { batch: withRequestsUnderWay(batch, underWay), measured: { from: from + underWay, to: to + underWay } };

type StationaryRate = Extract<OpenLoad, { kind: "rate" }>;

const fewRequests = 2000;
const manyRequests = 5000;
const lowUtilisation = 0.7;
const leastWarmUp = 50;

/** Requests of a load besides those that count, for each replica. */
interface WarmUp {
  /** Twice the requests in decode, so that the first that counts meets a settled replica. */
  readonly before: number;
  /** As many as are in decode. */
  readonly after: number;
}

const areAlike = ({ input, output }: ServingShape): boolean => squaredVariation(input) + squaredVariation(output) === 0;

/**
 * By the share of the highest rate. Equal requests behind a router that looks at the replicas fall in step with each other,
 * so that their prompts come together, and that takes several times as long: counted as if decodes rose with the load in
 * proportion, where they are far fewer at half of it.
 */
export const warmUpFor = (
  replica: ServingReplica,
  shape: ServingShape,
  { utilisation, replicas = 1 }: { readonly utilisation: number; readonly replicas?: number | undefined },
): WarmUp => {
  const workers = replica.disaggregated?.decodeWorkers ?? 1;
  const { slots, decodes: most, requestsPerSecond: highest } = fluidRate(replica, shape);
  const decodes = workers * decodesAt(replica, shape, utilisation * highest);
  const settling = replicas > 1 && areAlike(shape) ? workers * Math.min(slots, most * utilisation) : decodes;
  return { before: Math.ceil(leastWarmUp + 2 * settling), after: Math.ceil(leastWarmUp / 2 + decodes) };
};

/**
 * Requests under way at the start of a load, for each replica; none where a warm-up settles by itself: of answers alike, and
 * no more of them than it holds.
 */
const underWayAt = (
  replica: ServingReplica,
  shape: ServingShape,
  { rate, isShort }: { rate: number; isShort: boolean },
) => {
  if (!isShort && !hasLongAnswers(shape)) return 0;
  const workers = replica.disaggregated?.decodeWorkers ?? 1;
  return Math.round(workers * decodesAt(replica, shape, rate / workers));
};

export interface StationaryStretch {
  readonly requestsPerSecond: number;
  readonly requests: number;
  /** Requests before those, and after them. */
  readonly before: number;
  readonly after: number;
}

interface StationaryOptions {
  readonly saturated: SaturatedRun;
  /** Requests that the figures are over; by the utilisation when left out. */
  readonly requests?: number | undefined;
  /** Most requests before them, for each replica. */
  readonly longestWarmUp?: number | undefined;
  readonly service?: SimulatedService | undefined;
}

/** Replicas of a service that are simulated together. */
export interface SimulatedService {
  readonly replicas: number;
  /** The load of all of them, with about as many requests as are wanted. */
  readonly plan: (load: StationaryStretch) => PlannedLoad;
  readonly serve: (batch: RequestBatch) => ServedBatch;
  /** Utilisation up to which such a service is stable. */
  readonly stableShare: number;
}

/** As `openLoopEstimate` for a rate, with a capacity that is already known and without a range. */
export const stationaryEstimate = (
  replica: ServingReplica,
  shape: ServingShape,
  {
    load,
    saturated,
    requests: wanted,
    longestWarmUp = fewRequests,
    service,
  }: StationaryOptions & { readonly load: StationaryRate },
): Omit<OpenLoopEstimate, "range"> => {
  const utilisation = load.requestsPerSecond / saturated.requestsPerSecond;
  const requests = wanted ?? (utilisation > lowUtilisation ? manyRequests : fewRequests);
  const { replicas = 1, stableShare, plan } = service ?? {};
  const settled = warmUpFor(replica, shape, { utilisation, replicas });
  const [before, after] = [Math.min(longestWarmUp, settled.before), Math.min(longestWarmUp, settled.after)];
  const stretch = {
    requestsPerSecond: replicas * load.requestsPerSecond,
    requests,
    before: replicas * before,
    after: replicas * after,
  };
  const isShort = before < settled.before;
  const underWay = replicas * underWayAt(replica, shape, { rate: load.requestsPerSecond, isShort });
  const planned = behind(plan?.(stretch) ?? stationaryLoad(shape, { ...load, ...stretch }), underWay);
  const served = service === undefined ? serveBatch(replica, planned.batch) : service.serve(planned.batch);
  const verdict = openLoopVerdict(utilisation, waitGrowth(served, planned.measured), stableShare);
  const rate = Math.min(load.requestsPerSecond, saturated.requestsPerSecond);
  return reported({ served, planned, saturated, utilisation, rate }, verdict);
};

/** Offered rate: that of the load, the highest of its stages, or requests over the time in which they arrive. */
const offeredRate = (load: FiniteLoad, { batch }: PlannedLoad): number => {
  if (load.kind === "run") return load.requestsPerSecond;
  if (load.kind === "stages") return Math.max(...load.stages.map((stage) => stage.requestsPerSecond));
  const count = batch.arrivals.length;
  const span = (batch.arrivals[count - 1] ?? 0) - (batch.arrivals[0] ?? 0);
  return span > 0 ? count / span : Number.POSITIVE_INFINITY;
};

/** A closed loop asks for no more than it is given: it is saturated when requests had to wait for a slot. */
const closedRunEstimate = (replica: ServingReplica, shape: ServingShape, load: FiniteLoad): OpenLoopEstimate => {
  const planned = planLoad(shape, load);
  const served = serveBatch(replica, planned.batch);
  const saturated = saturatedRun(replica, shape);
  const { cache, sequences } = served.blockedSeconds;
  const verdict = Math.max(cache, sequences) > served.busySeconds / 2 ? "saturated" : "stable";
  const rate = planned.batch.arrivals.length / served.endsAt;
  const outcome = { served, planned, saturated, utilisation: rate / saturated.requestsPerSecond, rate };
  return { ...reported(outcome, verdict), range: null };
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
  return { ...reported(outcome, "stable"), range: null };
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
  return { ...reported(outcome, verdict), range: openLoopRange(replica, shape, { load, verdict }) };
};

/**
 * Latencies, throughput and verdict of one replica under arrivals that do not wait for answers, by simulation of
 * every request: who is in which step follows from arrivals and scheduling, no wait is a constant.
 *
 * Seconds, requests per second. Steady rates are over 2,000 requests, 5,000 above 0.7 of capacity, after a warm-up;
 * finite loads are simulated as they are run. Beyond the stable verdict the tail depends on how long the load lasts:
 * `range` is how much run lengths and seeds differ. Equal input gives equal output.
 * @throws LL_INPUT_INVALID for loads and lengths that cannot be meant, or a request that exceeds the cache
 */
export const openLoopEstimate = (replica: ServingReplica, shape: ServingShape, load: OpenLoad): OpenLoopEstimate => {
  if (load.kind === "closed-run") return closedRunEstimate(replica, shape, load);
  if (load.kind !== "rate") return finiteEstimate(replica, shape, load);
  const estimate = stationaryEstimate(replica, shape, { load, saturated: saturatedRun(replica, shape) });
  return { ...estimate, range: openLoopRange(replica, shape, { load, verdict: estimate.verdict }) };
};
