import type { PurchaseClass } from "../catalogue/sources.ts";
import { type CostFigures, costFigures, nodePower } from "../cost/cost-figures.ts";
import { cataloguePrices, type GpuPrice, gpuPrice, type PriceBook } from "../cost/price-book.ts";
import { LoadlineError } from "../errors.ts";
import type { DemandShape } from "../model/load.ts";
import {
  type Reserve,
  type ReservePolicy,
  recommendedTokenLimit,
  reserveByCause,
} from "../reserve/reserve-by-cause.ts";
import { ratio, requestsPerSecond } from "../units.ts";
import type { ClusterCandidate } from "./types.ts";

export interface ClusterDemand {
  readonly requestsPerSecond: number;
  readonly shape: DemandShape;
}

export interface RequirementSettings {
  readonly spare?: ReservePolicy | undefined;
  readonly prices?: PriceBook | undefined;
  readonly purchaseClass?: PurchaseClass | undefined;
  /** What a gateway lets through, requests/s. */
  readonly gatewayRequestsPerSecond?: number | undefined;
}

/** What a demand takes in replicas of one configuration. */
export interface ClusterRequirement {
  readonly candidate: ClusterCandidate;
  /** Carry the load alone; with the spare; and with the spare if the model were too optimistic by its whole band. */
  readonly loadReplicas: number;
  readonly replicas: number;
  readonly replicasAtWorst: number;
  readonly spare: Extract<Reserve, { kind: "spare" }>;
  readonly gpus: number;
  /** Whole nodes that hold them, and what all their GPUs would cost; null without a price. */
  readonly nodes: number;
  readonly nodesUsdPerHour: number | null;
  /** Demand over capacity of all replicas, 0…1. */
  readonly utilisation: number;
  /** Of the GPUs in use; GPUs that are left over on the last node are not in it. */
  readonly cost: CostFigures;
  readonly price: GpuPrice | null;
  /** What stops more load first, the gateway included. */
  readonly bindingLimit: ClusterCandidate["bindingLimit"];
  /** Tokens/s, prompt and answer, that a gateway should let through. */
  readonly recommendedTokenLimit: number;
}

export type RequirementOutcome =
  | { readonly kind: "sized"; readonly requirement: ClusterRequirement }
  | { readonly kind: "unsurvivable"; readonly because: string };

/** Nodes for replicas of one size: as many as fit a node, or several nodes each. */
export const nodesOf = (replicas: number, gpusPerReplica: number, gpusPerNode: number): number =>
  gpusPerReplica > gpusPerNode
    ? replicas * Math.ceil(gpusPerReplica / gpusPerNode)
    : Math.ceil(replicas / Math.floor(gpusPerNode / gpusPerReplica));

/** Rounding of the division must not cost a replica. */
const wholeReplicas = (demand: number, perReplica: number): number =>
  Math.max(1, Math.ceil(demand / perReplica - 1e-9));

const checkedDemand = ({ requestsPerSecond: demand }: ClusterDemand): number => {
  if (Number.isFinite(demand) && demand > 0) return demand;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "requestsPerSecond",
    value: demand,
    expected: "a number above 0",
  });
};

const limitBehind = (
  candidate: ClusterCandidate,
  demand: number,
  gateway: number | undefined,
): ClusterRequirement["bindingLimit"] =>
  gateway !== undefined && gateway <= demand ? "gateway" : candidate.bindingLimit;

/**
 * Replicas, GPUs, whole nodes, cost and power that a demand takes in one configuration, spare by cause included.
 * What a gateway stops is not served: the demand is cut to its limit. Never falls with the demand.
 * @returns unsurvivable when no count of replicas outlives a cause of the policy
 * @throws LL_INPUT_INVALID
 */
export const clusterRequirement = (
  candidate: ClusterCandidate,
  demand: ClusterDemand,
  settings: RequirementSettings = {},
): RequirementOutcome => {
  const { gpusPerReplica, gpu } = candidate;
  const perReplica = candidate.requestsPerSecondPerReplica;
  const served = Math.min(checkedDemand(demand), settings.gatewayRequestsPerSecond ?? Number.POSITIVE_INFINITY);
  const policy = settings.spare ?? {};
  const loadReplicas = wholeReplicas(served, perReplica);
  const spare = reserveByCause(loadReplicas, gpusPerReplica, policy);
  const worstLoad = wholeReplicas(served, perReplica / (1 + candidate.errorBand.relative));
  const worstSpare = reserveByCause(worstLoad, gpusPerReplica, policy);
  if (spare.kind === "unsurvivable") return { kind: "unsurvivable", because: spare.because };
  const replicas = loadReplicas + spare.replicas;
  const gpusPerNode = gpu.link.gpusPerNode.value;
  const nodes = nodesOf(replicas, gpusPerReplica, gpusPerNode);
  const utilisation = served / (replicas * perReplica);
  const price = gpuPrice(settings.prices ?? cataloguePrices, gpu, settings.purchaseClass ?? "on-demand");
  const gpus = replicas * gpusPerReplica;
  const { shape } = demand;
  return {
    kind: "sized",
    requirement: {
      candidate,
      loadReplicas,
      replicas,
      replicasAtWorst: worstSpare.kind === "spare" ? worstLoad + worstSpare.replicas : worstLoad,
      spare,
      gpus,
      nodes,
      nodesUsdPerHour: price === null ? null : price.usdPerGpuHour * nodes * gpusPerNode,
      utilisation,
      cost: costFigures({
        usdPerHour: price === null ? null : price.usdPerGpuHour * gpus,
        requestsPerSecond: served,
        inputTokens: shape.inputTokens,
        outputTokens: shape.outputTokens,
        watts: nodePower(gpu, gpus, ratio(utilisation)),
      }),
      price,
      bindingLimit: limitBehind(candidate, demand.requestsPerSecond, settings.gatewayRequestsPerSecond),
      recommendedTokenLimit: recommendedTokenLimit(
        loadReplicas,
        { requestsPerSecond: requestsPerSecond(perReplica) },
        shape,
      ),
    },
  };
};
