import { floorOf, type LoadOutline } from "./load-outline.ts";

const reversion = { share: 0.7, seconds: 3600 } as const;

/**
 * Point forecasts to choose from, by how they did. Measured production load shows none that always beats the last value;
 * the way back to the level of the last hours does at half an hour and more.
 */
export const forecastMethods = [
  { name: "last-value", centre: ({ demand }: LoadOutline): number => demand },
  {
    name: "mean-reverting",
    centre: (outline: LoadOutline, horizonSeconds: number): number => {
      const floor = floorOf(outline);
      const weight = reversion.share * (1 - Math.exp(-horizonSeconds / reversion.seconds));
      return Math.max(outline.level, floor) ** (1 - weight) * Math.max(outline.slow, floor) ** weight;
    },
  },
] as const;

export type ForecastMethodName = (typeof forecastMethods)[number]["name"];

/** The method until there is something to choose by. */
export const firstMethod = 1;
