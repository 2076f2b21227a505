import { bindingLimits, spareCauses } from "@loadline/core";
import { z } from "zod";

const amount = z.number().nonnegative();
const count = z.number().int().nonnegative();

const latencies = z.strictObject({
  timeToFirstToken: amount.nullable(),
  interTokenLatency: amount.nullable(),
  endToEnd: amount.nullable(),
});

const row = z.strictObject({
  label: z.string(),
  gpu: z.string(),
  gpusPerReplica: z.number().int().positive(),
  weights: z.string(),
  batch: amount,
  requestsPerSecondPerReplica: z.number().positive(),
  bindingLimit: z.enum(bindingLimits),
  errorBand: z.strictObject({ relative: amount, basis: z.enum(["calibrated", "transferred", "assumed"]) }).loose(),
  latencies: latencies.describe("Seconds, at the objectives' percentile."),
  loadReplicas: count,
  replicas: count,
  replicasAtWorst: count,
  spare: z.array(z.strictObject({ cause: z.enum(spareCauses), replicas: count, because: z.string() }).loose()),
  gpus: count,
  nodes: count,
  utilisation: amount,
  cost: z.strictObject({
    usdPerHour: amount.nullable(),
    usdPerMonth: amount.nullable(),
    usdPerRequest: amount.nullable(),
    usdPerMillionInputTokens: amount.nullable(),
    usdPerMillionOutputTokens: amount.nullable(),
    watts: amount,
    joulesPerRequest: amount,
    joulesPerOutputToken: amount.nullable(),
  }),
  nodesUsdPerHour: amount.nullable(),
  price: z
    .strictObject({
      usdPerGpuHour: amount,
      purchaseClass: z.enum(["on-demand", "reserved", "spot"]),
      origin: z.enum(["own", "catalogue"]),
      on: z.string().nullable(),
    })
    .nullable(),
  recommendedTokenLimit: amount.describe("Tokens per second, in and out, that a gateway should admit."),
});

const fleet = z.strictObject({
  verdict: z.enum(["feasible", "infeasible"]),
  because: z.string().nullable(),
  cheapest: z.boolean(),
  usdPerHour: amount.nullable(),
  watts: amount.nullable(),
  uses: z.array(z.strictObject({ pool: z.string(), label: z.string(), replicas: count, requestsPerSecond: amount })),
  nodes: z.array(z.strictObject({ pool: z.string(), nodes: count })),
});

/** What `loadline plan --model … --json` answers with. */
export const SizeAnswerSchema = z.strictObject({
  model: z.string(),
  requestsPerSecond: z.number().positive(),
  verdict: z.enum(["feasible", "infeasible"]),
  because: z.string().nullable(),
  closest: z.strictObject({ label: z.string(), strain: amount }).nullable(),
  looked: count,
  best: row.nullable(),
  reachable: z
    .strictObject({
      timeToFirstToken: amount.nullable(),
      interTokenLatency: amount.nullable(),
      endToEnd: amount.nullable(),
      best: row,
    })
    .nullable()
    .describe("Where nothing meets the objectives: objectives in seconds that can be met, and what they take."),
  alternatives: z.array(row),
  front: z.array(
    z.strictObject({
      label: z.string(),
      concurrency: amount,
      tokensPerSecondPerGpu: amount,
      tokensPerSecondPerUser: amount,
    }),
  ),
  assumptions: z.array(z.string()),
  fleet: fleet.nullable(),
});
