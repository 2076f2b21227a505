import { medianOf } from "@loadline/model";
import { badLine, type TraceLine } from "../traces/trace-lines.ts";

/** One row of a table of windows; null is an empty cell. */
export interface Window {
  readonly line: Pick<TraceLine, "number">;
  /** Seconds from the first row of the file. */
  readonly at: number;
  readonly rate: number | null;
}

/** More missing windows than this many per recorded one are a wrong time, not a gap. */
const mostGapsPerWindow = 10;
/** Exporters start a window some milliseconds late, and fractions of an epoch second lose their last digits. */
const jitterShare = 0.02;
/** Share of the distances that are one window long where rows are windows. */
const regularShare = 0.9;

const distancesOf = (times: readonly number[]) => times.slice(1).map((at, index) => at - (times[index] ?? 0));

/** The median of the distances that differ from the shortest by a late start alone. */
const windowLength = (distances: readonly number[]): number => {
  const shortest = distances.reduce((least, distance) => Math.min(least, distance), Number.POSITIVE_INFINITY);
  return medianOf(distances.filter((distance) => distance <= shortest * (1 + 2 * jitterShare))) ?? shortest;
};

/** Whether times lie a window apart, nearly all of them: requests do not. */
export const isRegular = (times: readonly number[]): boolean => {
  const distances = distancesOf(times.toSorted((a, b) => a - b));
  const length = windowLength(distances);
  if (distances.length < 2 || !(length > 0)) return false;
  const single = distances.filter((distance) => Math.abs(distance - length) <= jitterShare * length);
  return single.length >= regularShare * distances.length;
};

/**
 * Windows in order of time, each in its slot of a grid of equal ones, null where none was recorded. Slots are counted from
 * row to row, so that small lateness does not add up.
 * @throws LL_TRACE_INVALID for a time between two slots, or one far away from the others
 */
export const onGrid = (windows: readonly Window[]) => {
  const distances = distancesOf(windows.map(({ at }) => at));
  const length = windowLength(distances);
  const values: (number | null)[] = [windows[0]?.rate ?? null];
  for (const [index, { line, at, rate }] of windows.slice(1).entries()) {
    const slots = Math.round((distances[index] ?? 0) / length);
    const isBetween = Math.abs((distances[index] ?? 0) - slots * length) > jitterShare * length;
    if (slots === 0 || isBetween) throw badLine(line, String(at), `a whole number of ${shown(length)} s windows`);
    if (values.length + slots > windows.length * (mostGapsPerWindow + 1))
      throw badLine(line, String(at), `a time nearer to the others; windows are ${shown(length)} s`);
    for (let gap = 1; gap < slots; gap++) values.push(null);
    values.push(rate);
  }
  return { windowSeconds: ((windows.at(-1)?.at ?? 0) - (windows[0]?.at ?? 0)) / (values.length - 1), values };
};

/** Without the digits that subtraction leaves. */
const shown = (seconds: number): number => Number(seconds.toPrecision(6));
