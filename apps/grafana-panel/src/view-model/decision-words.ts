import type { DecisionMark } from "./decision-marks.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { formatAge } from "./format-value.ts";
import { shortened } from "./shortened.ts";

const verdictWords = new Map([
  ["scale-up", "Scale up"],
  ["scale-down", "Scale down"],
  ["hold", "Hold"],
  ["infeasible", "Infeasible"],
]);

const reasonWords = new Map([
  ["demand-above-load-line", "forecast demand is above the load line"],
  ["below-minimum", "fewer replicas than the plan's minimum"],
  ["above-maximum", "more replicas than the plan's maximum"],
  ["demand-below-load-line", "fewer replicas carry the forecast demand"],
  ["within-load-line", "forecast demand fits under the load line"],
  ["telemetry-missing", "a required input is missing"],
  ["observing", "observing before the first decision"],
  ["replicas-pending", "replicas asked for are not ready yet"],
  ["stabilising", "waiting until the lower demand lasts"],
  ["at-minimum", "already at the plan's minimum"],
  ["at-maximum", "already at the plan's maximum"],
  ["pool-exhausted", "the pool has no room"],
  ["slo-unreachable", "no replica count meets the objective"],
  ["model-does-not-fit", "the model does not fit the GPU"],
]);

const limitWords = new Map([
  ["kv-cache", "KV cache"],
  ["prefill-compute", "prefill compute"],
  ["decode-bandwidth", "decode bandwidth"],
  ["queue", "queue"],
  ["memory", "memory"],
  ["gateway", "gateway"],
  ["pool", "pool"],
]);

/** A code that has no words (a newer recommender) is read as it is written. */
const spelled = (code: string): string => shortened(code.replaceAll("-", " "));

export const verdictText = (verdict: string | null): string =>
  verdict === null ? "No verdict" : (verdictWords.get(verdict) ?? spelled(verdict));

export const reasonText = (reason: string | null): string | null =>
  reason === null ? null : (reasonWords.get(reason) ?? spelled(reason));

export const limitText = (limit: string | null): string =>
  limit === null ? "unknown" : (limitWords.get(limit) ?? spelled(limit));

/** A change of the recommendation in words: "Scale up: forecast demand is above the load line". */
export const markText = ({ verdict, reason }: DecisionMark): string =>
  [verdictText(verdict), reasonText(reason)].filter((text) => text !== null).join(": ");

export interface DecisionWords {
  /** "Scale up". */
  readonly verdict: string;
  /** Why; null when the data does not say. */
  readonly reason: string | null;
}

/** Verdict and reason of the last decision; reasons that block it follow after the first. */
export const decisionWords = ({ verdict, reason, blockedBy, stale, dataAgeSeconds }: DeploymentView): DecisionWords => {
  if (stale) return { verdict: verdictText(verdict), reason: `the newest sample is ${formatAge(dataAgeSeconds)} old` };
  const reasons = new Set([reason, ...blockedBy].map(reasonText).filter((text) => text !== null));
  return { verdict: verdictText(verdict), reason: reasons.size === 0 ? null : [...reasons].join("; ") };
};
