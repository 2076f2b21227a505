import { z } from "zod";
import { keyColumn, list, numberColumn, sameLength, table, textColumn } from "./columns.ts";

export const sourceStates = ["ok", "degraded", "stalled", "absent"] as const;
export type SourceState = (typeof sourceStates)[number];

/** Why a value is unknown. `missing`: the source has no such field; `unreadable`: its text is no value. */
export const unknownReasons = ["unsupported", "not-permitted", "failed", "stale", "missing", "unreadable"] as const;
export type UnknownReason = (typeof unknownReasons)[number];
const reason = z.enum(unknownReasons);

/** GPUs of a node, one row per physical GPU; keyed by UUID, because indices are not stable. */
export const GpuColumns = z
  .object({
    uuid: keyColumn(256, "Key of the row."),
    index: numberColumn("Index that the driver gives at present."),
    utilizationRatio: numberColumn("Share of time with at least one kernel running, 0…1; it does not show saturation."),
    memoryUtilizationRatio: numberColumn("Share of time in which memory was read or written, 0…1."),
    memoryTotalBytes: numberColumn("Physical memory."),
    memoryUsedBytes: numberColumn("Memory in use."),
    memoryReservedBytes: numberColumn("Memory held by driver and firmware."),
    powerDrawWatts: numberColumn("Board power."),
    powerLimitWatts: numberColumn("Power limit in force."),
    temperatureCelsius: numberColumn("Core temperature."),
    smClockHertz: numberColumn("Clock of the streaming multiprocessors."),
    memoryClockHertz: numberColumn("Memory clock."),
    clockEventReasons: list(list(z.string()).nullable()).describe(
      "Active clock event reasons, e.g. hw-thermal-slowdown; an empty list means none, null unknown.",
    ),
    eccUncorrectedVolatile: numberColumn("Uncorrected ECC errors since the driver was loaded."),
    rowRemapPending: list(z.boolean().nullable()).describe("A row remap waits for a reset."),
    rowRemapFailed: list(z.boolean().nullable()).describe("A row remap failed; the GPU is to be replaced."),
    recoveryAction: textColumn("Recovery action that the driver asks for, lower case; none when all is well."),
    memoryTemperatureCelsius: numberColumn("Memory temperature.").optional(),
    processes: numberColumn("Processes with memory on the GPU, where the driver shows them.").optional(),
    unknown: table(z.union([reason, list(reason.nullable())]))
      .describe(
        "Why values of a column are null: one reason for all of its nulls, or one per row; the column * stands for all.",
      )
      .optional(),
  })
  .refine(sameLength("uuid"), "every column has one value per GPU");
export type GpuColumns = z.infer<typeof GpuColumns>;

/** MIG slices of a node: each a unit of capacity of its own. Their sums are not their GPU. */
export const SliceColumns = z
  .object({
    uuid: keyColumn(2048, "Key: the slice's own UUID, else its GPU and instance numbers."),
    parentUuid: textColumn("GPU that the slice is part of."),
    profile: textColumn("Profile, e.g. 1g.10gb."),
    gpuInstanceId: numberColumn("GPU instance."),
    computeInstanceId: numberColumn("Compute instance within it."),
    memoryTotalBytes: numberColumn("Memory of the GPU instance."),
    memoryUsedBytes: numberColumn("Memory in use."),
  })
  .refine(sameLength("uuid"), "every column has one value per slice");
export type SliceColumns = z.infer<typeof SliceColumns>;

/** Which container of which pod has which GPU, slice or share of one: one row per device of a container. */
export const PodColumns = z
  .object({
    device: keyColumn(4096, "UUID of the GPU or slice, as the device plugin names it."),
    share: textColumn("Number of the share where a device is given to several; shares are not capacity to be summed."),
    resource: textColumn("Name of the resource, e.g. nvidia.com/mig-1g.10gb."),
    namespace: textColumn("Namespace of the pod."),
    pod: textColumn("Name of the pod."),
    container: textColumn("Name of the container."),
  })
  .refine(sameLength("device"), "every column has one value per device");
export type PodColumns = z.infer<typeof PodColumns>;

/** A histogram in parts: only buckets with observations. */
const bucketColumn = (describe: string) =>
  list(list(z.tuple([z.number().nullable(), z.number().nonnegative()])).nullable()).describe(
    `${describe} since the sample before, from agents before 0.2: pairs of upper bound in seconds, null for the last bucket, and count; null is unknown.`,
  );

/** A histogram in the buckets of a metric, whose bounds no sample repeats. */
const totalsColumn = (what: string, metric: string) =>
  list(list(list(z.number().nonnegative()).max(64)).min(1).max(2).nullable()).describe(
    `${what} since the engine started: counts in the buckets of loadline_${metric}_seconds, without the zeros at the end; left out of some samples. A second list counts those of them whose bucket at the engine may begin in the bucket before. Null is unknown.`,
  );

