import { requestsPerSecond } from "../base/units.ts";
import { offlineRows } from "../catalogue/offline-rows.ts";
import { fittingMemory } from "../memory/replica-memory.ts";
import { gpusOf } from "../model/engine.ts";
import { type Distribution, type Estimate, percentileNames } from "../model/estimate.ts";
import type { ArrivingLoad, DemandShape, Load, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { streamsOf } from "../serving/arrivals/draw-requests.ts";
import { planLoad } from "../serving/arrivals/plan-load.ts";
import { seededRandom } from "../serving/arrivals/random.ts";
import { type SplitArrivals, stratifiedGaps } from "../serving/arrivals/split-arrivals.ts";
import { openLoopVerdict } from "../serving/open-loop/open-loop-estimate.ts";
import { distributionOf } from "../serving/open-loop/serving-statistics.ts";
import { batchServer } from "../serving/service/batch-server.ts";
import { routeRequests } from "../serving/service/route-requests.ts";
import { createRouter, type RouterName } from "../serving/service/routers.ts";
import {
  remembered,
  requestsFor,
  type ServiceRouting,
  simulatedFor,
  stableShareOf,
} from "../serving/service/service-capacity.ts";
import { oneGpu, type PassSpeed, specSpeed, usefulBatch } from "./pass-speed.ts";

/** A load on GPUs whose answers come in one piece: without tokens one by one there is no inter-token latency. */
interface PassEstimate
  extends Pick<Estimate, "verdict" | "bindingLimit" | "requestsPerSecond" | "memory" | "errorBand" | "assumptions"> {
  /** Of the whole answer, in seconds. */
  readonly endToEnd: Distribution;
  /** Mean number of requests in a batch of one GPU. */
  readonly batch: number;
}

/** GPUs that answer requests in the order in which a router deals them to each. */
const servedInBatches = (arrivals: Float64Array, speed: PassSpeed, servers: ServerGroup) => {
  const finishedAt = new Float64Array(arrivals.length);
  const service = { batchSeconds: speed.batchSeconds, largest: usefulBatch(speed) };
  const fleet = Array.from({ length: servers.count }, () => batchServer(arrivals, finishedAt, service));
  const router = createRouter(servers.router, seededRandom(0));
  routeRequests(fleet, router, { arrivals, tokensOf: () => 1 });
  const batches = fleet.reduce((sum, server) => sum + server.batches(), 0);
  const elapsed = finishedAt.map((time, request) => time - (arrivals[request] as number));
  return {
    elapsed,
    endsAt: finishedAt.reduce((latest, time) => Math.max(latest, time), 0),
    meanBatch: arrivals.length / batches,
  };
};

interface ServerGroup {
  readonly count: number;
  readonly router: RouterName;
}

const alone: ServerGroup = { count: 1, router: "round-robin" };

const stationaryRequests = 16_000;

/** Times of arrivals whose mean gap is this. */
const timesOf = (
  split: SplitArrivals,
  {
    count,
    meanGap,
    seed = 0,
  }: { readonly count: number; readonly meanGap: number; readonly seed?: number | undefined },
): Float64Array => {
  let time = 0;
  return stratifiedGaps(split, count, streamsOf(seed).gaps).map((gap) => {
    time += gap * meanGap;
    return time;
  });
};

/** Replicas behind a router, each GPU of which answers whole requests of its own. */
interface PassService {
  readonly replicas: number;
  /** Of each replica. */
  readonly gpus: number;
  readonly routing: ServiceRouting;
}

const oneInTurn = { replicas: 1, routing: { router: "round-robin" } } as const;

interface PassPoint {
  /** Of one GPU. */
  readonly requestsPerSecond: number;
  /** Mean. */
  readonly batch: number;
  readonly answerSeconds: number;
  /** The longest answer over its objective. */
  readonly strain: number;
  /** The objective that a higher load would miss first; null: none, the line would grow. */
  readonly limitedBy: "timeToFirstToken" | "endToEnd" | null;
  /** Even a request that is alone takes longer than this objective. */
  readonly missed: { readonly objective: "timeToFirstToken" | "endToEnd"; readonly allowed: number } | null;
}

// A thousandth of the highest rate: far below the error of the model.
const searchSteps = 10;

/**
 * The highest load of one GPU within objectives, by the simulation of random arrivals, and at most the share of its batched
 * rate that was measured under them, more in a larger pool. Tokens do not come one by one, so an objective for the first token is one for the answer.
 */
export const passPoints = (
  spec: ReplicaSpec,
  shape: DemandShape,
  { gpus, replicas, routing }: PassService = { gpus: 1, ...oneInTurn },
): ((slo: Slo) => PassPoint) => {
  const speed = specSpeed(spec, shape);
  const { replicas: count, router, split } = simulatedFor(gpus * replicas, routing, { isAlike: true, isPooled: false });
  const process = shape.arrivals ?? { kind: "poisson" };
  const oneASecond = remembered((requests: number) =>
    timesOf({ process, ...split }, { count: requests, meanGap: 1 / count }),
  );
  const largest = usefulBatch(speed);
  const work = { stableAlone: offlineRows().servedShare.value, workVariation: 0 };
  const stableShare = stableShareOf(gpus * replicas, { ...routing, arrivals: shape.arrivals }, work);
  const most = stableShare * speed.samplesPerSecond(largest);
  const at = (rate: number, requests: number) => {
    const times = oneASecond(requests).map((time) => time / rate);
    return servedInBatches(times, speed, { count, router });
  };
  return ({ percentile, timeToFirstToken = Number.POSITIVE_INFINITY, endToEnd = Number.POSITIVE_INFINITY }) => {
    const objective = timeToFirstToken < endToEnd ? "timeToFirstToken" : "endToEnd";
    const allowed = Math.min(timeToFirstToken, endToEnd);
    const requests = Math.max(stationaryRequests, requestsFor(percentile));
    const holds = (rate: number): boolean => {
      const { elapsed } = at(rate, requests);
      return elapsed.filter((seconds) => seconds <= allowed).length >= percentile * elapsed.length;
    };
    const isFree = holds(most);
    let [low, high] = isFree ? [most, most] : [0, most];
    for (let step = 0; !isFree && step < searchSteps; step++) {
      const middle = (low + high) / 2;
      if (holds(middle)) low = middle;
      else high = middle;
    }
    if (low === 0) {
      const alone = speed.batchSeconds(1);
      const point = { requestsPerSecond: 0, batch: 1, answerSeconds: alone, strain: alone / allowed };
      return { ...point, limitedBy: objective, missed: { objective, allowed } };
    }
    const { elapsed, meanBatch } = at(low, requests);
    const answerSeconds = distributionOf(elapsed)[percentileNames[percentile]];
    const point = { requestsPerSecond: low, batch: meanBatch, answerSeconds, strain: answerSeconds / allowed };
    return { ...point, limitedBy: isFree ? null : objective, missed: null };
  };
};

/** Times at which requests reach one of `gpus` that take them in turn. */
const finiteArrivals = (load: ArrivingLoad, gpus: number): Float64Array => {
  const one = { kind: "fixed", tokens: 1 } as const;
  const finite = load.kind === "open-loop" ? { ...load, kind: "run" as const, requests: load.requests ?? 1 } : load;
  const { arrivals } = planLoad({ input: one, output: one }, finite).batch;
  return arrivals.filter((_, index) => index % gpus === 0);
};

type Point = Omit<PassEstimate, "memory" | "errorBand" | "assumptions">;

/** A steady rate of one replica, which is one of several behind a router. */
const stationaryPoint = (
  { requestsPerSecond: rate, arrivals, seed }: Extract<ArrivingLoad, { kind: "open-loop" }>,
  speed: PassSpeed,
  { gpus, replicas, routing }: PassService,
): Point => {
  const { replicas: count, router, split } = simulatedFor(gpus * replicas, routing, { isAlike: true, isPooled: false });
  const process = arrivals ?? { kind: "poisson" as const };
  const meanGap = gpus / (count * rate);
  const times = timesOf({ process, ...split }, { count: stationaryRequests, meanGap, seed });
  const { elapsed, meanBatch } = servedInBatches(times, speed, { count, router });
  const highest = gpus * speed.samplesPerSecond(usefulBatch(speed));
  return {
    verdict: openLoopVerdict(rate / highest, 0),
    bindingLimit: speed.limitAt(meanBatch),
    endToEnd: distributionOf(elapsed),
    requestsPerSecond: requestsPerSecond(Math.min(rate, highest)),
    batch: meanBatch,
  };
};

const finitePoint = (load: ArrivingLoad, speed: PassSpeed, gpus: number): Point => {
  const arrivals = finiteArrivals(load, gpus);
  const { elapsed, endsAt, meanBatch } = servedInBatches(arrivals, speed, alone);
  const span = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
  const offered = load.kind === "open-loop" ? load.requestsPerSecond / gpus : arrivals.length / span;
  const highest = speed.samplesPerSecond(usefulBatch(speed));
  return {
    verdict: Number.isFinite(offered) ? openLoopVerdict(offered / highest, 0) : "saturated",
    bindingLimit: speed.limitAt(meanBatch),
    endToEnd: distributionOf(elapsed),
    requestsPerSecond: requestsPerSecond((arrivals.length / endsAt) * gpus),
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

const pointFor = (load: Load, speed: PassSpeed, service: PassService): Point => {
  const { gpus } = service;
  switch (load.kind) {
    case "saturated":
      return closedPoint(usefulBatch(speed), speed, gpus);
    case "concurrency":
    case "closed-run":
      return closedPoint(Math.max(1, load.concurrency / gpus), speed, gpus);
    case "open-loop":
      return load.requests === undefined ? stationaryPoint(load, speed, service) : finitePoint(load, speed, gpus);
    default:
      return finitePoint(load, speed, gpus);
  }
};

/**
 * Latency in seconds and throughput of GPUs that serve a model which answers in one piece, each whole requests of its
 * own in batches of what has arrived. At a steady rate it is one of so many replicas behind a router.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED for models that write token by token
 */
export const passEstimate = (
  spec: ReplicaSpec,
  shape: DemandShape,
  load: Load,
  { replicas, routing }: Omit<PassService, "gpus"> = oneInTurn,
): PassEstimate => {
  const gpus = gpusOf(spec.parallel);
  const speed = specSpeed(spec, shape);
  return {
    ...pointFor(load, speed, { gpus, replicas, routing }),
    memory: fittingMemory({ ...spec, parallel: oneGpu }),
    errorBand: speed.errorBand,
    assumptions: gpus === 1 ? [] : [`parallel: each of the ${gpus} GPUs answers whole requests of its own`],
  };
};
