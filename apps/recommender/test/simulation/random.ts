import { type Random, seededRandom } from "@loadline/core";

export { type Random, seededRandom };

export const between = (random: Random, least: number, most: number): number => least + random() * (most - least);

export const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
};
