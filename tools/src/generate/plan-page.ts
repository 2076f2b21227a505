import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Plan } from "@loadline/plan";
import { advicePages, toJsonSchema } from "@loadline/protocol";
import { parse } from "yaml";
import { repositoryRoot } from "../repository.ts";
import { page, table } from "./markdown.ts";

interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly required?: readonly string[];
}

interface PlanKey {
  /** @example "deployments[].slo.percentile" */
  readonly path: string;
  readonly type: string;
  /** The default, or whether the key is required. */
  readonly need: string;
  readonly meaning: string;
  /** Value in the example plan; empty for tables and lists of tables. */
  readonly example: string;
}

const examplePlan = readFileSync(join(repositoryRoot, "tools/src/generate/example-plan.yaml"), "utf8");

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
  return isRequired ? "required" : "optional";
};

/** The values that the tables at one path of the example have under a key, lists unfolded. */
const valuesUnder = (tables: readonly unknown[], key: string): readonly unknown[] =>
  tables.map((one) => (one as Readonly<Record<string, unknown>>)[key]).filter((value) => value !== undefined);

const keysOf = (node: Node, path: string, examples: readonly unknown[]): readonly PlanKey[] =>
  Object.entries(node.properties ?? {}).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const values = valuesUnder(examples, key);
    const [example = inner.examples?.[0]] = values;
    const isTables = inner.items?.properties !== undefined;
    const own = {
      path: at,
      type: typeText(inner),
      need: needText(inner, node.required?.includes(key) === true),
      meaning: inner.description ?? "",
      example: isTables || inner.properties !== undefined || example === undefined ? "" : code(example),
    };
    return [own, ...(isTables ? keysOf(inner.items ?? {}, `${at}[]`, values.flat()) : keysOf(inner, at, values))];
  });

/** Every key of a plan, in the order of the schema. */
export const planKeys = (): readonly PlanKey[] =>
  keysOf(toJsonSchema({ file: "", id: "", title: "", schema: Plan }) as Node, "", [parse(examplePlan)]);

/** docs/reference/plan.md: every key of a plan. */
export const planPage = (): string =>
  page(
    "Plan",
    "What should run, in YAML or JSON. A key outside this table is rejected, with the known keys of its place. Values that contradict each other are rejected too, such as minima above the pool or overlapping windows.",
    "## Keys",
    table(
      ["key", "type", "default", "meaning", "example"],
      planKeys().map(({ path, type, need, meaning, example }) => [`\`${path}\``, type, need, meaning, example]),
    ),
    "## Example",
    "Every key in use. A plan needs the required ones only.",
    `\`\`\`yaml\n${examplePlan}\`\`\``,
  );

/** docs/reference/advice.md: what stands beside a count. */
export const advicePage = (): string =>
  page(
    "Advice",
    "Advice stands beside the count of a recommendation: in `data.advice` of the event, in `loadline explain` and as `loadline_advice{code}`. It is for people. No actuator acts on it, and it never causes a new decision, so it may be one heartbeat old.",
    ...Object.entries(advicePages).flatMap(([name, { trigger, action }]) => [
      `## ${name}`,
      `**When:** ${trigger}`,
      `**What to do:** ${action}`,
    ]),
  );
