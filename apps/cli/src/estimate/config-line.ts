import { z } from "zod";

const positive = z.number().positive();
const count = z.number().int().positive();

const spread = z.strictObject({
  mean: positive,
  stdev: z.number().nonnegative().optional(),
  min: positive.optional(),
  max: positive.optional(),
});

const parallel = z.strictObject({
  tensor: count.optional(),
  pipeline: count.optional(),
  expert: count.optional(),
  attentionData: count.optional(),
  gpus: count.optional().describe("tensor × attentionData"),
});

const stage = z.strictObject({ seconds: positive, requestsPerSecond: positive });
const request = z.strictObject({
  at: z.number().nonnegative(),
  inputTokens: count,
  outputTokens: count,
});
const arriving = {
  arrivals: z
    .union([z.enum(["poisson", "constant"]), z.strictObject({ gamma: z.strictObject({ cv: positive }) })])
    .optional()
    .describe("Gaps between arrivals; default: exponential."),
  seed: z.number().int().nonnegative().optional(),
};

const loads = [
  z.strictObject({ concurrency: count }),
  z.strictObject({ requestsPerSecond: positive, requests: count.optional(), ...arriving }),
  z.strictObject({ requests: count }),
  z.strictObject({ saturated: z.literal(true) }),
  z.strictObject({ stages: z.array(stage).min(1), ...arriving }),
  z.strictObject({ trace: z.array(request).min(1) }),
] as const;

const load = z.union(loads, {
  error: `one of {"concurrency":n}, {"requestsPerSecond":x[,"requests":n]}, {"requests":n}, {"stages":[…]}, {"trace":[…]} and {"saturated":true}`,
});

const workers = z.strictObject({
  workers: count.optional(),
  gpusPerWorker: count.optional(),
  parallel: parallel.optional(),
});

/** One configuration to estimate. A key that is not listed is an error: left out unseen it would change the answer. */
export const ConfigLine = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  model: z.string().min(1),
  gpu: z.string().min(1),
  engine: z.string().min(1).optional(),
  engineVersion: z.string().nullish(),
  weights: z.string().min(1).optional(),
  kvCache: z.string().min(1).optional(),
  parallel: parallel.optional(),
  gpus: count.optional(),
  inputTokens: positive.optional(),
  outputTokens: positive.optional(),
  inputTokensDistribution: spread.optional(),
  outputTokensDistribution: spread.optional(),
  lengthRange: z
    .tuple([positive, positive])
    .refine(([low, high]) => low <= high, "a lower and a higher share, in this order")
    .optional()
    .describe("Lengths are uniform between these shares of the nominal ones."),
  picture: z
    .strictObject({ steps: count.optional(), side: count.optional().describe("Pixels of a side.") })
    .optional()
    .describe("Of a picture, where it is not the model's usual one."),
  load,
  measured: z.unknown().optional().describe("What a run of it gave; for calibrate, not read here."),
  engineConfig: z
    .strictObject({
      maxBatchedTokens: count.optional(),
      maxSequences: count.optional(),
      gpuMemoryUtilization: z.number().positive().max(1).optional(),
      chunkedPrefill: z.boolean().optional(),
      prefixHitRatio: z.number().min(0).max(1).optional(),
      streamIntervalTokens: count.optional(),
      maxModelLen: count.optional().describe("Longest sequence the engine is started for."),
    })
    .optional(),
  streamIntervalTokens: count.optional(),
  speculativeDecoding: z
    .strictObject({
      draftTokens: count,
      acceptedTokens: z.number().min(1).optional().describe("Tokens that a step yields, the verified one included."),
      basis: z.string().optional(),
    })
    .optional(),
  disaggregated: z.boolean().optional().describe("Prompts and answers on different GPUs; the plan may be unknown."),
  missing: z.array(z.string()).optional(),
  prefill: workers.optional(),
  decode: workers.optional(),
});
export type ConfigLine = z.infer<typeof ConfigLine>;
