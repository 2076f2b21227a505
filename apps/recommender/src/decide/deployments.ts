import { emptyDecisionMemory, type LoadForecast } from "@loadline/control";
import { type Plan, type PlanDeployment, poolOf, poolsOf } from "@loadline/plan";
import type { Feedback } from "@loadline/protocol";
import type { Position } from "../broker/broker.ts";
import type { NodeState } from "../fleet/fleet.ts";
import { type FleetView, fleetView, type PlannedEngines } from "../fleet/fleet-view.ts";
import { type DeploymentLatencies, measuredLatency } from "../fleet/latencies.ts";
import { isOfPartition } from "../ingest/watched-deployments.ts";
import type { ClusterView, KubernetesNode } from "../kubernetes/cluster-view.ts";
import { offeredNodes } from "../observe/cluster-rules.ts";
import type { DailyPeak } from "../observe/demand-forecast.ts";
import { replicaCounts } from "../observe/deployment-facts.ts";
import { afterTick, type DeploymentAtTick, type DeploymentState, observationOf } from "../observe/deployment-state.ts";
import { ReplicaModels } from "../observe/replica-model.ts";
import { afterPublishing, noTarget, withMeasuredStart } from "../observe/target.ts";
import { inTurn } from "../settings/clock.ts";
import type { RecommenderConfig } from "../settings/config.ts";
import { type Checkpoint, checkpointFrom, type StoredState, stateFrom } from "../store/checkpoint.ts";
import { Allotment, byPriority, foreignClaim, ownClaim, poolNodes, type ResourceClaim } from "./allotment.ts";
import type { Assessment } from "./assessment.ts";
import { decideDeployment } from "./decide-deployment.ts";
import type { DecisionPublisher } from "./decision-publisher.ts";

/** What is known of a deployment beside telemetry. */
export interface Elsewhere {
  /** Count last published for a deployment that another recommender decides. */
  readonly lastTarget?: (deployment: string) => number | null;
  /** What Kubernetes reports; null: it is not asked. */
  readonly cluster?: (deployment: PlanDeployment) => ClusterView | null;
  readonly nodes?: () => readonly KubernetesNode[];
  /** What engines of a deployment report of their latencies. */
  readonly latencies?: (deployment: string) => DeploymentLatencies;
  /** What a consumer did with a decision; for readers alone, no decision depends on it. */
  readonly feedback?: (deployment: string) => Feedback | null;
  /** Called with an error that kept a deployment from being decided; the others are. Without it the error is thrown. */
  readonly failed?: (deployment: string, error: unknown) => void;
}

/** What the work comes to; null: it failed, and `failed` was called. */
const attempted = <T>(name: string, failed: Elsewhere["failed"], work: () => T): T | null => {
  try {
    return work();
  } catch (error) {
    if (failed === undefined) throw error;
    failed(name, error);
    return null;
  }
};

const plannedEngines = (plan: Plan, deployment: PlanDeployment): PlannedEngines => {
  const { name, kubernetes, parallel } = deployment;
  return {
    name,
    kubernetes,
    gpusPerReplica: parallel.tensor * parallel.pipeline * parallel.attentionData,
    gpusPerNode: poolOf(plan, deployment).gpusPerNode,
  };
};

/** The deployments of the plan: what is observed, remembered and decided of each. */
export class Deployments {
  readonly #config: RecommenderConfig;
  readonly #models: ReplicaModels;
  readonly #states = new Map<string, DeploymentState>();
  readonly #publishers = new Map<string, DecisionPublisher>();
  #trustedSince: number | null = null;

  /** @param models shared ones remember what the model answered before */
  constructor(config: RecommenderConfig, models: ReplicaModels = new ReplicaModels()) {
    this.#config = config;
    this.#models = models;
  }

