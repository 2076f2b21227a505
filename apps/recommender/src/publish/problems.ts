import { carriedBy } from "@loadline/model";
import { type NodeProblem, type ProblemSource, problemSeverities, type Severity, severities } from "@loadline/protocol";
import type { Assessment } from "../decide/assessment.ts";
import type { NodeState } from "../fleet/fleet.ts";
import { isFresh } from "../fleet/fleet-view.ts";
import type { HealthStore } from "../fleet/health-store.ts";

interface Problem {
  readonly source: ProblemSource;
  readonly code: string;
  readonly severity: Severity;
}

/** Worst severity of a deployment, the problem that is its cause, and since when that stands, epoch seconds. */
export interface DeploymentStatus extends Problem {
  readonly since: number;
}

const rank = (severity: Severity): number => severities.indexOf(severity);

const worst = (all: readonly Severity[]): Severity =>
  all.reduce<Severity>((most, one) => (rank(one) > rank(most) ? one : most), "none");

const loadCodes = ({ view, inputs: { capacity }, deployment, latency = null }: Assessment): readonly string[] => {
  const { serving } = view.replicasBy;
  const demand = view.demand?.requestsPerSecond ?? 0;
  const isAbove = (replicas: number): boolean =>
    demand > 0 && capacity.kind === "feasible" && demand > carriedBy(capacity, Math.max(0, replicas));
  const isMissed = (latency?.attained ?? []).some(
    ({ met, observations }) => met < observations * deployment.slo.percentile,
  );
  return [
    ...(isAbove(serving) ? ["above-capacity"] : []),
    ...(isAbove(serving - deployment.reserveReplicas) ? ["above-load-line"] : []),
    ...(isMissed ? ["objective-missed"] : []),
  ];
};

/** Verdicts that stand because no more replicas come. */
const limited: readonly string[] = ["pool-exhausted", "budget-exhausted", "at-maximum"];

const problemsOf = (assessment: Assessment): readonly Problem[] => {
  const { view, advice = [], decision } = assessment;
  const load = loadCodes(assessment);
  const codes: Readonly<Record<ProblemSource, readonly string[]>> = {
    finding: view.findings.map(({ code }) => code),
    advice: advice.map(({ code }) => code),
    verdict: [decision.reason.code],
    load,
  };
  return (Object.keys(codes) as ProblemSource[]).flatMap((source) => {
    const severityOf: Readonly<Record<string, Severity>> = problemSeverities[source];
    return codes[source].flatMap((code) => {
      // The reserve is in use and nothing replaces it.
      const severity =
        limited.includes(code) && load.includes("above-load-line") ? "critical" : (severityOf[code] ?? "none");
      return severity === "none" ? [] : [{ source, code, severity }];
    });
  });
};

const causeOf = (problems: ReturnType<typeof problemsOf>, severity: Severity) =>
  // Of warnings and worse the earliest source is the cause; a notice explains no warning.
  problems.find((one) => rank(one.severity) >= Math.min(rank(severity), rank("warning"))) ??
  ({ source: "load", code: "covered" } as const);

/** The nodes of the fleet at a tick. */
export interface FleetFacts {
  readonly nodes: readonly NodeState[];
  readonly health: HealthStore;
  readonly freshnessSeconds: number;
  readonly now: number;
}

interface FoundNodeProblem {
  readonly node: string;
  readonly problem: NodeProblem;
  /** Epoch seconds. */
  readonly since: number;
}

const staleNodes = ({ nodes, freshnessSeconds, now }: FleetFacts): readonly FoundNodeProblem[] =>
  nodes
    .filter((state) => !isFresh(state, { freshnessSeconds, now }))
    .map(({ node, sampledAt, receivedSecondsAgo }) => {
      return { node, problem: "stale", since: Math.min(sampledAt, now - receivedSecondsAgo) };
    });

/** Nodes by state: healthy, or the worst problem. */
export const countByState = (
  nodes: number,
  problems: readonly FoundNodeProblem[],
): Readonly<Record<string, number>> => {
  const counts = { healthy: nodes, lost: 0, stale: 0, drain: 0, slow: 0 };
  const counted = new Set<string>();
  for (const state of ["lost", "stale", "drain", "slow"] as const) {
    const named = problems.filter(({ node, problem }) => problem === state && !counted.has(node));
    counts[state] = named.length;
    counts.healthy -= named.length;
    for (const { node } of named) counted.add(node);
  }
  return counts;
};

/**
 * What stands between two ticks. A problem stands since the tick that first found it, one of a stale node since its last
 * sample; after a start or a take-over since then.
 */
export class StandingProblems {
  #before: ReadonlyMap<string, number> = new Map();
  #now = new Map<string, number>();

  /** Begins a tick: what is not found again is over. */
  tick(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  #since(key: string, at: number): number {
    const since = this.#now.get(key) ?? this.#before.get(key) ?? at;
    this.#now.set(key, since);
    return since;
  }

  statusOf(assessment: Assessment): DeploymentStatus {
    const { at, deployment, view } = assessment;
    const problems = problemsOf(assessment);
    const severity = worst(problems.map((one) => one.severity));
    const { source, code } = causeOf(problems, severity);
    const ages = view.findings.flatMap((one) => (one.code === "stale-node" ? (one.ageSeconds ?? 0) : []));
    const from = code === "stale-node" ? at - Math.max(0, ...ages) : at;
    for (const problem of problems) this.#since(`${deployment.name} ${problem.code}`, at);
    return { source, code, severity, since: Math.min(from, this.#since(`${deployment.name} ${code}`, at)) };
  }

  /** What is wrong with nodes, each problem once: those that report and have no fault are absent. */
  ofNodes(fleet: FleetFacts, assessments: readonly Assessment[]): readonly FoundNodeProblem[] {
    const { nodes, health, now } = fleet;
    const faults = health
      .faultsOf(new Set(nodes.map(({ node }) => node)), now)
      .map(({ node, effect, since }) => ({ node, problem: effect, since }));
    const slow = assessments.flatMap(({ view: { speed } }) =>
      speed.engines
        .filter(({ id }) => speed.slowEngines.includes(id))
        .map(({ node }) => ({ node, problem: "slow" as const, since: this.#since(`slow ${node}`, now) })),
    );
    const all = [...staleNodes(fleet), ...faults, ...slow];
    return [...new Map(all.toReversed().map((one) => [`${one.problem} ${one.node}`, one])).values()];
  }
}
