/** What each of n replicas behind a router carries, and how many a rate takes. Requests/s. */
export interface ServiceCurve {
  /** Of each of so many replicas; 0 where they miss an objective at any load. */
  readonly each: (replicas: number) => number;
  /** Fewest replicas that carry a rate; null where no number does. Never falls as the rate rises. */
  readonly replicasFor: (requestsPerSecond: number) => number | null;
}

/**
 * Counts that are evaluated. Between two of them the straight line over 1/n holds, within 2 % of what is simulated there
 * (chat, prompts of 32,000 and 120,000 tokens, pictures), so that what all carry together is a straight line over n;
 * beyond the last its value stands for each.
 */
export const evaluatedCounts: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16, 64, 1024];
const last = evaluatedCounts.length - 1;

const countAt = (place: number): number => evaluatedCounts[place] ?? Number.POSITIVE_INFINITY;

/** The place of the least evaluated count that is no less, or of the last one. */
const placeOf = (replicas: number): number => {
  const place = evaluatedCounts.findIndex((count) => count >= replicas);
  return place < 0 ? last : place;
};

/** The least count that is evaluated and no less, or the last one. */
export const evaluatedCount = (replicas: number): number => countAt(placeOf(replicas));

/** Rounding of a quotient must not cost a replica. */
const roundingShare = 1e-9;

/**
 * The curve of a service by its values at a few counts, of which only those near the answer are evaluated.
 * @param eachAt requests/s of each of so many replicas
 * @param ceiling requests/s that no replica exceeds: services too small by it are not evaluated
 * @param guess about how many replicas a rate takes, where that is known: those next to it are evaluated first
 */
export const serviceCurve = (
  eachAt: (replicas: number) => number,
  ceiling = Number.POSITIVE_INFINITY,
  guess?: ServiceCurve["replicasFor"],
): ServiceCurve => {
  const values = new Map<number, number>();
  const at = (place: number): number => {
    const value = values.get(place) ?? eachAt(countAt(place));
    values.set(place, value);
    return value;
  };
  const each = (replicas: number): number => {
    const high = placeOf(replicas);
    if (high === 0 || countAt(high) <= replicas) return at(high);
    // Where fewer carry nothing, how many carry something is not known in between.
    if (at(high - 1) === 0) return 0;
    const [few, many] = [1 / countAt(high - 1), 1 / countAt(high)];
    const share = (few - 1 / replicas) / (few - many);
    return at(high - 1) * (1 - share) + at(high) * share;
  };
  const carries = (replicas: number, rate: number): boolean =>
    replicas * ceiling >= rate * (1 - roundingShare) && replicas * each(replicas) >= rate * (1 - roundingShare);
  /** The least evaluated count that carries a rate, or the last one: from the guess or the ceiling upwards by what was found. */
  const placeFor = (rate: number): number => {
    let place = placeOf(Math.max(rate / ceiling, guess?.(rate) ?? 0));
    while (place < last && !carries(countAt(place), rate))
      place = Math.max(place + 1, placeOf(at(place) === 0 ? 0 : (rate / at(place)) * (1 - roundingShare)));
    while (place > 0 && carries(countAt(place - 1), rate)) place -= 1;
    return place;
  };
  const leastBetween = (few: number, many: number, rate: number): number => {
    let [low, high] = [few, many];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (carries(middle, rate)) high = middle;
      else low = middle;
    }
    return high;
  };
  const replicasFor = (rate: number): number | null => {
    if (rate <= 0) return 0;
    const place = placeFor(rate);
    if (carries(countAt(place), rate)) return leastBetween(place === 0 ? 0 : countAt(place - 1), countAt(place), rate);
    return at(last) > 0 ? Math.ceil((rate / at(last)) * (1 - roundingShare)) : null;
  };
  return { each, replicasFor };
};
