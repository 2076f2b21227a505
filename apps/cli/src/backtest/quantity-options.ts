import { z } from "zod";
import { readDuration } from "../simulate/duration.ts";

const rate = /^(\d+(?:\.\d+)?)(?:rps)?$/;

const durationOf = (text: string): number => readDuration(text)?.seconds ?? Number.NaN;

const rateOf = (text: string): number => Number(rate.exec(text.trim())?.[1] ?? Number.NaN);

/** "50ms", "300s", "5m", "2h" or bare seconds. */
export const durationOption = z
  .string()
  .refine((text) => durationOf(text) >= 0, "a duration such as 300s, 5m or 2h")
  .transform(durationOf);

/** "8rps" or "8". */
export const rateOption = z
  .string()
  .refine((text) => rateOf(text) > 0, "requests per second above 0, such as 8rps")
  .transform(rateOf);

/** A list with commas, without empty entries. */
export const listOption = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  )
  .refine((entries) => entries.length > 0, "at least one entry");
