import { floorOf, type LoadOutline, outlineDefaults } from "./load-outline.ts";

const reversion = { share: 0.7, seconds: 3600 } as const;

const hourMinutes = 60;
/** What arrives in a minute is whole in the mean over a window by the second minute after it. */
const windowMinutes = 2;

/** What a method forecasts from: the load now, and what it was like in the minutes of the last hours, oldest first. */
export interface KnownLoad {
  readonly outline: LoadOutline;
  readonly minutes: readonly LoadOutline[];
}

const minuteAfter = (minute: number, horizonSeconds: number): number =>
  minute + Math.round(horizonSeconds / outlineDefaults.secondsPerMinute);

/** Loads of the same minutes an hour before, as far as they are known. */
const hourBefore = ({ outline, minutes }: KnownLoad, horizonSeconds: number): readonly number[] => {
  const from = Math.min(outline.minute, minuteAfter(outline.minute, horizonSeconds) - hourMinutes);
  return minutes.filter(({ minute }) => minute >= from && minute <= from + windowMinutes).map(({ demand }) => demand);
};

/** Less than half of what it was an hour ago, or that is not known: it is not that hour again. */
const isOtherHour = (known: KnownLoad): boolean => Math.min(...hourBefore(known, 0)) > 2 * known.outline.demand;

/**
 * Point forecasts to choose from, by how they did. Measured production load shows none that always beats the last value;
 * the way back to the level of the last hours does at half an hour and more, and the hour before where jobs run each hour.
 */
export const forecastMethods = [
  { name: "last-value", centre: ({ outline }: KnownLoad): number => outline.demand },
  {
    name: "mean-reverting",
    centre: ({ outline }: KnownLoad, horizonSeconds: number): number => {
      const floor = floorOf(outline);
      const weight = reversion.share * (1 - Math.exp(-horizonSeconds / reversion.seconds));
      return Math.max(outline.level, floor) ** (1 - weight) * Math.max(outline.slow, floor) ** weight;
    },
  },
  {
    name: "hour-before",
    centre: (known: KnownLoad, horizonSeconds: number): number => {
      const loads = isOtherHour(known) ? [] : hourBefore(known, horizonSeconds);
      return loads.length === 0 ? known.outline.level : Math.max(...loads);
    },
  },
] as const;

export type ForecastMethodName = (typeof forecastMethods)[number]["name"];

/** The method until there is something to choose by. */
export const firstMethod = 1;
