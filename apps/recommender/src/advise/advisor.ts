import { orElse } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import type { Advice, Inventory } from "@loadline/protocol";
import type { Assessment } from "../decide/assessment.ts";
import type { HealthStore } from "../fleet/health-store.ts";
import type { DailyPeak } from "../observe/demand-forecast.ts";
import { bucketed, identityOf } from "../observe/replica-model.ts";
import { differenceText } from "../observe/running.ts";
import {
  type AdviceContext,
  type Adviser,
  advice,
  gpuNodes,
  type NextExhaustion,
  nodesOf,
  rounded,
} from "./context.ts";
import { engineFlags } from "./engine-flags.ts";
import { type ExhaustionInputs, exhaustion, exhaustionKey, exhaustionSeconds, nextExhaustion } from "./exhaustion.ts";
import { coldCache, gatewayLimit, nodePool, preWarm, reservedUnused, rollout } from "./node-pool.ts";
import { planDrift } from "./plan-drift.ts";
import { randomRouter } from "./router.ts";

const duration = (seconds: number): string =>
  seconds < 7_200 ? `${Math.max(1, Math.round(seconds / 60))} min` : `${Math.round(seconds / 3_600)} h`;

/** Engines that are far slower than their peers, and faults that the agents of this deployment's nodes reported. */
const sickHardware: Adviser = ({ now, assessment, health }) => {
  const faults = health.faultsOf(nodesOf(assessment), now).map((fault) => {
    const { node, gpuUuid, effect, detail, since } = fault;
    const what = gpuUuid === null ? `node ${node}` : `GPU ${gpuUuid} of node ${node}`;
    return effect === "lost"
      ? advice(
          "replace-gpu",
          `${what} has been lost for ${duration(now - since)}: ${detail}; repair it or take the node out`,
        )
      : advice("drain-node", `${what} has called for a drain for ${duration(now - since)}: ${detail}`);
  });
  const slow = assessment.view.speed.slowEngines.map((id) =>
    advice("drain-node", `engine ${id} is far slower than its peers: drain it, then look at its GPU`),
  );
  return [...faults, ...slow];
};

// The model states its own error; a measurement further off than this means that something else runs than is planned.
const contradiction = 1.25;

/** Measured capacity that the model's answer and its error do not explain. */
const modelContradicted: Adviser = ({ assessment: { capacity, measured, model, view, speedFactor } }) => {
  const { basis, modelled } = measured;
  if (capacity.kind !== "feasible" || basis === "modelled") return [];
  const own = modelled === null ? model.capacity(view.shape, speedFactor) : null;
  if (own !== null && own.kind !== "infeasible") return [];
  const carried = capacity.capacity.requestsPerSecond;
  const ratio = modelled === null ? 0 : carried / modelled;
  if (ratio > 1 / contradiction && ratio < contradiction) return [];
  const how = basis === "measured-at-most" ? "carries at most" : "carries at least";
  const predicted = own === null ? `the model predicts ${rounded(modelled ?? 0)}` : `by the model none: ${own.detail}`;
  return [
    advice(
      "model-contradicted",
      `a replica ${how} ${rounded(carried)} requests/s, measured; ${predicted}: check the planned GPU, engine flags and version, and what else runs on its node`,
      rounded(carried),
      "requests/s",
    ),
  ];
};

/** A deployment of which no model is known: it is safe, and it cannot be sized before it was measured. */
const notModelled: Adviser = ({ assessment: { model, view } }) => {
  const result = model.capacity(view.shape);
  if (result.kind !== "unknown") return [];
  const message = `measured capacity alone decides: ${result.detail}; correct the plan, or describe it in models or devices`;
  return [advice("not-modelled", message)];
};

/** Engines that are not what the plan describes. */
const engineDiffers: Adviser = ({ assessment: { view } }) =>
  view.differences.map((one) => {
    const message = `${differenceText(one)}: roll out what the plan names, or correct the plan; measurements are those of what runs`;
    return advice("engine-differs", message, one.engines.length, "engines");
  });

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
  randomRouter,
  engineDiffers,
  modelContradicted,
  notModelled,
  reservedUnused,
];

// The answers change with the shape of requests, which moves slower than this.
const slowSeconds = 900;

export interface AdvisorInputs {
  readonly now: number;
  readonly plan: Plan;
  readonly inventories: ReadonlyMap<string, Inventory>;
  readonly health: HealthStore;
  readonly peaksOf: (deployment: string) => readonly DailyPeak[];
}

/**
 * Puts advice beside decisions. What needs many answers of the model is computed for one deployment per tick, and anew
 * only when its plan or the shape of its requests changed.
 */
export class Advisor {
  readonly #slow = new Map<string, { readonly key: string; readonly at: number; readonly advice: readonly Advice[] }>();
  readonly #outlooks = new Map<string, { readonly key: string; readonly outlook: NextExhaustion | null }>();

  advise(assessments: readonly Assessment[], { peaksOf, ...inputs }: AdvisorInputs): readonly Assessment[] {
    const nodesByGpu = gpuNodes(inputs.inventories);
    const contexts = assessments.map((assessment): AdviceContext => {
      const peaks = peaksOf(assessment.deployment.name);
      const outlook = this.#outlook({ now: inputs.now, assessment, peaks });
      return { ...inputs, nodesByGpu, assessment, peaks, exhaustion: outlook };
    });
    this.#askSlowly(contexts);
    return contexts.map((context) => {
      const { assessment, exhaustion: next } = context;
      const quick = quickAdvisers.flatMap((adviser) => adviser(context));
      const slow = this.#slow.get(assessment.deployment.name)?.advice ?? [];
      const seconds = next === null ? null : exhaustionSeconds(next);
      return { ...assessment, advice: [...quick, ...slow], exhaustion: seconds, peakDays: next?.days ?? null };
    });
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

  /** One search a tick; deployments that ask the same take its answer. */
  #askSlowly(contexts: readonly AdviceContext[]): void {
    const due = contexts.filter((context) => this.#isDue(context));
    const [first] = due;
    if (first === undefined) return;
    const key = keyOf(first.assessment);
    // A deployment that the model cannot calculate gets no such advice.
    const advice = orElse(() => engineFlags(first), []);
    for (const { assessment, now } of due.filter((context) => keyOf(context.assessment) === key))
      this.#slow.set(assessment.deployment.name, { key, at: now, advice });
  }

  #isDue({ assessment, now }: AdviceContext): boolean {
    const { capacity, view, inputs } = assessment;
    if (capacity.kind !== "feasible" || view.shape.basis === "plan" || inputs.observing) return false;
    const known = this.#slow.get(assessment.deployment.name);
    if (known === undefined) return true;
    return known.key !== keyOf(assessment) && Math.abs(now - known.at) >= slowSeconds;
  }
}

/** All that the answers depend on: deployments that are alike in it share one search. */
const keyOf = ({ deployment, pool, view: { shape } }: Assessment): string =>
  JSON.stringify([identityOf(deployment, pool), bucketed(shape.inputTokens), bucketed(shape.outputTokens)]);
