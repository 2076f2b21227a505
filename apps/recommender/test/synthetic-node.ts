import type { Telemetry } from "@loadline/protocol";
import { type EngineSample, EngineSeries, type Retention } from "../src/fleet/engine-series.ts";

/** The series of an engine with these readings, one after the other. */
export const seriesOf = (
  readings: readonly EngineSample[],
  retention: Retention,
  series = new EngineSeries(),
): EngineSeries => {
  for (const reading of readings) series.add(reading, retention);
  return series;
};

export interface SyntheticEngine {
  readonly id: string;
  readonly deployment: string;
  readonly model?: string | null;
  readonly configuration?: Readonly<Record<string, string>> | null;
  readonly reachable?: boolean;
  readonly draining?: boolean | null;
  readonly startedAt?: number | null;
  readonly running?: number | null;
  readonly waiting?: number | null;
  readonly finished?: number | null;
  readonly promptTokens?: number | null;
  readonly generatedTokens?: number | null;
  readonly interTokenSeconds?: number | null;
  readonly interTokenCount?: number | null;
  readonly firstTokenSeconds?: number | null;
  readonly firstTokenCount?: number | null;
}

export interface SyntheticSample {
  readonly bootId?: string;
  readonly seq: number;
  readonly sampledAt: number;
  readonly engines: readonly SyntheticEngine[];
  readonly sources?: Telemetry["sources"];
}

const noGpus: Telemetry["gpus"] = {
  uuid: [],
  index: [],
  utilizationRatio: [],
  memoryUtilizationRatio: [],
  memoryTotalBytes: [],
  memoryUsedBytes: [],
  memoryReservedBytes: [],
  powerDrawWatts: [],
  powerLimitWatts: [],
  temperatureCelsius: [],
  smClockHertz: [],
  memoryClockHertz: [],
  clockEventReasons: [],
  eccUncorrectedVolatile: [],
  rowRemapPending: [],
  rowRemapFailed: [],
  recoveryAction: [],
};

const column = <T>(
  engines: readonly SyntheticEngine[],
  read: (engine: SyntheticEngine) => T | undefined,
  unset: T,
): T[] =>
  engines.map((engine) => {
    const value = read(engine);
    return value === undefined ? unset : value;
  });

const engineColumns = (engines: readonly SyntheticEngine[]): Telemetry["engines"] => {
  const known = (read: (engine: SyntheticEngine) => number | null | undefined): (number | null)[] =>
    column<number | null>(engines, read, null);
  const unknown = engines.map(() => null);
  return {
    id: engines.map(({ id }) => id),
    deployment: engines.map(({ deployment }) => deployment),
    engine: engines.map(() => "vllm"),
    model: column<string | null>(engines, ({ model }) => model, null),
    ...(engines.some(({ configuration }) => configuration)
      ? { configuration: engines.map(({ configuration = null }) => configuration && { ...configuration }) }
      : {}),
    gpuUuids: unknown,
    reachable: column(engines, ({ reachable }) => reachable, true),
    draining: column<boolean | null>(engines, ({ draining }) => draining, false),
    startedAt: known(({ startedAt }) => startedAt),
    running: column<number | null>(engines, ({ running }) => running, 0),
    waiting: column<number | null>(engines, ({ waiting }) => waiting, 0),
    kvCacheUsageRatio: unknown,
    kvCacheCapacityTokens: unknown,
    promptTokensTotal: unknown,
    generationTokensTotal: unknown,
    finishedRequestsTotal: known(({ finished }) => finished),
    finishedPromptTokensTotal: known(({ promptTokens }) => promptTokens),
    finishedGenerationTokensTotal: known(({ generatedTokens }) => generatedTokens),
    preemptionsTotal: unknown,
    timeToFirstTokenSecondsSum: known(({ firstTokenSeconds }) => firstTokenSeconds),
    timeToFirstTokenSecondsCount: known(({ firstTokenCount }) => firstTokenCount),
    interTokenLatencySecondsSum: known(({ interTokenSeconds }) => interTokenSeconds),
    interTokenLatencySecondsCount: known(({ interTokenCount }) => interTokenCount),
    endToEndSecondsSum: unknown,
    endToEndSecondsCount: unknown,
    queueSecondsSum: unknown,
    queueSecondsCount: unknown,
  };
};

/** A valid sample with these engines and no GPUs. */
export const syntheticTelemetry = ({
  bootId = "boot-0000",
  seq,
  sampledAt,
  engines,
  sources = {},
}: SyntheticSample): Telemetry => ({
  v: 1,
  bootId,
  seq,
  sampledAt,
  intervalSeconds: 1,
  inventoryHash: null,
  gpus: noGpus,
  engines: engineColumns(engines),
  sources,
});

export interface NodeWithGpus {
  readonly gpus: readonly string[];
  readonly engines: readonly SyntheticEngine[];
  /** Devices of each engine; null: it does not report them. */
  readonly on: readonly (readonly string[] | null)[];
  readonly seq?: number;
  readonly sampledAt?: number;
}

/** A sample that reports which GPUs the node has and which of them each engine runs on. */
export const sampleWithGpus = ({ gpus, engines, on, seq = 0, sampledAt = 1 }: NodeWithGpus): Telemetry => {
  const sample = syntheticTelemetry({ seq, sampledAt, engines });
  const gpuUuids = on.map((devices) => (devices === null ? null : [...devices]));
  return { ...sample, gpus: { ...sample.gpus, uuid: [...gpus] }, engines: { ...sample.engines, gpuUuids } };
};
