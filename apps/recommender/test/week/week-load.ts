import { type Random, seededRandom } from "@loadline/model";
import { loadSeries, referenceNoise } from "@loadline/simulation";
import { between } from "../simulation/sabotage.ts";

export interface LoadSettings {
  readonly seed: number;
  readonly days: number;
  readonly stepSeconds: number;
}

interface Habit {
  /** Mean load as a multiple of what one replica carries. */
  readonly replicas: number;
  /** Highest over mean of an ordinary day, less 1. */
  readonly swing: number;
  /** Local hour of the highest load. */
  readonly peakHour: number;
  /** Load of a weekend day beside an ordinary one. */
  readonly weekend: number;
  /** Surges in a week, and the most by which one lifts the load. */
  readonly surges: number;
  readonly surgeFactor: number;
}

const habits: Readonly<Record<string, Habit>> = {
  chat: { replicas: 10, swing: 0.65, peakHour: 20, weekend: 1.1, surges: 6, surgeFactor: 1.6 },
  code: { replicas: 6, swing: 0.85, peakHour: 14, weekend: 0.35, surges: 3, surgeFactor: 1.4 },
  digest: { replicas: 8, swing: 0.3, peakHour: 3, weekend: 0.8, surges: 8, surgeFactor: 2 },
};

const windowSeconds = 600;
const daySeconds = 86_400;
const daysAWeek = 7;
const firstWeekendDay = 5;

interface Surge {
  readonly at: number;
  readonly seconds: number;
  readonly factor: number;
}

const surgesOf = (random: Random, { surges, surgeFactor }: Habit, seconds: number): readonly Surge[] =>
  Array.from({ length: Math.round((surges * seconds) / (daysAWeek * daySeconds)) }, () => ({
    at: between(random, 0, seconds),
    seconds: between(random, 1_800, 7_200),
    factor: between(random, 1, surgeFactor),
  }));

const surgeAt = (surges: readonly Surge[], at: number): number =>
  surges.reduce(
    (factor, one) => (at >= one.at && at < one.at + one.seconds ? Math.max(factor, one.factor) : factor),
    1,
  );

/**
 * Load of one deployment as a multiple of one replica's capacity, per step: days and a weekend, days that differ from
 * each other, surges, ten-minute wander, and the noise of the reference experiment.
 */
export const weekLoad = (name: string, { seed, days, stepSeconds }: LoadSettings): Float64Array => {
  const habit = habits[name] ?? habits["chat"];
  if (habit === undefined) throw new RangeError(`no habit of ${name}`);
  const random = seededRandom(seed * 31 + name.length);
  const seconds = days * daySeconds;
  const surges = surgesOf(random, habit, seconds);
  const dayFactors = Array.from({ length: days + 1 }, () => between(random, 0.85, 1.15));
  let wander = 0;
  const means = Array.from({ length: seconds / windowSeconds + 1 }, (_, window) => {
    const at = window * windowSeconds;
    const day = Math.floor(at / daySeconds);
    const hour = (at % daySeconds) / 3_600;
    wander = 0.9 * wander + 0.03 * (2 * random() - 1);
    const rhythm = 1 + habit.swing * Math.cos((2 * Math.PI * (hour - habit.peakHour)) / 24);
    const weekend = day % daysAWeek >= firstWeekendDay ? habit.weekend : 1;
    const level = habit.replicas * rhythm * weekend * (dayFactors[day] ?? 1) * (1 + wander);
    return Math.max(0.05, level * surgeAt(surges, at));
  });
  return loadSeries(means, {
    windowSeconds,
    stepSeconds,
    shape: "linear",
    ...referenceNoise,
    seed: seed + name.length,
  });
};
