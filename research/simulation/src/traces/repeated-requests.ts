import type { TraceRequest } from "./trace-lines.ts";

/** Its time is on the clock of the trace. */
export interface ReadRequest extends TraceRequest {
  readonly line: { readonly text: string };
}

const units = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6] as const;
const finestUnit = 1e-7;
/** Share of a unit by which a time may miss a multiple of it from rounding alone. */
const roundingShare = 0.01;
/** Two requests do not begin within so short a time unless one is a copy of the other. */
const instantSeconds = 1e-4;
/** Chance explains at most this share of the repeats before they are taken for a fault. */
const chanceShare = 0.01;
/** Share of the repeats that must be separated from their first for the file to have repeated itself. */
const separatedShare = 0.9;

/** The coarsest decimal unit of a second that all times are multiples of, counted from the first. */
const resolutionOf = (times: readonly number[]): number => {
  const first = times[0] ?? 0;
  const fits = (unit: number): boolean =>
    times.every((at) => Math.abs((at - first) / unit - Math.round((at - first) / unit)) < roundingShare);
  return units.find(fits) ?? finestUnit;
};

/** Chance that two requests have the same lengths. */
const sameLengths = (requests: readonly ReadRequest[]): number => {
  const counts = new Map<string, number>();
  for (const { inputTokens, outputTokens } of requests) {
    const lengths = `${inputTokens} ${outputTokens}`;
    counts.set(lengths, (counts.get(lengths) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum + (count / requests.length) ** 2, 0);
};

/** Pairs of independent requests that would be equal in time and lengths. */
const expectedByChance = (requests: readonly ReadRequest[], resolution: number): number => {
  const times = requests.map(({ at }) => at);
  const range =
    times.reduce((most, at) => Math.max(most, at), 0) - times.reduce((least, at) => Math.min(least, at), Infinity);
  const pairs = (requests.length * (requests.length - 1)) / 2;
  return pairs * Math.min(1, resolution / Math.max(range, resolution)) * sameLengths(requests);
};

/** Times that several requests have: only they can repeat each other. */
const sharedTimes = (requests: readonly ReadRequest[]): ReadonlySet<number> => {
  const sorted = Float64Array.from(requests, ({ at }) => at).sort();
  return new Set(sorted.filter((at, index) => at === sorted[index - 1]));
};

/** Which repeat an earlier one, and how many; `separated`: those with a line of another time between them and their first. */
const repeatsIn = (requests: readonly ReadRequest[]) => {
  const shared = sharedTimes(requests);
  const firsts = new Map<string, number>();
  let [count, separated, groupStart] = [0, 0, 0];
  const isRepeat = requests.map(({ line, at }, index) => {
    if (at !== requests[index - 1]?.at) groupStart = index;
    if (!shared.has(at)) return false;
    const { text } = line;
    const first = firsts.get(text);
    if (first === undefined) {
      firsts.set(text, index);
      return false;
    }
    count += 1;
    if (first < groupStart) separated += 1;
    return true;
  });
  return { isRepeat, count, separated };
};

const lines = (count: number): string => (count === 1 ? "1 line equals" : `${count} lines equal`);

/**
 * The requests of a file, in its order, without the lines that it repeats, with a notice. A line is taken for repeated when it
 * equals an earlier one in every column, chance does not explain as many, and either the times are too fine for two requests
 * to share one or the file went back in time to repeat them. What may be different requests is kept, with a notice.
 */
export const withoutRepeatedLines = <T extends ReadRequest>(
  requests: readonly T[],
  onNotice: ((notice: string) => void) | undefined,
): readonly T[] => {
  const { isRepeat, count, separated } = repeatsIn(requests);
  if (onNotice === undefined || count === 0) return requests;
  const resolution = resolutionOf(requests.map(({ at }) => at));
  const byChance = expectedByChance(requests, resolution) <= chanceShare * count;
  const isFault = byChance && (resolution <= instantSeconds || separated >= separatedShare * count);
  const equal = `${lines(count)} an earlier one in every column`;
  if (!isFault) {
    onNotice(`${equal}; kept, as different requests may look so`);
    return requests;
  }
  onNotice(`${equal} and ${count === 1 ? "is" : "are"} left out: the export repeated ${count === 1 ? "it" : "them"}`);
  return requests.filter((_, index) => isRepeat[index] !== true);
};
