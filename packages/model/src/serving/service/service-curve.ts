/** What each of n replicas behind a router carries, and how many a rate takes. Requests/s. */
export interface ServiceCurve {
  /** Of each of so many replicas; 0 where they miss an objective at any load. */
  readonly each: (replicas: number) => number;
  /** Fewest replicas that carry a rate; null where no number does. Never falls as the rate rises. */
  readonly replicasFor: (requestsPerSecond: number) => number | null;
}

/**
 * Counts that are evaluated. Between two of them the straight line over 1/n holds, within 2 % of what is simulated there
 * (chat, prompts of 32,000 and 120,000 tokens, pictures); beyond the last its value.
 */
const counts = [1, 2, 3, 4, 8, 16, 64, 1024] as const;
const last = counts.length - 1;

const countAt = (place: number): number => counts[place] ?? Number.POSITIVE_INFINITY;

/** Requests/s of each of so many replicas; 0 also stands for less than `atLeast`. */
type EachAt = (replicas: number, atLeast: number) => number;

/** What each replica of services of these sizes carries, by a function that is asked once for each. */
const remembered = (eachAt: EachAt, isRising: boolean): ((place: number) => number) => {
  const values = new Map<number, number>();
  const at = (place: number): number => {
    const known = values.get(place);
    if (known !== undefined) return known;
    // Chance between two simulations is no fall: what each of fewer carries, each of more does too.
    const ofFewer = isRising && place > 0 ? at(place - 1) : 0;
    const value = Math.max(ofFewer, eachAt(countAt(place), ofFewer));
    values.set(place, value);
    return value;
  };
  return at;
};

/**
 * The curve of a service by its values at a few counts, which are evaluated only up to those that are asked for.
 * @param isRising whether each of more replicas carries no less: with every router, but regular arrivals split at random
 */
export const serviceCurve = (eachAt: EachAt, isRising = true): ServiceCurve => {
  const at = remembered(eachAt, isRising);
  const each = (replicas: number): number => {
    const high = counts.findIndex((count) => count >= replicas);
    if (high < 0) return at(last);
    if (high === 0 || countAt(high) === replicas) return at(high);
    const [few, many] = [1 / countAt(high - 1), 1 / countAt(high)];
    // Where fewer carry nothing, how many carry something is not known in between.
    if (at(high - 1) === 0) return 0;
    const share = (few - 1 / replicas) / (few - many);
    return at(high - 1) * (1 - share) + at(high) * share;
  };
  const carries = (replicas: number, rate: number): boolean => replicas * each(replicas) >= rate * (1 - 1e-9);
  const replicasFor = (rate: number): number | null => {
    if (rate <= 0) return 0;
    let [low, high] = [0, counts.findIndex((count) => carries(count, rate))];
    if (high < 0) {
      const largest = at(last);
      return largest > 0 ? Math.ceil((rate / largest) * (1 - 1e-9)) : null;
    }
    [low, high] = [high === 0 ? 0 : countAt(high - 1), countAt(high)];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (carries(middle, rate)) high = middle;
      else low = middle;
    }
    return high;
  };
  return { each, replicasFor };
};
