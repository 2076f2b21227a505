import { arrivingRate, type Demand } from "@loadline/control";
import { type EngineSeries, type Totals, workBetween } from "../fleet/engine-series.ts";
import { lowerMedian, upperMedian, votesOf } from "../fleet/node-votes.ts";

/** Mean tokens of one request, and where they come from. */
export interface RequestShape {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly basis: "telemetry" | "plan";
}

// Over less than this share of the window a rate is mostly the accident of when requests came.
const leastShareOfWindow = 0.25;
// Fewer requests than this give a mean that one long prompt can double.
const leastRequestsForShape = 20;

/** When the first of these engines was first counted; null when none was. */
export const countedSince = (group: readonly EngineSeries[]): number | null =>
  group.reduce<number | null>(
    (since, { firstAt }) => (firstAt === null ? since : Math.min(since ?? firstAt, firstAt)),
    null,
  );

/** Seconds of the window that ends at `at` over which there are counts; null while those are too few for a rate. */
export const windowSpan = (group: readonly EngineSeries[], at: number, windowSeconds: number): number | null => {
  const since = countedSince(group);
  if (since === null) return null;
  const span = Math.min(windowSeconds, at - since);
  return span < windowSeconds * leastShareOfWindow ? null : span;
};

export type Arrivals = ReturnType<typeof arrivingRate>;

/**
 * Arriving requests/s over the window that ends at `at`: Δ(finished + in system), which is arrivals exactly.
 * null while too little of the window has been seen.
 */
export const arrivalRate = (group: readonly EngineSeries[], at: number, windowSeconds: number): Arrivals | null => {
  const span = windowSpan(group, at, windowSeconds);
  if (span === null) return null;
  const over = (seconds: number): number => Math.max(0, workBetween(group, at - seconds, at).arrived) / seconds;
  return arrivingRate(over(span), over(span / 2), span);
};

// The shape of requests moves slower than their rate, and needs more of them to be known.
const windowsPerShape = 10;

export const shapeSeconds = (windowSeconds: number): number => windowSeconds * windowsPerShape;

/** What an engine did lately, and its node, which has one vote on what requests look like. */
export interface ShapedEngine {
  readonly node: string;
  readonly work: Totals;
}

// Requests of one deployment are spread over its engines, so their means are alike; a mean this far off is a fault.
const mostUnlike = 1.5;
const fewestToCompare = 3;

const alike = (value: number, median: number): boolean => value <= median * mostUnlike && value >= median / mostUnlike;

/** Engines whose requests look like those of the others, and those whose do not; all alike while too few can be compared. */
export const comparedShapes = <E extends ShapedEngine>(
  group: readonly E[],
): { readonly alike: readonly E[]; readonly unlike: readonly E[] } => {
  const means = group.flatMap((engine) => {
    const { shaped, promptTokens, generatedTokens } = engine.work;
    if (shaped < leastRequestsForShape) return [];
    return [{ engine, prompt: promptTokens / shaped, generated: generatedTokens / shaped }];
  });
  const prompts = votesOf(means.map(({ engine: { node }, prompt: value }) => ({ node, value })));
  if (prompts.length < fewestToCompare) return { alike: group, unlike: [] };
  const prompt = upperMedian(prompts);
  const generated = upperMedian(votesOf(means.map(({ engine: { node }, generated: value }) => ({ node, value }))));
  const isLike = (one: (typeof means)[number]): boolean => alike(one.prompt, prompt) && alike(one.generated, generated);
  return {
    alike: means.filter(isLike).map(({ engine }) => engine),
    unlike: means.filter((one) => !isLike(one)).map(({ engine }) => engine),
  };
};

// Load balancing leaves nodes within this of each other; one that reports more does not count for more.
const mostOffMedian = 2;

/**
 * Mean tokens of the requests that these engines finished; the plan's expectation until enough finished. A node counts
 * for its requests, and for no more than twice those of the median node.
 */
export const requestShape = (
  group: readonly ShapedEngine[],
  expected: { readonly inputTokens: number; readonly outputTokens: number },
): RequestShape => {
  const byNode = new Map<string, { shaped: number; promptTokens: number; generatedTokens: number }>();
  for (const { node, work } of group) {
    const own = byNode.get(node) ?? { shaped: 0, promptTokens: 0, generatedTokens: 0 };
    own.shaped += work.shaped;
    own.promptTokens += work.promptTokens;
    own.generatedTokens += work.generatedTokens;
    byNode.set(node, own);
  }
  const nodes = [...byNode.values()].filter(({ shaped }) => shaped > 0);
  const most = mostOffMedian * lowerMedian(nodes.map(({ shaped }) => shaped));
  const sum = (of: (work: (typeof nodes)[number]) => number): number =>
    nodes.reduce((total, work) => total + of(work) * Math.min(1, most / work.shaped), 0);
  const promptTokens = sum((work) => work.promptTokens);
  const generatedTokens = sum((work) => work.generatedTokens);
  const shaped = sum((work) => work.shaped);
  // Requests that are expected to have none, as those to an encoder have no answer of tokens, need not report any.
  const isUnreported =
    (expected.inputTokens > 0 && promptTokens <= 0) || (expected.outputTokens > 0 && generatedTokens <= 0);
  if (shaped < leastRequestsForShape || isUnreported) {
    return { inputTokens: expected.inputTokens, outputTokens: expected.outputTokens, basis: "plan" };
  }
  return { inputTokens: promptTokens / shaped, outputTokens: generatedTokens / shaped, basis: "telemetry" };
};

