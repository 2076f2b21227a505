import {
  type CapacityResult,
  capacitiesInService,
  carriedBy,
  type DemandShape,
  defaultRouter,
  estimate,
  evaluatedCounts,
  isLoadlineError,
  type RatePoint,
  type ReplicaRate,
  type ReplicaSpec,
  type RouterName,
  replicaCapacity,
  requestForm,
  requestsPerSecond,
  type ServiceRouting,
  type Slo,
  slowedCurve,
  tokens,
  tokensPerSecond,
} from "@loadline/model";
import {
  canaryOf,
  gpusOf,
  type PlanDeployment,
  type PlannedReplica,
  type PlanPool,
  plannedSlo,
  replicaOf,
} from "@loadline/plan";
import type { ReportedEngine } from "../fleet/fleet.ts";
import type { RequestShape } from "./demand.ts";
import { differencesOf, type PlanDifference } from "./running.ts";
import { type EngineName, isOfNewVersion } from "./versions.ts";

export { plannedSlo as sloOf } from "@loadline/plan";

import { type LatencyPart, latencyParts } from "../fleet/latencies.ts";

/**
 * Curves that one tick computes: of hundreds of deployments the first ticks would else take minutes. A count of simulations
 * and not a time, so that the same ticks give the same answers.
 */
const curvesPerTick = 16;

/** What the models of one recommender may still compute in this tick. */
interface CurveBudget {
  left: number;
}

// Inputs within 5 % of each other share one answer; the model's own error is larger.
const bucketWidth = 1.05;
const mostAnswers = 4_096;
// Like replicas report the same; nodes may make up as many as they like.
const mostReports = 256;

const factorWidth = 1.02;
/** By how much a service multiplies what one replica carries changes slowly with its speed, and costs more to find. */
const gainFactorWidth = 1.25;

/** The whole powers of `width` next to a value, and how far it lies between them: an answer from one alone would jump. */
const between = (value: number, width: number) => {
  const place = Math.log(value) / Math.log(width);
  const below = Math.floor(place);
  return { low: width ** below, high: width ** Math.ceil(place), share: place - below };
};

/** The middle of the bucket of `value`, so that a drifting shape does not ask the model anew at each tick. */
export const bucketed = (value: number): number =>
  value > 0 ? bucketWidth ** Math.round(Math.log(value) / Math.log(bucketWidth)) : 0;

/** What the plan states does not drift: it is answered as `loadline plan` answers it. */
const demandShape = ({ inputTokens, outputTokens, basis }: RequestShape): DemandShape => {
  const asked = (value: number): number => (basis === "plan" ? value : Math.max(1, bucketed(value)));
  return { inputTokens: tokens(asked(inputTokens)), outputTokens: tokens(asked(outputTokens)) };
};

type Feasible = Extract<CapacityResult, { kind: "feasible" }>["capacity"];

/** What each of some replicas carries, beside what it was computed by. */
type EachReplica = Omit<Feasible, "at" | "concurrency" | "limitedBy"> & { readonly curve?: ReplicaRate["curve"] };

/** What a replica carries by the model or as it was measured; unknown: there is no model of it, and `detail` is why. */
export type ReplicaCapacityResult =
  | Extract<CapacityResult, { kind: "infeasible" }>
  | { readonly kind: "feasible"; readonly capacity: EachReplica }
  | { readonly kind: "unknown"; readonly detail: string };

/** What replicas carry at any count; null where that is not known or none meets the objectives. */
export const replicaRateOf = (result: ReplicaCapacityResult): ReplicaRate | null =>
  result.kind === "feasible" ? result.capacity : null;

/** Requests/s of one replica at the count in question; null where none is known or none meets the objectives. */
export const rateOf = (result: ReplicaCapacityResult): number | null =>
  result.kind === "feasible" ? result.capacity.requestsPerSecond : null;

type FeasibleResult = Extract<ReplicaCapacityResult, { kind: "feasible" }>;

/** A curve of so many times as much at every count. */
export const scaledCurve = (curve: ReplicaRate["curve"], times: number): ReplicaRate["curve"] =>
  curve?.map(([replicas, each]) => [replicas, each * times]);

