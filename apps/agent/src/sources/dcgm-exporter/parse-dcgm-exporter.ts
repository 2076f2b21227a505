import type { ParsedPage } from "../../exporter/exporter-source.ts";
import { type ExporterSettings, exporterSource, pageOutcome } from "../../exporter/exporter-source.ts";
import { type MetricSample, parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import {
  dcgmShare,
  type ProfilingKey,
  type ProfilingReading,
  type ProfilingReport,
  profilingFields,
  profilingKeys,
} from "../../profiling/profiling-fields.ts";
import type { ReadOutcome, Source } from "../source.ts";
import {
  gpuIndex,
  gpuUuid,
  isSlice,
  prefix,
  readDcgmGpus,
  readLastXids,
  readSliceMetrics,
  type SliceMetrics,
} from "./read-dcgm-gpus.ts";

/** Everything in an exporter's page beside the profiling counters of whole GPUs. */
export interface DcgmReport extends ProfilingReport {
  readonly slices: readonly SliceMetrics[];
  /** The last Xid of each GPU by UUID, 0 for none. */
  readonly lastXids: ReadonlyMap<string, number>;
  readonly gpuReport: GpuReport;
}

const keyByName: ReadonlyMap<string, ProfilingKey> = new Map(
  profilingKeys.flatMap((key) => profilingFields[key].names.map((name) => [prefix + name, key] as const)),
);

/** A GPU that several pods share has a series per pod; those are one value, and none where they disagree. */
const readShare = (samples: readonly MetricSample[], key: ProfilingKey): number | null => {
  const values = samples.filter(({ name }) => keyByName.get(name) === key).map(({ value }) => dcgmShare(value));
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
};

const readGpu = (samples: readonly [MetricSample, ...MetricSample[]]): ProfilingReading => {
  const shares = Object.fromEntries(profilingKeys.map((key) => [key, readShare(samples, key)]));
  const [first] = samples;
  return { uuid: gpuUuid(first), index: gpuIndex(first), ...(shares as Record<ProfilingKey, number | null>) };
};

const byGpu = (samples: readonly MetricSample[]): readonly (readonly [MetricSample, ...MetricSample[]])[] => {
  const groups = new Map<string, [MetricSample, ...MetricSample[]]>();
  for (const sample of samples) {
    const key = gpuUuid(sample) ?? `#${gpuIndex(sample)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sample]);
    else group.push(sample);
  }
  return [...groups.values()];
};

/** Reads the page of a dcgm-exporter, names before and since DCGM 4.6. Never throws; a blank is null. */
export const parseDcgmExporter = (text: string): ParsedPage<DcgmReport> => {
  const { samples: all, rejectedLines, tooMany } = parsePrometheusText(text);
  if (tooMany) return { kind: "too-many" };
  const samples = all.filter(({ name }) => name.startsWith(prefix));
  if (samples.length === 0) return { kind: "no-known-metric", samples: all.length, rejectedLines };
  const profiling = samples.filter(({ name }) => keyByName.has(name));
  const whole = profiling.filter((sample) => !isSlice(sample) && (gpuUuid(sample) ?? gpuIndex(sample)) !== null);
  const slices = readSliceMetrics(samples);
  const report: DcgmReport = {
    gpus: byGpu(whole).map(readGpu),
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

/** GPUs, MIG slices and profiling counters by the page of a dcgm-exporter. */
export const dcgmExporterSource = (settings: ExporterSettings): Source<DcgmReport> =>
  exporterSource("dcgm-exporter", settings, interpretDcgmExporter);
