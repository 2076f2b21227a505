import {
  type CapacityEvidence,
  type DecisionMemory,
  emptyDecisionMemory,
  emptyLoadForecast,
  type LoadForecast,
  noCapacityEvidence,
} from "@loadline/control";
import { type Plan, type PlanDeployment, poolsOf } from "@loadline/plan";
import type { Position } from "../broker/broker.ts";
import type { Observed } from "../decide/allotment.ts";
import type { WarrantyMemory } from "../decide/assessment.ts";
import { type FleetView, isMeasured, type ServingNodes, serves } from "../fleet/fleet-view.ts";
import type { RecommendationPublisher } from "../publish/recommendation-publisher.ts";
import type { RecommenderConfig } from "../settings/config.ts";
import { type Checkpoint, memoryAfterGap } from "../store/checkpoint.ts";
import type { StoredState } from "../store/checkpoint-store.ts";
import { type Calibration, profileOf, uncalibrated, withProfile } from "./calibration.ts";
import { type ClusterView, startingPods, waitsForNode } from "./cluster.ts";
import { type DailyPeak, learnDemand, learnReplay, ratesFromReplay, recordPeak } from "./demand-forecast.ts";
import { type DeploymentFacts, deploymentFacts } from "./deployment-facts.ts";
import { type DeploymentView, inFirstWindow, viewOf } from "./deployment-view.ts";
import { findingsOf, servingNodesAfter } from "./findings.ts";
import { type ReplicaModel, rateOf } from "./replica-model.ts";
import { deploymentThatRuns, isAgreed, type RunningVersion, runningVersion, versionDifference } from "./running.ts";
import { afterCounting, afterPublishing, noTarget, type Supply, supplyOf, type TargetState } from "./target.ts";

/** What is remembered of one deployment between ticks. */
export interface DeploymentState {
  readonly forecast: LoadForecast;
  /** The forecast has learnt what was replayed at the start. */
  readonly replayed: boolean;
  readonly memory: DecisionMemory;
  readonly target: TargetState;
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
  readonly peaks: readonly DailyPeak[];
  readonly publisher: RecommendationPublisher;
}

export const stateFrom = ({ checkpoint, forecast }: StoredState, publisher: RecommendationPublisher) => ({
  forecast: forecast ?? emptyLoadForecast,
  replayed: false,
  memory: checkpoint?.memory ?? emptyDecisionMemory,
  target: checkpoint?.target ?? noTarget,
  calibration: checkpoint?.calibration ?? uncalibrated,
  capacityEvidence: checkpoint?.capacityEvidence ?? noCapacityEvidence,
  warranty: checkpoint?.warranty,
  profile: checkpoint?.profile ?? null,
  plannedProfile: null,
  version: checkpoint?.version ?? null,
  servingNodes: checkpoint?.holders ?? {},
  peaks: checkpoint?.peaks ?? [],
  publisher,
});

/** What a successor needs. */
export const checkpointFrom = (
  { publisher, servingNodes, peaks, ...known }: DeploymentState,
  telemetry: Position,
  at: number,
): Checkpoint => ({
  v: 1,
  at,
  epoch: publisher.epoch,
  telemetry,
  memory: known.memory,
  target: known.target,
  last: publisher.last,
  calibration: known.calibration,
  capacityEvidence: known.capacityEvidence,
  holders: servingNodes,
  peaks: [...peaks],
  warranty: known.warranty,
  profile: known.profile ?? undefined,
  version: known.version ?? undefined,
});

/** The target with the latest published recommendation. In shadow mode nothing was published. */
export const targetOf = (
  { target, publisher: { last } }: DeploymentState,
  { shadow }: Pick<RecommenderConfig, "shadow">,
  now: number,
): TargetState => {
  if (shadow) return noTarget;
  return last === null ? target : afterPublishing(target, last.desired, now);
};

/** What telemetry reports of a deployment, whoever decides it. */
export const observedOf = (
  plan: Plan,
  deployment: PlanDeployment,
  { fleet, model, config }: Omit<TickInputs, "cluster"> & { readonly model: ReplicaModel },
): Observed => {
  const [pool, ...furtherPools] = poolsOf(plan, deployment);
  const { windowSeconds, warmUpSeconds } = config;
  const view = deploymentFacts(fleet, {
    deployment,
    pool,
    windowSeconds,
    warmUpSeconds,
    capacity: (shape) => rateOf(model.capacity(shape)) ?? Number.POSITIVE_INFINITY,
    latencyAtBatch: (shape, batch) => model.latencyAtBatch(shape, batch),
    differences: (reported, id) => model.differences(reported, id),
  });
  return { deployment, pool, furtherPools, model, view };
};

/** One deployment at one tick: what was observed, and what is remembered of it. */
export interface Seen extends Observed {
  /** Replicas that it has in its pool; null while they cannot be counted. */
  readonly inPool: number | null;
  readonly view: DeploymentView;
  readonly remembered: DeploymentState;
  readonly supply: Supply;
}

