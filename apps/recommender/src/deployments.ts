import { emptyDecisionMemory, type LoadForecast } from "@loadline/core";
import { type Plan, type PlanDeployment, partitionIn, partitionOf, poolOf } from "@loadline/wire";
import type { Position } from "./broker/broker.ts";
import { profileOf, withProfile } from "./calibrate/calibration.ts";
import { type Checkpoint, memoryAfterGap } from "./checkpoint/checkpoint.ts";
import type { StoredState } from "./checkpoint/checkpoint-store.ts";
import type { RecommenderConfig } from "./config.ts";
import { Allotment, byPriority, type ResourceClaim } from "./decide/allotment.ts";
import type { Assessment } from "./decide/assessment.ts";
import { decideDeployment } from "./decide/decide-deployment.ts";
import { poolNodes } from "./decide/pool-nodes.ts";
import { ReplicaModels } from "./decide/replica-model.ts";
import { foreignClaim, type Observed, ownClaim } from "./decide/resource-claim.ts";
import { checkpointFrom, type DeploymentState, stateFrom } from "./deployment-state.ts";
import type { RecommendationPublisher } from "./emit/recommendation-publisher.ts";
import type { ReceivedFeedback } from "./input/inbox.ts";
import { type DailyPeak, recordPeak } from "./state/daily-peaks.ts";
import { learnDemand, learnReplay, ratesFromReplay } from "./state/demand-forecast.ts";
import { type DeploymentFacts, deploymentFacts } from "./state/deployment-facts.ts";
import { type DeploymentView, inFirstWindow, viewOf } from "./state/deployment-view.ts";
import { findingsOf, type WorkloadCounts } from "./state/findings.ts";
import type { NodeState } from "./state/fleet.ts";
import { type FleetView, fleetView, servingNodesAfter } from "./state/fleet-view.ts";
import {
  afterAnswer,
  afterCounting,
  afterPublishing,
  noTarget,
  type Supply,
  supplyOf,
  type TargetState,
} from "./state/target.ts";

/** One deployment at one tick: what was observed, and what is remembered of it. */
interface Seen extends Observed {
  /** Replicas that it has in its pool; null while they cannot be counted. */
  readonly inPool: number | null;
  readonly view: DeploymentView;
  readonly remembered: DeploymentState;
  readonly supply: Supply;
}

/** What is known of a deployment beside telemetry. */
export interface Elsewhere {
  /** Count last published for a deployment that another recommender decides. */
  readonly lastTarget?: (deployment: string) => number | null;
  /** What Kubernetes counts. */
  readonly workload?: (deployment: string) => WorkloadCounts | null;
}

// Deciding was interrupted when more ticks than this are missing.
const ticksUntilGap = 3;

/** The deployments of the plan: what is observed, remembered and decided of each. */
export class Deployments {
  readonly #config: RecommenderConfig;
  readonly #models: ReplicaModels;
  readonly #states = new Map<string, DeploymentState>();
  #trustedSince: number | null = null;

  /** @param models shared ones remember what the model answered before */
  constructor(config: RecommenderConfig, models: ReplicaModels = new ReplicaModels()) {
    this.#config = config;
    this.#models = models;
  }

