import { invalidInput } from "../base/errors.ts";
import { ratio, requestsPerSecond } from "../base/units.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import type { PurchaseClass } from "../catalogue/sources.ts";
import { costFigures, nodePower } from "../cost/cost-figures.ts";
import { cataloguePrices, type GpuPrice, gpuPrice, type PriceBook } from "../cost/price-book.ts";
import type { DemandShape } from "../model/load.ts";
import {
  type Reserve,
  type ReservePolicy,
  recommendedTokenLimit,
  reserveByCause,
} from "../reserve/reserve-by-cause.ts";
import type { ServiceCurve } from "../serving/service/service-curve.ts";
import { coldToReplicas, type RequestFront, type RequestWay, wayOfRequests } from "../system/way-of-a-request.ts";
import { type NodeSpread, type SpreadNodes, spreadNodes } from "./nodes-for.ts";
import { type ReplicaCounts, replicaCounts } from "./replica-counts.ts";
import type { ServiceRates } from "./service-rates.ts";
import type { ClusterCandidate } from "./types.ts";

interface ClusterDemand {
  /** Offered at the front. */
  readonly requestsPerSecond: number;
  readonly shape: DemandShape;
}

export interface RequirementSettings {
  readonly reserve?: ReservePolicy | undefined;
  readonly prices?: PriceBook | undefined;
  /** Of what is not on spot nodes by `reserve.spot`. */
  readonly purchaseClass?: PurchaseClass | undefined;
  /** Only whole nodes, or racks, can be bought: their cost is compared, not that of the GPUs in use. */
  readonly isWhole?: boolean | undefined;
  /** Nodes that may go at once, held back for as the other causes of `reserve` are. */
  readonly lostNodes?: number | undefined;
  /** What stands before the replicas; with `reserve.cacheHitRatio`, a reserve is held for its cache while that is cold. */
  readonly front?: RequestFront | undefined;
}

/** What GPUs are sold in: nodes, or racks where the link spans one. */
interface Bought {
  readonly unit: "node" | "rack";
  readonly gpusPerUnit: number;
  readonly units: number;
  /** Of all their GPUs, used or not; null without a price. */
  readonly usdPerHour: number | null;
}

/** What a demand takes in replicas of one configuration. */
type CoveredReserve = Extract<Reserve, { kind: "reserve" }>;

export interface ClusterRequirement extends ReplicaCounts<CoveredReserve> {
  readonly candidate: ClusterCandidate;
  readonly gpus: number;
  /** Whole nodes that hold them, and what all their GPUs would cost; null without a price. */
  readonly nodes: number;
  readonly nodesUsdPerHour: number | null;
  readonly bought: Bought;
  /** What configurations are compared by: the cost of the GPUs in use, with `isWhole` that of what is bought. */
  readonly comparedUsdPerHour: number | null;
  readonly stranded: SpreadNodes["stranded"];
  /** Demand over what as many replicas behind the router carry within the objectives, at the median, 0…1. */
  readonly utilisation: number;
  /** Demand over what the GPUs of all replicas compute while requests always wait, 0…1. */
  readonly busy: number;
  /** Of the GPUs in use; GPUs that are left over on the last node are not in it. */
  readonly cost: ReturnType<typeof costFigures>;
  /** Of GPUs that are not on the spot share of `reserve.spot`, and of those that are. */
  readonly price: GpuPrice | null;
  readonly spotPrice: GpuPrice | null;
  readonly way: RequestWay;
  /** What stops more load first, the gateway included. */
  readonly bindingLimit: ClusterCandidate["bindingLimit"];
  /** Tokens/s, prompt and answer, that a gateway should let through. */
  readonly recommendedTokenLimit: number;
}

type RequirementOutcome =
  | { readonly kind: "sized"; readonly requirement: ClusterRequirement }
  | { readonly kind: "unsurvivable" | "slo-unreachable"; readonly because: string };

/** USD per hour of GPUs by how they are bought; null where one of the prices is not known. */
const usdOf = ({ price, spotPrice }: Prices, gpus: Pick<SpreadNodes, "spot" | "other">): number | null => {
  const part = (count: number, each: GpuPrice | null) =>
    count === 0 ? 0 : (each?.usdPerGpuHour ?? Number.NaN) * count;
  const sum = part(gpus.other, price) + part(gpus.spot, spotPrice);
  return Number.isNaN(sum) ? null : sum;
};

