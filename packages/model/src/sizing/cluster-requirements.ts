import type { Gpu } from "../catalogue/gpu.ts";
import { gpuOf, modelOf } from "../catalogue/lookup.ts";
import { replicaFits } from "../memory/cache-layout.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import { gpusOf } from "../model/engine.ts";
import { type Objective, objectives } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { wholeReplicas } from "../reserve/replica-rate.ts";
import { wayOfRequests } from "../system/way-of-a-request.ts";
import { candidateSpecs, whyNoLayout } from "./candidates.ts";
import {
  type ClusterRequirement,
  clusterRequirement,
  costAt,
  meanGpuPrice,
  paidGpus,
  type RequirementSettings,
  unpriced,
} from "./cluster-requirement.ts";
import { decoderCandidates, layoutText } from "./decoder-candidates.ts";
import { passCandidates } from "./pass-candidates.ts";
import { absurdFactor } from "./replica-counts.ts";
import { defaultConfidence } from "./service-rates.ts";
import type { SpeedSource } from "./speed-source.ts";
import type { CandidateSet, ClosestReach, ClusterCandidate, MissingGpu, SearchRequest } from "./types.ts";

const shownFits = 3;

const labelOf = (spec: ReplicaSpec): string => `${spec.gpu.id} ${layoutText(spec)} ${spec.weights}`;

/** The layout that lacks least, and how much. */
const nearestOf = (specs: readonly ReplicaSpec[]): string | null => {
  const short = specs.map((spec) => ({ spec, lacks: replicaMemory(spec).shortfall }));
  const [nearest] = short.toSorted((a, b) => a.lacks - b.lacks);
  return nearest === undefined
    ? null
    : `${labelOf(nearest.spec)} lacks ${(nearest.lacks / 2 ** 30).toFixed(1)} GiB per GPU`;
};

/** The smallest layout of each GPU that holds it, those of the fewest GPUs first. */
const smallestFits = (specs: readonly ReplicaSpec[]): readonly string[] => {
  const bySize = specs.toSorted((a, b) => gpusOf(a.parallel) - gpusOf(b.parallel));
  const first = bySize.filter((spec, index) => bySize.findIndex(({ gpu }) => gpu.id === spec.gpu.id) === index);
  return first.slice(0, shownFits).map(labelOf);
};

/** Why a model fits nothing that was asked for, by how much, and what of the catalogue holds it. */
const whatHoldsIt = (request: SearchRequest): string => {
  const { id } = modelOf(request.model);
  const nearest = nearestOf(candidateSpecs(request, replicaFits).tooLarge);
  const fitting = smallestFits(
    candidateSpecs({ ...request, gpus: undefined, tensors: undefined }, replicaFits).fitting,
  );
  const closest = nearest === null ? (whyNoLayout(request) ?? "no layout is possible") : `closest is ${nearest}`;
  const other = fitting.length === 0 ? "nothing in the catalogue holds it" : `it fits ${fitting.join(", ")}`;
  return `${id} fits none of the configurations: ${closest}; ${other}`;
};

export interface ClusterRequest extends SearchRequest, RequirementSettings {
  readonly requestsPerSecond: number;
  /** Configurations whose open-loop capacity is worked out carefully: the answer and its alternatives. */
  readonly shortlist?: number | undefined;
  readonly speed?: SpeedSource | undefined;
}

/** The best configuration and the next ones, or how close one comes. */
type ClusterAnswer =
  | {
      readonly kind: "feasible";
      readonly best: ClusterRequirement;
      readonly alternatives: readonly ClusterRequirement[];
      /** Why each other GPU is in none of them. */
      readonly missing: readonly MissingGpu[];
      readonly front: CandidateSet["front"];
      readonly leftOut: CandidateSet["leftOut"];
      readonly looked: number;
    }
  | {
      readonly kind: "infeasible";
      readonly because: "does-not-fit" | "slo-unreachable" | "unsurvivable";
      readonly detail: string;
      /** The configuration whose worst objective is missed least. */
      readonly closest: ClosestReach | null;
      readonly looked: number;
    };

const defaultShortlist = 8;

