// What may be wrong with a deployment, as codes of bounded number, how bad each is, and what to do about it.
import { type ReasonCode, reasons } from "@loadline/control";
import { type AdviceCode, advicePages } from "../events/advice.ts";

/** From what needs nobody to what needs somebody now; the value of `loadline_severity` is the place in this list. */
export const severities = ["none", "notice", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

interface ProblemPage {
  readonly severity: Severity;
  readonly means: string;
  readonly todo: string;
}

const check = "Look at the node, its agent and its clock.";

/** What rules conclude from telemetry and from Kubernetes. */
const findingPages = {
  "stale-node": {
    severity: "warning",
    means: "A node that held a serving replica stopped reporting.",
    todo: check,
  },
  "slow-engine": {
    severity: "warning",
    means: "An engine is far slower than the others.",
    todo: "Drain its node, then look at its GPU.",
  },
  "unobserved-engine": {
    severity: "warning",
    means: "An engine has requests, and its throughput is not known.",
    todo: "Look at the engine, its metrics and its node.",
  },
  "uncounted-engine": {
    severity: "warning",
    means: "An engine answers, but its metrics lack the counters of requests.",
    todo: "Check its version and its adapter.",
  },
  "no-engine": {
    severity: "warning",
    means: "No engine of the deployment reports.",
    todo: "Check the agents of its nodes and the deployment that its engines name.",
  },
  "unmatched-engine": {
    severity: "warning",
    means: "An engine names no deployment of the plan.",
    todo: "Name its deployment as the plan does, or add it to the plan.",
  },
  "unseen-pods": {
    severity: "warning",
    means: "Pods are ready, and no agent reports their engines.",
    todo: "Install the agent on their nodes.",
  },
  "late-pods": {
    severity: "warning",
    means: "Pods have waited for a node longer than the lead time.",
    todo: "Add nodes to the pool, or free GPUs of other deployments.",
  },
  "excess-engines": {
    severity: "warning",
    means: "A node has more engines than its GPUs carry.",
    todo: "Check gpusPerNode of the pool.",
  },
  "implausible-counters": {
    severity: "warning",
    means: "An engine reports more requests than a replica can serve, or a counter that fell.",
    todo: "Check the engine's version and its adapter.",
  },
  "first-window": {
    severity: "notice",
    means: "The first complete telemetry window is not over.",
    todo: "Wait for it.",
  },
  "leaving-node": {
    severity: "notice",
    means: "A node of it is drained or taken away.",
    todo: "Nothing; as many replicas are asked for elsewhere.",
  },
  "waiting-pods": { severity: "notice", means: "Pods wait.", todo: "Wait for the lead time." },
  "quiet-engine": {
    severity: "notice",
    means: "An engine gets far fewer requests than the others.",
    todo: "Check the engine and the load balancer.",
  },
  "uncounted-replicas": {
    severity: "notice",
    means: "Replicas served before and are not counted now.",
    todo: check,
  },
  "fast-engine": {
    severity: "notice",
    means: "An engine reports a speed far above the others'.",
    todo: "Check its version and its adapter.",
  },
  "unlike-engine": {
    severity: "notice",
    means: "The requests of an engine have other lengths than those of the others.",
    todo: "Check what is routed to it.",
  },
  "unlike-plan": {
    severity: "notice",
    means: "Engines run something else than the plan names.",
    todo: "Roll out the plan, or correct it.",
  },
  "cluster-input": { severity: "none", means: "What Kubernetes reports.", todo: "Nothing." },
} as const satisfies Readonly<Record<string, ProblemPage>>;
export type FindingCode = keyof typeof findingPages;

/** What comes of the load and of the capacity that there is. */
const loadPages = {
  "above-capacity": {
    severity: "critical",
    means: "Demand is above the capacity of the replicas that serve.",
    todo: "Limit traffic at the gateway until more replicas serve.",
  },
  "above-load-line": {
    severity: "warning",
    means: "Demand takes a part of the reserve.",
    todo: "See that the replicas that are asked for come.",
  },
  "objective-missed": {
    severity: "warning",
    means: "More requests of the last window missed a latency objective than may.",
    todo: "Look for a slow engine and for requests that wait.",
  },
  covered: {
    severity: "none",
    means: "The replicas carry the load with their reserve.",
    todo: "Nothing.",
  },
} as const satisfies Readonly<Record<string, ProblemPage>>;
type LoadCode = keyof typeof loadPages;

const reasonSeverities: Readonly<Record<ReasonCode, Severity>> = {
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

const adviceSeverities: Readonly<Record<AdviceCode, Severity>> = {
  "replace-gpu": "warning",
  "drain-node": "warning",
  "node-pool": "warning",
  "model-contradicted": "warning",
  "engine-differs": "notice",
  exhaustion: "notice",
  "pre-warm": "notice",
  "cold-cache": "notice",
  "plan-drift": "notice",
  "not-modelled": "notice",
  "gateway-limit": "none",
  rollout: "none",
  "engine-flags": "none",
  "other-gpu": "none",
  "other-layout": "none",
  "reserved-unused": "none",
};

const withSeverity = <C extends string>(
  severityOf: Readonly<Record<C, Severity>>,
  page: (code: C) => Omit<ProblemPage, "severity">,
) =>
  Object.fromEntries(
    (Object.keys(severityOf) as C[]).map((code) => [code, { severity: severityOf[code], ...page(code) }]),
  ) as Readonly<Record<C, ProblemPage>>;

/**
 * Every problem by where it is found. Of several that stand, one of an earlier source is the cause of the others: the
 * status names it.
 */
export const problemPages: {
  readonly finding: Readonly<Record<FindingCode, ProblemPage>>;
  readonly advice: Readonly<Record<AdviceCode, ProblemPage>>;
  readonly verdict: Readonly<Record<ReasonCode, ProblemPage>>;
  readonly load: Readonly<Record<LoadCode, ProblemPage>>;
} = {
  finding: findingPages,
  advice: withSeverity(adviceSeverities, (code) => ({
    means: advicePages[code].trigger,
    todo: advicePages[code].action,
  })),
  verdict: withSeverity(reasonSeverities, (code) => {
    const { means, todo } = reasons[code].page;
    return { means, todo };
  }),
  load: loadPages,
};
export type ProblemSource = keyof typeof problemPages;

/** What a node may have: it stopped reporting, an engine on it is slow, or its agent reports a fault of a GPU. */
export type NodeProblem = "stale" | "lost" | "drain" | "slow";