type Prices = Pick<ClusterRequirement, "price" | "spotPrice">;

const spreadOf = ({ zones, spot }: ReservePolicy): NodeSpread => ({
  zones: zones === undefined ? undefined : Math.ceil(zones),
  spotShare: spot?.share,
  spotMarkets: spot?.markets,
});

/** Prices of one GPU by how it is bought: with a spot share the rest is never spot. */
const pricesOf = (
  gpu: Gpu,
  { prices = cataloguePrices, purchaseClass = "on-demand", reserve }: RequirementSettings,
) => {
  const isSplit = reserve?.spot !== undefined;
  const price = gpuPrice(prices, gpu, isSplit && purchaseClass === "spot" ? "on-demand" : purchaseClass);
  // Both of one provider where it quotes both.
  const provider = prices.provider ?? price?.provider;
  return { price, spotPrice: isSplit ? gpuPrice({ ...prices, provider }, gpu, "spot") : null };
};

/** USD per GPU and hour over all GPUs of a fleet; null where a price is not known. */
export const meanGpuPrice = (gpu: Gpu, settings: RequirementSettings): number | null => {
  const spot = settings.reserve?.spot?.share ?? 0;
  return usdOf(pricesOf(gpu, settings), { spot, other: 1 - spot });
};

const checkedDemand = ({ requestsPerSecond: demand }: ClusterDemand): number => {
  if (Number.isFinite(demand) && demand > 0) return demand;
  throw invalidInput("requestsPerSecond", demand, "a number above 0");
};

type Sizable = Pick<ClusterCandidate, "gpu" | "gpusPerReplica" | "rates">;

/** The load without a cache as a rate of each replica that carries it in whole ones. */
const coldLoadOf = (requestsPerSecond: number, { replicasFor, each }: ServiceCurve) => {
  const replicas = replicasFor(requestsPerSecond);
  const perReplica = replicas === null || replicas === 0 ? each(1) : requestsPerSecond / replicas;
  return { requestsPerSecond, perReplica };
};

/** Replicas with their reserve, and how they are spread. */
const countedReplicas = (
  { gpusPerReplica, gpu, rates }: Sizable,
  demand: ClusterDemand,
  settings: RequirementSettings,
) => {
  const { lostNodes, front = {} } = settings;
  const { shape } = demand;
  const way = wayOfRequests(checkedDemand(demand), shape, front);
  const served = way.toReplicas;
  const nodeLoss = lostNodes === undefined ? undefined : { lost: lostNodes, gpusPerNode: gpu.link.gpusPerNode.value };
  const isCacheReserved = settings.reserve?.cacheHitRatio !== undefined;
  const cold = coldToReplicas(way, shape, front);
  const cacheHitRatio = isCacheReserved ? 1 - served / cold : undefined;
  const policy = { ...settings.reserve, nodes: nodeLoss, cacheHitRatio };
  const spread = spreadOf(policy);
  const survived = reserveByCause(1, gpusPerReplica, policy);
  if (survived.kind === "unsurvivable") return survived;
  const reserveFor = (needed: number, curve: ServiceCurve): CoveredReserve => {
    const coldLoad = isCacheReserved ? coldLoadOf(cold, curve) : undefined;
    const reserve = reserveByCause(needed, gpusPerReplica, { ...policy, coldLoad });
    return reserve.kind === "reserve" ? reserve : survived;
  };
  const counts = replicaCounts(served, rates, { reserveFor, least: spread.zones });
  if (counts !== null) return { kind: "counted" as const, way, spread, ...counts };
  return { kind: "slo-unreachable" as const, because: "no count of replicas carries the load within the objectives" };
};

const gpusPerUnit = ({ link: { gpusPerNode, gpusPerDomain } }: Gpu): number =>
  Math.max(gpusPerNode.value, gpusPerDomain.value);

// Of what costs the same in whole units, the fewest GPUs come first.
const idleShare = 1e-9;

/** GPUs that are paid for, where only whole units can be. */
export const paidGpus = (gpu: Gpu, gpus: number, { isWhole = false }: RequirementSettings): number =>
  isWhole ? Math.ceil(gpus / gpusPerUnit(gpu)) * gpusPerUnit(gpu) + gpus * idleShare : gpus;

/** GPUs without a price come after all that have one. */
export const unpriced = 1e6;