/** What is cheaper comes first; where a price is missing, fewest GPUs, after what has a price. */
const cheaper = (a: ClusterRequirement, b: ClusterRequirement): number => {
  const [left, right] = [a.comparedUsdPerHour, b.comparedUsdPerHour];
  if (left !== null && right !== null) return left - right || a.gpus - b.gpus;
  if (left !== right) return left === null ? 1 : -1;
  return a.gpus - b.gpus;
};

const candidatesFor = (request: ClusterRequest): CandidateSet => {
  const { toReplicas } = wayOfRequests(request.requestsPerSecond, request.shape, request.front ?? {});
  if (modelOf(request.model).kind !== "decoder") return passCandidates(request, toReplicas);
  const prices = new Map<string, number | null>();
  const priceOfGpu = (gpu: Gpu): number | null => {
    const known = prices.get(gpu.id);
    const price = known === undefined ? meanGpuPrice(gpu, request) : known;
    prices.set(gpu.id, price);
    return price;
  };
  return decoderCandidates(request, {
    demand: toReplicas,
    leastCostOf: ({ spec: { gpu }, gpus }, rate) =>
      paidGpus(gpu, wholeReplicas(toReplicas, rate) * gpus, request) * (priceOfGpu(gpu) ?? unpriced),
    costOf: ({ spec: { gpu }, gpus }, curve) =>
      costAt({ gpu, gpusPerReplica: gpus, price: priceOfGpu(gpu) }, curve, request),
    speed: request.speed,
    shortlist: request.shortlist ?? (request.gpus === undefined ? defaultShortlist : Number.POSITIVE_INFINITY),
  });
};

/** By its cost, or by its GPUs where no price is known. */
const isAbsurd = ({ comparedUsdPerHour: own, gpus }: ClusterRequirement, best: ClusterRequirement): boolean => {
  const least = best.comparedUsdPerHour;
  return own === null || least === null ? gpus > absurdFactor * best.gpus : own > absurdFactor * least;
};

/** One row of the answer is the cheapest layout of a GPU, aggregated or not; of a GPU that is asked for alone, every layout. */
const isCheapestOfRow = (row: ClusterRequirement, index: number, sorted: readonly ClusterRequirement[]): boolean => {
  const rowOf = (other: ClusterCandidate): string => `${other.gpu.id} ${other.workers === null}`;
  return sorted.findIndex((other) => rowOf(other.candidate) === rowOf(row.candidate)) === index;
};

const missingWith = (missing: readonly MissingGpu[], dear: readonly ClusterRequirement[], request: ClusterRequest) => [
  ...dear.map(({ candidate: { gpu, label, latencies }, comparedUsdPerHour: usdPerHour }): MissingGpu => {
    const closest = { label, latencies, strain: 1 };
    return { gpu: gpu.id, because: usdPerHour === null ? "no-price" : "higher-cost", closest, leastCost: usdPerHour };
  }),
  ...missing.map((one): MissingGpu => {
    const isUnpriced = one.because === "higher-cost" && meanGpuPrice(gpuOf(one.gpu), request) === null;
    return isUnpriced ? { ...one, because: "no-price", leastCost: null } : one;
  }),
];

const terms: Readonly<Record<Objective, string>> = {
  timeToFirstToken: "TTFT",
  interTokenLatency: "TPOT",
  tokenGap: "ITL",
  endToEnd: "end to end",
};

const seconds = (value: number): string => `${Number(value.toPrecision(3))} s`;

const reachedText = ({ label, latencies }: ClosestReach, { slo, confidence = defaultConfidence }: SearchRequest) => {
  const parts = objectives.flatMap((name) => {
    const [reached, allowed] = [latencies[name], slo[name]];
    return reached === null || allowed === undefined
      ? []
      : [`${terms[name]} ${seconds(reached)} of ${seconds(allowed)}`];
  });
  const sure = confidence === 0.5 ? "" : `, with ${100 * confidence} % confidence`;
  return `closest is ${label}${sure}: ${parts.join(", ")}`;
};

const smallerText = (request: ClusterRequest): string =>
  `${modelOf(request.model).id} fits none of these GPUs; name a GPU with more memory, or none to search the catalogue`;

