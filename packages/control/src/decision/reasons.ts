/**
 * Why a verdict was reached: each reason with its figures, its verdict and its texts. To add one, add its figures and its
 * entry here, and the branch of `choose` that returns it; everything else follows from the table.
 */
import {
  besides,
  byLoad,
  type CoveredLoad,
  duration,
  inBrackets,
  type Limit,
  type LoadLine,
  limitText,
  lineText,
  loadText,
  type Neighbours,
  namesOf,
  nextCounts,
  type Observation,
  observationTexts,
  otherReplica,
  percent,
  replicas,
  type Stabilisation,
  stabilisationText,
} from "./reason-text.ts";
import type { MissingInput, Verdict } from "./types.ts";

interface ReasonFigures {
  readonly "demand-above-load-line": {
    readonly load: CoveredLoad;
    readonly line: LoadLine;
    readonly desired: number;
    /** Replicas of a step that is larger than the load needs; null: it is not. */
    readonly leastStep: number | null;
    /** Quantile above the demand quantile that made the step larger; null: none did. */
    readonly sizedFor: number | null;
    /** null: the load gets what it needs. */
    readonly limit: Limit | null;
    readonly missing: readonly MissingInput[];
  };
  readonly "below-minimum": {
    /** null: no count was published yet and no replica can be counted. */
    readonly target: number | null;
    readonly minimum: number;
    readonly desired: number;
    readonly limit: Limit | null;
    readonly missing: readonly MissingInput[];
  };
  readonly "above-maximum": { readonly target: number; readonly maximum: number; readonly desired: number };
  readonly "demand-below-load-line": {
    readonly load: CoveredLoad;
    readonly seconds: number;
    readonly desired: number;
  };
  readonly "within-load-line": { readonly load: CoveredLoad; readonly line: LoadLine };
  readonly "telemetry-missing": { readonly desired: number | null; readonly missing: readonly MissingInput[] };
  readonly observing: { readonly observation: Observation };
  readonly "replicas-pending": {
    readonly load: CoveredLoad;
    readonly ready: number;
    /** Replicas on their way; the others are not, as nobody set the count or their engines do not answer. */
    readonly pending: number;
    readonly target: number;
    readonly detail: string | undefined;
  };
  readonly stabilising: { readonly waits: Stabilisation };
  readonly "at-minimum": { readonly load: CoveredLoad; readonly minimum: number };
  readonly "at-maximum": { readonly load: CoveredLoad; readonly needed: number; readonly maximum: number };
  readonly "pool-exhausted": {
    readonly limit: Limit;
    readonly load: CoveredLoad;
    readonly line: LoadLine;
    /** Replicas that are ready, where others that were asked for did not come; null: all came. */
    readonly shortfall: { readonly ready: number | null } | null;
  };
  readonly "budget-exhausted": { readonly limit: Limit; readonly load: CoveredLoad; readonly line: LoadLine };
  readonly "slo-unreachable": { readonly detail: string };
  readonly "model-does-not-fit": { readonly detail: string };
}

export type ReasonCode = keyof ReasonFigures;

/** Why a verdict was reached: a code with its figures. */
export type Reason<C extends ReasonCode = ReasonCode> = {
  readonly [K in C]: { readonly code: K } & ReasonFigures[K];
}[C];

/** What keeps the count below what the load needs; null: nothing. */
export const limitIn = (reason: Reason): Limit | null => ("limit" in reason ? reason.limit : null);

/** What a reason means, what ends it, and what an operator does about it. */
interface ReasonPage {
  readonly means: string;
  /** What has to change so that the next decision has another reason. */
  readonly changes: string;
  readonly todo: string;
}

interface ReasonRule<C extends ReasonCode> {
  readonly verdict: Verdict;
  /** The decision in one sentence. */
  readonly message: (reason: Reason<C>) => string;
  /** What would change the answer, in one sentence. */
  readonly counterfactual: (next: Neighbours, reason: Reason<C>) => string;
  readonly page: ReasonPage;
}