  withoutPublisher(plan: Plan): readonly string[] {
    const { partition } = this.#config;
    return plan.deployments
      .map(({ name }) => name)
      .filter((name) => isOfPartition(name, partition) && !this.#states.has(name));
  }

  adopt(name: string, publisher: DecisionPublisher, stored: StoredState): void {
    this.#publishers.set(name, publisher);
    this.#states.set(name, stateFrom(stored));
  }

  /** Empty ones that share the models: their decisions are thrown away. */
  rehearsal(): Deployments {
    return new Deployments(this.#config, this.#models);
  }

  /** Forgets everything that a successor will publish and decide. */
  abandon(): void {
    this.#states.clear();
    this.#publishers.clear();
  }

  /** Telemetry from before `now` may have been lost: nothing falls until a whole window was seen since. */
  distrustTelemetryBefore(now: number): void {
    this.#trustedSince = now;
    for (const [name, remembered] of this.#states) {
      this.#states.set(name, { ...remembered, memory: emptyDecisionMemory });
    }
  }

  publisherOf(name: string): DecisionPublisher | null {
    return this.#publishers.get(name) ?? null;
  }

  /** What is remembered, the target being that of the event in force; null when it is not decided here. */
  #stateOf(name: string, now: number): DeploymentState | null {
    const state = this.#states.get(name);
    if (state === undefined) return null;
    // In shadow mode nothing was published.
    if (this.#config.shadow) return { ...state, target: noTarget };
    const last = this.publisherOf(name)?.last ?? null;
    return last === null ? state : { ...state, target: afterPublishing(state.target, last.desired, now) };
  }

  peaksOf(name: string): readonly DailyPeak[] {
    return this.#states.get(name)?.peaks ?? [];
  }

  /** What was learnt of a deployment's demand; null when it is not decided here. */
  forecastOf(name: string): LoadForecast | null {
    return this.#states.get(name)?.forecast ?? null;
  }

  /** What a successor needs of one deployment; null when it is not decided here. */
  checkpointOf(name: string, telemetry: Position, at: number): Checkpoint | null {
    const [state, publisher] = [this.#stateOf(name, at), this.publisherOf(name)];
    if (state === null || publisher === null) return null;
    const { epoch, last } = publisher;
    return checkpointFrom(state, { epoch, last, telemetry, at });
  }

  get freshnessSeconds(): number {
    return this.#config.freshnessSeconds;
  }

  /** One decision for every deployment of this recommender, in parts; the others take part in pools and budgets. */
  *deciding(plan: Plan, nodes: readonly NodeState[], now: number, elsewhere: Elsewhere = {}) {
    const { lastTarget = () => null, cluster = () => null, latencies, feedback, failed } = elsewhere;
    const { freshnessSeconds } = this.#config;
    this.#models.beginTick();
    const quietly = () => undefined;
    const clusters = new Map(
      plan.deployments.map((one) => [one.name, attempted(one.name, quietly, () => cluster(one))]),
    );
    const clusterOf = (name: string) => clusters.get(name) ?? null;
    const planned = plan.deployments.map((one) => plannedEngines(plan, one));
    const knownOf = (name: string) => {
      const state = this.#stateOf(name, now);
      if (state === null) return null;
      const { target, servingNodes, pendingNodes: pending } = state;
      return { target: target.target, servingNodes, pending };
    };
    const fleet = fleetView(nodes, { now, freshnessSeconds, planned, clusterOf, knownOf });
    const ticked: DeploymentAtTick[] = [];
    const claims: ResourceClaim[] = [];
    yield* inTurn(plan.deployments, (deployment) => {
      const { name } = deployment;
      const remembered = this.#stateOf(name, now);
      if (remembered === null) {
        const claim = attempted(name, failed, () => this.#foreignClaim(plan, deployment, { fleet, lastTarget }));
        if (claim !== null) claims.push(claim);
        return;
      }
      const observation = attempted(name, failed, () => {
        const model = this.#models.of(deployment, poolOf(plan, deployment));
        return observationOf(plan, deployment, { fleet, model, config: this.#config });
      });
      if (observation === null) return;
      const one = attempted(name, failed, () =>
        afterTick(observation, remembered, { fleet, cluster: cluster(deployment), config: this.#config }),
      );
      if (one === null) {
        claims.push(foreignClaim(observation, observation.facts, remembered.target.target));
        return;
      }
      this.#states.set(name, one.remembered);
      ticked.push(one);
    });
    const placed = offeredNodes(nodes, elsewhere.nodes?.() ?? []);
    const own = ticked.map((one) => ownClaim(one, one.remembered.target.target));
    const shares = new Allotment(plan.budgets, [...own, ...claims], poolNodes(plan, placed));
    const decided = new Map<string, Assessment>();
    yield* inTurn(
      byPriority(ticked, ({ deployment }) => deployment.priority),
      (one) => {
        const { name } = one.deployment;
        const assessment = attempted(name, failed, () =>
          this.#decide(one, shares, {
            plan,
            now,
            latencies: latencies?.(name) ?? null,
            feedback: feedback?.(name) ?? null,
          }),
        );
        if (assessment === null) return;
        shares.grant(name, assessment.decision.desired);
        decided.set(name, assessment);
      },
    );
    return ticked.flatMap(({ deployment: { name } }) => decided.get(name) ?? []);
  }

  #foreignClaim(
    plan: Plan,
    deployment: PlanDeployment,
    { fleet, lastTarget }: { readonly fleet: FleetView; readonly lastTarget: NonNullable<Elsewhere["lastTarget"]> },
  ): ResourceClaim {
    const [pool, ...furtherPools] = poolsOf(plan, deployment);
    const model = this.#models.of(deployment, pool);
    const counts = replicaCounts(fleet, { deployment, pool });
    return foreignClaim({ deployment, pool, furtherPools, model }, counts, lastTarget(deployment.name));
  }

  #decide(
    one: DeploymentAtTick,
    shares: Allotment,
    {
      plan,
      now,
      latencies,
      feedback,
    }: {
      readonly plan: Plan;
      readonly now: number;
      readonly latencies: DeploymentLatencies | null;
      readonly feedback: Feedback | null;
    },
  ): Assessment {
    const { deployment, pool, model, view, remembered, supply, following, workload } = one;
    const { asked } = remembered.workload;
    const { forecast, memory, calibration, capacityEvidence, warranty } = remembered;
    const slots = shares.poolCapacity(deployment.name);
    const seconds = this.#config.windowSeconds;
    const latency = latencies && measuredLatency(latencies, { now, seconds, deployment });
    const { assessment, ...learnt } = decideDeployment({
      now,
      cluster: plan.cluster,
      plan,
      pool,
      model,
      view,
      supply,
      deployment: withMeasuredStart(deployment, remembered.target),
      currentTarget: remembered.target.target,
      poolAvailable: slots?.available ?? null,
      surgeAvailable: shares.surgeCapacity(deployment.name),
      poolSlots: slots,
      budgetCapacity: shares.budgetCapacity(deployment.name),
      forecast,
      memory,
      calibration,
      capacityEvidence,
      warranty,
      trustedSince: this.#trustedSince,
      version: remembered.version?.running ?? null,
      latency,
      following,
      workload,
      fellTo: asked?.fell ? asked.replicas : null,
      feedback,
      settings: this.#config,
    });
    this.#states.set(deployment.name, { ...remembered, ...learnt });
    return assessment;
  }
}
