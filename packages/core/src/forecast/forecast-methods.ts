import { floorOf, type LoadOutline } from "./load-outline.ts";

/** What a method may look at. */
export interface Seen {
  readonly outline: LoadOutline;
  /** Level a day before now and a day before the target; null: not known. */
  readonly dayAgo: number | null;
  readonly dayAgoThen: number | null;
}

const reversion = { share: 0.7, seconds: 3600 } as const;
const damping = { share: 0.6, seconds: 600 } as const;
const leastShare = 0.3;
/** Largest weight of yesterday in a predicted change. */
const largestRatio = 20;

/**
 * Point forecasts to choose from, by how they did. Measured production load shows none that always beats the last value;
 * the way back to the level of the last hours does at half an hour and more.
 */
export const forecastMethods = [
  { name: "last-value", centre: ({ outline }: Seen): number => outline.demand },
  {
    name: "mean-reverting",
    centre: ({ outline }: Seen, horizonSeconds: number): number => {
      const floor = floorOf(outline);
      const weight = reversion.share * (1 - Math.exp(-horizonSeconds / reversion.seconds));
      return Math.max(outline.level, floor) ** (1 - weight) * Math.max(outline.slow, floor) ** weight;
    },
  },
  {
    name: "damped-trend",
    centre: ({ outline }: Seen, horizonSeconds: number): number => {
      const carried = damping.seconds * (1 - Math.exp(-horizonSeconds / damping.seconds));
      return Math.max(leastShare * outline.level, outline.level + damping.share * outline.slope * carried);
    },
  },
  {
    name: "as-yesterday",
    centre: ({ outline, dayAgo, dayAgoThen }: Seen): number => {
      const floor = floorOf(outline);
      const ratio = dayAgo === null || dayAgoThen === null ? 1 : Math.max(dayAgoThen, floor) / Math.max(dayAgo, floor);
      return outline.level * Math.min(largestRatio, Math.max(1 / largestRatio, ratio));
    },
  },
] as const;

export type ForecastMethodName = (typeof forecastMethods)[number]["name"];

/** The method until there is something to choose by. */
export const firstMethod = 1;
