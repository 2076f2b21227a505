import { fittingMemory } from "../memory/replica-memory.ts";
import { gpusOf } from "../model/engine.ts";
import type { BindingLimit, Distribution, ErrorBand, Estimate, ReplicaMemory } from "../model/estimate.ts";
import type { ArrivingLoad, DemandShape, Load } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { drawGaps, streamsOf } from "../serving/arrivals/draw-requests.ts";
import { planLoad } from "../serving/arrivals/plan-load.ts";
import { openLoopVerdict } from "../serving/open-loop/open-loop-estimate.ts";
import { distributionOf } from "../serving/open-loop/serving-statistics.ts";
import { powersOfTwo } from "../sizing/batch-point.ts";
import { type RequestsPerSecond, requestsPerSecond } from "../units.ts";
import { type PassSpeed, passSpeed } from "./pass-speed.ts";
import type { SampleShape } from "./sample-work.ts";

/** A load on GPUs whose answers come in one piece: without tokens one by one there is no inter-token latency. */
export interface PassEstimate {
  readonly verdict: Estimate["verdict"];
  readonly bindingLimit: BindingLimit;
  /** Of the whole answer, in seconds. */
  readonly endToEnd: Distribution;
  readonly requestsPerSecond: RequestsPerSecond;
  /** Mean number of requests in a batch of one GPU. */
  readonly batch: number;
  readonly memory: ReplicaMemory;
  readonly errorBand: ErrorBand;
  readonly assumptions: readonly string[];
}

/** Larger batches complete hardly more and only add waiting. */
export const batchSizes = powersOfTwo(1024);
const negligibleGain = 0.02;

/** The smallest batch that hardly any larger one exceeds. */
export const usefulBatch = ({ samplesPerSecond }: PassSpeed, batches: readonly number[] = batchSizes): number => {
  const most = samplesPerSecond(batches.at(-1) ?? 1);
  return batches.find((size) => samplesPerSecond(size) >= (1 - negligibleGain) * most) ?? 1;
};

/** Requests served in order, each batch all that has arrived while the last one ran. */
const servedInBatches = (arrivals: Float64Array, speed: PassSpeed, largest: number) => {
  const elapsed = new Float64Array(arrivals.length);
  let [next, time, batches] = [0, 0, 0];
  while (next < arrivals.length) {
    time = Math.max(time, arrivals[next] as number);
    let end = next;
    while (end < arrivals.length && end - next < largest && (arrivals[end] as number) <= time) end += 1;
    time += speed.batchSeconds(end - next);
    batches += 1;
    for (; next < end; next++) elapsed[next] = time - (arrivals[next] as number);
  }
  return { elapsed, endsAt: time, meanBatch: arrivals.length / batches };
};

const stationaryRequests = 5000;

/** Times at which requests reach one of `gpus` that take them in turn. */
const arrivalsOf = (load: ArrivingLoad, gpus: number): Float64Array => {
  if (load.kind === "open-loop" && load.requests === undefined) {
    const { arrivals = { kind: "poisson" }, seed = 0 } = load;
    const gaps = drawGaps(arrivals, stationaryRequests * gpus, { random: streamsOf(seed).gaps, exact: true });
    let time = 0;
    return everyNth(
      gaps.map((gap) => {
        time += gap / load.requestsPerSecond;
        return time;
      }),
      gpus,
    );
  }
  const one = { kind: "fixed", tokens: 1 } as const;
  const finite = load.kind === "open-loop" ? { ...load, kind: "run" as const, requests: load.requests ?? 1 } : load;
  return everyNth(planLoad({ input: one, output: one }, finite).batch.arrivals, gpus);
};

const everyNth = (times: Float64Array, count: number): Float64Array => times.filter((_, index) => index % count === 0);

type Point = Omit<PassEstimate, "memory" | "errorBand" | "assumptions">;

const arrivingPoint = (load: ArrivingLoad, speed: PassSpeed, gpus: number): Point => {
  const arrivals = arrivalsOf(load, gpus);
  const { elapsed, endsAt, meanBatch } = servedInBatches(arrivals, speed, usefulBatch(speed));
  const span = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
  const highest = speed.samplesPerSecond(usefulBatch(speed));
  const isStationary = load.kind === "open-loop" && load.requests === undefined;
  const offered = load.kind === "open-loop" ? load.requestsPerSecond / gpus : arrivals.length / span;
  const rate = isStationary ? Math.min(offered, highest) : arrivals.length / endsAt;
  return {
    verdict: Number.isFinite(offered) ? openLoopVerdict(offered / highest, 0) : "saturated",
    bindingLimit: speed.limitAt(meanBatch),
    endToEnd: distributionOf(elapsed),
    requestsPerSecond: requestsPerSecond(rate * gpus),
    batch: meanBatch,
  };
};

/** Clients that ask again at once: each batch is all of them, whole batches one after the other. */
const closedPoint = (batch: number, speed: PassSpeed, gpus: number): Point => ({
  verdict: batch >= usefulBatch(speed) ? "saturated" : "stable",
  bindingLimit: speed.limitAt(batch),
  endToEnd: distributionOf(new Float64Array(1).fill(speed.batchSeconds(batch))),
  requestsPerSecond: requestsPerSecond(speed.samplesPerSecond(batch) * gpus),
  batch,
});

const pointFor = (load: Load, speed: PassSpeed, gpus: number): Point => {
  switch (load.kind) {
    case "saturated":
      return closedPoint(usefulBatch(speed), speed, gpus);
    case "concurrency":
    case "closed-run":
      return closedPoint(Math.max(1, load.concurrency / gpus), speed, gpus);
    default:
      return arrivingPoint(load, speed, gpus);
  }
};

/**
 * Latency in seconds and throughput of GPUs that serve a model which answers in one piece, each whole requests of its
 * own in batches of what has arrived.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED for models that write token by token
 */
export const passEstimate = (
  spec: ReplicaSpec,
  shape: DemandShape,
  { load, picture = {} }: { readonly load: Load; readonly picture?: Pick<SampleShape, "steps" | "side"> | undefined },
): PassEstimate => {
  const gpus = gpusOf(spec.parallel);
  const { model, gpu, weights } = spec;
  const speed = passSpeed({ model, gpu, precision: weights, shape: { ...shape, ...picture } });
  return {
    ...pointFor(load, speed, gpus),
    memory: fittingMemory({ ...spec, parallel: { tensor: 1, pipeline: 1, attentionData: 1, expert: 1 } }),
    errorBand: speed.errorBand,
    assumptions: gpus === 1 ? [] : [`parallel: each of the ${gpus} GPUs answers whole requests of its own`],
  };
};
