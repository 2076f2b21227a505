import type { DecisionMemory } from "./types.ts";

type Wanted = DecisionMemory["wanted"][number];

/** Drops the middle of runs of equal counts: neither the maximum nor the covered span depends on it. */
const withoutRepeats = (wanted: readonly Wanted[]): readonly Wanted[] =>
  wanted.filter(({ replicas }, index) => {
    const before = wanted[index - 1];
    const after = wanted[index + 1];
    return before?.replicas !== replicas || after?.replicas !== replicas;
  });

/**
 * Memory with the count wanted at `at`, and no more of the past than the window needs. The newest count from
 * before the window stays: it held at the window's start. Deciding again at the same time replaces the entry.
 */
export const remember = (memory: DecisionMemory, entry: Wanted, windowSeconds: number): DecisionMemory => {
  const wanted = [...memory.wanted.filter(({ at }) => at < entry.at), entry];
  const start = wanted.findLastIndex(({ at }) => at <= entry.at - windowSeconds);
  return { wanted: withoutRepeats(start > 0 ? wanted.slice(start) : wanted) };
};

/** Highest count wanted during the window that ends at `now`; null while the memory does not reach back that far. */
export const highestWanted = (memory: DecisionMemory, now: number, windowSeconds: number): number | null => {
  const first = memory.wanted[0];
  if (first === undefined || first.at > now - windowSeconds) return null;
  return Math.max(...memory.wanted.map(({ replicas }) => replicas));
};
