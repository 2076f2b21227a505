import type { ReasonCode } from "./types.ts";

/** What a reason means and what an operator does about it. */
export interface ReasonPage {
  readonly means: string;
  readonly todo: string;
}

/** One page per reason code; docs/reference/reasons.md is made of them. */
export const reasonPages: Readonly<Record<ReasonCode, ReasonPage>> = {
  "demand-above-load-line": {
    means: "The demand quantile at the lead time is above what the replicas carry with their reserve held back.",
    todo: "Let the actuator add the replicas. If this repeats daily at one hour, name the traffic in the plan.",
  },
  "below-minimum": {
    means: "Fewer replicas are asked for than the plan's minimum.",
    todo: "Nothing; the count is raised to the minimum.",
  },
  "above-maximum": {
    means: "More replicas are asked for than the plan's maximum.",
    todo: "Nothing; the count falls step by step. Raise the maximum if the load needs them.",
  },
  "demand-below-load-line": {
    means: "For the whole stabilisation window fewer replicas would have carried the demand quantile with their spare.",
    todo: "Let the actuator drain before it stops a replica.",
  },
  "within-load-line": {
    means: "The replicas carry the demand quantile, and one fewer would not.",
    todo: "Nothing.",
  },
  "telemetry-missing": {
    means: "An input that a scale-down needs is unknown or too old. Scale-up stays possible.",
    todo: "Look at the inputs named as missing: the node agent, its connection, the engine's metrics endpoint.",
  },
  observing: {
    means: "Fewer replicas would do, but no full window was seen since the start or since the stream lost its past.",
    todo: "Wait one window.",
  },
  "replicas-pending": {
    means: "Replicas that were asked for do not serve yet; they count as supply until they expire.",
    todo: "Wait for the lead time. If it is regularly exceeded, raise leadTimeSeconds in the plan.",
  },
  stabilising: {
    means: "Fewer replicas would do now, but not for the whole stabilisation window, or the last step still drains.",
    todo: "Wait. Shorten the window only if the load falls slowly and cost matters more than a steady count.",
  },
  "at-minimum": {
    means: "The load needs fewer replicas than the plan's minimum.",
    todo: "Lower the minimum if the deployment may sleep deeper.",
  },
  "at-maximum": {
    means: "The load needs more replicas than the plan's maximum.",
    todo: "Raise the maximum, or limit the traffic at the gateway.",
  },
  "pool-exhausted": {
    means: "The pool has no room for the replicas that are needed, or they did not come in time or were refused.",
    todo: "Add nodes to the pool, free replicas of other deployments, or move the deployment to another pool.",
  },
  "budget-exhausted": {
    means: "A budget of the plan (GPUs, money or power) allows no more replicas than there are.",
    todo: "Raise the budget, lower what others may take, or give this deployment a higher priority.",
  },
  "slo-unreachable": {
    means: "Even an idle replica misses a latency objective, so no count of replicas meets it.",
    todo: "Loosen the objective, raise tensor parallelism, or choose a faster GPU.",
  },
  "model-does-not-fit": {
    means: "The model or one request of this length does not fit the memory of a replica.",
    todo: "Quantise, raise tensor parallelism, or choose a GPU with more memory.",
  },
};

const pageOf = ([code, { means, todo }]: readonly [string, ReasonPage]): string =>
  `## ${code}\n\n${means}\n\n**What to do:** ${todo}\n`;

/** The reference page of all reasons, in Markdown. */
export const renderReasonPages = (): string =>
  ["# Reasons of a recommendation\n", ...Object.entries(reasonPages).map(pageOf)].join("\n");
