import { LoadlineError } from "@loadline/core";
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

/** One line of JSON Lines as a configuration. @throws LL_INPUT_INVALID with the line number and the key */
export const parseConfigLine = (text: string, line: number): ConfigLine => {
  const value = parseJson(text, line);
  const result = ConfigLine.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
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