/** Inference engines of a node, one row per engine endpoint. Counters are totals since the engine started. */
export const EngineColumns = z
  .object({
    id: keyColumn(512, "Key of the row: stable name of the endpoint."),
    deployment: textColumn("Deployment that the endpoint belongs to."),
    engine: textColumn("vllm, sglang, …"),
    model: textColumn("Model name that the engine reports."),
    gpuUuids: list(list(z.string()).nullable()).describe("GPUs that the engine runs on."),
    reachable: list(z.boolean()).describe("The endpoint answered in this sample."),
    draining: list(z.boolean().nullable()).describe("It takes no new requests."),
    startedAt: numberColumn("Start of the engine process, epoch seconds; a change means that counters began anew."),
    running: numberColumn("Requests in a running batch."),
    waiting: numberColumn("Requests waiting to be scheduled."),
    kvCacheUsageRatio: numberColumn("Share of the KV cache in use, 0…1."),
    kvCacheCapacityTokens: numberColumn("Tokens that the KV cache holds."),
    promptTokensTotal: numberColumn("Prompt tokens processed."),
    generationTokensTotal: numberColumn("Tokens generated."),
    finishedRequestsTotal: numberColumn("Requests finished, whatever the reason."),
    finishedPromptTokensTotal: numberColumn("Prompt tokens of finished requests."),
    finishedGenerationTokensTotal: numberColumn("Generated tokens of finished requests."),
    preemptionsTotal: numberColumn("Preemptions."),
    timeToFirstTokenSecondsSum: numberColumn("Sum over requests that had their first token."),
    timeToFirstTokenSecondsCount: numberColumn("Number of such requests."),
    interTokenLatencySecondsSum: numberColumn("Sum over inter-token gaps."),
    interTokenLatencySecondsCount: numberColumn("Number of such gaps."),
    endToEndSecondsSum: numberColumn("Sum over finished requests."),
    endToEndSecondsCount: numberColumn("Number of such requests."),
    queueSecondsSum: numberColumn("Time that requests waited before their first step, sum."),
    queueSecondsCount: numberColumn("Number of such requests."),
    prefixCacheQueriesTotal: numberColumn("Prompt tokens looked up in the prefix cache.").optional(),
    prefixCacheHitsTotal: numberColumn("Those of them that it held.").optional(),
    cachedPromptTokensTotal: numberColumn("Prompt tokens that came from any cache.").optional(),
    finishReasons: list(table(z.number()).nullable())
      .describe("Finished requests by the engine's own reason, e.g. stop, length, abort; null is unknown.")
      .optional(),
    configuration: list(table(z.string().max(100)).nullable())
      .describe("Settings that the engine reports, by the plan's key: kvCache, gpuMemoryUtilization; null is unknown.")
      .optional(),
    timeToFirstTokenBuckets: bucketColumn("Times to the first token").optional(),
    interTokenLatencyBuckets: bucketColumn("Gaps between tokens").optional(),
    timeToFirstTokenTotals: totalsColumn("Times to the first token", "time_to_first_token").optional(),
    interTokenLatencyTotals: totalsColumn("Gaps between tokens", "inter_token_latency").optional(),
  })
  .refine(sameLength("id"), "every column has one value per engine");
export type EngineColumns = z.infer<typeof EngineColumns>;

/** The state of a source in this sample, and the age of its values. */
export const SourceStatus = z.object({
  state: z.enum(sourceStates),
  ageSeconds: z.number().nonnegative().nullable().describe("Age of the values used; null when there never were any."),
  durationSeconds: z.number().nonnegative().nullable().describe("Duration of the last finished read."),
  detail: z.string().max(500).nullable().describe("Why it is not ok."),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

/** Why an agent dropped samples. */
export const gapReasons = ["ring-full", "too-old", "too-large", "damaged", "shutdown"] as const;
export type GapReason = (typeof gapReasons)[number];

/**
 * Samples of one start of an agent that will never come: `count` of those from `fromSeq` to `toSeq`. It grows while the
 * agent loses more; the record with the highest count holds. The node is in the subject.
 */
export const Gap = z.object({
  bootId: z.string().min(8).max(64).describe("Start of the agent whose samples are missing."),
  fromSeq: z.number().int().nonnegative().describe("First missing sample."),
  toSeq: z.number().int().nonnegative().describe("Last missing sample."),
  count: z.number().int().positive().describe("Samples that are missing; others in between may have arrived."),
  reasons: z.partialRecord(z.enum(gapReasons), z.number().int().positive()).describe("How many for which reason."),
  lastAt: z.number().positive().describe("When the last of them was dropped, epoch seconds."),
});
export type Gap = z.infer<typeof Gap>;

/** One sample of a node. Its identity is in the subject; (node, bootId, seq) is unique. */
export const Telemetry = z.object({
  v: z.literal(1).describe("Major version; another is not decoded."),
  bootId: z.string().min(8).max(64).describe("Chosen anew at each start of the agent."),
  seq: z.number().int().nonnegative().describe("Counts samples from 0 within a bootId."),
  sampledAt: z.number().positive().describe("Epoch seconds."),
  intervalSeconds: z.number().positive().describe("Planned distance of samples."),
  inventoryHash: z.string().nullable().describe("Hash of the inventory this sample refers to."),
  gpus: GpuColumns,
  engines: EngineColumns,
  slices: SliceColumns.optional().describe("There where a GPU of the node is divided."),
  pods: PodColumns.optional().describe("There where the kubelet was asked."),
  sources: table(SourceStatus),
  gaps: list(Gap).max(16).optional().describe("Samples of this node that will never come; there until acknowledged."),
});
export type Telemetry = z.infer<typeof Telemetry>;