/** The same where a replica carries so many times as much. */
export const scaledBy = ({ kind, capacity }: FeasibleResult, times: number): FeasibleResult => {
  const rate = requestsPerSecond(capacity.requestsPerSecond * times);
  const prefillTokensPerSecond = tokensPerSecond(capacity.prefillTokensPerSecond * times);
  const decodeTokensPerSecond = tokensPerSecond(capacity.decodeTokensPerSecond * times);
  const curve = scaledCurve(capacity.curve, times);
  return {
    kind,
    capacity: { ...capacity, requestsPerSecond: rate, prefillTokensPerSecond, decodeTokensPerSecond, curve },
  };
};

/** The model of one replica as deployments plan it; its answers are cached. */
export class ReplicaModel {
  readonly #planned: PlannedReplica;
  readonly gpusPerReplica: number;
  readonly #slo: Slo;
  readonly #picture: DemandShape["picture"];
  readonly #router: RouterName;
  readonly #prefixGroups: number | undefined;
  readonly #budget: CurveBudget;
  readonly #gains = new Map<string, readonly RatePoint[]>();
  /** Those that were asked for last: they stand in for others until these are computed. */
  #latest: readonly RatePoint[] | null = null;
  readonly #capacities = new Map<string, ReplicaCapacityResult>();
  readonly #latencies = new Map<string, ModelledLatency>();
  readonly #steps = new Map<string, number>();
  readonly #differences = new Map<string, readonly PlanDifference[]>();
  /** The new version that gets a share of the requests. */
  readonly #canary: { readonly model: ReplicaModel; readonly share: number } | null;
  readonly #isNew: (engine: EngineName) => boolean;
  readonly #anew: (router: RouterName) => ReplicaModel;
  readonly #behind = new Map<string, ReplicaModel>();

