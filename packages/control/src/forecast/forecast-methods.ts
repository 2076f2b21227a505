import { type LoadDay, lastLevel, slotMinutes } from "./load-day.ts";
import { floorOf, type LoadOutline, outlineDefaults } from "./load-outline.ts";

const reversion = { share: 0.7, seconds: 3600 } as const;

const hourMinutes = 60;
/** What arrives in a minute is whole in the mean over a window by the second minute after it. */
const windowMinutes = 2;

/** What a method forecasts from: the load now, and what it was like in the minutes of the last hour, oldest first. */
export interface KnownLoad {
  readonly outline: LoadOutline;
  readonly minutes: readonly LoadOutline[];
  /** Left out where methods are compared: one hour that is like no other would end the choice of the hour before. */
  readonly day?: LoadDay | undefined;
}

/** Highest load of the same minutes an hour before; null where none is known. */
const hourBefore = ({ outline, minutes }: KnownLoad, horizonSeconds: number): number | null => {
  const from = Math.min(
    outline.minute,
    outline.minute + Math.round(horizonSeconds / outlineDefaults.secondsPerMinute) - hourMinutes,
  );
  const known = minutes.filter(({ minute }) => minute >= from && minute <= from + windowMinutes);
  return known.length === 0 ? null : Math.max(...known.map(({ demand }) => demand));
};

/** Less than half of what was known before an hour ago, where no job of that hour had begun yet: it is not that hour again. */
const isOtherHour = ({ outline: { minute, demand }, day }: KnownLoad): boolean =>
  day !== undefined && lastLevel(day, minute - hourMinutes - slotMinutes) > 2 * demand;

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
    centre: (known: KnownLoad, horizonSeconds: number): number =>
      (isOtherHour(known) ? null : hourBefore(known, horizonSeconds)) ?? known.outline.level,
  },
] as const;

export type ForecastMethodName = (typeof forecastMethods)[number]["name"];

/** The method until there is something to choose by. */
export const firstMethod = 1;
