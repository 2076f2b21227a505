import { type ParsedPage, pageOutcome } from "../../exporter/exporter-source.ts";
import { rowsBy } from "../../exporter/metric-rows.ts";
import { type MetricSample, parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { ProfilingReading } from "../../gpu-report/profiling-fields.ts";
import type { ReadOutcome } from "../../source/source.ts";
import {
  firstSample,
  gpuIndex,
  gpuUuid,
  isProfiling,
  isSlice,
  prefix,
  readDcgmGpus,
  readLastXids,
  readSliceMetrics,
  type SliceMetrics,
  sharesOf,
} from "./read-dcgm-gpus.ts";

/** An exporter's page. */
export interface DcgmReport {
  /** Profiling counters of whole GPUs. */
  readonly gpus: readonly ProfilingReading[];
  readonly slices: readonly SliceMetrics[];
  /** The last Xid of each GPU by UUID, 0 for none. */
  readonly lastXids: ReadonlyMap<string, number>;
  readonly gpuReport: GpuReport;
}

/** Profiling counters of whole GPUs; one without UUID counts by its index. */
const readProfiling = (samples: readonly MetricSample[]): readonly ProfilingReading[] => {
  const whole = samples.filter((sample) => isProfiling(sample) && !isSlice(sample));
  const rows = rowsBy(
    whole,
    (sample) => gpuUuid(sample) ?? (gpuIndex(sample) === null ? null : `#${gpuIndex(sample)}`),
  );
  return [...rows.values()].flatMap((row) => {
    const first = firstSample(row);
    return first === undefined ? [] : [{ uuid: gpuUuid(first), index: gpuIndex(first), ...sharesOf(row) }];
  });
};

/** Reads the page of a dcgm-exporter, names before and since DCGM 4.6. Never throws; a blank is null. */
export const parseDcgmExporter = (text: string): ParsedPage<DcgmReport> => {
  const { samples: all, rejectedLines, tooMany } = parsePrometheusText(text);
  if (tooMany) return { kind: "too-many" };
  const samples = all.filter(({ name }) => name.startsWith(prefix));
  if (samples.length === 0) return { kind: "no-known-metric", samples: all.length, rejectedLines };
  const slices = readSliceMetrics(samples);
  const report: DcgmReport = {
    gpus: readProfiling(samples),
    slices,
    lastXids: readLastXids(samples),
    gpuReport: readDcgmGpus(samples, slices),
  };
  return { kind: "ok", report, rejectedLines };
};

export const interpretDcgmExporter = (text: string): ReadOutcome<DcgmReport> => {
  const outcome = pageOutcome(parseDcgmExporter(text), "DCGM metric");
  if (!("value" in outcome)) return outcome;
  const { gpus, gpuReport, slices } = outcome.value;
  if (gpus.length + gpuReport.gpus.length + slices.length > 0) return outcome;
  return { kind: "degraded", value: outcome.value, reason: "no-known-metric", detail: "no GPU is named" };
};
