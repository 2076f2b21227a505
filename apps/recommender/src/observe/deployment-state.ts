import type { CapacityEvidence, DecisionMemory, LoadForecast, warrantyMemorySchema } from "@loadline/control";
import { looksAfterTick, noLooks, type RouterLooks } from "@loadline/model";
import { type Plan, type PlanDeployment, type PlanPool, poolsOf } from "@loadline/plan";
import type { Following } from "@loadline/protocol";
import type { z } from "zod";
import type { PendingNodes } from "../fleet/confirmed-nodes.ts";
import { type ServingNodes, serves } from "../fleet/counted-engines.ts";
import { type FleetView, isMeasured } from "../fleet/fleet-view.ts";
import type { ClusterView, KubernetesWorkload } from "../kubernetes/cluster-view.ts";
import type { RecommenderConfig } from "../settings/config.ts";
import { type Calibration, profileOf, withProfile } from "./calibration.ts";
import { startingPods, unseenPods, waitsForNode } from "./cluster-rules.ts";
import { type DailyPeak, learnDemand, learnReplay, ratesFromReplay, recordPeak } from "./demand-forecast.ts";
import { type DeploymentFacts, deploymentFacts } from "./deployment-facts.ts";
import { type DeploymentView, inFirstWindow, viewOf } from "./deployment-view.ts";
import { findingsOf, servingNodesAfter } from "./findings.ts";
import { afterLooking, followingOf, raisedByHand, type WorkloadMemory } from "./following.ts";
import { measuredRouter, routerFindings, routerReadings } from "./measured-router.ts";
import { type ReplicaModel, rateOf } from "./replica-model.ts";
import {
  deploymentThatRuns,
  type FoundDifference,
  isAgreed,
  type RunningVersion,
  runningVersion,
  versionDifference,
} from "./running.ts";
import { afterCounting, afterPublishing, type Supply, supplyOf, type TargetState } from "./target.ts";

export type WarrantyMemory = z.infer<typeof warrantyMemorySchema>;

/** What is remembered of one deployment between ticks. */
export interface DeploymentState {
  readonly forecast: LoadForecast;
  /** The forecast has learnt what was replayed at the start. */
  readonly replayed: boolean;
  readonly memory: DecisionMemory;
  readonly target: TargetState;
  readonly workload: WorkloadMemory;
  readonly calibration: Calibration;
  /** What its engines proved of a replica's capacity. */
  readonly capacityEvidence: CapacityEvidence;
  /** Chances that were given and what came of them; absent: none yet. */
  readonly warranty?: WarrantyMemory | undefined;
  /** What calibration and evidence were measured of; null: stored by a version that did not name it. */
  readonly profile: string | null;
  /** The profile of the plan when `profile` was taken; null: not known since a restart. */
  readonly plannedProfile: string | null;
  readonly version: RunningVersion | null;
  readonly servingNodes: ServingNodes;
  readonly pendingNodes: PendingNodes | null;
  readonly peaks: readonly DailyPeak[];
  /** How requests were spread since the start: after a restart the router is unknown anew. */
  readonly routerLooks?: RouterLooks;
}

/** A deployment, where its replicas may run, and what one of them carries. */
export interface PooledDeployment {
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly furtherPools?: readonly PlanPool[] | undefined;
  readonly model: ReplicaModel;
}

export interface DeploymentObservation extends PooledDeployment {
  readonly facts: DeploymentFacts;
}

interface ObservationInputs {
  readonly fleet: FleetView;
  readonly model: ReplicaModel;
  readonly config: RecommenderConfig;
}

