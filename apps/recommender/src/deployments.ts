import { emptyDecisionMemory, type LoadForecast } from "@loadline/core";
import { type Plan, type PlanDeployment, partitionIn, partitionOf, poolOf } from "@loadline/wire";
import type { Position } from "./broker/broker.ts";
import { type Checkpoint, memoryAfterGap } from "./checkpoint/checkpoint.ts";
import type { Recalled } from "./checkpoint/checkpoint-store.ts";
import type { RecommenderConfig } from "./config.ts";
import { Allotment, byPriority, type Taker } from "./decide/allotment.ts";
import type { Assessment } from "./decide/assessment.ts";
import { calibrateAfter } from "./decide/calibrate-after.ts";
import { decideDeployment } from "./decide/decide-deployment.ts";
import { poolNodes } from "./decide/pool-nodes.ts";
import { profileOf, withProfile } from "./decide/profile.ts";
import { ReplicaModels } from "./decide/replica-model.ts";
import { standInLimits } from "./decide/stand-in-limits.ts";
import { decidedTaker, foreignTaker, type Observed } from "./decide/taker.ts";
import type { Speaker } from "./emit/speaker.ts";
import type { ReceivedFeedback } from "./input/inbox.ts";
import { checkpointFrom, type Remembered, rememberedFrom } from "./remembered.ts";
import { creditedView } from "./state/credited-view.ts";
import { type DailyPeak, recordPeak } from "./state/daily-peaks.ts";
import { shapeSeconds } from "./state/demand.ts";
import { learnDemand, learnReplay, ratesFromReplay } from "./state/demand-forecast.ts";
import { type DeploymentView, deploymentView } from "./state/deployment-view.ts";
import { inFirstWindow } from "./state/first-window.ts";
import type { NodeState } from "./state/fleet.ts";
import { afterLook, withHolders } from "./state/holders.ts";
import {
  afterAnswer,
  afterCounting,
  afterSpeaking,
  noTarget,
  type Supply,
  supplyOf,
  type TargetState,
} from "./state/target.ts";
import { startingPods, type WorkloadCounts, withWorkload } from "./state/with-workload.ts";

interface Seen extends Observed {
  readonly remembered: Remembered;
  /** Pods on their way by Kubernetes' own count. */
  readonly starting: number;
}

interface Instant {
  readonly nodes: readonly NodeState[];
  readonly now: number;
  readonly workload: WorkloadCounts | null;
}

/** What is known of a deployment beside telemetry. */
export interface Elsewhere {
  /** Count last asked for by whoever speaks for a deployment that is not decided here. */
  readonly lastTarget?: (deployment: string) => number | null;
  /** What Kubernetes counts. */
  readonly workload?: (deployment: string) => WorkloadCounts | null;
}

// Kubernetes is asked less often than agents speak.
const workloadSeconds = 60;

/** Replicas on their way: asked for, or being started by Kubernetes. Pods that have not come in time are neither. */
const supplyIn = ({ remembered, view, starting }: Seen): Supply => {
  const supply = supplyOf(remembered.target, view.believed);
  return supply.backingOff ? supply : { ...supply, pending: Math.max(supply.pending, starting) };
};

// Deciding was interrupted when more ticks than this are missing.
const ticksUntilGap = 3;

const takerOf = (seen: Seen): Taker => decidedTaker(seen, supplyIn(seen), seen.remembered.target.target);

/** The deployments of the plan: what is seen of each, remembered of each and decided for each. */
export class Deployments {
  readonly #config: RecommenderConfig;
  readonly #models: ReplicaModels;
  readonly #remembered = new Map<string, Remembered>();
  #trustedSince: number | null = null;

  /** @param models shared ones remember what the model answered before */
  constructor(config: RecommenderConfig, models: ReplicaModels = new ReplicaModels()) {
    this.#config = config;
    this.#models = models;
  }

  /** The target with the last word of the speaker. What only advises asked nobody for anything. */
  #targetOf({ target, speaker: { last } }: Remembered, now: number): TargetState {
    if (this.#config.shadow) return noTarget;
    return last === null ? target : afterSpeaking(target, last, now);
  }

