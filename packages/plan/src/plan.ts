import {
  expectationOf,
  isRecord,
  LoadlineError,
  type Model,
  nearestNames,
  type OwnDevice,
  valueText,
} from "@loadline/model";
import { version1 } from "@loadline/protocol";
import { valueAt } from "@loadline/runtime/settings";
import { z } from "zod";
import { contradictions } from "./contradictions.ts";
import { BudgetKeys, DeploymentKeys, name, PoolKeys } from "./plan-keys.ts";
import { RegistryEntry, withRegistered } from "./registry.ts";

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** Keys that a schema allows at a path; empty where it allows none or any. */
const knownKeys = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  const root = z.toJSONSchema(schema, { io: "input" }) as SchemaNode;
  const found = path.reduce<SchemaNode | undefined>(
    (node, key) => (typeof key === "number" ? node?.items : node?.properties?.[String(key)]),
    root,
  );
  return Object.keys(found?.properties ?? {});
};

const ownEntry = z.record(z.string(), z.unknown());

/** What should run. */
export const Plan = z
  .strictObject({
    version: z.literal(1).describe("Version of this format."),
    cluster: name.describe("Name of the cluster, as in subjects and metrics."),
    pools: z.array(PoolKeys).min(1).describe("Nodes of one GPU type, purchase class and failure domain."),
    deployments: z.array(DeploymentKeys).min(1).describe("Models that are served, each by replicas in one pool."),
    models: z
      .array(ownEntry)
      .optional()
      .describe(
        "Models that the catalogue does not have: a `name` with the `config` of its config.json or the `file` that holds it, or a model in the catalogue's schema.",
      ),
    registry: z
      .array(RegistryEntry)
      .optional()
      .describe(
        "Versions of a model registry, or the `file` that lists them: `name`, `version`, `model` or `config`, and the `engine`, `weights`, `kvCache`, `parallel`, `engineConfig` and file of `measurements` it has. A deployment or canary with `model: name@version` takes all of it that it does not state itself.",
      ),
    devices: z
      .array(ownEntry)
      .optional()
      .describe("Devices that the catalogue does not have, as in a file of `--device-file`, or the `file` itself."),
    budgets: BudgetKeys.optional().describe("Upper limits over all deployments."),
  })
  .superRefine(contradictions);
export type PlanPool = z.infer<typeof PoolKeys> & {
  /** The entry of `devices` that `gpu` names. */
  readonly device?: OwnDevice | undefined;
};
export type PlanDeployment = z.infer<typeof DeploymentKeys> & {
  /** The entry of `models` that `model` names. */
  readonly ownModel?: Model | undefined;
  /** The entry that the model of its canary names. */
  readonly canaryModel?: Model | undefined;
};
export type Plan = Omit<z.infer<typeof Plan>, "pools" | "deployments"> & {
  pools: PlanPool[];
  deployments: PlanDeployment[];
};

const isMisspelt = ({ code }: z.core.$ZodIssue): boolean => code === "unrecognized_keys";

/** Faults, and keys of one fault, that a message names. */
const mostNamed = 4;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, mostNamed).join(", ")}${names.length > mostNamed ? ", …" : ""}`;

const unknownKeys = (keys: readonly string[], known: readonly string[]): string => {
  const names = known.map((key) => ({ key, id: key }));
  const nearest = listed(keys.slice(0, mostNamed).flatMap((key) => nearestNames(key, names, 1, 1 / 3)));
  return `unknown key ${listed(keys.map(valueText))}; known here: ${known.join(", ")}${nearest && `; nearest: ${nearest}`}`;
};

/** The fault at one place: what is written there and what is expected, or that it is left out. */
const messageOf = (issue: z.core.$ZodIssue, root: unknown): string => {
  if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, knownKeys(Plan, issue.path));
  // Contradictions have messages of their own; every other custom issue names what is expected.
  if (issue.code === "custom" && issue.params?.["isExpectation"] !== true) return issue.message;
  const value = valueAt(root, issue.path);
  const expected = expectationOf(issue);
  // An empty file, and a key without a value, are null.
  return value === undefined || value === null
    ? `nothing is given; expected ${expected}`
    : `${valueText(value)} is given; expected ${expected}`;
};

/** The plan without the causes of deployments that state a number of their own. */
const withStatedReserve = (plan: Plan, value: unknown): Plan => {
  const written = isRecord(value) && Array.isArray(value["deployments"]) ? value["deployments"] : [];
  const deployments = plan.deployments.map(({ reserve, ...deployment }, index) => {
    const own: unknown = written[index];
    const stated = isRecord(own) && own["reserveReplicas"] !== undefined;
    return stated || reserve === undefined ? deployment : { ...deployment, reserve };
  });
  return { ...plan, deployments };
};

const placeOf = (issue: z.core.$ZodIssue | undefined): string => issue?.path.join(".") || "the top";

/**
 * Checks a parsed plan file.
 * @throws LL_PLAN_INVALID with the path of the first fault and the number of further ones
 */
export const parsePlan = (written: unknown): Plan => {
  const value = withRegistered(written);
  const result = Plan.safeParse(value);
  if (result.success) return withStatedReserve(result.data, value);
  // A misspelt key also leaves the right one missing: the cause comes first.
  const [first, ...rest] = result.error.issues.toSorted((a, b) => Number(isMisspelt(b)) - Number(isMisspelt(a)));
  const noun = rest.length === 1 ? "fault" : "faults";
  const more = rest.length > 0 ? ` (${rest.length} more ${noun}: at ${listed(rest.map(placeOf))})` : "";
  throw new LoadlineError("LL_PLAN_INVALID", {
    path: placeOf(first),
    detail: `${first === undefined ? "unreadable" : messageOf(first, value)}${more}`,
  });
};

/** Its committed JSON Schema. */
export const planSchema = version1("plan", "plan", Plan);
