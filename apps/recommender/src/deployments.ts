import { type DecisionMemory, type DemandPoint, emptyDecisionMemory } from "@loadline/core";
import type { Plan, PlanDeployment, PlanPool } from "@loadline/wire";
import type { Position } from "./broker/broker.ts";
import { afterObservation, type Calibration, uncalibrated } from "./calibrate/calibration.ts";
import { type Checkpoint, memoryAfterGap } from "./checkpoint/checkpoint.ts";
import type { Recalled } from "./checkpoint/checkpoint-store.ts";
import type { RecommenderConfig } from "./config.ts";
import type { Assessment } from "./decide/assessment.ts";
import { decideDeployment, loadPerReplica } from "./decide/decide-deployment.ts";
import { type ReplicaModel, ReplicaModels } from "./decide/replica-model.ts";
import type { Speaker } from "./emit/speaker.ts";
import type { ReceivedFeedback } from "./input/inbox.ts";
import { poolOf } from "./input/plan-file.ts";
import { creditedView } from "./state/credited-view.ts";
import { historyFromReplay, joinHistory, recordDemand } from "./state/demand-history.ts";
import { type DeploymentView, deploymentView } from "./state/deployment-view.ts";
import type { NodeState } from "./state/fleet.ts";
import { afterLook, type Holders, withHolders } from "./state/holders.ts";
import { poolRoom } from "./state/pool-room.ts";
import { afterAnswer, afterCounting, afterSpeaking, noTarget, supplyOf, type TargetState } from "./state/target.ts";

/** What is remembered of one deployment between ticks. */
interface Remembered {
  readonly history: readonly DemandPoint[];
  /** The history reaches over what was replayed at the start. */
  readonly replayed: boolean;
  readonly memory: DecisionMemory;
  readonly target: TargetState;
  readonly calibration: Calibration;
  readonly holders: Holders;
  readonly speaker: Speaker;
}

interface Seen {
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
  readonly view: DeploymentView;
  readonly remembered: Remembered;
}

// The shape of requests moves slower than their rate, and needs more of them to be known.
const windowsPerShape = 10;

export const shapeSeconds = (windowSeconds: number): number => windowSeconds * windowsPerShape;

// Deciding was interrupted when more ticks than this are missing.
const ticksUntilGap = 3;

const replicasHeld = ({ view, remembered }: Seen): number | null =>
  view.ready === null ? null : view.ready + view.draining + supplyOf(remembered.target, view.believed).pending;

