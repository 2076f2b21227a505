import type { Plan } from "@loadline/wire";
import { Document, isScalar } from "yaml";
import { printable } from "../terminal/text.ts";
import type { Remark } from "./plan-of-fleet.ts";

/** Keys that a plan file need not state, as their default is what is meant. */
const isDefault = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

const withoutDefaults = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withoutDefaults(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined && !isDefault(part)));
};

/** A plan as YAML, with where each value comes from beside it. */
export const planText = (plan: Plan, remarks: readonly Remark[], head: string): string => {
  const document = new Document(withoutDefaults(plan));
  document.commentBefore = head
    .split("\n")
    .map((line) => ` ${printable(line)}`)
    .join("\n");
  for (const { path, text } of remarks) {
    const node = document.getIn(path, true);
    if (isScalar(node)) node.comment = ` ${printable(text)}`;
  }
  return document.toString({ lineWidth: 0 });
};
