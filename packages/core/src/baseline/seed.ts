import { z } from "zod";
import { dataEntry, lazily } from "../catalogue/data.ts";

const text = z.strictObject({
  kind: z.literal("text"),
  parameters: z.number(),
  memoryPerParamBytes: z.number(),
  computePerTokenTflops: z.number(),
  contextLength: z.number(),
  avgTokensPerRequest: z.number(),
});

const image = z.strictObject({
  kind: z.literal("image"),
  parameters: z.number(),
  memoryPerParamBytes: z.number(),
  computePerImageTflops: z.number(),
  imageResolution: z.string(),
  avgInferenceSteps: z.number(),
});

const gpu = z.strictObject({
  name: z.string(),
  memoryGb: z.number(),
  computeTflops: z.number(),
  memoryBandwidthGbps: z.number(),
  hourlyCost: z.number(),
  powerConsumptionWatts: z.number(),
});

/** Numbers and units are the document's own: GB that are GiB in some places, TFLOP/s, percent, minutes. */
export const seedSchema = z.strictObject({
  id: z.literal("seed"),
  source: z.string(),
  gpus: z.record(z.string(), gpu),
  models: z.record(z.string(), z.discriminatedUnion("kind", [text, image])),
  capacity: z.strictObject({
    kvCacheOverhead: z.number(),
    frameworkOverhead: z.number(),
    memorySafetyBuffer: z.number(),
    batchSizes: z.array(z.number()),
    defaultLatencyMs: z.number(),
    preferredGpu: z.string(),
    gpuAlternatives: z.array(z.string()),
    throughputSafetyBuffer: z.number(),
  }),
  scaling: z.strictObject({
    scaleUpThresholdUtilization: z.number(),
    scaleDownThresholdUtilization: z.number(),
    scaleUpCooldownMinutes: z.number(),
    scaleDownCooldownMinutes: z.number(),
    maxScaleUpPercentage: z.number(),
    maxScaleDownPercentage: z.number(),
    minReplicas: z.number(),
    maxReplicas: z.number(),
    rpsPerReplica: z.number(),
    gpuCostPerHour: z.number(),
    eventPenalty: z.number(),
  }),
  dailyTraffic: z.array(z.number()),
});

export type BaselineSeed = z.infer<typeof seedSchema>;

/** The seed document's own tables. @source data/baseline/seed.json */
export const baselineSeed = lazily(() => dataEntry<BaselineSeed>("baseline", "seed"));