  /** @param budget shared by the models of one recommender; left out: without a limit */
  constructor(deployment: PlanDeployment, pool: PlanPool, budget: CurveBudget = { left: Number.POSITIVE_INFINITY }) {
    this.#budget = budget;
    this.#planned = replicaOf(deployment, pool);
    this.#slo = plannedSlo(deployment);
    this.#picture = deployment.expected.picture;
    this.#router = deployment.router ?? defaultRouter;
    this.#prefixGroups = deployment.prefixGroups;
    this.gpusPerReplica = gpusOf(deployment);
    const canary = canaryOf(deployment);
    this.#canary = canary && {
      model: new ReplicaModel(canary, pool, budget),
      share: deployment.rollout?.canary?.share ?? 0,
    };
    this.#isNew = (engine) => isOfNewVersion(deployment, engine);
    this.#anew = (router) => new ReplicaModel({ ...deployment, router }, pool, budget);
  }

  /** The model of the same replicas behind another router. */
  behind(router: RouterName): ReplicaModel {
    return router === this.#router ? this : cached(this.#behind, router, () => this.#anew(router));
  }

  /** null: model, GPU or engine is not known. */
  get spec(): ReplicaSpec | null {
    return this.#planned.spec;
  }

  /** SLO-feasible capacity of one replica alone at a shape, of replicas whose decode steps take `speedFactor` times what the catalogue has. */
  capacity(shape: RequestShape, speedFactor = 1): ReplicaCapacityResult {
    const { spec, because } = this.#planned;
    if (spec === null) return { kind: "unknown", detail: because };
    const asked = { ...demandShape(shape), picture: this.#picture };
    const answer = (factor: number): ReplicaCapacityResult =>
      cached(this.#capacities, `${asked.inputTokens}/${asked.outputTokens}/${factor}`, () =>
        capacityOf(corrected(spec, factor), asked, this.#slo),
      );
    const { low, high, share } = between(speedFactor, factorWidth);
    const [fast, slow] = [answer(low), answer(high)];
    if (fast.kind !== "feasible" || slow.kind !== "feasible") return share < 1 / 2 ? fast : slow;
    return scaledBy(slow, share + ((1 - share) * fast.capacity.requestsPerSecond) / slow.capacity.requestsPerSecond);
  }

  /**
   * What each of so many replicas behind the router of the plan carries, with the curve over counts up to `most`. How many
   * times as much as alone is simulated once for a shape and a speed.
   */
  inService(
    shape: RequestShape,
    { replicas, most, speedFactor = 1 }: { replicas: number; most: number; speedFactor?: number },
  ): ReplicaCapacityResult {
    const alone = this.capacity(shape, speedFactor);
    const { spec } = this.#planned;
    if (alone.kind !== "feasible" || spec === null) return alone;
    // Random arrivals that are split at random are random ones: each carries what it carries alone, with as many prefixes cached.
    const isPooled = spec.disaggregation !== undefined;
    if (this.#router === "random" && this.#prefixGroups === undefined && !isPooled) return alone;
    const asked = { ...demandShape(shape), picture: this.#picture };
    const { low, high, share } = between(speedFactor, gainFactorWidth);
    const fast = this.#gainsOf(corrected(spec, low), asked, { factor: low, most });
    const slow = share > 0 ? this.#gainsOf(corrected(spec, high), asked, { factor: high, most }) : fast;
    if (fast === null || slow === null)
      return { kind: "unknown", detail: "what replicas behind the router carry is computed in one of the next ticks" };
    const gains = fast.map(
      ([count, gain], place): RatePoint => [count, gain * (1 - share) + (slow[place]?.[1] ?? gain) * share],
    );
    const gain = carriedBy({ requestsPerSecond: 1, curve: gains }, replicas) / replicas;
    const single = alone.capacity.requestsPerSecond;
    const { capacity } = scaledBy(alone, gain);
    return { kind: "feasible", capacity: { ...capacity, curve: scaledCurve(gains, single) } };
  }

  /** Each of so many replicas over one alone; null: none was computed yet, and this tick computes no more. */
  #gainsOf(
    spec: ReplicaSpec,
    asked: DemandShape,
    { factor, most }: { readonly factor: number; readonly most: number },
  ): readonly RatePoint[] | null {
    const last = evaluatedCounts.find((count) => count >= most) ?? Math.max(...evaluatedCounts);
    const key = `${asked.inputTokens}/${asked.outputTokens}/${factor}/${last}`;
    if (!this.#gains.has(key)) {
      if (this.#budget.left <= 0) return this.#latest;
      this.#budget.left -= 1;
    }
    this.#latest = cached(this.#gains, key, () =>
      gainsOf(spec, asked, { slo: this.#slo, router: this.#router, prefixGroups: this.#prefixGroups, last }),
    );
    return this.#latest;
  }

  /** The share of the requests that the new version gets, and how much of what a present replica carries one of it does. */
  canaryRatio(shape: RequestShape): { readonly share: number; readonly ratio: number } | null {
    if (this.#canary === null) return null;
    const [own, other] = [rateOf(this.capacity(shape)), rateOf(this.#canary.model.capacity(shape))];
    return own === null || other === null ? null : { share: this.#canary.share, ratio: other / own };
  }

  /** Why no count of the new version meets the objectives; null: one does, or nothing is known of it, or there is none. */
  canaryInfeasible(shape: RequestShape): Extract<ReplicaCapacityResult, { kind: "infeasible" }> | null {
    const result = this.#canary?.model.capacity(shape);
    return result?.kind === "infeasible" ? { ...result, detail: `the new version: ${result.detail}` } : null;
  }

  /** Mean inter-token latency in seconds that the model expects of a replica at `rate` requests/s; null where it has none. */
  interTokenLatency(shape: RequestShape, rate: number, speedFactor = 1): number | null {
    return this.latency(shape, rate, speedFactor)?.gap ?? null;
  }

  /** Where the model expects the time of a request at `rate` requests/s, seconds on average; null without a model. */
  latency(shape: RequestShape, rate: number, speedFactor = 1): ModelledLatency | null {
    const { spec } = this.#planned;
    if (spec === null || requestForm(spec.model).inOnePiece) return null;
    const asked = demandShape(shape);
    const answer = (load: number): ModelledLatency =>
      cached(this.#latencies, `${asked.inputTokens}/${asked.outputTokens}/${load}`, () => latencyAt(spec, asked, load));
    // Where all takes `speedFactor` times as long, it takes that many times what it takes at as many times the load.
    const { low, high, share } = between(rate * speedFactor, bucketWidth);
    const [below, above] = [answer(low), answer(high)];
    const at = (part: LatencyPart): number =>
      speedFactor * (share > 0 ? (1 - share) * below[part] + share * above[part] : below[part]);
    return Object.fromEntries(latencyParts.map((part) => [part, at(part)])) as ModelledLatency;
  }

  /** Where an engine reports something else than the plan; none where there is no model of it. */
  differences(reported: ReportedEngine, id?: string): readonly PlanDifference[] {
    if (this.#canary !== null && this.#isNew({ id, model: reported.model }))
      return this.#canary.model.differences(reported);
    const { spec } = this.#planned;
    if (spec === null) return [];
    const { engine, model, configuration } = reported;
    const key = JSON.stringify([engine, model, configuration]);
    return cached(this.#differences, key, () => differencesOf(spec, reported), mostReports);
  }

  /** Mean inter-token latency in seconds that the model expects while `batch` sequences are decoded; null without one. */
  latencyAtBatch(shape: RequestShape, batch: number): number | null {
    const { spec } = this.#planned;
    if (spec === null || requestForm(spec.model).inOnePiece || this.capacity(shape).kind !== "feasible") return null;
    const asked = demandShape(shape);
    const concurrency = bucketed(Math.max(1, batch));
    return cached(
      this.#steps,
      `${asked.inputTokens}/${asked.outputTokens}/batch ${concurrency}`,
      () => estimate(spec, asked, { kind: "concurrency", concurrency, isEndless: true }).interTokenLatency.mean,
    );
  }
}

// One factor for both: inter-token latency is what engines measure on all their work.
const corrected = (spec: ReplicaSpec, factor: number): ReplicaSpec => ({
  ...spec,
  correction: { interTokenLatency: factor, timeToFirstToken: factor },
});

export type ModelledLatency = Readonly<Record<LatencyPart, number>>;

/** What the first token takes beyond that of a lone request is waiting. */
const latencyAt = (spec: ReplicaSpec, asked: DemandShape, rate: number): ModelledLatency => {
  const { timeToFirstToken, interTokenLatency, endToEnd } = estimate(spec, asked, {
    kind: "open-loop",
    requestsPerSecond: requestsPerSecond(rate),
  });
  const alone = estimate(spec, asked, { kind: "concurrency", concurrency: 1, isEndless: true }).timeToFirstToken.mean;
  const queue = Math.max(0, timeToFirstToken.mean - alone);
  return {
    queue,
    prefill: timeToFirstToken.mean - queue,
    decode: endToEnd.mean - timeToFirstToken.mean,
    "first-token": timeToFirstToken.mean,
    gap: interTokenLatency.mean,
    answer: endToEnd.mean,
  };
};

/** What is in the catalogue and has no model of its speed, such as a recommendation model, is measured alone. */
const capacityOf = (spec: ReplicaSpec, asked: DemandShape, slo: Slo): ReplicaCapacityResult => {
  try {
    return replicaCapacity(spec, asked, slo);
  } catch (error) {
    if (isLoadlineError(error) && error.code === "LL_WORKLOAD_UNSUPPORTED")
      return { kind: "unknown", detail: error.message };
    throw error;
  }
};

/** What each of some counts of replicas carries over what one alone does. */
const gainsOf = (
  spec: ReplicaSpec,
  asked: DemandShape,
  { slo, last, ...routing }: Omit<ServiceRouting, "arrivals"> & { readonly slo: Slo; readonly last: number },
): readonly RatePoint[] => {
  const { each } = slowedCurve(capacitiesInService(spec, asked, routing), slo, { slowdown: 1 });
  const alone = each(1);
  const points = evaluatedCounts.filter((count) => count > 1 && count <= last && alone > 0);
  return [[1, 1], ...points.map((count): RatePoint => [count, each(count) / alone])];
};

const cached = <T>(answers: Map<string, T>, key: string, ask: () => T, most = mostAnswers): T => {
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= most) answers.clear();
  const answer = ask();
  answers.set(key, answer);
  return answer;
};

/** All that a replica's speed and size depend on: other edits of the plan leave its model and what it answered. */
export const identityOf = (deployment: PlanDeployment, pool: PlanPool): string => {
  const { model, ownModel, engine, weights, kvCache, parallel, engineConfig, slo, expected } = deployment;
  return JSON.stringify([
    pool.gpu,
    pool.device,
    model,
    ownModel,
    engine,
    weights,
    kvCache,
    parallel,
    engineConfig,
    slo,
    expected.picture,
    deployment.rollout?.canary,
    deployment.router,
    deployment.prefixGroups,
    deployment.canaryModel,
  ]);
};

/** One model for all deployments whose replicas are the same: hundreds of them ask it what it has answered. */
export class ReplicaModels {
  readonly #models = new Map<string, ReplicaModel>();
  readonly #budget: CurveBudget = { left: curvesPerTick };

  /** The models may compute as many curves as a tick may. */
  beginTick(): void {
    this.#budget.left = curvesPerTick;
  }

  of(deployment: PlanDeployment, pool: PlanPool): ReplicaModel {
    return cached(this.#models, identityOf(deployment, pool), () => new ReplicaModel(deployment, pool, this.#budget));
  }
}