  /** Deployments of this partition without a publisher. */
  withoutPublisher(plan: Plan): readonly string[] {
    return plan.deployments.map(({ name }) => name).filter((name) => this.#isOwn(name) && !this.#states.has(name));
  }

  #isOwn(name: string): boolean {
    const { index, count } = partitionIn(this.#config.partition);
    return partitionOf(name, count) === index;
  }

  adopt(name: string, publisher: RecommendationPublisher, stored: StoredState): void {
    this.#states.set(name, stateFrom(stored, publisher));
  }

  /** Empty ones that share the models: their decisions are thrown away. */
  rehearsal(): Deployments {
    return new Deployments(this.#config, this.#models);
  }

  /** Forgets everything that a successor will publish and decide. */
  abandon(): void {
    this.#states.clear();
  }

  /** Telemetry from before `now` may have been lost: nothing falls until a whole window was seen since. */
  distrustTelemetryBefore(now: number): void {
    this.#trustedSince = now;
    for (const [name, remembered] of this.#states) {
      this.#states.set(name, { ...remembered, memory: emptyDecisionMemory });
    }
  }

  hasPublisher(name: string): boolean {
    return this.#states.has(name);
  }

  publisherOf(name: string): RecommendationPublisher | null {
    return this.#states.get(name)?.publisher ?? null;
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
    const remembered = this.#states.get(name);
    if (remembered === undefined) return null;
    return checkpointFrom({ ...remembered, target: this.#targetOf(remembered, at) }, telemetry, at);
  }

  /** The target with the latest published recommendation. In shadow mode nobody was asked for anything. */
  #targetOf({ target, publisher: { last } }: DeploymentState, now: number): TargetState {
    if (this.#config.shadow) return noTarget;
    return last === null ? target : afterPublishing(target, last, now);
  }

  /** Applies what actuators reported of the decisions in force. */
  applyFeedback(plan: Plan, received: readonly ReceivedFeedback[], now: number): void {
    for (const { deployment: name, feedback } of received) {
      const planned = plan.deployments.find((deployment) => deployment.name === name);
      const remembered = this.#states.get(name);
      if (planned === undefined || remembered === undefined) continue;
      const { decisionId, at, outcome, cause, replicas: granted } = feedback;
      const answer = { decisionId, at, outcome, cause, granted, leadTimeSeconds: planned.leadTimeSeconds };
      this.#states.set(name, { ...remembered, target: afterAnswer(this.#targetOf(remembered, now), answer) });
    }
  }

  /** One decision for every deployment of this recommender; the others take part in pools and budgets. */
  decide(plan: Plan, nodes: readonly NodeState[], now: number, elsewhere: Elsewhere = {}): readonly Assessment[] {
    const { lastTarget = () => null, workload = () => null } = elsewhere;
    const planned = plan.deployments.map(({ name }) => name);
    const fleet = fleetView(nodes, { now, freshnessSeconds: this.#config.freshnessSeconds, planned });
    const seen: Seen[] = [];
    const claims: ResourceClaim[] = [];
    for (const deployment of plan.deployments) {
      const observed = this.#facts(plan, deployment, fleet);
      const remembered = this.#states.get(deployment.name);
      if (remembered === undefined) claims.push(foreignClaim(observed, lastTarget(deployment.name)));
      else seen.push(this.#observe(observed, remembered, { fleet, workload: workload(deployment.name) }));
    }
    const own = seen.map((one) => ownClaim(one, one.remembered.target.target));
    const shares = new Allotment(plan.budgets, [...own, ...claims], poolNodes(plan, nodes));
    const decided = new Map<string, Assessment>();
    for (const one of byPriority(seen, ({ deployment }) => deployment.priority)) {
      const { name } = one.deployment;
      const assessment = this.#decide(one, shares, { plan, now });
      shares.grant(name, assessment.decision.desired);
      decided.set(name, assessment);
    }
    return seen.flatMap(({ deployment: { name } }) => decided.get(name) ?? []);
  }

  /** What telemetry reports of a deployment, whoever decides it. */
  #facts(plan: Plan, deployment: PlanDeployment, fleet: FleetView): Observed {
    const pool = poolOf(plan, deployment);
    const model = this.#models.of(deployment, pool);
    const { windowSeconds, warmUpSeconds } = this.#config;
    const capacity: Parameters<typeof deploymentFacts>[1]["capacity"] = (shape) => {
      const result = model.capacity(shape);
      return result.kind === "infeasible" ? Number.POSITIVE_INFINITY : result.capacity.requestsPerSecond;
    };
    const view = deploymentFacts(fleet, { deployment, pool, windowSeconds, warmUpSeconds, capacity });
    return { deployment, pool, model, view };
  }

  /** Facts with findings, and what is remembered after them. */
  #observe(
    { view: facts, ...observed }: Observed,
    known: DeploymentState,
    { fleet, workload }: { readonly fleet: FleetView; readonly workload: WorkloadCounts | null },
  ): Seen {
    const { deployment, pool } = observed;
    const remembered = withProfile(known, profileOf(deployment, pool));
    const { target, served } = this.#targetOf(remembered, fleet.now);
    const servingNodes = servingNodesAfter(remembered.servingNodes, fleet, deployment.name);
    const { windowSeconds } = this.#config;
    const findings = findingsOf({
      facts,
      fleet,
      deployment,
      pool,
      windowSeconds,
      target,
      served,
      servingNodes,
      workload,
    });
    const view = viewOf(facts, findings);
    const updated = { ...this.#update(deployment, remembered, view), servingNodes };
    this.#states.set(deployment.name, updated);
    const inPool = inFirstWindow(view) ? null : facts.ready;
    return { ...observed, view, inPool, remembered: updated, supply: supplyWith(updated.target, facts, workload) };
  }

  #update(deployment: PlanDeployment, before: DeploymentState, view: DeploymentView): DeploymentState {
    const { leadTimeSeconds } = deployment;
    const { intervalSeconds, freshnessSeconds } = this.#config;
    const { now, lastKnownReplicas: serving } = view;
    const target = afterCounting(this.#targetOf(before, now), { serving, leadTimeSeconds, now });
    const replayed = before.replayed || view.countedSince !== null;
    const past =
      before.replayed || !replayed
        ? before.forecast
        : learnReplay(before.forecast, ratesFromReplay(view, this.#config));
    const longestGap = Math.max(ticksUntilGap * intervalSeconds, freshnessSeconds);
    const memory = memoryAfterGap(before.memory, now, longestGap);
    return {
      ...before,
      target,
      memory,
      replayed,
      peaks: recordPeak(before.peaks, view),
      forecast: learnDemand(past, view),
    };
  }

  #decide(one: Seen, shares: Allotment, { plan, now }: { readonly plan: Plan; readonly now: number }): Assessment {
    const { deployment, pool, model, view, remembered, supply } = one;
    const slots = shares.poolRoom(deployment.name);
    const { assessment, memory, calibration, capacityEvidence } = decideDeployment({
      ...{ now, cluster: plan.cluster, plan, deployment, pool, model, view, supply },
      currentTarget: remembered.target.target,
      poolRoom: slots?.room ?? null,
      poolSlots: slots,
      budgetRoom: shares.budgetRoom(deployment.name),
      forecast: remembered.forecast,
      memory: remembered.memory,
      trustedSince: this.#trustedSince,
      calibration: remembered.calibration,
      capacityEvidence: remembered.capacityEvidence,
      settings: this.#config,
    });
    this.#states.set(deployment.name, { ...remembered, memory, calibration, capacityEvidence });
    return { ...assessment, surgeRoom: shares.surgeRoom(deployment.name) };
  }
}

/** Replicas on their way: asked for, or being started by Kubernetes. Pods that have not come in time are neither. */
const supplyWith = (target: TargetState, facts: DeploymentFacts, workload: WorkloadCounts | null): Supply => {
  const supply = supplyOf(target, facts.lastKnownReplicas);
  const starting = workload === null ? 0 : Math.max(0, workload.pods - workload.ready);
  return supply.backingOff ? supply : { ...supply, pending: Math.max(supply.pending, starting) };
};
