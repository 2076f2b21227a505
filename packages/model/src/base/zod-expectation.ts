import type { z } from "zod";

const bound = ({ inclusive }: { readonly inclusive?: boolean | undefined }, strict: string, loose: string): string =>
  inclusive === false ? strict : loose;

/** What a schema expected, in words: "a number above 0", "a whole number". */
export const expectationOf = (issue: z.core.$ZodIssue | undefined): string => {
  switch (issue?.code) {
    case "invalid_union":
      return /^Invalid/.test(issue.message) ? "another kind of value" : issue.message;
    case "invalid_value":
      return issue.values.length === 1
        ? String(issue.values[0])
        : `one of ${issue.values.map((value) => String(value)).join(", ")}`;
    case "too_small":
      if (issue.origin === "string") return "a text that is not empty";
      return issue.origin === "array"
        ? `a list of ${issue.minimum} or more`
        : `a number ${bound(issue, "above", "of at least")} ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `a text of at most ${issue.maximum} characters`;
      return issue.origin === "array"
        ? `a list of at most ${issue.maximum}`
        : `a number ${bound(issue, "below", "of at most")} ${issue.maximum}`;
    case "invalid_type":
      return typeWords.get(issue.expected) ?? issue.expected;
    default:
      return issue?.message.replace(/^[A-Z][^:"]*: expected /, "") ?? "another value";
  }
};

const typeWords: ReadonlyMap<string, string> = new Map([
  ["int", "a whole number"],
  ["number", "a number"],
  ["string", "a text in quotes"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["tuple", "a list"],
  ["object", "an object"],
]);

/** An object with members, not a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
