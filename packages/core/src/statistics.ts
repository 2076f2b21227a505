/** The value below which `share` (0…1) of the values lie, between neighbours by proportion; null without values. */
export const quantileOf = (values: readonly number[], share: number): number | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
};

/** The middle value, of an even number the larger of the two in the middle; null without values. */
export const medianOf = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;

/** Paired differences, kept as their number, mean and sum of squares about it. */
export interface Differences {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** @source Welford 1962, Technometrics 4(3) */
export const withDifference = ({ count, mean, squares }: Differences, value: number): Differences => {
  const next = mean + (value - mean) / (count + 1);
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) };
};

// Looks for which the interval is narrowest: an hour of windows of a minute.
const tightestAt = 60;

/**
 * Half the width of the interval about a mean of `count` values that holds the true mean at every look at once, with the
 * chance 1 − `alpha`: it may be looked at after each value, which a t-test must not be.
 * @source Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2021, arXiv 2103.06476, theorem 2.2 and the tuning of its rho
 */
export const radiusAtEveryLook = (count: number, deviation: number, alpha: number): number => {
  const level = -2 * Math.log(alpha);
  const weight = count * ((level + Math.log(level + 1)) / tightestAt) + 1;
  return deviation * Math.sqrt(((2 * weight) / (count * (weight - 1))) * Math.log(Math.sqrt(weight) / alpha));
};
