import { engines, expectationOf, LoadlineError, precisions, spareCauses } from "@loadline/core";
import { z } from "zod";
import { isToken } from "../subjects.ts";
import { contradictions } from "./contradictions.ts";
import { knownKeys } from "./known-keys.ts";
import { Schedule } from "./schedule.ts";

const name = z.string().refine(isToken, {
  error: "a name in lower-case letters, digits and hyphens, at most 63 of them",
  params: { isExpectation: true },
});
const positive = z.number().positive();

export const PlanPool = z.strictObject({
  name,
  gpu: z.string().min(1).describe("GPU name of the catalogue, aliases accepted."),
  gpusPerNode: z.number().int().positive().describe("GPUs of one node."),
  nodes: z.number().int().positive().describe("Nodes that there are: the inventory that a count may not exceed."),
  purchase: z
    .enum(["on-demand", "reserved", "spot"])
    .default("on-demand")
    .describe("How the nodes are paid for; it selects the price."),
  failureDomain: z.string().min(1).default("default").describe("Zone or rack whose nodes may go together."),
  usdPerGpuHour: positive.optional().describe("Your own price of one GPU; without it the catalogue's counts."),
  procurementDays: z.number().nonnegative().optional().describe("From ordering a node to its first replica."),
  spotMarkets: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("Independent spot markets that its nodes spread over evenly; without it one, taken back as a whole."),
  spotNoticeSeconds: z
    .number()
    .nonnegative()
    .optional()
    .describe("Notice before a spot node is taken back; without it none."),
});

const Parallel = z.strictObject({
  tensor: z.number().int().positive().default(1),
  pipeline: z.number().int().positive().default(1),
  expert: z.number().int().positive().default(1),
  attentionData: z.number().int().positive().default(1),
});

export const PlanDeployment = z.strictObject({
  name,
  model: z.string().min(1).describe("Model of the catalogue, aliases accepted."),
  pool: name.describe("Pool that its replicas run in."),
  engine: z.enum(engines).default("vllm").describe("Serving engine."),
  weights: z.enum(precisions).optional().describe("Number format of the weights; without it the GPU's default."),
  kvCache: z
    .enum(precisions)
    .optional()
    .describe(
      "Number format of the KV cache; without it the checkpoint's, else the engine's own where flags of its start are given, else that of measured deployments with such weights.",
    ),
  parallel: Parallel.prefault({}),
  engineConfig: z
    .strictObject({
      maxBatchedTokens: z.number().int().positive().optional(),
      maxSequences: z.number().int().positive().optional(),
      gpuMemoryUtilization: z.number().positive().max(1).optional(),
      maxModelLen: z.number().int().positive().optional(),
      prefixHitRatio: z.number().min(0).lt(1).optional().describe("Share of prompt tokens in the prefix cache."),
    })
    .prefault({}),
  slo: z
    .strictObject({
      percentile: z.literal([0.5, 0.9, 0.95, 0.99]).default(0.95),
      timeToFirstTokenSeconds: positive.optional(),
      interTokenLatencySeconds: positive.optional(),
      endToEndSeconds: positive.optional(),
    })
    .describe("Latency objectives at the percentile; an absent one never binds."),
  replicas: z.strictObject({
    planned: z.number().int().nonnegative().describe("Count that the plan was made with."),
    min: z.number().int().nonnegative().describe("Never fewer."),
    max: z.number().int().positive().describe("Never more."),
    initial: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("Count to start with before any engine of the deployment was seen; without it none is published."),
  }),
  priority: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe("Where a pool or a budget is short, the higher one is asked first; equal ones in their order."),
  version: z.string().min(1).max(100).optional().describe("Version of the model that runs, as the registry calls it."),
  rollout: z
    .strictObject({
      toVersion: z.string().min(1).max(100).optional().describe("Version that comes."),
      surgeReplicas: z.number().int().positive().default(1).describe("New replicas started before old ones stop."),
    })
    .optional()
    .describe("A rollout that is going on or soon to come: the places of its surge are kept free for it."),
  responseCache: z
    .strictObject({ hitRatio: z.number().min(0).lt(1).describe("Share of the requests that the cache answers.") })
    .optional()
    .describe("A cache in front of the replicas. expected and schedule name the requests in front of it."),
  gateway: z
    .strictObject({
      requestsPerSecond: positive.optional(),
      tokensPerSecond: positive.optional().describe("Prompt and answer tokens together."),
    })
    .optional()
    .describe("What the gateway lets through: replicas beyond it would have nothing to do."),
  spareReplicas: z
    .number()
    .int()
    .nonnegative()
    .default(1)
    .describe("Replicas held back for failures; a stated number overrides spare."),
  spare: z
    .strictObject({
      causes: z
        .array(z.enum(spareCauses))
        .min(1)
        .describe("What is prepared for: each uses the plan's pools, rollout and cache."),
      availability: z
        .number()
        .min(0)
        .max(0.999_999)
        .optional()
        .describe("Share of the time that all replicas of the load shall be up; without it the catalogue's."),
    })
    .optional()
    .describe("Derives the spare at the present load instead of a stated spareReplicas."),
  leadTimeSeconds: positive.default(300).describe("From decision to a serving replica."),
  schedule: Schedule.optional().describe("Traffic that is known before it comes; replicas are there when it does."),
  kubernetes: z
    .strictObject({
      namespace: z.string().min(1).max(63),
      kind: z.enum(["Deployment", "StatefulSet"]).default("Deployment"),
      name: z.string().min(1).max(253),
    })
    .optional()
    .describe("Workload whose scale the recommender may set, with kubernetesScale."),
  expected: z
    .strictObject({ inputTokens: positive, outputTokens: positive, requestsPerSecond: positive })
    .describe("Demand the plan was made for; its shape is used until telemetry shows another."),
});