export const demandOf = (requestsPerSecond: number, shape: RequestShape): Demand => ({
  requestsPerSecond,
  prefillTokensPerSecond: requestsPerSecond * shape.inputTokens,
  decodeTokensPerSecond: requestsPerSecond * shape.outputTokens,
});

/** What one engine reports to get. */
export interface EngineRate {
  /** "e1 on node n1". */
  readonly name: string;
  readonly node: string;
  readonly requestsPerSecond: number;
  /** In the newest half, by which the demand may go; left out: as in the whole window. */
  readonly newestPerSecond?: number;
  /** It was counted over the whole window. */
  readonly isWhole: boolean;
  readonly isMeasured: boolean;
  /** It had no request since it was first seen. */
  readonly isUnused?: boolean;
  /** There is only its node's word that it is a replica. */
  readonly isUnconfirmed?: boolean;
  readonly draining: boolean;
  /** Replicas that its node's GPUs carry; infinite where it reports none. */
  readonly replicasPerNode: number;
}

// Fewer votes than this cannot outvote one of them.
const fewestVotes = 3;

/**
 * Requests/s that a replica gets as the fleet votes; null while votes are too few. On one node, which no other can outvote,
 * engines that never had a request do not vote: where connections stay with an older engine, which they leave alone with
 * its queue, they show nothing of what a replica gets.
 */
export const medianRate = (rates: readonly EngineRate[]): number | null => {
  const whole = rates.filter((one) => one.isWhole && one.isMeasured);
  const isOneNode = new Set(whole.map(({ node }) => node)).size === 1;
  const voting = isOneNode ? whole.filter(({ isUnused = false }) => !isUnused) : whole;
  const votes = votesOf(voting.map(({ node, requestsPerSecond: value }) => ({ node, value })));
  return votes.length < fewestVotes ? null : Math.max(0, lowerMedian(votes));
};

// So few requests come to one engine in a window by chance, however few it gets on average.
const mostByChance = 20;
// The square root of a Poisson count deviates by a half from that of its mean (Anscombe 1948): four deviations.
const chanceOfRoot = 2;

/** Most requests that come where `mean` do on average, as far as chance matters beside it. */
const withChance = (mean: number): number =>
  Math.max(mean, Math.min(mostByChance, (Math.sqrt(mean) + chanceOfRoot) ** 2));

/**
 * The rates, of which those that nothing confirms are no higher than what the others get, as where requests are spread over all of
 * them: it adds no demand then that others do not have, and one more replica that comes takes its part.
 */
const confirmedRates = (
  rates: readonly EngineRate[],
  median: number | null,
  seconds: number,
): readonly EngineRate[] => {
  const confirmed = rates.filter((one) => one.isWhole && one.isMeasured && one.isUnconfirmed !== true);
  if (confirmed.length === rates.length || confirmed.length === 0) return rates;
  const mean = confirmed.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0) / confirmed.length;
  const most = withChance(Math.max(0, median ?? mean) * seconds) / seconds;
  return rates.map((one) =>
    one.isUnconfirmed === true ? { ...one, requestsPerSecond: Math.min(most, one.requestsPerSecond) } : one,
  );
};

/**
 * The sum of the rates, in which no node counts below zero, no engine by more than one replica carries above the median,
 * or than chance brings where others get the median, and no node by more than that for each replica that its GPUs carry.
 * One wrong counter so adds what a replica carries, or 14 requests a window where it carries fewer.
 * @param capacity requests/s that one replica carries
 */
export const boundedRate = (
  reported: readonly EngineRate[],
  { capacity, seconds }: { readonly capacity: number; readonly seconds: number },
) => {
  const median = medianRate(reported.filter(({ isUnconfirmed }) => isUnconfirmed !== true));
  const rates = confirmedRates(reported, median, seconds);
  const sum = rates.reduce((total, { requestsPerSecond }) => total + requestsPerSecond, 0);
  if (median === null || !Number.isFinite(capacity)) return { requestsPerSecond: Math.max(0, sum), implausible: [] };
  const limit = Math.max(median + capacity, withChance(median * seconds) / seconds);
  const isPlausible = ({ requestsPerSecond: rate }: EngineRate): boolean => rate <= limit && rate >= -capacity;
  const perNode = new Map<string, { total: number; most: number }>();
  for (const { node, requestsPerSecond, replicasPerNode } of rates) {
    const own = perNode.get(node) ?? { total: 0, most: limit * replicasPerNode };
    own.total += Math.max(-capacity, Math.min(limit, requestsPerSecond));
    perNode.set(node, own);
  }
  const bounded = [...perNode.values()].map(({ total, most }) => Math.max(0, Math.min(most, total)));
  return {
    requestsPerSecond: bounded.reduce((total, rate) => total + rate, 0),
    implausible: rates.filter((one) => !isPlausible(one)).map(({ name }) => name),
  };
};
