import { inUsualWords } from "@loadline/calibration";
import { expectationOf, LoadlineError } from "@loadline/core";
import type { z } from "zod";
import { ConfigLine } from "./config-line.ts";

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );

const notJson = (text: string, line: number, cause: unknown): LoadlineError =>
  new LoadlineError(
    "LL_INPUT_INVALID",
    { what: `line ${line}`, value: text.slice(0, 80), expected: "one JSON object" },
    { cause },
  );

// Some writers of JSON print these bare; as texts they reach the check of their field, which names it.
const bareNumber = /([:[,]\s*)(-?Infinity|NaN)(?=\s*[,\]}])/g;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const quoted = text.replace(bareNumber, '$1"$2"');
    if (quoted === text) throw error;
    return JSON.parse(quoted);
  }
};

const parseJson = (text: string, line: number): unknown => {
  try {
    return jsonOf(text);
  } catch (cause) {
    throw notJson(text, line, cause);
  }
};

/** A key whose value is null is one that is not given. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(known.map(([key, part]) => [key, withoutNulls(part)]));
};

/** The id under which a line is answered: its own, else null. */
export const idOf = (text: string): string | number | null => {
  try {
    const id = valueAt(jsonOf(text), ["id"]);
    return typeof id === "string" || typeof id === "number" ? id : null;
  } catch {
    return null;
  }
};

/** Of several kinds of load the one whose keys are there was meant; where none is clear, the one that got furthest. */
const meantIssue = (issue: z.core.$ZodIssue | undefined, value: unknown): z.core.$ZodIssue | undefined => {
  if (issue?.code !== "invalid_union") return issue;
  const given = (each: z.core.$ZodIssue): boolean =>
    valueAt(value, [...issue.path, ...each.path.slice(0, 1)]) !== undefined;
  const [own] = issue.errors.filter((errors) => errors.every((each) => each.path.length > 0 && given(each)));
  const [first] = own ?? [];
  if (first !== undefined) return { ...first, path: [...issue.path, ...first.path] };
  const deepest = issue.errors
    .flat()
    .reduce<z.core.$ZodIssue | null>((best, each) => (each.path.length > (best?.path.length ?? 1) ? each : best), null);
  return deepest === null ? issue : { ...deepest, path: [...issue.path, ...deepest.path] };
};

/** One line of JSON Lines as a configuration. @throws LL_INPUT_INVALID with the line number and the key */
export const parseConfigLine = (text: string, line: number): ConfigLine => {
  const parsed = parseJson(text, line);
  const value = inUsualWords(text.includes("null") ? withoutNulls(parsed) : parsed);
  const result = ConfigLine.safeParse(value);
  if (result.success) return result.data;
  const issue = meantIssue(result.error.issues[0], value);
  const path = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
  const key = path.length === 0 ? "" : `, ${path.join(".")}`;
  const found = valueAt(value, path);
  const expected =
    issue?.code === "unrecognized_keys" ? "a key that exists; see loadline estimate --help" : expectationOf(issue);
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: `line ${line}${key}`,
    value: found ?? null,
    expected: found === undefined ? "a value; it may not be left out" : expected,
  });
};