/** What telemetry reports of a deployment, whoever decides it. */
export const observationOf = (
  plan: Plan,
  deployment: PlanDeployment,
  { fleet, model, config }: ObservationInputs,
): DeploymentObservation => {
  const [pool, ...furtherPools] = poolsOf(plan, deployment);
  const { windowSeconds, warmUpSeconds } = config;
  const facts = deploymentFacts(fleet, {
    deployment,
    pool,
    windowSeconds,
    warmUpSeconds,
    capacity: (shape) => rateOf(model.capacity(shape)) ?? Number.POSITIVE_INFINITY,
    latencyAtBatch: (shape, batch) => model.latencyAtBatch(shape, batch),
    differences: (reported, id) => model.differences(reported, id),
  });
  return { deployment, pool, furtherPools, model, facts };
};

/** One deployment at one tick: what was observed, and what is remembered of it. */
export interface DeploymentAtTick extends PooledDeployment {
  /** Replicas that it has in its pool; null while they cannot be counted. */
  readonly inPool: number | null;
  readonly view: DeploymentView;
  readonly remembered: DeploymentState;
  readonly supply: Supply;
  readonly following: Following | null;
  readonly workload: KubernetesWorkload | null;
}

/**
 * The memory where it is still of the recent past. After a gap in deciding it is unknown what the ticks between
 * would have wanted, so the stabilisation window begins anew; so it does when time went backwards.
 */
const memoryAfterGap = (memory: DecisionMemory, now: number, longestGapSeconds: number): DecisionMemory => {
  const last = memory.wanted.at(-1);
  if (last === undefined) return memory;
  const gap = now - last.at;
  return gap < 0 || gap > longestGapSeconds ? { ...memory, wanted: [] } : memory;
};

// Deciding was interrupted when more ticks than this are missing.
const ticksUntilGap = 3;

/**
 * What somebody raised by hand stands as if it had been asked for, and falls no sooner than after a stabilisation window of its
 * own.
 */
const withRaise = (state: DeploymentState, raised: number | null, now: number): DeploymentState =>
  raised === null
    ? state
    : { ...state, target: afterPublishing(state.target, raised, now), memory: { ...state.memory, wanted: [] } };

/** What is remembered after a view: its target, peaks and demand. */
const rememberedAfter = (
  before: DeploymentState,
  view: DeploymentView,
  { leadTimeSeconds, config }: { readonly leadTimeSeconds: number; readonly config: RecommenderConfig },
): DeploymentState => {
  const { intervalSeconds, freshnessSeconds } = config;
  const { now, lastKnownReplicas: serving } = view;
  const target = afterCounting(before.target, { serving, leadTimeSeconds, now });
  const replayed = before.replayed || view.countedSince !== null;
  const past =
    before.replayed || !replayed ? before.forecast : learnReplay(before.forecast, ratesFromReplay(view, config));
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
};

/**
 * Replicas on their way: asked for, or being started by Kubernetes. Where its pods are known, only those that wait for a node
 * show that no more come: a count that nobody set is no lack of GPUs. A lead time after it was asked for, what has no pod is
 * not on its way.
 */
export const supplyWith = (
  target: TargetState,
  serving: number,
  { cluster, isSettled }: { readonly cluster: ClusterView | null; readonly isSettled: boolean },
): Supply => {
  const supply = supplyOf(target, serving);
  if (cluster === null) return supply;
  const starting = startingPods(cluster, serving);
  const waits = waitsForNode(cluster);
  if (supply.overdue && waits !== false) return supply;
  return { pending: isSettled && waits !== null ? starting : Math.max(supply.pending, starting), overdue: false };
};

/** Inputs of a tick beside the deployment. */
interface TickInputs {
  readonly fleet: FleetView;
  /** What Kubernetes reports; null: it is not asked. */
  readonly cluster: ClusterView | null;
  readonly config: RecommenderConfig;
}

interface ReportedDifferences {
  readonly differences: readonly FoundDifference[];
  readonly measured: number;
  readonly engineCount: number;
}

/**
 * What is remembered of the deployment that most engines run. Another one than before is known by fresh reports of most of
 * the engines there are; missing ones, and few of them, say nothing. Where no engine is, a changed plan is what comes next.
 */
