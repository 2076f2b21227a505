import { expectationOf, LoadlineError } from "@loadline/core";
import { z } from "zod";

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The flag that fills an option: inputTokens → --input-tokens. */
export const flagOf = (key: string): string => `--${kebab(key)}`;

/** A number typed as text, with the words for what is allowed. */
const typedNumber = (expected: string, allowed: (value: number) => boolean) =>
  z
    .string()
    .refine((text) => text.trim() !== "" && allowed(Number(text)), expected)
    .transform(Number);

export const countOption = typedNumber(
  "a whole number of at least 1",
  (value) => Number.isSafeInteger(value) && value >= 1,
);

export const positiveOption = typedNumber("a number above 0", (value) => Number.isFinite(value) && value > 0);

export const shareOption = typedNumber("a share between 0 and 1", (value) => value >= 0 && value <= 1);

export const switchOption = z.boolean().default(false);

/** An option that may be given again: every value of it. */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/**
 * Options checked against their schema.
 * @throws LL_INPUT_INVALID naming the flag and what was given
 */
export const parseOptions = <S extends z.ZodObject>(
  schema: S,
  options: Readonly<Record<string, unknown>>,
): z.output<S> => {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = String(issue?.path[0] ?? "");
  const value = options[key];
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: flagOf(key),
    value: value ?? null,
    expected: value === undefined ? "a value; it may not be left out" : expectationOf(issue),
  });
};
