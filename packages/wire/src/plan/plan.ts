import {
  engines,
  expectationOf,
  LoadlineError,
  type Model,
  type OwnDevice,
  precisions,
  reserveCauses,
} from "@loadline/core";
import { z } from "zod";
import { isToken } from "../subjects.ts";
import { contradictions } from "./contradictions.ts";
import { Schedule } from "./schedule.ts";

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

const name = z.string().refine(isToken, {
  error: "a name in lower-case letters, digits and hyphens, at most 63 of them",
  params: { isExpectation: true },
});
const positive = z.number().positive();
/** No entry of the catalogue has this name. */
export const unnamed = "unknown";
const ownEntry = z.record(z.string(), z.unknown());

export const PlanPool = z.strictObject({
  name: name.describe("Name of the pool; deployments refer to it. Lower-case letters, digits and hyphens."),
  gpu: z
    .string()
    .min(1)
    .default(unnamed)
    .describe(
      "GPU of the catalogue or of `devices`; aliases are accepted (`loadline catalog gpus`). Replicas on one that is in neither, or not named, are decided by measured capacity alone.",
    ),
  gpusPerNode: z.number().int().positive().describe("GPUs of one node."),
  nodes: z.number().int().positive().describe("Nodes of the pool. No count of replicas may need more."),
  purchase: z
    .enum(["on-demand", "reserved", "spot"])
    .default("on-demand")
    .describe("How the nodes are paid for; selects the price in the catalogue."),
  failureDomain: z.string().min(1).default("default").describe("Zone or rack whose nodes may fail together."),
  zones: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("Zones over which the nodes and the replicas of each deployment are spread evenly; the default is one."),
  usdPerGpuHour: positive
    .optional()
    .describe("Your own price of one GPU in US dollars per hour; the default is the catalogue's."),
  procurementDays: z
    .number()
    .nonnegative()
    .optional()
    .describe("Days from ordering a node to its first replica; used by the advice to order nodes."),
  spotShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Share of the replicas on spot nodes, the rest as `purchase` states; the default is all or none of them.",
    ),
  spotMarkets: z
    .number()
    .int()
    .positive()
    .optional()
    .describe(
      "Independent spot markets over which the nodes are spread evenly. The default is one, reclaimed as a whole.",
    ),
  spotNoticeSeconds: z
    .number()
    .nonnegative()
    .optional()
    .describe("Seconds of notice before a spot node is reclaimed; the default is none."),
});

const Parallel = z.strictObject({
  tensor: z.number().int().positive().default(1).describe("GPUs that share each layer (tensor parallelism)."),
  pipeline: z.number().int().positive().default(1).describe("Stages of layers (pipeline parallelism)."),
  expert: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe("GPUs over which the experts of a mixture-of-experts model are spread."),
  attentionData: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe(
      "Copies of the attention layers (data-parallel attention). A replica has tensor × pipeline × attentionData GPUs.",
    ),
});

