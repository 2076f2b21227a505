import { z } from "zod";

const secondsPer: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };
const pattern = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)?$/;

const secondsOf = (text: string): number => {
  const [, number = "", unit = "s"] = pattern.exec(text.trim()) ?? [];
  return number === "" ? Number.NaN : Number(number) * (secondsPer[unit] ?? Number.NaN);
};

/** "50ms", "90s", "5m", "2h", "1d" or bare seconds; in seconds. */
export const duration = z
  .union([z.number(), z.string()], { error: "a duration such as 50ms, 300s, 5m or 2h" })
  .refine((value) => (typeof value === "number" ? value >= 0 : secondsOf(value) >= 0), {
    error: "a duration such as 50ms, 300s, 5m or 2h",
  })
  .transform((value) => (typeof value === "number" ? value : secondsOf(value)));