  /** Deployments of this partition that nobody speaks for yet. */
  unspoken(plan: Plan): readonly string[] {
    return plan.deployments.map(({ name }) => name).filter((name) => this.#isOwn(name) && !this.#remembered.has(name));
  }

  #isOwn(name: string): boolean {
    const { index, count } = partitionIn(this.#config.partition);
    return partitionOf(name, count) === index;
  }

  adopt(name: string, speaker: Speaker, recalled: Recalled): void {
    this.#remembered.set(name, rememberedFrom(recalled, speaker));
  }

  /** Empty ones that share the models: what they decide is for nobody. */
  rehearsal(): Deployments {
    return new Deployments(this.#config, this.#models);
  }

  /** Forgets everything that a successor will say and decide. */
  abandon(): void {
    this.#remembered.clear();
  }

  /** Telemetry from before `now` may have been lost: nothing falls until a whole window was seen since. */
  distrustBefore(now: number): void {
    this.#trustedSince = now;
    for (const [name, remembered] of this.#remembered) {
      this.#remembered.set(name, { ...remembered, memory: emptyDecisionMemory });
    }
  }

  speaks(name: string): boolean {
    return this.#remembered.has(name);
  }

  speakerOf(name: string): Speaker | null {
    return this.#remembered.get(name)?.speaker ?? null;
  }

  peaksOf(name: string): readonly DailyPeak[] {
    return this.#remembered.get(name)?.peaks ?? [];
  }

  /** What was learnt of a deployment's demand; null when nobody speaks for it. */
  forecastOf(name: string): LoadForecast | null {
    return this.#remembered.get(name)?.forecast ?? null;
  }

  /** What a successor needs of one deployment; null when nobody speaks for it. */
  checkpointOf(name: string, telemetry: Position, at: number): Checkpoint | null {
    const remembered = this.#remembered.get(name);
    if (remembered === undefined) return null;
    return checkpointFrom({ ...remembered, target: this.#targetOf(remembered, at) }, telemetry, at);
  }

  /** Takes in what actuators said of the decisions in force. */
  hear(plan: Plan, received: readonly ReceivedFeedback[], now: number): void {
    for (const { deployment: name, feedback } of received) {
      const planned = plan.deployments.find((deployment) => deployment.name === name);
      const remembered = this.#remembered.get(name);
      if (planned === undefined || remembered === undefined) continue;
      const { decisionId, at, outcome, cause, replicas: granted } = feedback;
      const answer = { decisionId, at, outcome, cause, granted, leadTimeSeconds: planned.leadTimeSeconds };
      this.#remembered.set(name, { ...remembered, target: afterAnswer(this.#targetOf(remembered, now), answer) });
    }
  }

  /**
   * One decision for every deployment that somebody speaks for; the others take part in pools and budgets.
   */
  decide(plan: Plan, nodes: readonly NodeState[], now: number, elsewhere: Elsewhere = {}): readonly Assessment[] {
    const { lastTarget = () => null, workload = () => null } = elsewhere;
    const seen = plan.deployments.flatMap((deployment) =>
      this.#observe(plan, deployment, { nodes, now, workload: workload(deployment.name) }),
    );
    const others = plan.deployments
      .filter(({ name }) => !this.#remembered.has(name))
      .map((deployment) => foreignTaker(this.#look(plan, deployment, nodes, now), lastTarget(deployment.name)));
    const shares = new Allotment(plan.budgets, [...seen.map(takerOf), ...others], poolNodes(plan, nodes));
    const decided = new Map<string, Assessment>();
    for (const { one } of byPriority(seen.map((each) => ({ priority: each.deployment.priority, one: each })))) {
      const { name } = one.deployment;
      const assessment = this.#decide(one, shares, { plan, now });
      shares.grant(name, assessment.decision.desired);
      decided.set(name, assessment);
    }
    return seen.flatMap(({ deployment: { name } }) => decided.get(name) ?? []);
  }

  /** What telemetry says of a deployment, whoever decides it. */
  #look(plan: Plan, deployment: PlanDeployment, nodes: readonly NodeState[], now: number): Observed {
    const { windowSeconds, freshnessSeconds, warmUpSeconds } = this.#config;
    const settings = {
      deployment: deployment.name,
      expected: deployment.expected,
      windowSeconds,
      shapeSeconds: shapeSeconds(windowSeconds),
      freshnessSeconds,
      warmUpSeconds,
    };
    const pool = poolOf(plan, deployment);
    const model = this.#models.of(deployment, pool);
    return { deployment, pool, model, view: deploymentView(nodes, settings, now) };
  }

  #observe(plan: Plan, deployment: PlanDeployment, { nodes, now, workload }: Instant): readonly Seen[] {
    const known = this.#remembered.get(deployment.name);
    if (known === undefined) return [];
    const { view, ...looked } = this.#look(plan, deployment, nodes, now);
    const remembered = withProfile(known, profileOf(deployment, looked.pool));
    const capacity = looked.model.capacity(view.shape);
    const { target, served } = this.#targetOf(remembered, now);
    const { freshnessSeconds, windowSeconds } = this.#config;
    const credited =
      capacity.kind === "infeasible"
        ? view
        : creditedView(view, { capacity: capacity.capacity.requestsPerSecond, windowSeconds, served });
    const limits = standInLimits(looked, windowSeconds);
    const context = { deployment: deployment.name, freshnessSeconds, target, now, ...limits };
    const held = afterLook(remembered.held, { nodes, ready: view.ready }, context);
    const complete = withHolders(credited, held.holders, { nodes, target, now });
    const counted = withWorkload(complete, workload, {
      now,
      freshnessSeconds: Math.max(freshnessSeconds, workloadSeconds),
    });
    const whole = inFirstWindow(counted, { nodes, target, windowSeconds, now });
    const updated = { ...this.#update(deployment, remembered, whole, now), held };
    this.#remembered.set(deployment.name, updated);
    return [{ ...looked, view: whole, remembered: updated, starting: startingPods(workload) }];
  }

  #update(deployment: PlanDeployment, before: Remembered, view: DeploymentView, now: number): Remembered {
    const { leadTimeSeconds } = deployment;
    const { intervalSeconds, freshnessSeconds } = this.#config;
    const target = afterCounting(this.#targetOf(before, now), { serving: view.believed, leadTimeSeconds, now });
    const replayed = before.replayed || view.countedSince !== null;
    const past =
      before.replayed || !replayed
        ? before.forecast
        : learnReplay(before.forecast, ratesFromReplay(view, this.#config));
    const longestGap = Math.max(ticksUntilGap * intervalSeconds, freshnessSeconds);
    const memory = memoryAfterGap(before.memory, now, longestGap);
    const peaks = recordPeak(before.peaks, view);
    return { ...before, target, memory, replayed, peaks, forecast: learnDemand(past, view) };
  }

  #decide(one: Seen, shares: Allotment, { plan, now }: { readonly plan: Plan; readonly now: number }): Assessment {
    const { deployment, pool, model, view, remembered } = one;
    const places = shares.poolRoom(deployment.name);
    const { assessment, memory } = decideDeployment({
      now,
      cluster: plan.cluster,
      plan,
      deployment,
      pool,
      model,
      view,
      supply: supplyIn(one),
      currentTarget: remembered.target.target,
      served: remembered.target.served,
      poolRoom: places?.room ?? null,
      poolPlaces: places,
      budgetRoom: shares.budgetRoom(deployment.name),
      forecast: remembered.forecast,
      memory: remembered.memory,
      trustedSince: this.#trustedSince,
      calibration: remembered.calibration,
      settings: this.#config,
    });
    const calibration = calibrateAfter(remembered.calibration, assessment, this.#config.windowSeconds);
    this.#remembered.set(deployment.name, { ...remembered, memory, calibration });
    return { ...assessment, surgeRoom: shares.surgeRoom(deployment.name) };
  }
}
