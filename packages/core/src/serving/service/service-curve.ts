/** What each of n replicas behind a router carries, and how many a rate takes. Requests/s. */
export interface ServiceCurve {
  /** Of each of so many replicas; 0 where they miss an objective at any load. */
  readonly each: (replicas: number) => number;
  /** Fewest replicas that carry a rate; null where no number does. Never falls as the rate rises. */
  readonly replicasFor: (requestsPerSecond: number) => number | null;
}

/** Counts that are evaluated; between them the line through their reciprocals holds, beyond the last its value. */
const gridCounts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512, 1024] as const;
const largestCount = 1024;

interface CurveOptions {
  /** Requests/s of each of so many replicas, evaluated only where it is asked for. */
  readonly eachAt: (replicas: number) => number;
  /** Whether a replica among more never carries less: with every router but one that splits regular arrivals at random. */
  readonly isRising: boolean;
}

/** The curve of a service from its values at a few counts. */
export const serviceCurve = ({ eachAt, isRising }: CurveOptions): ServiceCurve => {
  const values = new Map<number, number>();
  const raw = (place: number): number => {
    const count = gridCounts[place] as number;
    const value = values.get(count) ?? eachAt(count);
    values.set(count, value);
    return value;
  };
  // Chance between two simulations is no fall: what fewer carry each, more do.
  const atPlace = (place: number): number => {
    if (!isRising) return raw(place);
    let best = raw(place);
    for (const [count, value] of values) if (count < (gridCounts[place] as number)) best = Math.max(best, value);
    return best;
  };
  const each = (replicas: number): number => {
    if (replicas >= largestCount) return atPlace(gridCounts.length - 1);
    const above = gridCounts.findIndex((count) => count >= replicas);
    const high = gridCounts[above] as number;
    if (high === replicas) return atPlace(above);
    const low = gridCounts[above - 1] as number;
    const share = (1 / low - 1 / replicas) / (1 / low - 1 / high);
    return atPlace(above - 1) * (1 - share) + atPlace(above) * share;
  };
  return { each, replicasFor: () => null };
};
