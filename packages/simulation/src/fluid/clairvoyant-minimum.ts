import { LoadlineError } from "@loadline/core";
import type { Trace } from "../traces/types.ts";

export interface TraceCapacity {
  readonly requestsPerSecondPerReplica: number;
  readonly gpusPerReplica: number;
  /** Length of an interval over which the load is averaged, seconds. */
  readonly intervalSeconds: number;
}

/** What a planner who knows the future would run: no forecast error, no lead time, no spare. */
export interface ClairvoyantMinimum {
  readonly peakReplicas: number;
  readonly meanReplicas: number;
  readonly peakGpus: number;
  readonly replicaHours: number;
  readonly gpuHours: number;
  readonly replicasByInterval: readonly number[];
}

const secondsPerHour = 3600;

const countsOf = (trace: Trace, intervalSeconds: number): readonly number[] => {
  const end = trace.at(-1)?.at ?? 0;
  const counts = Array.from({ length: Math.floor(end / intervalSeconds) + 1 }, () => 0);
  for (const { at } of trace) {
    const index = Math.floor(at / intervalSeconds);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
};

const positive = (what: string, value: number): number => {
  if (Number.isFinite(value) && value > 0) return value;
  throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected: "a number above 0" });
};

/**
 * Fewest GPUs for a trace: ⌈λ(t)/μ⌉ replicas in each interval, μ the capacity of a replica within its objectives.
 * A lower bound for every policy with the same capacity. Longer intervals hide peaks and lower it.
 * @throws LL_TRACE_EMPTY, LL_INPUT_INVALID
 */
export const minimumGpusForTrace = (trace: Trace, capacity: TraceCapacity): ClairvoyantMinimum => {
  if (trace.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source: "given" });
  const intervalSeconds = positive("intervalSeconds", capacity.intervalSeconds);
  const perReplica = positive("requestsPerSecondPerReplica", capacity.requestsPerSecondPerReplica);
  const gpusPerReplica = positive("gpusPerReplica", capacity.gpusPerReplica);
  const replicasByInterval = countsOf(trace, intervalSeconds).map((count) =>
    Math.ceil(count / intervalSeconds / perReplica - 1e-9),
  );
  const peakReplicas = replicasByInterval.reduce((most, replicas) => Math.max(most, replicas), 0);
  const total = replicasByInterval.reduce((sum, replicas) => sum + replicas, 0);
  const replicaHours = (total * intervalSeconds) / secondsPerHour;
  return {
    peakReplicas,
    meanReplicas: total / replicasByInterval.length,
    peakGpus: peakReplicas * gpusPerReplica,
    replicaHours,
    gpuHours: replicaHours * gpusPerReplica,
    replicasByInterval,
  };
};
