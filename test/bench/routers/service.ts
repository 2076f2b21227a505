import {
  type LengthDistribution,
  openLoopReplica,
  type RouterName,
  replicaSpec,
  type ServingShape,
  seconds,
  seededRandom,
  serviceCapacities,
} from "@loadline/model";
import { requestsOf, serveFleet } from "@loadline/model/internal";

// The service that is measured: prompts so long that first tokens take seconds, beside which a proxy's time is nothing.

const input: LengthDistribution = { kind: "log-normal", mean: 16_000, stdev: 8_000, min: 1_000, max: 60_000 };
export const shape: ServingShape = { input, output: { kind: "fixed", tokens: 200 } };
export const objective = { timeToFirstToken: seconds(3), percentile: 0.95 } as const;

/** Groups of requests that begin alike, and the share of a prompt that is in the cache then. */
export const prefixGroups = 64;
export const sharedPrefix = 0.3;

type ServingReplica = ReturnType<typeof openLoopReplica>;

export const simulatedReplica = (prefixHitRatio: number): ServingReplica =>
  openLoopReplica(
    replicaSpec({ model: "llama-3.1-8b", gpu: "h100-sxm", engine: "vllm", engineConfig: { prefixHitRatio } }),
    shape,
  );

interface Draw {
  readonly seed: number;
  readonly count: number;
  readonly requestsPerSecond: number;
}

type Batch = ReturnType<typeof requestsOf>;

/** Requests at random times, the same for equal seeds. */
export const benchRequests = ({ limits }: ServingReplica, { seed, count, requestsPerSecond }: Draw): Batch => {
  const random = seededRandom(seed);
  let time = 0;
  const arrivals = new Float64Array(count).map(() => {
    time -= Math.log(1 - random()) / requestsPerSecond;
    return time;
  });
  const batch = requestsOf(arrivals, shape, { inputs: seededRandom(seed + 1), outputs: seededRandom(seed + 2) });
  if (batch.inputTokens.some((tokens) => tokens > limits.kvCacheTokens))
    throw new RangeError("a prompt exceeds the cache");
  return batch;
};

/** The value below which that share of the values lies. */
export const percentileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

/** Requests at the start, while the engines fill, of which no latency counts. */
export const warmUpShare = 0.1;

/** 95th percentile of these times to the first token, by request, without those of the warm-up. */
export const firstTokenP95 = (times: Float64Array): number =>
  percentileOf([...times.subarray(Math.ceil(warmUpShare * times.length))], objective.percentile);

export interface Law {
  readonly engines: number;
  readonly router: RouterName;
}

const groupsOf = ({ router }: Law): number | undefined => (router === "prefix-affinity" ? prefixGroups : undefined);

/** Requests/s that the law gives all engines within the objective. */
export const lawCapacity = (replica: ServingReplica, law: Law): number => {
  const routing = { router: law.router, prefixGroups: groupsOf(law) };
  const capacity = serviceCapacities(replica, shape, routing)()(law.engines)(objective);
  if (capacity.kind === "infeasible") throw new RangeError("the engines miss the objective at any load");
  return law.engines * capacity.requestsPerSecond;
};

/** Draws of a router that the law is averaged over, for its 95th percentile and for each step of a search. */
const [manyDraws, fewDraws] = [20, 6];

const drawnP95 = (replica: ServingReplica, batch: Batch, law: Law, seed: number): number => {
  const fleet = { replicas: law.engines, router: law.router, prefixGroups: groupsOf(law), seed };
  const { firstTokenAt } = serveFleet(replica, batch, fleet);
  return firstTokenP95(firstTokenAt.map((at, request) => at - (batch.arrivals[request] as number)));
};

/** The law's 95th percentile for these very requests: mean and standard deviation over draws of the router. */
export const lawP95 = (replica: ServingReplica, batch: Batch, law: Law, draws = manyDraws) => {
  const values = Array.from({ length: draws }, (_, seed) => drawnP95(replica, batch, law, seed));
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (draws - 1)) };
};

const halvings = 7;

/**
 * The load, as a multiple of these requests', at which the law has that 95th percentile. Where it is 0.95 the router
 * makes of the engines what the law gives at 5 % less: they carry 1 / 0.95 of it.
 */
export const loadWithP95 = (replica: ServingReplica, batch: Batch, law: Law, p95: number): number => {
  let [low, high] = [0.5, 1.5];
  for (let turn = 0; turn < halvings; turn++) {
    const middle = (low + high) / 2;
    const faster = { ...batch, arrivals: batch.arrivals.map((at) => at / middle) };
    if (lawP95(replica, faster, law, fewDraws).mean < p95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
