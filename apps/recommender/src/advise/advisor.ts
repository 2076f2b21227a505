import { isLoadlineError } from "@loadline/core";
import type { Advice, Inventory, Plan } from "@loadline/wire";
import type { Assessment } from "../decide/assessment.ts";
import { bucketed } from "../decide/replica-model.ts";
import type { DailyPeak } from "../state/demand-forecast.ts";
import type { NodeState } from "../state/fleet.ts";
import type { HealthStore } from "../state/health-store.ts";
import type { AdviceContext, Adviser, NextExhaustion } from "./context.ts";
import { type ExhaustionInputs, exhaustion, exhaustionKey, exhaustionSeconds, nextExhaustion } from "./exhaustion.ts";
import { type FleetIndex, FleetIndexer } from "./fleet-index.ts";
import { coldCache, gatewayLimit, nodePool, preWarm, reservedUnused, rollout } from "./node-pool.ts";
import { notModelled } from "./not-modelled.ts";
import { slowAdvisers } from "./other-settings.ts";
import { planDrift } from "./plan-drift.ts";
import { modelContradicted, sickHardware } from "./sick-hardware.ts";

/** The most urgent comes first. */
const quickAdvisers: readonly Adviser[] = [
  sickHardware,
  nodePool,
  rollout,
  preWarm,
  coldCache,
  gatewayLimit,
  exhaustion,
  planDrift,
  modelContradicted,
  notModelled,
  reservedUnused,
];

// The answers change with the shape of requests, which moves slower than this.
const slowSeconds = 900;

interface CachedAdvice {
  readonly key: string;
  readonly at: number;
  readonly advice: readonly Advice[];
}

export interface AdvisorInputs {
  readonly now: number;
  readonly plan: Plan;
  readonly nodes: readonly NodeState[];
  readonly inventories: ReadonlyMap<string, Inventory>;
  readonly health: HealthStore;
  readonly peaksOf: (deployment: string) => readonly DailyPeak[];
}

/**
 * Puts advice beside decisions. What needs many answers of the model is computed for one deployment per tick, and anew
 * only when its plan or the shape of its requests changed.
 */
export class Advisor {
  readonly #slow = new Map<string, CachedAdvice>();
  readonly #outlooks = new Map<string, { readonly key: string; readonly outlook: NextExhaustion | null }>();
  readonly #indexer = new FleetIndexer();

  advise(assessments: readonly Assessment[], inputs: AdvisorInputs): readonly Assessment[] {
    const fleet = this.#indexer.index(inputs.nodes, inputs.inventories);
    const contexts = assessments.map((assessment) => this.#contextOf(assessment, inputs, fleet));
    this.#askSlowly(contexts);
    return contexts.map((context) => {
      const { assessment, exhaustion: next } = context;
      const quick = quickAdvisers.flatMap((adviser) => adviser(context));
      const slow = this.#slow.get(assessment.deployment.name)?.advice ?? [];
      const seconds = next === null ? null : exhaustionSeconds(next);
      return { ...assessment, advice: [...quick, ...slow], exhaustion: seconds, peakDays: next?.days ?? null };
    });
  }

  #contextOf(assessment: Assessment, inputs: AdvisorInputs, fleet: FleetIndex): AdviceContext {
    const { now, plan, inventories, health, peaksOf } = inputs;
    const peaks = peaksOf(assessment.deployment.name);
    const outlook = this.#outlook({ now, assessment, peaks });
    return { now, plan, inventories, health, fleet, assessment, peaks, exhaustion: outlook };
  }

  /** The trend of three months of peaks takes a while, and changes once a day. */
  #outlook(inputs: ExhaustionInputs): NextExhaustion | null {
    const { name } = inputs.assessment.deployment;
    const key = exhaustionKey(inputs);
    const known = this.#outlooks.get(name);
    if (known?.key === key) return known.outlook;
    const outlook = nextExhaustion(inputs);
    this.#outlooks.set(name, { key, outlook });
    return outlook;
  }

  #askSlowly(contexts: readonly AdviceContext[]): void {
    const due = contexts.find((context) => this.#isDue(context));
    if (due === undefined) return;
    const advice = slowAdvisers.flatMap((adviser) => adviceOrNone(adviser, due));
    const { assessment, now } = due;
    this.#slow.set(assessment.deployment.name, { key: keyOf(assessment), at: now, advice });
  }

  #isDue({ assessment, now }: AdviceContext): boolean {
    const { capacity, view, inputs } = assessment;
    if (capacity.kind !== "feasible" || view.shape.basis === "plan" || inputs.observing) return false;
    const known = this.#slow.get(assessment.deployment.name);
    if (known === undefined) return true;
    return known.key !== keyOf(assessment) && Math.abs(now - known.at) >= slowSeconds;
  }
}

/** A deployment that the model cannot calculate gets no such advice. */
const adviceOrNone = (adviser: Adviser, context: AdviceContext): readonly Advice[] => {
  try {
    return adviser(context);
  } catch (error) {
    if (isLoadlineError(error)) return [];
    throw error;
  }
};

const keyOf = ({ deployment, pool, view: { shape } }: Assessment): string =>
  JSON.stringify([deployment, pool, bucketed(shape.inputTokens), bucketed(shape.outputTokens)]);