export const PlanDeployment = z.strictObject({
  name: name.describe("Name of the deployment, as in subjects, metrics and the panel."),
  model: z
    .string()
    .min(1)
    .default(unnamed)
    .describe(
      "Model of the catalogue or of `models`; aliases are accepted (`loadline catalog models`). One that is in neither, or not named, is decided by measured capacity alone.",
    ),
  pool: name.describe("Pool that its replicas run in."),
  engine: z
    .union([z.enum(engines), z.string().min(1)])
    .default("vllm")
    .describe(
      "Serving engine: vllm, sglang, tensorrt-llm, lmdeploy or tgi. Replicas of another one are decided by measured capacity alone.",
    ),
  weights: z.enum(precisions).optional().describe("Number format of the weights; the default depends on the GPU."),
  kvCache: z
    .enum(precisions)
    .optional()
    .describe(
      "Number format of the KV cache. The default is the checkpoint's, else the engine's where engineConfig is given, else that of measured deployments with such weights.",
    ),
  parallel: Parallel.prefault({}).describe("How one replica is spread over GPUs; the default is one GPU."),
  engineConfig: z
    .strictObject({
      maxBatchedTokens: z
        .number()
        .int()
        .positive()
        .optional()
        .describe("Most tokens of one step (`--max-num-batched-tokens`)."),
      maxSequences: z.number().int().positive().optional().describe("Most requests of one batch (`--max-num-seqs`)."),
      gpuMemoryUtilization: z
        .number()
        .positive()
        .max(1)
        .optional()
        .describe("Share of the GPU memory that the engine may use (`--gpu-memory-utilization`)."),
      maxModelLen: z.number().int().positive().optional().describe("Longest request in tokens (`--max-model-len`)."),
      prefixHitRatio: z
        .number()
        .min(0)
        .lt(1)
        .optional()
        .describe("Share of prompt tokens that the prefix cache holds, from 0 to below 1."),
    })
    .prefault({})
    .describe("Flags the engine was started with; the default of each is the engine's own."),
  slo: z
    .strictObject({
      percentile: z
        .literal([0.5, 0.9, 0.95, 0.99])
        .default(0.95)
        .describe("Share of requests that must meet each objective."),
      timeToFirstTokenSeconds: positive.optional().describe("Highest time to first token (TTFT)."),
      interTokenLatencySeconds: positive.optional().describe("Highest inter-token latency (ITL)."),
      endToEndSeconds: positive.optional().describe("Highest time from a request to its last token."),
    })
    .describe("Latency objectives; an absent one never limits the capacity."),
  replicas: z
    .strictObject({
      planned: z
        .number()
        .int()
        .nonnegative()
        .describe("Count that the plan was made with; the planned capacity in metrics and panel."),
      min: z.number().int().nonnegative().describe("Fewest replicas that are ever recommended."),
      max: z.number().int().positive().describe("Most replicas that are ever recommended."),
      initial: z
        .number()
        .int()
        .positive()
        .optional()
        .describe(
          "Count that is recommended before any engine of the deployment has reported; without it none is published.",
        ),
    })
    .describe("Counts of replicas: planned, and the bounds of every recommendation."),
  priority: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe(
      "Where a pool or a budget is short, higher numbers are served first; equal ones in the order of the plan.",
    ),
  version: z.string().min(1).max(100).optional().describe("Version of the model that runs, as in your model registry."),
  rollout: z
    .strictObject({
      toVersion: z.string().min(1).max(100).optional().describe("Version that is rolled out."),
      surgeReplicas: z.number().int().positive().default(1).describe("New replicas started before old ones stop."),
    })
    .optional()
    .describe("A rollout that runs or comes soon. Capacity for its surge replicas is reserved in the pool."),
  responseCache: z
    .strictObject({ hitRatio: z.number().min(0).lt(1).describe("Share of the requests that the cache answers.") })
    .optional()
    .describe(
      "A response cache in front of the replicas. `expected` and `schedule` state the requests before it. While it is cold, all of them reach the replicas.",
    ),
  gateway: z
    .strictObject({
      requestsPerSecond: positive.optional().describe("Most requests per second."),
      tokensPerSecond: positive.optional().describe("Most tokens per second, prompt and output together."),
      counts: z
        .enum(["offered", "cache-misses"])
        .default("offered")
        .describe("What is held against the limits: every request, or only those that the response cache misses."),
    })
    .optional()
    .describe(
      "Rate limits of the gateway. What is above them is turned away, and more replicas than these need are never recommended.",
    ),
  reserveReplicas: z
    .number()
    .int()
    .nonnegative()
    .default(1)
    .describe("Reserve in replicas, held back for failures. A stated number overrides `reserve`."),
  reserve: z
    .strictObject({
      causes: z
        .array(z.enum(reserveCauses))
        .min(1)
        .describe("Causes that the reserve covers; sized from the plan's pools, rollout and cache."),
      nodes: z
        .number()
        .int()
        .positive()
        .optional()
        .describe("Nodes that may go at once, for the cause `node-loss`; the default is one."),
      availability: z
        .number()
        .min(0)
        .max(0.999_999)
        .optional()
        .describe("Share of time in which all replicas that the load needs are up; the default is the catalogue's."),
    })
    .optional()
    .describe("Sizes the reserve by cause at the present load, instead of `reserveReplicas`."),
  leadTimeSeconds: positive.default(300).describe("Seconds from a decision to a serving replica."),
  schedule: Schedule.optional().describe("Traffic that is known in advance. Replicas serve when a window begins."),
  kubernetes: z
    .strictObject({
      namespace: z.string().min(1).max(63).describe("Namespace of the workload."),
      apiVersion: z
        .string()
        .regex(/^[a-z0-9.-]+\/v\d[a-z0-9]*$/, "group and version, such as leaderworkerset.x-k8s.io/v1")
        .default("apps/v1")
        .describe("Group and version of its kind; any that has a scale."),
      kind: z
        .union([
          z.enum(["Deployment", "StatefulSet"]),
          z.string().regex(/^[A-Z][A-Za-z0-9]{0,62}$/, "a kind, such as StatefulSet or LeaderWorkerSet"),
        ])
        .default("Deployment")
        .describe("Kind of the workload."),
      name: z.string().min(1).max(253).describe("Name of the workload."),
    })
    .optional()
    .describe("Workload whose scale the recommender sets when it runs with `--kubernetes-scale apply`."),
  expected: z
    .strictObject({
      inputTokens: positive.describe("Mean prompt tokens of a request."),
      outputTokens: positive.describe("Mean output tokens of a request."),
      requestsPerSecond: positive.describe("Requests per second at the front, before gateway and response cache."),
    })
    .describe("Demand the plan was made for. Its token counts are used until telemetry reports others."),
});

