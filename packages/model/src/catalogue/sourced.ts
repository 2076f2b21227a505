import { z } from "zod";

/** The catalogue states the day of each source; a file of the user's own may leave it out. */
const day = z.iso.date().optional();

/** Where a number of the world comes from. A measured, published or quoted one names its reference, an assumed one states why. */
const sourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["datasheet", "paper", "config", "measured", "quote"]),
    ref: z.string().min(1),
    accessed: day,
  }),
  z.strictObject({ kind: z.literal("assumed"), why: z.string().min(1), accessed: day }),
]);

export type Source = z.infer<typeof sourceSchema>;

/** The base units that catalogue numbers may carry. */
type Unit = "1" | "B" | "B/s" | "FLOP/s" | "USD/h" | "W" | "s" | "token";

/** Lowest and highest plausible value; outside it the unit or the number is wrong. */
interface SanityRange {
  readonly min: number;
  readonly max: number;
}

export interface Sourced<U extends Unit = Unit> {
  readonly value: number;
  readonly unit: U;
  readonly source: Source;
}

/** Schema of a number in `unit`, refused outside its sanity range or without a source. */
export const sourced = <U extends Unit>(unit: U, { min, max }: SanityRange) =>
  z.strictObject({ value: z.number().min(min).max(max), unit: z.literal(unit), source: sourceSchema });

/** As `sourced`, for whole numbers such as layers and heads. */
export const sourcedCount = (range: SanityRange) =>
  z.strictObject({ value: z.number().int().min(range.min).max(range.max), unit: z.literal("1"), source: sourceSchema });
