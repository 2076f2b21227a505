import { z } from "zod";

/**
 * Periods that are looked for, in minutes: parts of an hour, of a day, and the day. A load that repeats at another one is
 * not recognised.
 */
export const rhythmPeriods = [15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440] as const;

const ringMinutes = 1520;
/** Longest look-ahead that the ring has room for beside a whole day. */
export const longestRhythmAhead = ringMinutes - 1440 - 3;

const periodRecordSchema = z.strictObject({
  /** Minutes of which this period and the last value were both compared with what came. */
  compared: z.number().int().nonnegative(),
  /** Mean square of the logarithmic error of "as one period ago", growth taken off. */
  error: z.number().nonnegative(),
  /** The same of "as now", over the same minutes. */
  lastValueError: z.number().nonnegative(),
  /** Mean logarithmic change from one period to the next. */
  growth: z.number(),
});

/** What a load was like minute by minute over the last day, and how well it repeats. Plain JSON. */
export const rhythmSchema = z.strictObject({
  /** The minute being filled, counted from time 0; null before the first sample. */
  minute: z.number().int().nullable(),
  sum: z.number().nonnegative(),
  count: z.number().int().nonnegative(),
  /** Mean rate of each closed minute, by minute modulo the length; null: not known. */
  minutes: z.array(z.number().nonnegative().nullable()).readonly(),
  periods: z.array(periodRecordSchema).readonly(),
});
export type Rhythm = z.infer<typeof rhythmSchema>;
type PeriodRecord = z.infer<typeof periodRecordSchema>;

/** Constants of recognition; the consequences of the share: hourly pulses need about 0.1, production load never reaches 0.5. */
export const rhythmDefaults = {
  /** A period is trusted while its error is below this share of the last value's. */
  errorShare: 0.5,
  /** Minutes that must have been compared, at least one whole period: chance repeats for less. */
  leastCompared: 90,
  /** Errors are remembered for this many periods, at least the least minutes. */
  memoryPeriods: 3,
  leastMemoryMinutes: 180,
  growthHalfLifeMinutes: 30,
  /** Deviations above the repeated load at which the present one is something new. */
  surpriseDeviations: 3,
  secondsPerMinute: 60,
} as const;

const noRecord: PeriodRecord = { compared: 0, error: 0, lastValueError: 0, growth: 0 };

export const emptyRhythm: Rhythm = {
  minute: null,
  sum: 0,
  count: 0,
  minutes: [],
  periods: rhythmPeriods.map(() => noRecord),
};

const placeOf = (minute: number): number => ((minute % ringMinutes) + ringMinutes) % ringMinutes;

const rateAt = ({ minutes }: Pick<Rhythm, "minutes">, minute: number): number | null =>
  minutes[placeOf(minute)] ?? null;

interface Closed {
  readonly minute: number;
  readonly rate: number;
  readonly aheadMinutes: number;
  /** Lowest rate that differs from zero. */
  readonly floor: number;
}

const logRatio = (rate: number, base: number, floor: number): number =>
  Math.log(Math.max(rate, floor) / Math.max(base, floor));

const comparedAfter = (record: PeriodRecord, period: number, rhythm: Rhythm, closed: Closed): PeriodRecord => {
  const { minute, rate, aheadMinutes, floor } = closed;
  const before = rateAt(rhythm, minute - period);
  const last = rateAt(rhythm, minute - aheadMinutes);
  if (period <= aheadMinutes || before === null || last === null) return record;
  const { memoryPeriods, leastMemoryMinutes, growthHalfLifeMinutes } = rhythmDefaults;
  const compared = record.compared + 1;
  const memory = Math.max(leastMemoryMinutes, memoryPeriods * period);
  const weight = Math.max(1 - 2 ** (-1 / memory), 1 / compared);
  const change = logRatio(rate, before, floor);
  return {
    compared,
    error: record.error + weight * ((change - record.growth) ** 2 - record.error),
    lastValueError: record.lastValueError + weight * (logRatio(rate, last, floor) ** 2 - record.lastValueError),
    growth: record.growth + Math.max(1 - 2 ** (-1 / growthHalfLifeMinutes), 1 / compared) * (change - record.growth),
  };
};

