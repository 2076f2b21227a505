import type { AlignedValues } from "./align.ts";

const pageSteps = 10;

/** Where each key moves a cursor at index `at` of `count` points; -1: no cursor yet. */
const moves = new Map<string, (at: number, count: number) => number>(
  Object.entries({
    ArrowRight: (at: number) => at + 1,
    ArrowLeft: (at: number, count: number) => (at < 0 ? count - 1 : at - 1),
    PageUp: (at: number) => at + pageSteps,
    PageDown: (at: number, count: number) => (at < 0 ? count - 1 : at - pageSteps),
    Home: () => 0,
    End: (_: number, count: number) => count - 1,
  }),
);

/** Indices of the times at which at least one line has a value: the others stand for gaps. */
export const knownIndices = (timesMs: readonly number[], lines: readonly AlignedValues[]): readonly number[] =>
  timesMs.flatMap((_, index) => (lines.some((line) => typeof line[index] === "number") ? [index] : []));

/**
 * The index that a key moves the cursor to, from `at` (null: it is nowhere), among the known indices;
 * null for a key that moves nothing, or without any point. The ends hold.
 */
export const movedCursor = (key: string, at: number | null, known: readonly number[]): number | null => {
  const move = moves.get(key);
  if (move === undefined || known.length === 0) return null;
  // The point may be gone from newer data: the nearest one before it takes its place.
  const place = at === null ? -1 : known.findLastIndex((index) => index <= at);
  const next = Math.min(known.length - 1, Math.max(0, move(place, known.length)));
  return known[next] ?? null;
};