const withWhatRuns = (
  state: DeploymentState,
  { deployment, pool }: PooledDeployment,
  { differences, measured, engineCount }: ReportedDifferences,
): DeploymentState => {
  const plannedProfile = profileOf(deployment, pool);
  const isOtherPlan = state.plannedProfile !== null && state.plannedProfile !== plannedProfile;
  const isFirst = state.profile === null || isOtherPlan;
  const mayChange =
    engineCount === 0
      ? isOtherPlan
      : measured * 2 > engineCount && (isFirst || isAgreed(differences, engineCount, measured));
  if (!mayChange) return state;
  const running = deploymentThatRuns(deployment, differences, measured);
  return { ...withProfile(state, profileOf(running, pool)), plannedProfile };
};

/** The facts with engines of another version, and what is remembered of the deployment that most engines run. */
const whatRuns = (telemetry: DeploymentFacts, pooled: PooledDeployment, state: DeploymentState) => {
  const { deployment } = pooled;
  const { now, engines } = telemetry;
  const present = engines.filter(serves);
  const serving = present.filter(isMeasured);
  const started = serving.map((one) => ({ name: one.name, startedAt: one.engine.series.startedAt }));
  const { leadTimeSeconds, version: planned = null } = deployment;
  const engineCount = present.length;
  const asked = { now, planned, leadTimeSeconds, started, engineCount };
  const version = runningVersion(state.version, asked);
  const ofVersion = version.running === null ? deployment : { ...deployment, version: version.running };
  const reported = { differences: telemetry.differences, measured: serving.length, engineCount };
  const before = { ...withWhatRuns(state, { ...pooled, deployment: ofVersion }, reported), version };
  const differences = [...telemetry.differences, ...versionDifference(version, asked)];
  return { facts: { ...telemetry, differences }, before };
};

/** A deployment after one more tick: facts with findings, and what is remembered after them. */
export const afterTick = (
  { facts: telemetry, ...pooled }: DeploymentObservation,
  state: DeploymentState,
  { fleet, cluster, config }: TickInputs,
): DeploymentAtTick => {
  const { deployment, pool, model } = pooled;
  const { windowSeconds } = config;
  const { gpusPerReplica } = model;
  const { leadTimeSeconds } = deployment;
  const { facts, before } = whatRuns(telemetry, pooled, state);
  const { target, served } = before.target;
  const servingNodes = servingNodesAfter(before.servingNodes, fleet, { deployment: deployment.name, target });
  const fromTarget = { target, served, servingNodes };
  const unseen = unseenPods(before.workload.unseenPods, facts, cluster);
  const findings = findingsOf({
    facts,
    fleet,
    deployment,
    pool,
    windowSeconds,
    cluster,
    unseen,
    gpusPerReplica,
    leadTimeSeconds,
    ...fromTarget,
  });
  const routerLooks = looksAfterTick(before.routerLooks ?? noLooks, routerReadings(facts, deployment));
  const router = measuredRouter(routerLooks);
  const ofRouter = routerFindings(router, deployment, facts.ageSeconds);
  const view = viewOf(facts, [...findings, ...ofRouter], router);
  const { now } = fleet;
  const { max: most } = deployment.replicas;
  const looked = { ...before.workload, unseenPods: unseen };
  const workload = afterLooking(looked, { asked: target, cluster, now, most });
  const counted = {
    ...rememberedAfter(before, view, { leadTimeSeconds, config }),
    servingNodes,
    pendingNodes: fleet.pendingNodesOf(deployment.name),
    workload,
    routerLooks,
  };
  const remembered = withRaise(counted, raisedByHand(workload, { cluster, most }), now);
  const isSettled = workload.asked !== null && now - workload.asked.at > leadTimeSeconds;
  const inPool = inFirstWindow(view) ? null : facts.ready;
  return {
    ...pooled,
    view,
    inPool,
    remembered,
    supply: supplyWith(remembered.target, facts.lastKnownReplicas, { cluster, isSettled }),
    following: followingOf(workload, cluster, now),
    workload: cluster?.workload.objects[0] ?? null,
  };
};
