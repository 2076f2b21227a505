import { z } from "zod";
import { emptyRepetition, periods, repeatedRatio, repetitionSchema, withSample } from "./load-repetition.ts";
import { scalingConstants as constants } from "./scaling-constants.ts";

/** Ways to predict the load at the lead time. The first is always known. */
export const predictions = [
  "the present level",
  "its rise going on by half",
  "the mean of 15 minutes",
  "its course an hour ago",
  "its course yesterday",
  "its course a week ago",
] as const;

const rate = z.number().nonnegative();

export const loadMemorySchema = z.strictObject({
  /** Time of the last sample, and the load that it showed. */
  at: z.number(),
  level: rate,
  mean: rate,
  /** Usual deviation of a sample from the level. */
  noise: rate,
  repetitions: z.array(repetitionSchema).length(periods.length).readonly(),
  /** Usual shortfall of each prediction: how far the load came out above it; null: none came due. */
  shortfalls: z.array(rate.nullable()).length(predictions.length).readonly(),
  /** Predictions whose time has not come, oldest first. */
  due: z
    .array(z.strictObject({ at: z.number(), loads: z.array(rate.nullable()).length(predictions.length).readonly() }))
    .readonly(),
});
export type LoadMemory = Readonly<z.infer<typeof loadMemorySchema>>;

export interface LoadSample {
  /** Seconds of one clock. */
  readonly at: number;
  readonly load: number;
}

/** Predictions of each lead time that are compared with what came. */
const comparedPerLeadTime = 20;
/** After a longer gap the level starts anew and nothing is compared or scored. */
export const longestGapSeconds = 300;
/** Share of the rise over the last lead time that goes on over the next one. */
const continuedShare = 0.5;
const firstNoiseShare = 0.05;
const leastNoiseShare = 0.01;

const gain = (seconds: number, timeConstant: number): number => 1 - Math.exp(-seconds / timeConstant);

export const firstLoadMemory = ({ at, load }: LoadSample): LoadMemory => ({
  at,
  level: load,
  mean: load,
  noise: firstNoiseShare * load,
  repetitions: periods.map((period) => withSample(emptyRepetition(period), period, at, load)),
  shortfalls: predictions.map(() => null),
  due: [],
});

/** Level, mean and noise after a sample. A surge or a fall moves the levels at once, noise little by little. */
const withLevels = (before: LoadMemory, { at, load }: LoadSample): LoadMemory => {
  const elapsed = at - before.at;
  if (elapsed > longestGapSeconds) return { ...before, at, level: load, mean: load };
  const deviation = load - before.level;
  const limit = constants.surge * Math.max(before.noise, leastNoiseShare * before.level);
  const moved = Math.abs(deviation) > limit ? deviation : 0;
  const [level, mean] = [before.level + moved, Math.max(0, before.mean + moved)];
  return {
    ...before,
    at,
    level: level + gain(elapsed, constants.levelSeconds) * (load - level),
    mean: mean + gain(elapsed, constants.meanSeconds) * (load - mean),
    noise: before.noise + gain(elapsed, constants.meanSeconds) * (Math.min(Math.abs(deviation), limit) - before.noise),
  };
};

/** The usual shortfalls after the predictions for about this time were compared with the sample. */
const withErrors = (before: LoadMemory, { at, load }: LoadSample, elapsed: number): LoadMemory => {
  const { due } = before;
  const open = due.findIndex((one) => one.at > at);
  const count = open < 0 ? due.length : open;
  if (count === 0) return before;
  const loads = elapsed > longestGapSeconds ? undefined : due[count - 1]?.loads;
  const spacing = due.length > 1 ? ((due.at(-1)?.at ?? 0) - (due[0]?.at ?? 0)) / (due.length - 1) : elapsed;
  const weight = 1 - 2 ** (-Math.max(elapsed, spacing) / constants.shortfallHalfLife);
  const shortfalls = before.shortfalls.map((usual, index) => {
    const predicted = loads?.[index] ?? null;
    if (predicted === null) return usual;
    const known = usual ?? before.noise;
    const error = Math.min(Math.max(0, load - predicted), constants.surge * Math.max(known, before.noise));
    return known + weight * (error - known);
  });
  return { ...before, shortfalls, due: due.slice(count) };
};

/** Load at the lead time by each prediction; null: nothing is known of that time. */
export const predictedLoads = (
  { at, level, mean, repetitions, due }: LoadMemory,
  leadTimeSeconds: number,
): readonly (number | null)[] => {
  const repeated = periods.map((period, index) => {
    const memory = repetitions[index];
    const ratio = memory === undefined ? null : repeatedRatio(memory, period, { at, leadTimeSeconds });
    return ratio === null ? null : level * ratio;
  });
  const before = due[0]?.loads[0] ?? level;
  return [level, level + continuedShare * Math.max(0, level - before), mean, ...repeated];
};

/** The memory after a sample that is later than the last, with the predictions made from it. */
export const afterSample = (before: LoadMemory, sample: LoadSample, leadTimeSeconds: number) => {
  const { at, load } = sample;
  const known = withErrors(withLevels(before, sample), sample, at - before.at);
  const repetitions = periods.map((period, index) =>
    withSample(known.repetitions[index] ?? emptyRepetition(period), period, at, load),
  );
  const memory = { ...known, repetitions };
  const loads = predictedLoads(memory, leadTimeSeconds);
  const last = memory.due.at(-1);
  const isNext = last === undefined || at + leadTimeSeconds >= last.at + leadTimeSeconds / comparedPerLeadTime;
  const due = isNext ? [...memory.due, { at: at + leadTimeSeconds, loads }] : memory.due;
  return { memory: { ...memory, due }, loads };
};