/** The ring with the closed minute in it, and nothing for the minutes up to the next that had no sample. */
const filled = ({ minutes }: Rhythm, { minute, rate }: Closed, next: number): Rhythm["minutes"] => {
  const ring = minutes.length === ringMinutes ? [...minutes] : new Array<number | null>(ringMinutes).fill(null);
  ring[placeOf(minute)] = rate;
  for (let unseen = minute + 1; unseen < Math.min(next, minute + ringMinutes); unseen++) ring[placeOf(unseen)] = null;
  return ring;
};

/**
 * The rhythm after one known sample. A time before the minute being filled changes nothing; minutes without a sample stay
 * unknown.
 * @param demand rate per second, ≥ 0
 * @param aheadSeconds how far ahead the repetition has to be better than the last value
 * @param floor rate per second, > 0, below which loads are equal
 */
export const observeRhythm = (
  before: Rhythm,
  sample: { readonly at: number; readonly demand: number },
  { aheadSeconds, floor }: { readonly aheadSeconds: number; readonly floor: number },
): Rhythm => {
  const minute = Math.floor(sample.at / rhythmDefaults.secondsPerMinute);
  const filling = before.minute;
  if (filling === null) return { ...before, minute, sum: sample.demand, count: 1 };
  if (minute <= filling) return { ...before, sum: before.sum + sample.demand, count: before.count + 1 };
  const aheadMinutes = aheadMinutesOf(aheadSeconds);
  const closed = { minute: filling, rate: before.sum / before.count, aheadMinutes, floor };
  return {
    minute,
    sum: sample.demand,
    count: 1,
    minutes: filled(before, closed, minute),
    periods: before.periods.map((record, index) => comparedAfter(record, rhythmPeriods[index] ?? 0, before, closed)),
  };
};

const aheadMinutesOf = (aheadSeconds: number): number =>
  Math.max(1, Math.ceil(aheadSeconds / rhythmDefaults.secondsPerMinute));

interface TrustedPeriod {
  readonly period: number;
  readonly record: PeriodRecord;
}

/** The period that repeats best, when one does: it has been seen twice and beats the last value by far. */
const trustedPeriodOf = ({ periods }: Rhythm): TrustedPeriod | null => {
  let best: TrustedPeriod | null = null;
  let least: number = rhythmDefaults.errorShare;
  for (const [index, record] of periods.entries()) {
    const period = rhythmPeriods[index] ?? 0;
    const share = record.lastValueError > 0 ? record.error / record.lastValueError : 1;
    if (record.compared < Math.max(period, rhythmDefaults.leastCompared) || share >= least) continue;
    best = { period, record };
    least = share;
  }
  return best;
};

const highestBetween = (rhythm: Rhythm, from: number, to: number): number | null => {
  let highest = 0;
  for (let minute = from; minute <= to; minute++) {
    const rate = rateAt(rhythm, minute);
    if (rate === null) return null;
    highest = Math.max(highest, rate);
  }
  return highest;
};

export interface RhythmOutlook {
  readonly periodSeconds: number;
  /** Highest minute from now to the end of the look-ahead, as one period ago, growth included; per second. */
  readonly highest: number;
  /** Standard deviation of the repetition, of relative size. */
  readonly deviation: number;
}

/**
 * What is to come when the load repeats; null when it does not, when the last period had a gap there, or when the present
 * level stands off what was repeated, so that it must be something new.
 * @param level present rate per second
 */
export const rhythmOutlook = (rhythm: Rhythm, level: number, aheadSeconds: number): RhythmOutlook | null => {
  const trusted = trustedPeriodOf(rhythm);
  const ahead = aheadMinutesOf(aheadSeconds);
  if (trusted === null || rhythm.minute === null || ahead > longestRhythmAhead) return null;
  const { period, record } = trusted;
  const then = rhythm.minute - period;
  const present = highestBetween(rhythm, then - 2, then);
  const highest = highestBetween(rhythm, then, then + ahead + 1);
  if (period <= ahead + 1 || present === null || highest === null) return null;
  const growth = Math.exp(record.growth);
  const deviation = Math.sqrt(record.error);
  const surprised = level > present * growth * Math.exp(rhythmDefaults.surpriseDeviations * deviation);
  const { secondsPerMinute } = rhythmDefaults;
  return surprised ? null : { periodSeconds: period * secondsPerMinute, highest: highest * growth, deviation };
};
