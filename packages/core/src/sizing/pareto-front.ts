/** What a front is drawn over: more of each is better. */
export interface Merits<T> {
  readonly first: (item: T) => number;
  readonly second: (item: T) => number;
}

/**
 * The items that no other one beats in both merits, best in the first merit first.
 * Of equals the first given stays. Sorting dominates: n log n.
 */
export const paretoFront = <T>(items: readonly T[], { first, second }: Merits<T>): readonly T[] => {
  const ordered = items.toSorted((a, b) => first(b) - first(a) || second(b) - second(a));
  const front: T[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const item of ordered) {
    if (second(item) <= best) continue;
    best = second(item);
    front.push(item);
  }
  return front;
};