/** Upper limits over all deployments. Higher priorities are served first; no deployment is drained for another. */
export const PlanBudgets = z.strictObject({
  gpus: z.number().int().positive().optional().describe("Most GPUs of all replicas, over all pools."),
  usdPerHour: positive
    .optional()
    .describe("Most US dollars per hour, by the price of each pool. A GPU without a price is refused."),
  watts: positive
    .optional()
    .describe("Most watts, by the power limit of each GPU. The rest of the node is not included."),
});

/** What should run. */
export const Plan = z
  .strictObject({
    version: z.literal(1).describe("Version of this format."),
    cluster: name.describe("Name of the cluster, as in subjects and metrics."),
    pools: z.array(PlanPool).min(1).describe("Nodes of one GPU type, purchase class and failure domain."),
    deployments: z.array(PlanDeployment).min(1).describe("Models that are served, each by replicas in one pool."),
    models: z
      .array(ownEntry)
      .optional()
      .describe(
        "Models that the catalogue does not have: a `name` with the `config` of its config.json or the `file` that holds it, or a model in the catalogue's schema.",
      ),
    devices: z
      .array(ownEntry)
      .optional()
      .describe("Devices that the catalogue does not have, as in a file of `--device-file`, or the `file` itself."),
    budgets: PlanBudgets.optional().describe("Upper limits over all deployments."),
  })
  .superRefine(contradictions);
export type PlanPool = z.infer<typeof PlanPool> & {
  /** The entry of `devices` that `gpu` names. */
  readonly device?: OwnDevice | undefined;
};
export type PlanDeployment = z.infer<typeof PlanDeployment> & {
  /** The entry of `models` that `model` names. */
  readonly ownModel?: Model | undefined;
};
export type Plan = Omit<z.infer<typeof Plan>, "pools" | "deployments"> & {
  pools: PlanPool[];
  deployments: PlanDeployment[];
};

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
const withStatedReserve = (plan: Plan, value: unknown): Plan => {
  const written = isRecord(value) && Array.isArray(value["deployments"]) ? value["deployments"] : [];
  const deployments = plan.deployments.map(({ reserve, ...deployment }, index) => {
    const own: unknown = written[index];
    const stated = isRecord(own) && own["reserveReplicas"] !== undefined;
    return stated || reserve === undefined ? deployment : { ...deployment, reserve };
  });
  return { ...plan, deployments };
};

/** Keys of a deployment before 0.2, accepted in this release. */
const formerKeys = new Map([
  ["spareReplicas", "reserveReplicas"],
  ["spare", "reserve"],
]);

const withPresentKeys = (written: unknown): unknown => {
  if (!isRecord(written) || !Array.isArray(written["deployments"])) return written;
  const deployments = written["deployments"].map((one: unknown) => {
    if (!isRecord(one)) return one;
    const nameOf = (key: string): string => {
      const present = formerKeys.get(key);
      return present === undefined || Object.hasOwn(one, present) ? key : present;
    };
    return Object.fromEntries(Object.entries(one).map(([key, value]) => [nameOf(key), value]));
  });
  return { ...written, deployments };
};

/**
 * Checks a parsed plan file.
 * @throws LL_PLAN_INVALID with the path of the first fault and the number of further ones
 */
export const parsePlan = (written: unknown): Plan => {
  const value = withPresentKeys(written);
  const result = Plan.safeParse(value);
  if (result.success) return withStatedReserve(result.data, value);
  // A misspelt key also leaves the right one missing: the cause comes first.
  const [first, ...rest] = result.error.issues.toSorted((a, b) => Number(isMisspelt(b)) - Number(isMisspelt(a)));
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  throw new LoadlineError("LL_PLAN_INVALID", {
    path: first === undefined || first.path.length === 0 ? "the top" : first.path.join("."),
    detail: `${first === undefined ? "unreadable" : messageOf(first, value)}${more}`,
  });
};
