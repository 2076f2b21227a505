import { z } from "zod";

/** Means of equal slots of one period, by slot modulo their number; null: not observed. Plain JSON. */
export const repetitionSchema = z.strictObject({
  slot: z.number().int(),
  sum: z.number().nonnegative(),
  samples: z.number().int().nonnegative(),
  means: z.array(z.number().nonnegative().nullable()).readonly(),
});
export type Repetition = Readonly<z.infer<typeof repetitionSchema>>;

/** Periods in which load repeats, and how finely each is remembered. */
export const periods = [
  { name: "hour", seconds: 3600, slotSeconds: 60 },
  { name: "day", seconds: 86_400, slotSeconds: 300 },
  { name: "week", seconds: 604_800, slotSeconds: 600 },
] as const;
export type Period = (typeof periods)[number];

// Slots before the period itself: two that a smoothed look back takes, and the present one.
const slotsBeside = 4;
// Replicas are there before the load is, by as much as two slots blur its beginning.
const slotsAhead = 2;
const largestRatio = 5;

const slotsOf = ({ seconds, slotSeconds }: Period): number => seconds / slotSeconds + slotsBeside;
const placeOf = (slot: number, slots: number): number => ((slot % slots) + slots) % slots;

// Three digits more than noise leaves of a mean, and a third of the bytes of a checkpoint.
const rounded = (value: number): number => Number(value.toPrecision(5));

export const emptyRepetition = (period: Period): Repetition => ({
  slot: -1,
  sum: 0,
  samples: 0,
  means: new Array<null>(slotsOf(period)).fill(null),
});

/** The memory with one more sample; slots that were skipped are not known. */
export const withSample = (before: Repetition, period: Period, at: number, load: number): Repetition => {
  const slot = Math.floor(at / period.slotSeconds);
  if (slot === before.slot) return { ...before, sum: before.sum + load, samples: before.samples + 1 };
  const means = [...before.means];
  const { length } = means;
  if (before.samples > 0) means[placeOf(before.slot, length)] = rounded(before.sum / before.samples);
  const skipped = before.slot < 0 ? 0 : Math.min(length, slot - before.slot);
  for (let one = 0; one < skipped; one++) means[placeOf(slot - one, length)] = null;
  return { slot, sum: load, samples: 1, means };
};

const meanAt = ({ means, slot }: Repetition, index: number): number | null =>
  index >= slot || index <= slot - means.length ? null : (means[placeOf(index, means.length)] ?? null);

/** Load around a past time: the mean of three slots, between whose middles it is linear; null: not known. */
const loadAround = (memory: Repetition, { slotSeconds }: Period, at: number): number | null => {
  const middle = at / slotSeconds - 1 / 2;
  const first = Math.floor(middle);
  const [a, b, c, d] = [-1, 0, 1, 2].map((offset) => meanAt(memory, first + offset));
  if (a == null || b == null || c == null || d == null) return null;
  return (a + b + c + (d - a) * (middle - first)) / 3;
};

/** Ratio by which the load rose or fell over the lead time, one period ago; null: not known. */
export const repeatedRatio = (
  memory: Repetition,
  period: Period,
  { at, leadTimeSeconds }: { readonly at: number; readonly leadTimeSeconds: number },
): number | null => {
  const { seconds, slotSeconds } = period;
  if (leadTimeSeconds > seconds - 3 * slotSeconds) return null;
  const before = loadAround(memory, period, at - seconds);
  if (before === null || before <= 0) return null;
  let then: number | null = null;
  for (let ahead = 0; ahead <= slotsAhead; ahead++) {
    const load = loadAround(
      memory,
      period,
      Math.min(at - 2 * slotSeconds, at - seconds + leadTimeSeconds + ahead * slotSeconds),
    );
    if (load !== null) then = Math.max(then ?? 0, load);
  }
  return then === null ? null : Math.min(largestRatio, then / before);
};