/** The calibration with the speed of one more window, of its own requests: windows do not overlap. */
const calibrated = (before: Calibration, assessment: Assessment, windowSeconds: number): Calibration => {
  const { view, model, speedFactor, capacity, at } = assessment;
  const load = loadPerReplica(view);
  const measured = view.speed.interTokenLatencySeconds;
  if (load === null || load === 0 || measured === null || capacity.kind === "infeasible") return before;
  if (before.observedAt !== null && Math.abs(at - before.observedAt) < windowSeconds) return before;
  const modelled = model.interTokenLatency(view.shape, load, speedFactor);
  return afterObservation(before, { at, requestsPerSecondPerReplica: load, measured, modelled });
};

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

  /** Deployments that nobody speaks for yet. */
  unspoken(plan: Plan): readonly string[] {
    return plan.deployments.map(({ name }) => name).filter((name) => !this.#remembered.has(name));
  }

  adopt(name: string, speaker: Speaker, { checkpoint, history }: Recalled): void {
    this.#remembered.set(name, {
      history,
      replayed: false,
      memory: checkpoint?.memory ?? emptyDecisionMemory,
      target: checkpoint?.target ?? noTarget,
      calibration: checkpoint?.calibration ?? uncalibrated,
      holders: checkpoint?.holders ?? {},
      speaker,
    });
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

  historyOf(name: string): readonly DemandPoint[] {
    return this.#remembered.get(name)?.history ?? [];
  }

  /** What a successor needs of one deployment; null when nobody speaks for it. */
  checkpointOf(name: string, telemetry: Position, at: number): Checkpoint | null {
    const remembered = this.#remembered.get(name);
    if (remembered === undefined) return null;
    const { memory, speaker } = remembered;
    return {
      v: 1,
      at,
      telemetry,
      memory: { wanted: [...memory.wanted] },
      target: { ...this.#targetOf(remembered, at), askedBy: [...this.#targetOf(remembered, at).askedBy] },
      last: speaker.last === null ? null : { ...speaker.last },
      calibration: remembered.calibration,
      holders: remembered.holders,
    };
  }

  /** Takes in what actuators said of the decisions in force. */
  hear(plan: Plan, received: readonly ReceivedFeedback[], now: number): void {
    for (const { deployment: name, feedback } of received) {
      const planned = plan.deployments.find((deployment) => deployment.name === name);
      const remembered = this.#remembered.get(name);
      if (planned === undefined || remembered === undefined) continue;
      const { decisionId, at, outcome, replicas: granted } = feedback;
      const answer = { decisionId, at, outcome, granted, leadTimeSeconds: planned.leadTimeSeconds };
      this.#remembered.set(name, { ...remembered, target: afterAnswer(this.#targetOf(remembered, now), answer) });
    }
  }

  /** One decision for every deployment that somebody speaks for. */
  decide(plan: Plan, nodes: readonly NodeState[], now: number): readonly Assessment[] {
    const seen = plan.deployments.flatMap((deployment) => this.#observe(plan, deployment, nodes, now));
    return seen.map((one) => this.#decide(one, seen, plan.cluster, now));
  }

  #observe(plan: Plan, deployment: PlanDeployment, nodes: readonly NodeState[], now: number): readonly Seen[] {
    const remembered = this.#remembered.get(deployment.name);
    if (remembered === undefined) return [];
    const { windowSeconds, freshnessSeconds, warmUpSeconds } = this.#config;
    const view = deploymentView(
      nodes,
      {
        deployment: deployment.name,
        expected: deployment.expected,
        windowSeconds,
        shapeSeconds: shapeSeconds(windowSeconds),
        freshnessSeconds,
        warmUpSeconds,
      },
      now,
    );
    const pool = poolOf(plan, deployment);
    const model = this.#models.of(deployment, pool);
    const capacity = model.capacity(view.shape);
    const credited = capacity.kind === "infeasible" ? view : creditedView(view, capacity.capacity.requestsPerSecond);
    const { target } = this.#targetOf(remembered, now);
    const context = { deployment: deployment.name, freshnessSeconds, target, now };
    const holders = afterLook(remembered.holders, { nodes, ready: view.ready }, context);
    const whole = withHolders(credited, holders, { nodes, now });
    const updated = { ...this.#update(deployment, remembered, whole, now), holders };
    this.#remembered.set(deployment.name, updated);
    return [{ deployment, pool, model, view: whole, remembered: updated }];
  }

  #update(deployment: PlanDeployment, before: Remembered, view: DeploymentView, now: number): Remembered {
    const { leadTimeSeconds } = deployment;
    const { intervalSeconds, freshnessSeconds } = this.#config;
    const target = afterCounting(this.#targetOf(before, now), { serving: view.believed, leadTimeSeconds, now });
    const replayed = before.replayed || view.countedSince !== null;
    const past =
      before.replayed || !replayed
        ? before.history
        : joinHistory(before.history, historyFromReplay(view, this.#config));
    const longestGap = Math.max(ticksUntilGap * intervalSeconds, freshnessSeconds);
    const memory = memoryAfterGap(before.memory, now, longestGap);
    return { ...before, target, memory, replayed, history: recordDemand(past, view) };
  }

  #decide(one: Seen, all: readonly Seen[], cluster: string, now: number): Assessment {
    const { deployment, pool, model, view, remembered } = one;
    const neighbours = all.filter((other) => other.pool.name === pool.name);
    const uses = neighbours.map((other) => ({
      replicas: replicasHeld(other),
      gpusPerReplica: other.model.gpusPerReplica,
    }));
    const { assessment, memory } = decideDeployment({
      now,
      cluster,
      deployment,
      pool,
      model,
      view,
      supply: supplyOf(remembered.target, view.believed),
      currentTarget: remembered.target.target,
      poolRoom: poolRoom(pool, uses, model.gpusPerReplica),
      history: remembered.history,
      memory: remembered.memory,
      trustedSince: this.#trustedSince,
      calibration: remembered.calibration,
      settings: this.#config,
    });
    const calibration = calibrated(remembered.calibration, assessment, this.#config.windowSeconds);
    this.#remembered.set(deployment.name, { ...remembered, memory, calibration });
    return assessment;
  }
}
