import { engines, LoadlineError, precisions } from "@loadline/core";
import { z } from "zod";
import { isToken } from "../subjects.ts";
import { Schedule } from "./schedule.ts";

const name = z.string().refine(isToken, "lower-case letters, digits and hyphens, at most 63");
const positive = z.number().positive();

export const PlanPool = z.strictObject({
  name,
  gpu: z.string().min(1).describe("GPU name of the catalogue, aliases accepted."),
  gpusPerNode: z.number().int().positive(),
  nodes: z.number().int().positive(),
  purchase: z.enum(["on-demand", "reserved", "spot"]).default("on-demand"),
  failureDomain: z.string().min(1).default("default"),
});

const Parallel = z.strictObject({
  tensor: z.number().int().positive().default(1),
  pipeline: z.number().int().positive().default(1),
  expert: z.number().int().positive().default(1),
  attentionData: z.number().int().positive().default(1),
});

export const PlanDeployment = z.strictObject({
  name,
  model: z.string().min(1),
  pool: name,
  engine: z.enum(engines).default("vllm"),
  weights: z.enum(precisions).optional(),
  kvCache: z.enum(precisions).optional(),
  parallel: Parallel.prefault({}),
  engineConfig: z
    .strictObject({
      maxBatchedTokens: z.number().int().positive().optional(),
      maxSequences: z.number().int().positive().optional(),
      gpuMemoryUtilization: z.number().positive().max(1).optional(),
    })
    .prefault({}),
  slo: z
    .strictObject({
      percentile: z.union([z.literal(0.5), z.literal(0.9), z.literal(0.95), z.literal(0.99)]).default(0.95),
      timeToFirstTokenSeconds: positive.optional(),
      interTokenLatencySeconds: positive.optional(),
      endToEndSeconds: positive.optional(),
    })
    .describe("Latency objectives at the percentile; an absent one never binds."),
  replicas: z.strictObject({
    planned: z.number().int().nonnegative(),
    min: z.number().int().nonnegative(),
    max: z.number().int().positive(),
  }),
  spareReplicas: z.number().int().nonnegative().default(1).describe("Replicas held back for failures."),
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

const gpusOf = ({ tensor, pipeline, attentionData }: z.infer<typeof Parallel>): number =>
  tensor * pipeline * attentionData;

/** What should run. */
export const Plan = z
  .strictObject({
    version: z.literal(1),
    cluster: name,
    pools: z.array(PlanPool).min(1),
    deployments: z.array(PlanDeployment).min(1),
  })
  .superRefine((plan, context) => {
    const issue = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: "custom", path, message });
    };
    const repeated = (names: readonly string[], key: string): void => {
      for (const [index, value] of names.entries()) {
        if (names.indexOf(value) !== index) issue([key, index, "name"], `"${value}" is used twice`);
      }
    };
    repeated(
      plan.pools.map((pool) => pool.name),
      "pools",
    );
    repeated(
      plan.deployments.map((deployment) => deployment.name),
      "deployments",
    );
    for (const [index, pool] of plan.pools.entries()) {
      const gpus = pool.nodes * pool.gpusPerNode;
      const least = plan.deployments
        .filter((deployment) => deployment.pool === pool.name)
        .reduce((sum, { replicas, parallel }) => sum + replicas.min * gpusOf(parallel), 0);
      if (least > gpus) {
        issue(["pools", index], `the minima of its deployments take ${least} GPUs, the pool has ${gpus}`);
      }
    }
    for (const [index, deployment] of plan.deployments.entries()) {
      const { min, max, planned } = deployment.replicas;
      if (!plan.pools.some((pool) => pool.name === deployment.pool)) {
        issue(["deployments", index, "pool"], `no pool is called "${deployment.pool}"`);
      }
      if (min > max) issue(["deployments", index, "replicas"], `min ${min} is above max ${max}`);
      if (planned > max) issue(["deployments", index, "replicas"], `planned ${planned} is above max ${max}`);
    }
  });
export type Plan = z.infer<typeof Plan>;
export type PlanPool = z.infer<typeof PlanPool>;
export type PlanDeployment = z.infer<typeof PlanDeployment>;

/**
 * Checks a parsed plan file.
 * @throws LL_PLAN_INVALID with the path of the first fault and the number of further ones
 */
export const parsePlan = (value: unknown): Plan => {
  const result = Plan.safeParse(value);
  if (result.success) return result.data;
  const [first, ...rest] = result.error.issues;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  throw new LoadlineError("LL_PLAN_INVALID", {
    path: first === undefined || first.path.length === 0 ? "the top" : first.path.join("."),
    detail: `${first?.message ?? "unreadable"}${more}`,
  });
};
