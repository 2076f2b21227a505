import { LoadlineError } from "@loadline/core";
import type { z } from "zod";
import { expectationOf } from "../zod-expectation.ts";
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

const parseJson = (text: string, line: number): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(text, line, cause);
  }
};

/** The id under which a line is answered: its own, else null. */
export const idOf = (text: string): string | number | null => {
  try {
    const id = valueAt(JSON.parse(text), ["id"]);
    return typeof id === "string" || typeof id === "number" ? id : null;
  } catch {
    return null;
  }
};

/** The issue that lies deepest: of several kinds of load, the one that was meant is the one that got furthest. */
const meantIssue = (issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined => {
  if (issue?.code !== "invalid_union") return issue;
  const deepest = issue.errors
    .flat()
    .reduce<z.core.$ZodIssue | null>((best, each) => (each.path.length > (best?.path.length ?? 1) ? each : best), null);
  return deepest === null ? issue : { ...deepest, path: [...issue.path, ...deepest.path] };
};

/** One line of JSON Lines as a configuration. @throws LL_INPUT_INVALID with the line number and the key */
export const parseConfigLine = (text: string, line: number): ConfigLine => {
  const value = parseJson(text, line);
  const result = ConfigLine.safeParse(value);
  if (result.success) return result.data;
  const issue = meantIssue(result.error.issues[0]);
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
