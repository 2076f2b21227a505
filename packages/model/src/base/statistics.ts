/** In order, so that the same values give the same sum to the last digit. */
export const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** NaN without values. */
export const meanOf = (values: ArrayLike<number> & Iterable<number>): number => sumOf(values) / values.length;

/** A share in words: "12.5 %", below one percent with two digits. */
export const percent = (share: number): string => {
  const value = share * 100;
  return `${value < 1 ? Number(value.toPrecision(2)) : Math.round(value * 10) / 10} %`;
};

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
