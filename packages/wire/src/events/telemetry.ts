import { z } from "zod";
import { numberColumn, sameLength, textColumn } from "./columns.ts";

export const sourceStates = ["ok", "degraded", "stalled", "absent"] as const;
export type SourceState = (typeof sourceStates)[number];

/** GPUs of a node, one row per physical GPU; keyed by UUID, because indices are not stable. */
export const GpuColumns = z
  .object({
    uuid: z.array(z.string().min(1)).describe("Key of the row."),
    index: numberColumn("Index that the driver gives at present."),
    utilizationRatio: numberColumn(
      "Share of time with at least one kernel running, 0…1; says nothing about saturation.",
    ),
    memoryUtilizationRatio: numberColumn("Share of time in which memory was read or written, 0…1."),
    memoryTotalBytes: numberColumn("Physical memory."),
    memoryUsedBytes: numberColumn("Memory in use."),
    memoryReservedBytes: numberColumn("Memory held by driver and firmware."),
    powerDrawWatts: numberColumn("Board power."),
    powerLimitWatts: numberColumn("Power limit in force."),
    temperatureCelsius: numberColumn("Core temperature."),
    smClockHertz: numberColumn("Clock of the streaming multiprocessors."),
    memoryClockHertz: numberColumn("Memory clock."),
    clockEventReasons: z
      .array(z.array(z.string()).nullable())
      .describe("Active clock event reasons, e.g. hw-thermal-slowdown; an empty list means none, null unknown."),
    eccUncorrectedVolatile: numberColumn("Uncorrected ECC errors since the driver was loaded."),
    rowRemapPending: z.array(z.boolean().nullable()).describe("A row remap waits for a reset."),
    rowRemapFailed: z.array(z.boolean().nullable()).describe("A row remap failed; the GPU is to be replaced."),
    recoveryAction: textColumn("Recovery action that the driver asks for, lower case; none when all is well."),
    smActiveRatio: numberColumn("Share of time in which a multiprocessor had work, 0…1, from profiling.").optional(),
    smOccupancyRatio: numberColumn("Resident warps over the most possible, 0…1, from profiling.").optional(),
    tensorActiveRatio: numberColumn("Share of time in which the tensor pipe was active, 0…1.").optional(),
    dramActiveRatio: numberColumn("Share of time in which device memory was moving data, 0…1.").optional(),
  })
  .refine(sameLength("uuid"), "every column has one value per GPU");
export type GpuColumns = z.infer<typeof GpuColumns>;

/** Inference engines of a node, one row per engine endpoint. Counters are totals since the engine started. */
export const EngineColumns = z
  .object({
    id: z.array(z.string().min(1)).describe("Key of the row: stable name of the endpoint."),
    deployment: textColumn("Deployment that the endpoint belongs to."),
    engine: textColumn("vllm, sglang, …"),
    model: textColumn("Model name that the engine reports."),
    gpuUuids: z.array(z.array(z.string()).nullable()).describe("GPUs that the engine runs on."),
    reachable: z.array(z.boolean()).describe("The endpoint answered in this sample."),
    draining: z.array(z.boolean().nullable()).describe("It takes no new requests."),
    startedAt: numberColumn("Start of the engine process, epoch seconds; a change means that counters began anew."),
    running: numberColumn("Requests in a running batch."),
    waiting: numberColumn("Requests waiting for a place."),
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
  })
  .refine(sameLength("id"), "every column has one value per engine");
export type EngineColumns = z.infer<typeof EngineColumns>;

/** What a source could tell in this sample, and how old it is. */
export const SourceStatus = z.object({
  state: z.enum(sourceStates),
  ageSeconds: z.number().nonnegative().nullable().describe("Age of the values used; null when there never were any."),
  durationSeconds: z.number().nonnegative().nullable().describe("Duration of the last finished read."),
  detail: z.string().max(500).nullable().describe("Why it is not ok."),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

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
  sources: z.record(z.string(), SourceStatus),
});
export type Telemetry = z.infer<typeof Telemetry>;
