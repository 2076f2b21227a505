import { reasons } from "@loadline/control";
import type { Advice } from "./advice.ts";
import type { Recommendation, RecommendationData } from "./recommendation.ts";

const significantDigits = 4;

type Evidence = RecommendationData["evidence"][number];

/** A decision with everything that decided it, for people and for programs. */
export interface ExplainedDecision {
  readonly id: string;
  readonly time: string;
  readonly target: RecommendationData["target"];
  readonly verdict: RecommendationData["verdict"];
  readonly desired: number | null;
  readonly because: string;
  readonly rule: (typeof reasons)[keyof typeof reasons]["page"] & {
    readonly code: string;
    readonly documentation: string;
  };
  readonly bindingLimit: RecommendationData["bindingLimit"];
  /** Every input with its value and age. */
  readonly inputs: readonly string[];
  readonly missing: RecommendationData["missing"];
  readonly counterfactual: string;
  readonly advice: readonly Advice[];
  readonly event: Recommendation;
}

/** "12 requests/s", "unknown" */
export const evidenceValueText = ({ value, unit }: Evidence): string => {
  const shown = typeof value === "number" ? Number(value.toPrecision(significantDigits)) : value;
  if (shown === null) return "unknown";
  // A ratio has no unit; one replica is singular.
  if (unit === null || unit === "ratio") return String(shown);
  return `${shown} ${shown === 1 && unit === "replicas" ? "replica" : unit}`;
};

/** Explains a decision from its event alone, so that any event can be explained long after it was published. */
export const explainDecision = (event: Recommendation): ExplainedDecision => {
  const { data } = event;
  const { code, message } = data.reason;
  return {
    id: data.decision.id,
    time: event.time,
    target: data.target,
    verdict: data.verdict,
    desired: data.replicas.desired,
    because: message,
    rule: { code, ...reasons[code].page, documentation: `docs/reference/reasons.md#${code}` },
    bindingLimit: data.bindingLimit,
    inputs: data.evidence.map((row) => {
      const age = row.ageSeconds === null ? "never observed" : `${row.ageSeconds.toFixed(1)} s old`;
      return `${row.input} = ${evidenceValueText(row)}, ${age}`;
    }),
    missing: data.missing,
    counterfactual: data.counterfactual,
    advice: data.advice ?? [],
    event,
  };
};
