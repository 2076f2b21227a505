import { advicePages, Plan, toJsonSchema } from "@loadline/wire";
import { page, table } from "./markdown.ts";

interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly required?: readonly string[];
}

const code = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

const typeText = ({ type, enum: values, const: only, anyOf, items, properties }: Node): string => {
  if (only !== undefined) return code(only);
  if (values !== undefined) return values.map(code).join(", ");
  if (anyOf !== undefined) return anyOf.map(typeText).join(", ");
  if (items !== undefined) return items.properties === undefined ? `list of ${typeText(items)}` : "list";
  if (properties !== undefined) return "table";
  return type === "integer" ? "whole number" : String(type ?? "");
};

const needText = (node: Node, isRequired: boolean): string => {
  if (node.default !== undefined && node.properties === undefined) return code(node.default);
  return isRequired ? "must be given" : "may be left out";
};

const rowsOf = (node: Node, path: string): readonly (readonly string[])[] =>
  Object.entries(node.properties ?? {}).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const isRequired = node.required?.includes(key) === true;
    const below = inner.items?.properties === undefined ? rowsOf(inner, at) : rowsOf(inner.items, `${at}[]`);
    return [[`\`${at}\``, typeText(inner), needText(inner, isRequired), inner.description ?? ""], ...below];
  });

/** docs/reference/plan.md: every key of a plan. */
export const planPage = (): string =>
  page(
    "Plan",
    "What should run, in YAML or JSON. A key that is not in this table is refused with the ones that are known in its place; so is whatever cannot hold at once, such as minima above a pool or overlapping windows of a schedule.",
    table(
      ["key", "type", "default", "meaning"],
      rowsOf(toJsonSchema({ file: "", id: "", title: "", schema: Plan }) as Node, ""),
    ),
  );

/** docs/reference/advice.md: what stands beside a count. */
export const advicePage = (): string =>
  page(
    "Advice",
    "Advice stands beside the count of a recommendation, in `data.advice` of the event, in `loadline explain` and as `loadline_advice{code}`. It is for people: no actuator acts on it, and it never makes a new decision, so that it may be one heartbeat old.",
    ...Object.entries(advicePages).flatMap(([name, means]) => [`## ${name}`, means]),
  );