const unreached = { kind: "infeasible", because: "slo-unreachable" } as const;

const infeasible = ({ closest, looked, leftOut }: CandidateSet, request: ClusterRequest): ClusterAnswer =>
  closest === null
    ? {
        kind: "infeasible",
        because: "does-not-fit",
        detail: modelOf(request.model).kind === "decoder" ? whatHoldsIt(request) : smallerText(request),
        closest,
        looked,
      }
    : { ...unreached, detail: [reachedText(closest, request), ...leftOut].join("; "), closest, looked };

/**
 * What it takes to serve a demand: the cheapest configuration within the objectives with replicas, GPUs, whole nodes,
 * cost, power and reserve by cause, and the next best. An objective that nothing meets is infeasible, with the closest.
 * @throws LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU, LL_INPUT_INVALID, LL_WORKLOAD_UNSUPPORTED
 */
export const clusterRequirements = (request: ClusterRequest): ClusterAnswer => {
  const set = candidatesFor(request);
  if (set.candidates.length === 0) return infeasible(set, request);
  const demand = { requestsPerSecond: request.requestsPerSecond, shape: request.shape };
  const outcomes = set.candidates.map((candidate) => clusterRequirement(candidate, demand, request));
  const sized = outcomes
    .flatMap((outcome) => (outcome.kind === "sized" ? [outcome.requirement] : []))
    .toSorted(cheaper);
  const rows = request.gpus?.length === 1 ? sized : sized.filter(isCheapestOfRow);
  const [best, ...others] = rows;
  if (best !== undefined) {
    const { front, looked, leftOut } = set;
    const alternatives = others.filter((row) => !isAbsurd(row, best));
    const folded = others.filter((row) => isAbsurd(row, best) && row.candidate.gpu.id !== best.candidate.gpu.id);
    const missing = missingWith(set.missing, folded, request);
    return { kind: "feasible", best, alternatives, missing, front, looked, leftOut };
  }
  const [lost] = outcomes.flatMap((outcome) => (outcome.kind === "sized" ? [] : [outcome.because]));
  const detail = lost ?? "no replica count survives the reserve policy";
  return { kind: "infeasible", because: "unsurvivable", detail, closest: set.closest, looked: set.looked };
};

/** The same configuration at the load of another request; null where no count carries it. */
export const requirementAt = (
  { candidate }: Pick<ClusterRequirement, "candidate">,
  request: ClusterRequest,
): ClusterRequirement | null => {
  const outcome = clusterRequirement(candidate, request, request);
  return outcome.kind === "sized" ? outcome.requirement : null;
};

/** The same configuration behind connections that are spread at random; null where no count of it meets the objectives. */
export const withRandomRouter = (
  { candidate }: ClusterRequirement,
  request: ClusterRequest,
): ClusterRequirement | null => {
  const rates = candidate.ratesAtRandom();
  return rates === null ? null : requirementAt({ candidate: { ...candidate, rates } }, request);
};

/** An objective, how much looser it is taken, and the GPUs that the same layout takes then with its reserve. */
interface RelaxedObjective {
  readonly objective: Objective;
  readonly asked: number;
  readonly relaxed: number;
  readonly gpus: number;
}

const looser = 1.2;
const digits = 3;

/** The objective that costs most: the one with the fewest GPUs where it alone is a fifth looser; null without objectives. */
export const costliestObjective = (
  { candidate }: ClusterRequirement,
  request: ClusterRequest,
): RelaxedObjective | null => {
  const { slo } = request;
  const relaxed = objectives.flatMap((objective): RelaxedObjective[] => {
    const asked = slo[objective];
    if (asked === undefined) return [];
    const value = Number((asked * looser).toPrecision(digits));
    const rates = candidate.ratesUnder({ ...slo, [objective]: value });
    const outcome = rates === null ? null : clusterRequirement({ ...candidate, rates }, request, request);
    return outcome?.kind === "sized" ? [{ objective, asked, relaxed: value, gpus: outcome.requirement.gpus }] : [];
  });
  return relaxed.toSorted((a, b) => a.gpus - b.gpus)[0] ?? null;
};
