import { expectationOf } from "@loadline/model";
import { parseYaml as parse, valueAt } from "@loadline/runtime/settings";
import type { z } from "zod";
import { messages, reasonOf, UserError } from "./messages.ts";

/** YAML, of which JSON is a part. @throws what `fail` makes of the parser's first line */
export const parseYaml = (text: string, fail: (reason: string) => Error): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    throw fail(reasonOf(cause));
  }
};

/** Of several alternatives the one whose keys are there was meant; where none is clear, the one that got furthest. */
const meantIssue = (issue: z.core.$ZodIssue, root: unknown): z.core.$ZodIssue => {
  if (issue.code !== "invalid_union") return issue;
  const isGiven = (each: z.core.$ZodIssue) => valueAt(root, [...issue.path, ...each.path.slice(0, 1)]) !== undefined;
  const [own] = issue.errors.filter((errors) => errors.every((each) => each.path.length > 0 && isGiven(each)));
  const deepest = issue.errors
    .flat()
    .reduce<z.core.$ZodIssue | null>((best, each) => (each.path.length > (best?.path.length ?? 1) ? each : best), null);
  const inner = own?.[0] ?? deepest;
  return inner === null ? issue : meantIssue({ ...inner, path: [...issue.path, ...inner.path] }, root);
};

interface CheckSettings {
  /** Key as the message names it. */
  readonly nameOf: (path: readonly PropertyKey[]) => string;
  readonly code?: `LL_${string}`;
  /** Where the known keys are listed. */
  readonly help: string;
}

/** A value from outside in the form of a schema. @throws UserError naming the key, its value and what was expected */
export const checked = <S extends z.ZodType>(schema: S, root: unknown, { nameOf, code, help }: CheckSettings) => {
  const result = schema.safeParse(root);
  if (result.success) return result.data;
  // A misspelt key is missing under its right name too; report the misspelling.
  const { issues } = result.error;
  const issue = issues.find((each) => each.code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) throw result.error;
  const meant = meantIssue(issue, root);
  const path = meant.code === "unrecognized_keys" ? [...meant.path, meant.keys[0] ?? ""] : meant.path;
  const value = valueAt(root, path);
  if (meant.code === "unrecognized_keys") throw new UserError(messages.unknownKey(nameOf(path), value, help), code);
  const expected = expectationOf(meant);
  throw new UserError(
    value === undefined ? messages.missing(nameOf(path), expected) : messages.invalid(nameOf(path), value, expected),
    code,
  );
};
