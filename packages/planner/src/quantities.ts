import { z } from "zod";

/** Below it nearly all gaps are 0 beside a few that are as long as the run, which no engine is asked to serve. */
export const leastWeibullShape = 0.05;

const secondsPer: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };
const pattern = /^(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(ms|s|min|m|h|d)?$/;

/** "50ms", "90s", "5m", "2h", "1d" or bare seconds, in seconds; null for what is none of these. */
const readDuration = (value: string | number): { readonly seconds: number; readonly isBare: boolean } | null => {
  const [, number, unit] = pattern.exec(String(value).trim()) ?? [];
  if (number === undefined) return null;
  return { seconds: Number(number) * (secondsPer[unit ?? "s"] ?? Number.NaN), isBare: unit === undefined };
};

/** A duration as text with a unit or as a number of seconds; reads as seconds. */
export const duration = z
  .union([z.number(), z.string()], { error: "a duration such as 50ms, 300s, 5m or 2h" })
  .refine((value) => readDuration(value) !== null, { error: "a duration such as 50ms, 300s, 5m or 2h" })
  .transform((value) => readDuration(value)?.seconds ?? Number.NaN);

/** Seconds that an objective may allow: with a unit, and without one, where more was meant in milliseconds. */
const limits = {
  interTokenLatency: { most: 10, mostBare: 5 },
  timeToFirstToken: { most: 600, mostBare: 60 },
  endToEnd: { most: 86_400, mostBare: 600 },
} as const;
export type ObjectiveKind = keyof typeof limits;

/** What an objective should read like instead, for "expected …"; null when nothing is wrong with it. */
const expectedInstead = (value: string | number, kind: ObjectiveKind): string | null => {
  const { most, mostBare } = limits[kind];
  const read = readDuration(value);
  if (read === null || read.seconds <= 0)
    return "a time above 0 such as 50ms, 0.05 or 2s; a number alone is in seconds";
  if (read.isBare && read.seconds > mostBare) {
    const number = String(value).trim();
    const other = read.seconds > most ? "" : ` or ${number}s`;
    return `at most ${mostBare} s without a unit: did you mean ${number}ms${other}?`;
  }
  return read.seconds > most ? `at most ${most} s` : null;
};

/**
 * A latency objective: "500ms", "0.5s" or bare seconds; reads as seconds. A bare number too large for seconds is refused
 * with what was probably meant, as it would be an objective that never binds.
 */
export const objectiveOf = (kind: ObjectiveKind) =>
  z
    .union([z.number(), z.string()], { error: "a time such as 50ms, 0.05 or 2s" })
    .superRefine((value, context) => {
      const expected = expectedInstead(value, kind);
      if (expected !== null) context.addIssue({ code: "custom", message: expected });
    })
    .transform((value) => readDuration(value)?.seconds ?? Number.NaN);

/** Notes on a plan's objective, in seconds there: one too large for seconds never binds. */
export const objectiveNotes = (kind: ObjectiveKind, key: string, seconds: number | undefined): readonly string[] =>
  seconds === undefined || seconds <= limits[kind].mostBare
    ? []
    : [`${key} is ${seconds} s and is rarely a limit; for milliseconds write ${seconds / 1000}`];

const numberWhere = (expected: string, isAllowed: (value: number) => boolean) =>
  z
    .string()
    .refine((text) => text.trim() !== "" && isAllowed(Number(text)), expected)
    .transform(Number);

export const count = numberWhere("a whole number of at least 1", (value) => Number.isSafeInteger(value) && value >= 1);
export const positive = numberWhere("a number above 0", (value) => Number.isFinite(value) && value > 0);
export const share = numberWhere("a share between 0 and 1", (value) => value >= 0 && value <= 1);

const rateOf = (text: string): number => Number(/^(\d+(?:\.\d+)?)(?:rps)?$/.exec(text.trim())?.[1] ?? Number.NaN);

/** Requests per second: "8rps" or "8". */
export const rate = z
  .string()
  .refine((text) => rateOf(text) > 0, "requests per second above 0, such as 8rps")
  .transform(rateOf);

/** A list with commas, without empty entries. */
export const list = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  )
  .refine((entries) => entries.length > 0, "at least one entry");

const mostPictures = 1000;
/** Pictures of a prompt: "1024x768,3*512x512". */
export const pictures = list
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^([1-9]\d{0,2}\*)?[1-9]\d{0,4}x[1-9]\d{0,4}$/,
          "pictures by width and height, such as 1024x768 or 3*512x512",
        )
        .transform((one) => {
          const [size = "", times = "1"] = one.split("*").toReversed();
          const [width = 0, height = 0] = size.split("x").map(Number);
          return { width, height, count: Number(times) };
        }),
    ),
  )
  .refine((all) => all.reduce((sum, one) => sum + one.count, 0) <= mostPictures, `at most ${mostPictures} pictures`);
