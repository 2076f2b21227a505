import type { ReasonCode } from "@loadline/control";
import type { AdviceCode } from "../events/advice.ts";

/** From what needs nobody to what needs somebody now; the worst is the last of this list. */
export const severities = ["none", "notice", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

type Severities<C extends string> = Readonly<Record<C, Severity>>;

/** What rules conclude from telemetry and from Kubernetes. */
const findings = {
  "stale-node": "warning",
  "unproven-node": "warning",
  "slow-engine": "warning",
  "unobserved-engine": "warning",
  "uncounted-engine": "warning",
  "no-engine": "warning",
  "unmatched-engine": "warning",
  "unconfirmed-engine": "warning",
  "unseen-pods": "warning",
  "late-pods": "warning",
  "excess-engines": "warning",
  "implausible-counters": "warning",
  "first-window": "notice",
  "leaving-node": "notice",
  "waiting-pods": "notice",
  "quiet-engine": "notice",
  "uncounted-replicas": "notice",
  "fast-engine": "notice",
  "unlike-engine": "notice",
  "unlike-plan": "notice",
  "cluster-input": "none",
} as const satisfies Severities<string>;
export type FindingCode = keyof typeof findings;

const advice: Severities<AdviceCode> = {
  "replace-gpu": "warning",
  "drain-node": "warning",
  "node-pool": "warning",
  "model-contradicted": "notice",
  "engine-differs": "notice",
  exhaustion: "notice",
  "pre-warm": "notice",
  "cold-cache": "notice",
  "plan-drift": "notice",
  "not-modelled": "notice",
  router: "notice",
  "gateway-limit": "none",
  rollout: "none",
  "engine-flags": "none",
  "reserved-unused": "none",
};

const verdicts: Severities<ReasonCode> = {
  "slo-unreachable": "critical",
  "model-does-not-fit": "critical",
  "pool-exhausted": "warning",
  "budget-exhausted": "warning",
  "at-maximum": "warning",
  "telemetry-missing": "warning",
  "demand-above-load-line": "notice",
  "below-minimum": "notice",
  "replicas-pending": "notice",
  observing: "notice",
  "above-maximum": "none",
  "demand-below-load-line": "none",
  "within-load-line": "none",
  stabilising: "none",
  "at-minimum": "none",
};

/** What comes of the load and of the capacity that there is. */
const loads = {
  "above-capacity": "critical",
  "above-load-line": "warning",
  "objective-missed": "warning",
  covered: "none",
} as const satisfies Severities<string>;
type LoadCode = keyof typeof loads;

/**
 * How bad each problem is, by where it is found. Of several that stand, one of an earlier source is the cause of the
 * others: the status names it.
 */
export const problemSeverities: {
  readonly finding: Severities<FindingCode>;
  readonly advice: Severities<AdviceCode>;
  readonly verdict: Severities<ReasonCode>;
  readonly load: Severities<LoadCode>;
} = { finding: findings, advice, verdict: verdicts, load: loads };
export type ProblemSource = keyof typeof problemSeverities;

/** What a node may have: it stopped reporting, an engine on it is slow, or its agent reports a fault of a GPU. */
export type NodeProblem = "stale" | "lost" | "drain" | "slow";
