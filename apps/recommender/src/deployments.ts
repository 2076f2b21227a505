import { type DecisionMemory, type DemandPoint, emptyDecisionMemory } from "@loadline/core";
import type { Plan, PlanDeployment, PlanPool } from "@loadline/wire";
import type { RecommenderConfig } from "./config.ts";
import type { Assessment } from "./decide/assessment.ts";
import { decideDeployment } from "./decide/decide-deployment.ts";
import { type ReplicaModel, ReplicaModels } from "./decide/replica-model.ts";
import type { Speaker } from "./emit/speaker.ts";
import type { ReceivedFeedback } from "./input/inbox.ts";
import { poolOf } from "./input/plan-file.ts";
import { historyFromReplay, recordDemand } from "./state/demand-history.ts";
import { type DeploymentView, deploymentView } from "./state/deployment-view.ts";
import type { NodeState } from "./state/fleet.ts";
import { poolRoom } from "./state/pool-room.ts";
import { afterCounting, afterRefusal, afterSpeaking, noTarget, supplyOf, type TargetState } from "./state/target.ts";

/** What is remembered of one deployment between ticks. */
interface Remembered {
  readonly history: readonly DemandPoint[];
  readonly memory: DecisionMemory;
  readonly target: TargetState;
  readonly speaker: Speaker;
}

/** The target with the last word of the speaker. */
const targetOf = ({ target, speaker: { last } }: Remembered, now: number): TargetState =>
  last === null ? target : afterSpeaking(target, last, now);

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

/** The deployments of the plan: what is seen of each, remembered of each and decided for each. */
export class Deployments {
  readonly #config: RecommenderConfig;
  readonly #models = new ReplicaModels();
  readonly #remembered = new Map<string, Remembered>();

  constructor(config: RecommenderConfig) {
    this.#config = config;
  }

  /** Deployments that nobody speaks for yet. */
  unspoken(plan: Plan): readonly string[] {
    return plan.deployments.map(({ name }) => name).filter((name) => !this.#remembered.has(name));
  }

  adopt(name: string, speaker: Speaker): void {
    this.#remembered.set(name, { history: [], memory: emptyDecisionMemory, target: noTarget, speaker });
  }

  speakerOf(name: string): Speaker | null {
    return this.#remembered.get(name)?.speaker ?? null;
  }

  /** Takes in what actuators said of the decisions in force. */
  hear(plan: Plan, received: readonly ReceivedFeedback[], now: number): void {
    for (const { deployment: name, feedback } of received) {
      const planned = plan.deployments.find((deployment) => deployment.name === name);
      const remembered = this.#remembered.get(name);
      if (planned === undefined || remembered === undefined || feedback.outcome !== "refused") continue;
      const { decisionId, at, replicas: granted } = feedback;
      const refusal = { decisionId, at, granted, leadTimeSeconds: planned.leadTimeSeconds };
      this.#remembered.set(name, { ...remembered, target: afterRefusal(targetOf(remembered, now), refusal) });
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
    const { windowSeconds, freshnessSeconds } = this.#config;
    const view = deploymentView(
      nodes,
      {
        deployment: deployment.name,
        expected: deployment.expected,
        windowSeconds,
        shapeSeconds: shapeSeconds(windowSeconds),
        freshnessSeconds,
      },
      now,
    );
    const pool = poolOf(plan, deployment);
    const updated = this.#update(deployment, remembered, view, now);
    this.#remembered.set(deployment.name, updated);
    return [{ deployment, pool, model: this.#models.of(deployment, pool), view, remembered: updated }];
  }

  #update(deployment: PlanDeployment, before: Remembered, view: DeploymentView, now: number): Remembered {
    const { leadTimeSeconds } = deployment;
    const target = afterCounting(targetOf(before, now), { serving: view.believed, leadTimeSeconds, now });
    const past = before.history.length > 0 ? before.history : historyFromReplay(view, this.#config);
    return { ...before, target, history: recordDemand(past, view) };
  }

  #decide(one: Seen, all: readonly Seen[], cluster: string, now: number): Assessment {
    const { deployment, pool, model, view, remembered } = one;
    const supply = supplyOf(remembered.target, view.believed);
    const neighbours = all.filter((other) => other.pool.name === pool.name);
    const uses = neighbours.map((other) => ({
      replicas:
        other.view.ready === null
          ? null
          : other.view.ready + supplyOf(other.remembered.target, other.view.believed).pending,
      gpusPerReplica: other.model.gpusPerReplica,
    }));
    const { assessment, memory } = decideDeployment({
      now,
      cluster,
      deployment,
      pool,
      model,
      view,
      supply,
      currentTarget: remembered.target.target,
      poolRoom: poolRoom(pool, uses, model.gpusPerReplica),
      history: remembered.history,
      memory: remembered.memory,
      settings: this.#config,
    });
    this.#remembered.set(deployment.name, { ...remembered, memory });
    return assessment;
  }
}
