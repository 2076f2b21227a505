import type { Demand } from "@loadline/core";
import { type EngineSeries, workBetween } from "./engine-series.ts";

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
  group.reduce<number | null>((since, { points: [first] }) => {
    if (first === undefined) return since;
    return since === null ? first.at : Math.min(since, first.at);
  }, null);

/** Seconds of the window that ends at `at` over which there are counts; null while those are too few for a rate. */
export const windowSpan = (group: readonly EngineSeries[], at: number, windowSeconds: number): number | null => {
  const since = countedSince(group);
  if (since === null) return null;
  const span = Math.min(windowSeconds, at - since);
  return span < windowSeconds * leastShareOfWindow ? null : span;
};

/**
 * Arriving requests/s over the window that ends at `at`: Δ(finished + in system), which is arrivals exactly.
 * null while too little of the window has been seen.
 */
export const arrivalRate = (group: readonly EngineSeries[], at: number, windowSeconds: number): number | null => {
  const span = windowSpan(group, at, windowSeconds);
  return span === null ? null : Math.max(0, workBetween(group, at - span, at).arrived) / span;
};

// The shape of requests moves slower than their rate, and needs more of them to be known.
const windowsPerShape = 10;

export const shapeSeconds = (windowSeconds: number): number => windowSeconds * windowsPerShape;

interface TokensPerRequest {
  readonly series: EngineSeries;
  readonly prompt: number;
  readonly generated: number;
}

// Requests of one deployment are spread over its engines, so their means are alike; a mean this far off is a fault.
const mostUnlike = 1.5;
const fewestToCompare = 4;

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const alike = (value: number, median: number): boolean => value <= median * mostUnlike && value >= median / mostUnlike;

export interface ShapeWindow {
  readonly at: number;
  readonly seconds: number;
}

/** Engines whose requests look like those of the others, and those whose do not; all alike while too few can be compared. */
export const comparedShapes = (
  group: readonly EngineSeries[],
  { at, seconds }: ShapeWindow,
): { readonly alike: readonly EngineSeries[]; readonly unlike: readonly EngineSeries[] } => {
  const means = group.flatMap((series): readonly TokensPerRequest[] => {
    const { shaped, promptTokens, generatedTokens } = workBetween([series], at - seconds, at);
    if (shaped < leastRequestsForShape) return [];
    return [{ series, prompt: promptTokens / shaped, generated: generatedTokens / shaped }];
  });
  if (means.length < fewestToCompare) return { alike: group, unlike: [] };
  const prompt = middle(means.map((one) => one.prompt));
  const generated = middle(means.map((one) => one.generated));
  const isLike = (one: TokensPerRequest): boolean => alike(one.prompt, prompt) && alike(one.generated, generated);
  return {
    alike: means.filter(isLike).map(({ series }) => series),
    unlike: means.filter((one) => !isLike(one)).map(({ series }) => series),
  };
};

/** Mean tokens of the requests finished in the last `seconds`; the plan's expectation until enough finished. */
export const requestShape = (
  group: readonly EngineSeries[],
  { at, seconds, expected }: ShapeWindow & { readonly expected: { inputTokens: number; outputTokens: number } },
): RequestShape => {
  const { shaped, promptTokens, generatedTokens } = workBetween(group, at - seconds, at);
  if (shaped < leastRequestsForShape || promptTokens <= 0 || generatedTokens <= 0) {
    return { inputTokens: expected.inputTokens, outputTokens: expected.outputTokens, basis: "plan" };
  }
  return { inputTokens: promptTokens / shaped, outputTokens: generatedTokens / shaped, basis: "telemetry" };
};

export const demandOf = (requestsPerSecond: number, shape: RequestShape): Demand => ({
  requestsPerSecond,
  prefillTokensPerSecond: requestsPerSecond * shape.inputTokens,
  decodeTokensPerSecond: requestsPerSecond * shape.outputTokens,
});
