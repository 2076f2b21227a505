import { z } from "zod";

const secondsPer: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };
const pattern = /^(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(ms|s|min|m|h|d)?$/;

export interface ReadDuration {
  readonly seconds: number;
  /** A number alone, which counts as seconds. */
  readonly isBare: boolean;
}

/** "50ms", "90s", "5m", "2h", "1d" or bare seconds; null for what is none of these. */
export const readDuration = (value: string | number): ReadDuration | null => {
  const [, number, unit] = pattern.exec(String(value).trim()) ?? [];
  if (number === undefined) return null;
  return { seconds: Number(number) * (secondsPer[unit ?? "s"] ?? Number.NaN), isBare: unit === undefined };
};

const words = "a duration such as 50ms, 300s, 5m or 2h";

/** A duration of a scenario file, in seconds. */
export const duration = z
  .union([z.number(), z.string()], { error: words })
  .refine((value) => readDuration(value) !== null, { error: words })
  .transform((value) => readDuration(value)?.seconds ?? Number.NaN);
