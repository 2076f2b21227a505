import { expectationOf, LoadlineError } from "@loadline/core";
import { parse } from "yaml";
import type { z } from "zod";
import { type Scenario, scenarioSchema } from "./scenario-schema.ts";

const parseYaml = (text: string): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    const [value = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "the scenario", value, expected: "YAML or JSON" }, { cause });
  }
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : null),
    root,
  );

/** The fault inside the alternative that was meant: the one that knows the most of the given keys. */
const deepest = (issue: z.core.$ZodIssue): z.core.$ZodIssue => {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors
    .filter(([first]) => first !== undefined && first.code !== "unrecognized_keys" && first.path.length > 0)
    .toSorted((a, b) => a.length - b.length)[0]?.[0];
  return inner === undefined ? issue : deepest({ ...inner, path: [...issue.path, ...inner.path] });
};

const faultOf = (issue: z.core.$ZodIssue, root: unknown): LoadlineError => {
  const { path, ...fault } = deepest(issue);
  const key = path.join(".") || "the scenario";
  if (fault.code === "unrecognized_keys") {
    const unknown = [...path, fault.keys[0] ?? ""].join(".");
    const value = valueAt(root, [...path, fault.keys[0] ?? ""]);
    return new LoadlineError("LL_CONFIG_INVALID", { key: unknown, value, expected: "a key that exists" });
  }
  const value = valueAt(root, path) ?? null;
  return new LoadlineError("LL_CONFIG_INVALID", {
    key,
    value,
    expected: expectationOf({ ...fault, path } as typeof issue),
  });
};

/** A scenario from YAML, of which JSON is a part. @throws LL_CONFIG_INVALID naming the key */
export const parseScenario = (text: string): Scenario => {
  const root = parseYaml(text);
  const result = scenarioSchema.safeParse(root);
  if (result.success) return result.data;
  // A key that is misspelt is missing too; its own name says more.
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) throw result.error;
  throw faultOf(issue, root);
};
