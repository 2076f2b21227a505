import { z } from "zod";
import { readDuration } from "./simulate/duration.ts";

/** Seconds that an objective may allow: with a unit, and without one, where more was meant in milliseconds. */
interface Limits {
  readonly most: number;
  readonly mostBare: number;
}

const limits = {
  interTokenLatency: { most: 10, mostBare: 5 },
  timeToFirstToken: { most: 600, mostBare: 60 },
  endToEnd: { most: 86_400, mostBare: 600 },
} as const satisfies Readonly<Record<string, Limits>>;
export type ObjectiveKind = keyof typeof limits;

/** What is wrong with an objective that reads so, in words for "expected …"; null when nothing is. */
const expectedInstead = (value: string | number, { most, mostBare }: Limits): string | null => {
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
 * A latency objective as it is typed: "500ms", "0.5s" or bare seconds. A bare number that hardly can be seconds is
 * refused with what was meant instead of being taken for an objective that never binds.
 */
export const objectiveOf = (kind: ObjectiveKind) =>
  z
    .union([z.number(), z.string()], { error: "a time such as 50ms, 0.05 or 2s" })
    .superRefine((value, context) => {
      const expected = expectedInstead(value, limits[kind]);
      if (expected !== null) context.addIssue({ code: "custom", message: expected });
    })
    .transform((value) => readDuration(value)?.seconds ?? Number.NaN);

/** A plan states its objectives in seconds: one that hardly can be meant so is told, as it would never bind. */
export const objectiveNotes = (kind: ObjectiveKind, key: string, seconds: number | undefined): readonly string[] =>
  seconds === undefined || seconds <= limits[kind].mostBare
    ? []
    : [`${key} is ${seconds} s and hardly binds; for milliseconds write ${seconds / 1000}`];
