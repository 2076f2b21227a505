import { invalidInput } from "../../base/errors.ts";
import { lately } from "../../base/lately.ts";
import type { ArrivalProcess, LoadStage, OpenLoad, RecordedRequest, ServingShape } from "../../model/load.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import { arrivalsFrom, benchmarkGaps, drawGaps, requestsOf, streamsOf } from "./draw-requests.ts";
import type { Random } from "./random.ts";
import { type SplitArrivals, stratifiedGaps } from "./split-arrivals.ts";

/** A stretch of requests in order of arrival: from `from`, before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Requests to simulate, and those of them that the figures are over. */
export interface PlannedLoad {
  readonly batch: RequestBatch;
  readonly measured: Stretch;
}

const poisson: ArrivalProcess = { kind: "poisson" };

const assertRate = (what: string, rate: number): void => {
  if (!(Number.isFinite(rate) && rate > 0)) throw invalidInput(what, rate, "a finite rate above 0 requests/s");
};

const assertCount = (count: number): void => {
  if (!(Number.isInteger(count) && count >= 1))
    throw invalidInput("load.requests", count, "a whole number of at least 1");
};

const joined = <T extends Float64Array | Int32Array>(whole: T, parts: readonly T[]): T => {
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

interface StationaryLoad {
  readonly requestsPerSecond: number;
  readonly arrivals?: ArrivalProcess | undefined;
  /** Requests that the figures are over. */
  readonly requests: number;
  /** Requests that arrive before them, and after them, so that neither end shows. */
  readonly before: number;
  readonly after: number;
  readonly seed?: number | undefined;
}

/**
 * A stretch out of a load that never ends. Its requests and their gaps are the same at every rate and for every
 * warm-up, and their means are exact, so curves over the rate can be compared point by point.
 */
export const stationaryLoad = (shape: ServingShape, load: StationaryLoad): PlannedLoad => {
  const { requestsPerSecond, arrivals = poisson, requests, seed = 0 } = load;
  assertRate("load.requestsPerSecond", requestsPerSecond);
  const around = streamsOf(seed + 1);
  const own = streamsOf(seed);
  const unsplit = { process: arrivals, parts: 1, by: "turn" } as const;
  const gapsOf = (count: number, random: Random) => stratifiedGaps(unsplit, count, random);
  const [before, main, after] = [
    gapsOf(load.before, around.gaps),
    gapsOf(requests, own.gaps),
    gapsOf(load.after, around.gaps),
  ];
  const [early, core, late] = [
    requestsOf(before, shape, around),
    requestsOf(main, shape, own),
    requestsOf(after, shape, around),
  ];
  const count = load.before + requests + load.after;
  const lengths = (of: "inputTokens" | "outputTokens"): Int32Array =>
    joined(new Int32Array(count), [early[of].reverse(), core[of], late[of]]);
  const gaps = joined(new Float64Array(count), [before.reverse(), main, after]);
  return {
    batch: {
      arrivals: arrivalsFrom(gaps, 1 / requestsPerSecond),
      inputTokens: lengths("inputTokens"),
      outputTokens: lengths("outputTokens"),
    },
    measured: { from: load.before, to: load.before + requests },
  };
};

interface StationarySource {
  readonly arrivals?: ArrivalProcess | undefined;
  /** Where only a part of the service's arrivals comes here: how they are split. Rates are those of the part. */
  readonly split: Omit<SplitArrivals, "process">;
  readonly requests: number;
  /** Most that a load has before its requests. */
  readonly longestWarmUp: number;
}

/** Gaps of loads that were planned lately: drawing them takes as long as a simulation, and services share them. */
const drawnLately = lately<Float64Array>(128);

/** As `stationaryLoad`, for many rates: everything but the rate is drawn once. */
export const stationarySource = (
  shape: ServingShape,
  { arrivals: process = poisson, split, requests, longestWarmUp }: StationarySource,
): ((load: Pick<StationaryLoad, "requestsPerSecond" | "before" | "after">) => PlannedLoad) => {
  // Equal numbers for replicas of about the same size, so that they share their gaps.
  const before = 2 ** Math.ceil(Math.log2(Math.max(1, longestWarmUp)));
  const after = before / 2;
  const gapsOf = (part: number, count: number): Float64Array => {
    const key = JSON.stringify([process, split.parts, split.by, part, count]);
    return drawnLately(key, () => stratifiedGaps({ process, ...split }, count, streamsOf(part).gaps));
  };
  const count = before + requests + Math.ceil(after);
  const gaps = joined(new Float64Array(count), [gapsOf(1, before), gapsOf(0, requests), gapsOf(2, Math.ceil(after))]);
  const times = arrivalsFrom(gaps, 1);
  const all = requestsOf(times, shape, streamsOf(0));
  return ({ requestsPerSecond, ...load }) => {
    const from = Math.max(0, before - load.before);
    const to = Math.min(count, before + requests + load.after);
    const start = times[from] as number;
    return {
      batch: {
        arrivals: times.subarray(from, to).map((time) => (time - start) / requestsPerSecond),
        inputTokens: all.inputTokens.subarray(from, to),
        outputTokens: all.outputTokens.subarray(from, to),
      },
      measured: { from: before - from, to: before - from + requests },
    };
  };
};

const whole = (batch: RequestBatch): PlannedLoad => ({ batch, measured: { from: 0, to: batch.arrivals.length } });

type RunLoad = Extract<OpenLoad, { kind: "run" }>;

const runLoad = (shape: ServingShape, load: RunLoad): PlannedLoad => {
  const { requestsPerSecond, requests, arrivals = poisson, seed } = load;
  assertRate("load.requestsPerSecond", requestsPerSecond);
  assertCount(requests);
  const streams = streamsOf(seed ?? 0);
  const random = seed === undefined ? benchmarkGaps() : streams.gaps;
  const gaps = drawGaps(arrivals, requests, { random, exact: false });
  return whole(requestsOf(arrivalsFrom(gaps, 1 / requestsPerSecond), shape, streams));
};

/** Times of one stage: gaps are drawn until the stage is over. */
const stageArrivals = (
  { seconds, requestsPerSecond }: LoadStage,
  startsAt: number,
  nextGap: () => number,
): readonly number[] => {
  if (requestsPerSecond !== 0) assertRate("load.stages.requestsPerSecond", requestsPerSecond);
  if (!(Number.isFinite(seconds) && seconds > 0)) throw invalidInput("load.stages.seconds", seconds, "a time above 0");
  const times: number[] = [];
  if (requestsPerSecond === 0) return times;
  for (let at = nextGap() / requestsPerSecond; at < seconds; at += nextGap() / requestsPerSecond) {
    times.push(startsAt + at);
  }
  return times;
};

type StagedLoad = Extract<OpenLoad, { kind: "stages" }>;

const stagedLoad = (shape: ServingShape, { stages, arrivals = poisson, seed = 0 }: StagedLoad): PlannedLoad => {
  const streams = streamsOf(seed);
  const nextGap = () => drawGaps(arrivals, 1, { random: streams.gaps, exact: false })[0] as number;
  let startsAt = 0;
  const times = stages.flatMap((stage) => {
    const own = stageArrivals(stage, startsAt, nextGap);
    startsAt += stage.seconds;
    return own;
  });
  if (times.length === 0) throw invalidInput("load.stages", stages, "stages in which at least one request arrives");
  return whole(requestsOf(Float64Array.from(times), shape, streams));
};

const isInOrder = (requests: readonly RecordedRequest[]): boolean => {
  for (let index = 1; index < requests.length; index++) {
    if (!((requests[index - 1] as RecordedRequest).at <= (requests[index] as RecordedRequest).at)) return false;
  }
  return true;
};

const traceLoad = (requests: readonly RecordedRequest[]): PlannedLoad => {
  if (requests.length === 0) throw invalidInput("load.requests", requests, "a trace with at least one request");
  const sorted = isInOrder(requests) ? requests : requests.toSorted((a, b) => a.at - b.at);
  const start = sorted[0]?.at ?? 0;
  const count = sorted.length;
  const arrivals = new Float64Array(count);
  const inputs = new Int32Array(count);
  const outputs = new Int32Array(count);
  // One pass: traces are long, and `from` of a typed array walks an iterator.
  for (let index = 0; index < count; index++) {
    const { at, inputTokens, outputTokens } = sorted[index] as RecordedRequest;
    arrivals[index] = at - start;
    inputs[index] = Math.max(1, inputTokens);
    outputs[index] = Math.max(1, outputTokens);
  }
  return whole({ arrivals, inputTokens: inputs, outputTokens: outputs });
};

type ClosedRun = Extract<OpenLoad, { kind: "closed-run" }>;

const closedRun = (shape: ServingShape, { concurrency, requests, seed = 0 }: ClosedRun): PlannedLoad => {
  assertCount(requests);
  if (!(Number.isInteger(concurrency) && concurrency >= 1)) {
    throw invalidInput("load.concurrency", concurrency, "a whole number of at least 1");
  }
  const batch = requestsOf(new Float64Array(requests), shape, streamsOf(seed));
  return whole({ ...batch, clients: Math.min(concurrency, requests) });
};

/** Loads that end: every request of them counts. */
export type FiniteLoad = Exclude<OpenLoad, { kind: "rate" }>;

/** @throws LL_INPUT_INVALID for rates, times and counts that are not above 0, or a load without a request */
export const planLoad = (shape: ServingShape, load: FiniteLoad): PlannedLoad => {
  switch (load.kind) {
    case "run":
      return runLoad(shape, load);
    case "stages":
      return stagedLoad(shape, load);
    case "closed-run":
      return closedRun(shape, load);
    case "all-at-once":
      assertCount(load.requests);
      return whole(requestsOf(new Float64Array(load.requests), shape, streamsOf(0)));
    case "trace":
      return traceLoad(load.requests);
  }
};