/** Every reason; docs/reference/reasons.md has their pages. */
export const reasons: { readonly [C in ReasonCode]: ReasonRule<C> } = {
  "demand-above-load-line": {
    verdict: "scale-up",
    message: ({ load, line, desired, leastStep, sizedFor, limit, missing }) => {
      const sized = sizedFor === null ? "" : `, sized for the ${percent(sizedFor)} quantile`;
      const step = leastStep === null ? sized : `, at least ${leastStep} at once`;
      const short = limit === null ? "" : limitText(limit);
      return `${loadText(load)}, ${lineText(line)}: raise to ${desired}${step}${short}${besides(missing)}`;
    },
    counterfactual: byLoad,
    page: {
      means:
        "The demand quantile at the lead time is above the load line: the capacity of the replicas minus the reserve.",
      changes: "As many serving replicas as are desired, or less demand.",
      todo: "Let the actuator add the replicas. If this repeats daily at one hour, add the traffic to the plan's schedule.",
    },
  },
  "below-minimum": {
    verdict: "scale-up",
    message: ({ target, minimum, desired, missing }) =>
      target === null
        ? `no count was published yet and no replica can be counted: start with ${replicas(desired)}, the plan's replicas.initial${besides(missing)}`
        : `${replicas(target)} asked for, the plan's minimum is ${minimum}: raise to ${desired}${besides(missing)}`,
    counterfactual: byLoad,
    page: {
      means: "Fewer replicas are desired than the plan's minimum.",
      changes: "The count reaches the minimum, or the plan has a lower one.",
      todo: "Nothing; the count is raised to the minimum.",
    },
  },
  "above-maximum": {
    verdict: "scale-down",
    message: ({ target, maximum, desired }) =>
      `${replicas(target)} asked for, the plan's maximum is ${maximum}: drain to ${desired}`,
    counterfactual: byLoad,
    page: {
      means: "More replicas are desired than the plan's maximum.",
      changes: "The count reaches the maximum, or the plan has a higher one.",
      todo: "Nothing; the count falls step by step. Raise `replicas.max` if the load needs more.",
    },
  },
  "demand-below-load-line": {
    verdict: "scale-down",
    message: ({ load, seconds, desired }) =>
      `${loadText(load)}, fewer have been enough for ${duration(seconds)}: drain to ${desired}`,
    counterfactual: byLoad,
    page: {
      means:
        "For the whole stabilisation window fewer replicas would have served the demand quantile with their reserve.",
      changes: "The replicas are drained, or the demand rises.",
      todo: "Let the actuator drain a replica before it stops it.",
    },
  },
  "within-load-line": {
    verdict: "hold",
    message: ({ load, line }) => `${loadText(load)}, ${lineText(line)}: nothing to change`,
    counterfactual: byLoad,
    page: {
      means: "The replicas serve the demand quantile with their reserve, and one fewer would not.",
      changes: "Demand above the load line, or below that of one replica fewer.",
      todo: "Nothing.",
    },
  },
  "telemetry-missing": {
    verdict: "hold",
    message: ({ desired, missing }) =>
      desired === null
        ? `nothing decided, missing: ${namesOf(missing)}`
        : `stays at ${desired}, no scale-down while this is missing: ${namesOf(missing)}`,
    counterfactual: byLoad,
    page: {
      means: "An input that a scale-down needs is unknown or stale. Scale-up stays possible.",
      changes: "Every input that is named as missing reports again.",
      todo: "Look at the missing inputs: the node agent, its connection, the engine's metrics endpoint.",
    },
  },
  observing: {
    verdict: "hold",
    message: ({ observation }) => `fewer would be enough${observationTexts(observation).why}`,
    counterfactual: (next, { observation }) => nextCounts(next, { lowered: observationTexts(observation).until }),
    page: {
      means:
        "Fewer replicas would be enough, but no complete window (`windowSeconds`, 60 s) was observed since the first count or since the telemetry stream was reset, or engines are far slower than the model and it is being corrected, or counts carried the load in less than 90 % of the lead times of the last day, so that counts only rise.",
      changes:
        "One window passes with telemetry; a corrected model has the engines as fast as they are; what went wrong is a day ago at the latest, or counts carried the load often enough since.",
      todo: "Wait `windowSeconds`, or some windows where the model is corrected.",
    },
  },
  "replicas-pending": {
    verdict: "hold",
    message: ({ ready, pending, target, detail, load }) => {
      const counts = `${ready} of ${target} replicas are ready`;
      const other = target - ready - pending;
      if (other <= 0) return `${counts}, the rest is on its way${inBrackets(detail)}; ${loadText(load)}`;
      const are = other === 1 ? "is" : "are";
      if (pending === 0)
        return `${counts}, and the other ${other} ${are} not on the way${inBrackets(detail)}: check what sets the count, and the engines; ${loadText(load)}`;
      const coming = pending === 1 ? "1 is on its way" : `${pending} are on their way`;
      const lack = `the other ${other} ${are} not${inBrackets(detail)}`;
      return `${counts}, ${coming} and ${lack}: check what sets the count, and the engines; ${loadText(load)}`;
    },
    counterfactual: byLoad,
    page: {
      means:
        "Replicas that were requested do not serve yet. Those on the way count as supply. Replicas without a pod a lead time later are not on the way; where Kubernetes is not watched, none is after three lead times.",
      changes: "They serve.",
      todo: "Wait for the lead time. If it is regularly exceeded, raise `leadTimeSeconds` in the plan. For those that are not on the way see what sets the count: `loadline explain` names it under Workload.",
    },
  },
  stabilising: {
    verdict: "hold",
    message: ({ waits }) => `fewer would do; ${stabilisationText(waits)}`,
    counterfactual: byLoad,
    page: {
      means:
        "Fewer replicas would be enough now, but not for the whole stabilisation window (the lead time where that is longer), the last scale-down still drains, or too few would go: at least the scale-down margin as a share of the count, and more where scale-downs of the last days had to be reversed.",
      changes:
        "Fewer replicas stay enough for the window, draining ends, and even fewer are enough or, after reversals, a day or two pass without one.",
      todo: "Wait. Shorten the window only if the load falls slowly and cost matters more than stability.",
    },
  },
  "at-minimum": {
    verdict: "hold",
    message: ({ load, minimum }) => `${loadText(load)}; the plan's minimum of ${minimum} stands`,
    counterfactual: byLoad,
    page: {
      means: "The load needs fewer replicas than the plan's minimum.",
      changes: "More demand, or a lower minimum.",
      todo: "Lower `replicas.min` if fewer replicas are acceptable.",
    },
  },
  "at-maximum": {
    verdict: "hold",
    message: ({ load, needed, maximum }) =>
      `${loadText(load)} and needs ${needed}, the plan's maximum is ${maximum}: raise replicas.max in the plan`,
    counterfactual: byLoad,
    page: {
      means: "The load needs more replicas than the plan's maximum.",
      changes: "Less demand, or a higher maximum.",
      todo: "Raise `replicas.max`, or limit the traffic at the gateway.",
    },
  },
  "pool-exhausted": {
    verdict: "hold",
    message: ({ load, line, limit, shortfall }) => {
      const detail = inBrackets(limit.detail);
      if (shortfall === null)
        return `${loadText(load)}, ${lineText(line)}, and the pool has no free capacity${detail}: add nodes`;
      const ready = `${shortfall.ready ?? "an unknown number"} of ${line.count} replicas are ready`;
      return `${ready} and the rest did not come in time${detail}: check the pool and the engines`;
    },
    counterfactual: (next) => nextCounts(next, { raised: "the pool has free capacity" }),
    page: {
      means:
        "The pool has too few free GPUs for the replicas that are needed, or pods wait for a node longer than the lead time.",
      changes: "GPUs of the pool become free, or one lead time passes and the request is repeated.",
      todo: "Add nodes to the pool, free replicas of other deployments, or move the deployment to another pool.",
    },
  },
  "budget-exhausted": {
    verdict: "hold",
    message: ({ load, line, limit }) =>
      `${loadText(load)}, ${lineText(line)}, and the budget allows no more (${limit.detail})`,
    counterfactual: (next) => nextCounts(next, { raised: "the budget allows it" }),
    page: {
      means: "A budget of the plan (GPUs, money or power) allows no more replicas than there are.",
      changes: "A higher budget, or less use of it by others.",
      todo: "Raise the budget, lower what others may use, or give this deployment a higher priority.",
    },
  },
  "slo-unreachable": {
    verdict: "infeasible",
    message: ({ detail }) => detail,
    counterfactual: otherReplica,
    page: {
      means: "Even a replica with hardly any load misses a latency objective, so no count of replicas meets it.",
      changes: "Another objective, layout or GPU in the plan, or shorter requests.",
      todo: "Loosen the objective, raise tensor parallelism, or choose a faster GPU.",
    },
  },
  "model-does-not-fit": {
    verdict: "infeasible",
    message: ({ detail }) => detail,
    counterfactual: otherReplica,
    page: {
      means: "The model, or one request of this length, does not fit the memory of a replica.",
      changes: "Another number format, layout or GPU in the plan, or shorter requests.",
      todo: "Quantise, raise tensor parallelism, or choose a GPU with more memory.",
    },
  },
};

const codesOf = <T extends object>(table: T) => Object.keys(table) as (keyof T & string)[];

export const reasonCodes = codesOf(reasons);

export const messageOf = <C extends ReasonCode>(reason: Reason<C>): string => reasons[reason.code].message(reason);

export const counterfactualOf = <C extends ReasonCode>(reason: Reason<C>, next: Neighbours): string =>
  reasons[reason.code].counterfactual(next, reason);

/** The reference page of all reasons, in Markdown. */
export const renderReasonPages = (): string => {
  const sections = reasonCodes.map((code) => {
    const { means, changes, todo } = reasons[code].page;
    return `## ${code}\n\n${means}\n\n**What changes it:** ${changes}\n\n**What to do:** ${todo}\n`;
  });
  return ["# Reasons of a recommendation\n", ...sections].join("\n");
};
