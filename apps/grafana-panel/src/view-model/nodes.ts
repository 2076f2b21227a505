// What the recommender knows of nodes: which replicas they hold and what is wrong with them.
import { groupBy } from "./frame.ts";
import type { ReadFrames, Series } from "./read-series.ts";
import { currentValue, type Freshness, newestSampleMs, selectSeries } from "./select-series.ts";

export interface NodeProblem {
  readonly node: string;
  /** "stale", "lost", "drain" or "slow". */
  readonly problem: string;
  readonly sinceMs: number;
}

export interface NodeReplicas {
  readonly node: string;
  readonly deployment: string;
  readonly pool: string;
}

export interface NodeFacts {
  /** The worst of a node first. */
  readonly problems: readonly NodeProblem[];
  readonly replicas: readonly NodeReplicas[];
}

const worstFirst: readonly string[] = ["lost", "stale", "drain", "slow"];

/** What holds at asOfMs: a problem that is over has no sample any more. */
export const nodeFacts = (series: readonly Series[], freshness: Freshness): NodeFacts => {
  const seen = { ...freshness, newestMs: newestSampleMs(series, freshness.asOfMs) };
  const problems: NodeProblem[] = [];
  const replicas: NodeReplicas[] = [];
  for (const one of series) {
    const value = one.role === "freshness" ? null : currentValue(one, seen);
    if (value === null) continue;
    const { instance = "", node = instance, problem = "", pool = "" } = one.labels;
    if (one.role === "node-problem") problems.push({ node, problem, sinceMs: value * 1000 });
    else if (one.deployment !== "") replicas.push({ node, deployment: one.deployment, pool });
  }
  const place = ({ problem }: NodeProblem): number => worstFirst.indexOf(problem);
  return { problems: problems.sort((a, b) => place(a) - place(b) || a.sinceMs - b.sinceMs), replicas };
};

/** What is wrong with the nodes that hold replicas of a deployment. */
export const problemsOf = (deployment: string, { problems, replicas }: NodeFacts): readonly NodeProblem[] => {
  if (problems.length === 0) return problems;
  const own = new Set(replicas.filter((one) => one.deployment === deployment).map(({ node }) => node));
  return problems.filter(({ node }) => own.has(node));
};

/** The worst problem and the replicas of each node. */
export const byNode = ({ problems, replicas }: NodeFacts) => ({
  problems: new Map(problems.toReversed().map((one) => [one.node, one])),
  replicas: new Map(groupBy(replicas, ({ node }) => node).map((all) => [all[0].node, all])),
});

/** What is not shown any more as present, where nothing is known of telemetry: three samples are late by then. */
const leastStaleMs = 60_000;
const intervalsToStale = 3;

/** A value whose newest sample is older than this is unknown: telemetry may be as old as the recommender takes it. */
export const staleAfterMs = ({ nodes, intervalMs }: ReadFrames, asOfMs: number): number => {
  const freshness = selectSeries(nodes, "freshness");
  const seconds = freshness?.values[freshness.timesMs.findLastIndex((time) => time <= asOfMs)] ?? 0;
  return Math.max(leastStaleMs, intervalsToStale * intervalMs, seconds * 1000);
};
