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

const load = z.union(
  [
    z.strictObject({ concurrency: count }),
    z.strictObject({ requestsPerSecond: positive, requests: count.optional() }),
    z.strictObject({ saturated: z.literal(true) }),
    z.strictObject({ stages: z.array(z.unknown()).min(1) }),
  ],
  { error: 'one of {"concurrency":n}, {"requestsPerSecond":x} and {"saturated":true}' },
);

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