/** Ceilings over all deployments. Who has the higher priority is asked first; nobody is drained for another. */
export const PlanBudgets = z.strictObject({
  gpus: z.number().int().positive().optional().describe("GPUs that replicas may take, over all pools."),
  usdPerHour: positive.optional().describe("By the price of each pool; a GPU without a price is refused."),
  watts: positive.optional().describe("By the power limit of each GPU; the rest of the node is not in it."),
});

/** What should run. */
export const Plan = z
  .strictObject({
    version: z.literal(1),
    cluster: name,
    pools: z.array(PlanPool).min(1),
    deployments: z.array(PlanDeployment).min(1),
    budgets: PlanBudgets.optional(),
  })
  .superRefine(contradictions);
export type Plan = z.infer<typeof Plan>;
export type PlanPool = z.infer<typeof PlanPool>;
export type PlanDeployment = z.infer<typeof PlanDeployment>;

const isMisspelt = ({ code }: z.core.$ZodIssue): boolean => code === "unrecognized_keys";

const longestValue = 60;

/** A value as the file has it, cut where it is long. */
const valueText = (value: unknown): string => {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null)?.[key], root);

/** Contradictions have messages of their own; every other custom issue names what is expected. */
const isSentence = (issue: z.core.$ZodIssue): boolean =>
  issue.code === "custom" && issue.params?.["isExpectation"] !== true;

/** The fault at one place: what is written there and what is expected, or that it is left out. */
const messageOf = (issue: z.core.$ZodIssue, root: unknown): string => {
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => `"${key}"`).join(", ");
    return `unknown key ${keys}; known here: ${knownKeys(Plan, issue.path).join(", ")}`;
  }
  if (isSentence(issue)) return issue.message;
  const value = valueAt(root, issue.path);
  const expected = expectationOf(issue);
  return value === undefined
    ? `nothing is given; expected ${expected}`
    : `${valueText(value)} is given; expected ${expected}`;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The plan without the causes of deployments that state a number of their own. */
const withStatedSpare = (plan: Plan, value: unknown): Plan => {
  const written = isRecord(value) && Array.isArray(value["deployments"]) ? value["deployments"] : [];
  const deployments = plan.deployments.map(({ spare, ...deployment }, index) => {
    const own: unknown = written[index];
    const stated = isRecord(own) && own["spareReplicas"] !== undefined;
    return stated || spare === undefined ? deployment : { ...deployment, spare };
  });
  return { ...plan, deployments };
};

/**
 * Checks a parsed plan file.
 * @throws LL_PLAN_INVALID with the path of the first fault and the number of further ones
 */
export const parsePlan = (value: unknown): Plan => {
  const result = Plan.safeParse(value);
  if (result.success) return withStatedSpare(result.data, value);
  // A misspelt key also leaves the right one missing: the cause comes first.
  const [first, ...rest] = result.error.issues.toSorted((a, b) => Number(isMisspelt(b)) - Number(isMisspelt(a)));
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  throw new LoadlineError("LL_PLAN_INVALID", {
    path: first === undefined || first.path.length === 0 ? "the top" : first.path.join("."),
    detail: `${first === undefined ? "unreadable" : messageOf(first, value)}${more}`,
  });
};