/** USD per hour that a demand takes of replicas that carry so much; without a price, an order by GPUs. */
export const costAt = (
  { gpu, gpusPerReplica, price }: Omit<Sizable, "rates"> & { readonly price: number | null },
  curve: ServiceCurve,
  demand: ClusterDemand & RequirementSettings,
): number => {
  const rates: ServiceRates = { median: curve, covered: curve, worst: curve };
  const counted = countedReplicas({ gpu, gpusPerReplica, rates }, demand, demand);
  const replicas =
    counted.kind === "counted"
      ? counted.replicas
      : (curve.replicasFor(demand.requestsPerSecond) ?? Number.POSITIVE_INFINITY);
  return paidGpus(gpu, replicas * gpusPerReplica, demand) * (price ?? unpriced);
};

interface RackedGpus {
  readonly gpu: Gpu;
  readonly gpus: number;
  readonly price: number | null;
}

const boughtRacks = ({ gpu, gpus, price }: RackedGpus): Bought => {
  const each = gpusPerUnit(gpu);
  const units = Math.ceil(gpus / each);
  return { unit: "rack", gpusPerUnit: each, units, usdPerHour: price === null ? null : units * each * price };
};

/**
 * Replicas, GPUs, whole nodes, cost and power that a demand takes in one configuration, reserve by cause included.
 * What the gateway turns away and the cache answers does not reach the replicas. Never falls with the demand.
 * @returns unsurvivable when no count of replicas outlives a cause of the policy
 * @throws LL_INPUT_INVALID
 */
export const clusterRequirement = (
  candidate: ClusterCandidate,
  demand: ClusterDemand,
  settings: RequirementSettings = {},
): RequirementOutcome => {
  const { gpusPerReplica, gpu, rates } = candidate;
  const counted = countedReplicas(candidate, demand, settings);
  if (counted.kind !== "counted") return { kind: counted.kind, because: counted.because };
  const { kind: _, way, spread, ...counts } = counted;
  const { lostNodes } = settings;
  const { shape } = demand;
  const { replicas } = counts;
  const served = way.toReplicas;
  const gpusPerNode = gpu.link.gpusPerNode.value;
  const onNodes = spreadNodes([{ gpusPerReplica, replicas }], gpusPerNode, spread);
  // What is left after the loss of nodes needs one of its own.
  const other = Math.max(onNodes.other, (lostNodes ?? -1) + 1 - onNodes.spot);
  const nodes = { spot: onNodes.spot, other };
  const utilisation = served / (replicas * rates.median.each(replicas));
  const busy = served / (replicas * candidate.saturatedRate);
  const prices = pricesOf(gpu, settings);
  const { spotGpus } = onNodes;
  const gpus = replicas * gpusPerReplica;
  const nodesUsdPerHour = usdOf(prices, { spot: nodes.spot * gpusPerNode, other: nodes.other * gpusPerNode });
  const usdPerHour = usdOf(prices, { spot: spotGpus, other: gpus - spotGpus });
  const onRacks = { gpu, gpus, price: meanGpuPrice(gpu, settings) };
  const bought =
    gpusPerUnit(gpu) > gpusPerNode
      ? boughtRacks(onRacks)
      : {
          unit: "node" as const,
          gpusPerUnit: gpusPerNode,
          units: nodes.spot + nodes.other,
          usdPerHour: nodesUsdPerHour,
        };
  return {
    kind: "sized",
    requirement: {
      candidate,
      ...counts,
      gpus,
      nodes: nodes.spot + nodes.other,
      stranded: onNodes.stranded,
      nodesUsdPerHour,
      bought,
      comparedUsdPerHour: settings.isWhole ? bought.usdPerHour : usdPerHour,
      utilisation,
      busy,
      cost: costFigures({
        usdPerHour,
        requestsPerSecond: served,
        inputTokens: shape.inputTokens,
        outputTokens: shape.outputTokens,
        promptShare: candidate.promptShare,
        watts: nodePower(gpu, gpus, ratio(busy)),
      }),
      ...prices,
      way,
      bindingLimit: way.limit === null ? candidate.bindingLimit : "gateway",
      recommendedTokenLimit: recommendedTokenLimit(
        counts.loadReplicas,
        { requestsPerSecond: requestsPerSecond(counts.each.covered) },
        shape,
      ),
    },
  };
};