// Deciding was interrupted when more ticks than this are missing.
const ticksUntilGap = 3;

/** What is remembered after a view: its target, peaks and demand. */
const rememberedAfter = (
  before: DeploymentState,
  view: DeploymentView,
  { leadTimeSeconds, config }: { readonly leadTimeSeconds: number; readonly config: RecommenderConfig },
): DeploymentState => {
  const { intervalSeconds, freshnessSeconds } = config;
  const { now, lastKnownReplicas: serving } = view;
  const target = afterCounting(targetOf(before, config, now), { serving, leadTimeSeconds, now });
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
 * show that no more come: a count that nobody set is no lack of GPUs.
 */
export const supplyWith = (target: TargetState, serving: number, cluster: ClusterView | null): Supply => {
  const supply = supplyOf(target, serving);
  const starting = cluster === null ? 0 : startingPods(cluster, serving);
  const overdue = supply.overdue && (cluster === null || waitsForNode(cluster) !== false);
  return overdue ? supply : { pending: Math.max(supply.pending, starting), overdue };
};

/** Inputs of a tick beside the deployment. */
interface TickInputs {
  readonly fleet: FleetView;
  /** What Kubernetes reports; null: it is not asked. */
  readonly cluster: ClusterView | null;
  readonly config: RecommenderConfig;
}

/**
 * What is remembered of the deployment that most engines run. Another one than before is known by fresh reports of most of
 * the engines there are; missing ones, and few of them, say nothing. Where no engine is, a changed plan is what comes next.
 */
const withWhatRuns = (
  known: DeploymentState,
  { deployment, pool }: Pick<Observed, "deployment" | "pool">,
  {
    differences,
    measured,
    engineCount,
  }: Pick<DeploymentFacts, "differences"> & Record<"measured" | "engineCount", number>,
): DeploymentState => {
  const plannedProfile = profileOf(deployment, pool);
  const isOtherPlan = known.plannedProfile !== null && known.plannedProfile !== plannedProfile;
  const isFirst = known.profile === null || isOtherPlan;
  const mayChange =
    engineCount === 0
      ? isOtherPlan
      : measured * 2 > engineCount && (isFirst || isAgreed(differences, engineCount, measured));
  if (!mayChange) return known;
  const running = deploymentThatRuns(deployment, differences, measured);
  return { ...withProfile(known, profileOf(running, pool)), plannedProfile };
};

/** The facts with engines of another version, and what is remembered of the deployment that most engines run. */
const whatRuns = (
  telemetry: DeploymentFacts,
  { deployment, pool }: Pick<Observed, "deployment" | "pool">,
  known: DeploymentState,
) => {
  const { now, engines } = telemetry;
  const present = engines.filter(serves);
  const serving = present.filter(isMeasured);
  const started = serving.map((one) => ({ name: one.name, startedAt: one.engine.series.startedAt }));
  const { leadTimeSeconds, version: planned = null } = deployment;
  const engineCount = present.length;
  const asked = { now, planned, leadTimeSeconds, started, engineCount };
  const version = runningVersion(known.version, asked);
  const ofVersion = version.running === null ? deployment : { ...deployment, version: version.running };
  const reported = { differences: telemetry.differences, measured: serving.length, engineCount };
  const before = { ...withWhatRuns(known, { deployment: ofVersion, pool }, reported), version };
  const differences = [...telemetry.differences, ...versionDifference(version, asked)];
  return { facts: { ...telemetry, differences }, before };
};

/** A deployment after one more tick: facts with findings, and what is remembered after them. */
export const afterTick = (
  { view: telemetry, ...observed }: Observed,
  known: DeploymentState,
  { fleet, cluster, config }: TickInputs,
): Seen => {
  const { deployment, pool, model } = observed;
  const { windowSeconds } = config;
  const { gpusPerReplica } = model;
  const { leadTimeSeconds } = deployment;
  const { facts, before } = whatRuns(telemetry, observed, known);
  const { target, served } = targetOf(before, config, fleet.now);
  const servingNodes = servingNodesAfter(before.servingNodes, fleet, deployment.name);
  const fromTarget = { target, served, servingNodes };
  const findings = findingsOf({
    facts,
    fleet,
    deployment,
    pool,
    windowSeconds,
    cluster,
    gpusPerReplica,
    leadTimeSeconds,
    ...fromTarget,
  });
  const view = viewOf(facts, findings);
  const remembered = { ...rememberedAfter(before, view, { leadTimeSeconds, config }), servingNodes };
  const inPool = inFirstWindow(view) ? null : facts.ready;
  return {
    ...observed,
    view,
    inPool,
    remembered,
    supply: supplyWith(remembered.target, facts.lastKnownReplicas, cluster),
  };
};
