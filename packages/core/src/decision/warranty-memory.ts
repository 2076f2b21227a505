import { z } from "zod";

export const amount = z.number().nonnegative();
export const chanceSchema = z.object({
  replicas: z.number().int().nonnegative(),
  estimated: z.number().min(0).max(1).describe("From the quantiles of the forecast and the error of the capacity."),
  probability: z.number().min(0).max(1).describe("The same as it came true before."),
});
export type Chance = Readonly<z.infer<typeof chanceSchema>>;

/** Lower edges of the classes of estimates that are graded apart. */
export const warrantyBins = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

/** Windows that are open at once. */
export const mostOpen = 10;

/** Chances that were given and what came of them. Plain JSON. */
export const warrantyMemorySchema = z.strictObject({
  at: z.number().nullable().describe("When the load was last known whole."),
  open: z
    .array(
      z.strictObject({
        from: z.number(),
        until: z.number(),
        asked: amount,
        most: amount.describe("Highest load so far, in replicas that carry it."),
        chances: z.array(chanceSchema).max(3).readonly(),
      }),
    )
    .max(2 * mostOpen)
    .readonly(),
  bins: z
    .array(z.strictObject({ graded: amount, promised: amount, carried: amount }))
    .length(warrantyBins.length)
    .readonly(),
  squares: amount.describe("Sum of the squared differences of probability and outcome."),
  asked: amount.describe("Sum of the counts that were asked for."),
  least: amount.describe("Sum of the least counts that would have carried the load."),
});
export type WarrantyMemory = Readonly<z.infer<typeof warrantyMemorySchema>>;

export const nothingGraded: WarrantyMemory = {
  at: null,
  open: [],
  bins: warrantyBins.map(() => ({ graded: 0, promised: 0, carried: 0 })),
  squares: 0,
  asked: 0,
  least: 0,
};

// Less than the windows of a day, of three chances each, say little; in a band of two points reliability is stated.
const [leastGraded, mostGap] = [3 * 1_440, 0.02];

/** Counts carried the load less often than was promised; false while little is graded. */
export const isOverpromised = ({ bins }: WarrantyMemory = nothingGraded): boolean => {
  const sum = (of: "graded" | "promised" | "carried"): number => bins.reduce((total, bin) => total + bin[of], 0);
  return sum("graded") >= leastGraded && sum("promised") - sum("carried") > mostGap * sum("graded");
};
