import type { BindingLimit } from "../../model/estimate.ts";
import type { ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { evenStreams, requestsOf } from "../arrivals/draw-requests.ts";
import { hasLongAnswers, withRequestsUnderWay } from "../arrivals/requests-under-way.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { fluidRate } from "./fluid-rate.ts";
import { serveBatch } from "./serve-batch.ts";
import { selectRanks } from "./serving-statistics.ts";

/** A replica with every request waiting from the start. */
export interface SaturatedRun {
  /** Completions per second away from start and end: capacity without any objective. */
  readonly requestsPerSecond: number;
  /** What keeps the line waiting. */
  readonly bindingLimit: BindingLimit;
}

/** Requests of a run; between these bounds four turns of the slots, more with prompts on their own workers. */
const [fewest, most] = [2000, 20_000];
const turnsOfTheSlots = 4;
/** Waves of answers and the pace of prompt workers beat against each other: one wave is not the mean of several. */
const turnsDisaggregated = 16;
/** Between these shares of the completions neither the start nor the drain shows. */
const [from, to] = [0.35, 0.65];

/**
 * Completions per second in the middle of a run. Requests of equal length keep in step and finish in waves of as
 * many as there are slots: only whole waves are counted.
 */
const middleRate = ({ finishedAt, endsAt }: ServedBatch, slots: number): number => {
  const count = finishedAt.length;
  const middle = Math.max(1, Math.floor((to - from) * count));
  const waves = slots <= middle ? Math.floor(middle / slots) * slots : middle;
  const first = Math.max(0, Math.min(Math.floor(from * count), count - 1 - waves));
  const last = Math.min(count - 1, first + waves);
  const [start = 0, end = 0] = selectRanks(finishedAt.slice(), [first, last]);
  // Few requests may all finish at once: then the whole run is all there is.
  return end > start ? waves / (end - start) : count / endsAt;
};

/** The larger part of a step decides, unless the line waits for cache or for a place in the batch most of the time. */
export const bindingLimitOf = ({ blockedSeconds, busySeconds, promptSeconds }: ServedBatch): BindingLimit => {
  const { cache, sequences } = blockedSeconds;
  if (cache > busySeconds / 2 && cache >= sequences) return "kv-cache";
  if (sequences > busySeconds / 2) return "queue";
  return promptSeconds > busySeconds / 2 ? "prefill-compute" : "decode-bandwidth";
};

const runAtOnce = (replica: ServingReplica, batch: RequestBatch, slots: number): SaturatedRun => {
  const waiting = { ...batch, arrivals: new Float64Array(batch.arrivals.length) };
  const served = serveBatch(replica, waiting, { countsGaps: false });
  return { requestsPerSecond: middleRate(served, slots), bindingLimit: bindingLimitOf(served) };
};

/** Capacity of a replica under requests of one shape, by simulation, in requests per second. */
export const saturatedRun = (replica: ServingReplica, shape: ServingShape): SaturatedRun => {
  const slots = Math.floor(fluidRate(replica, shape).slots) * (replica.disaggregated?.decodeWorkers ?? 1);
  const turns = replica.disaggregated === undefined ? turnsOfTheSlots : turnsDisaggregated;
  const count = Math.min(most, Math.max(fewest, turns * slots));
  const batch = requestsOf(new Float64Array(count), shape, evenStreams());
  // All at once the short answers come first, and the long ones after those that are counted.
  return runAtOnce(replica, hasLongAnswers(shape) ? withRequestsUnderWay(batch, slots) : batch, slots);
};

/** As `saturatedRun`, for the lengths of a recorded trace in its order. */
export const saturatedTrace = (replica: ServingReplica, batch: RequestBatch): SaturatedRun =>
  runAtOnce(replica, batch, 1);
