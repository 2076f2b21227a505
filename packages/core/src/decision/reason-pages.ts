import type { ReasonCode } from "./types.ts";

/** What a reason means, what ends it, and what an operator does about it. */
export interface ReasonPage {
  readonly means: string;
  /** What has to change so that the next decision has another reason. */
  readonly changes: string;
  readonly todo: string;
}

/** One page per reason code; docs/reference/reasons.md is made of them. */
export const reasonPages: Readonly<Record<ReasonCode, ReasonPage>> = {
  "demand-above-load-line": {
    means:
      "The demand quantile at the lead time is above the load line: the capacity of the replicas minus the reserve.",
    changes: "As many serving replicas as are desired, or less demand.",
    todo: "Let the actuator add the replicas. If this repeats daily at one hour, add the traffic to the plan's schedule.",
  },
  "below-minimum": {
    means: "Fewer replicas are desired than the plan's minimum.",
    changes: "The count reaches the minimum, or the plan has a lower one.",
    todo: "Nothing; the count is raised to the minimum.",
  },
  "above-maximum": {
    means: "More replicas are desired than the plan's maximum.",
    changes: "The count reaches the maximum, or the plan has a higher one.",
    todo: "Nothing; the count falls step by step. Raise `replicas.max` if the load needs more.",
  },
  "demand-below-load-line": {
    means:
      "For the whole stabilisation window fewer replicas would have served the demand quantile with their reserve.",
    changes: "The replicas are drained, or the demand rises.",
    todo: "Let the actuator drain a replica before it stops it.",
  },
  "within-load-line": {
    means: "The replicas serve the demand quantile with their reserve, and one fewer would not.",
    changes: "Demand above the load line, or below that of one replica fewer.",
    todo: "Nothing.",
  },
  "telemetry-missing": {
    means: "An input that a scale-down needs is unknown or stale. Scale-up stays possible.",
    changes: "Every input that is named as missing reports again.",
    todo: "Look at the missing inputs: the node agent, its connection, the engine's metrics endpoint.",
  },
  observing: {
    means:
      "Fewer replicas would be enough, but no complete window (`windowSeconds`, 60 s) was observed since the first count or since the telemetry stream was reset, or engines are far slower than the model and it is being corrected, or counts carried the load in less than 90 % of the lead times of the last day, so that counts only rise.",
    changes:
      "One window passes with telemetry; a corrected model has the engines as fast as they are; what went wrong is a day ago at the latest, or counts carried the load often enough since.",
    todo: "Wait `windowSeconds`, or some windows where the model is corrected.",
  },
  "replicas-pending": {
    means: "Replicas that were requested do not serve yet. They count as supply until they expire.",
    changes: "They serve, or expire after three lead times.",
    todo: "Wait for the lead time. If it is regularly exceeded, raise `leadTimeSeconds` in the plan.",
  },
  stabilising: {
    means:
      "Fewer replicas would be enough now, but not for the whole stabilisation window (the lead time where that is longer), the last scale-down still drains, or too few would go: at least the scale-down margin as a share of the count, and more where scale-downs of the last days had to be reversed.",
    changes:
      "Fewer replicas stay enough for the window, draining ends, and even fewer are enough or, after reversals, a day or two pass without one.",
    todo: "Wait. Shorten the window only if the load falls slowly and cost matters more than stability.",
  },
  "at-minimum": {
    means: "The load needs fewer replicas than the plan's minimum.",
    changes: "More demand, or a lower minimum.",
    todo: "Lower `replicas.min` if fewer replicas are acceptable.",
  },
  "at-maximum": {
    means: "The load needs more replicas than the plan's maximum.",
    changes: "Less demand, or a higher maximum.",
    todo: "Raise `replicas.max`, or limit the traffic at the gateway.",
  },
  "pool-exhausted": {
    means:
      "The pool has too few free GPUs for the replicas that are needed, pods wait for a node longer than the lead time, or, where Kubernetes is not watched, replicas did not start in time.",
    changes: "GPUs of the pool become free, or one lead time passes and the request is repeated.",
    todo: "Add nodes to the pool, free replicas of other deployments, or move the deployment to another pool.",
  },
  "budget-exhausted": {
    means: "A budget of the plan (GPUs, money or power) allows no more replicas than there are.",
    changes: "A higher budget, or less use of it by others.",
    todo: "Raise the budget, lower what others may use, or give this deployment a higher priority.",
  },
  "slo-unreachable": {
    means: "Even a replica with hardly any load misses a latency objective, so no count of replicas meets it.",
    changes: "Another objective, layout or GPU in the plan, or shorter requests.",
    todo: "Loosen the objective, raise tensor parallelism, or choose a faster GPU.",
  },
  "model-does-not-fit": {
    means: "The model, or one request of this length, does not fit the memory of a replica.",
    changes: "Another number format, layout or GPU in the plan, or shorter requests.",
    todo: "Quantise, raise tensor parallelism, or choose a GPU with more memory.",
  },
};

const pageOf = ([code, { means, changes, todo }]: readonly [string, ReasonPage]): string =>
  `## ${code}\n\n${means}\n\n**What changes it:** ${changes}\n\n**What to do:** ${todo}\n`;

/** The reference page of all reasons, in Markdown. */
export const renderReasonPages = (): string =>
  ["# Reasons of a recommendation\n", ...Object.entries(reasonPages).map(pageOf)].join("\n");
