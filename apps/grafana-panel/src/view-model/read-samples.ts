import { areEqual } from "./align.ts";
import type { FieldLike } from "./frame.ts";
import { knownNumber } from "./known-number.ts";

/** Samples of one series. Times rise strictly; a value is null where it is unknown. */
export interface Samples {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

const sorted = ({ timesMs, values }: Samples): Samples => {
  const byTime = new Map(timesMs.map((time, index) => [time, values[index] ?? null]));
  const samples = [...byTime].sort(([a], [b]) => a - b);
  return { timesMs: samples.map(([time]) => time), values: samples.map(([, value]) => value) };
};

/**
 * Times that are known and rise, as nearly every source sends them: taken as they are, not copied. Equal ones are one
 * and the same list, which is what makes aligning them cheap.
 */
const risingTimes = ({ values }: FieldLike, known: KnownTimes): readonly number[] | null => {
  if (!Array.isArray(values)) return null;
  if (known.last !== null && areEqual(values, known.last)) return known.last;
  known.last = checkedTimes(values);
  return known.last;
};

/** The last list of times that was read: one query gives all its series the same. */
export interface KnownTimes {
  last: readonly number[] | null;
}

const checkedTimes = (values: readonly unknown[]): readonly number[] | null => {
  let before = Number.NEGATIVE_INFINITY;
  for (const time of values) {
    if (typeof time !== "number" || !(time > before) || time === Number.POSITIVE_INFINITY) return null;
    before = time;
  }
  return values as readonly number[];
};

const areKnown = (values: ArrayLike<unknown>): values is readonly number[] => {
  if (!Array.isArray(values)) return false;
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
};

/** The values of so many rows: as they are where all are numbers. */
const knownValues = ({ values }: FieldLike, rows: number): Samples["values"] =>
  values.length === rows && areKnown(values)
    ? values
    : Array.from({ length: rows }, (_, row) => knownNumber(values[row]));

/** Samples in time order; of two at the same time the later one in the frame stands. */
export const samplesOf = (time: FieldLike, field: FieldLike, known: KnownTimes): Samples => {
  const rising = risingTimes(time, known);
  if (rising !== null) return { timesMs: rising, values: knownValues(field, rising.length) };
  return samplesInAnyOrder(time, field);
};

const samplesInAnyOrder = (time: FieldLike, field: FieldLike): Samples => {
  const timesMs: number[] = [];
  const values: (number | null)[] = [];
  let rising = true;
  for (let row = 0; row < time.values.length; row++) {
    const timeMs = knownNumber(time.values[row]);
    if (timeMs === null) continue;
    rising &&= timesMs.length === 0 || timeMs > (timesMs.at(-1) ?? timeMs);
    timesMs.push(timeMs);
    values.push(knownNumber(field.values[row]));
  }
  return rising ? { timesMs, values } : sorted({ timesMs, values });
};
