import { dcgmShare } from "../../profiling/dcgm-share.ts";
import {
  type ProfilingKey,
  type ProfilingReading,
  type ProfilingReport,
  profilingFields,
  profilingKeys,
} from "../../profiling/profiling-fields.ts";
import { type MetricSample, parsePrometheusText } from "../../prometheus-text/parse-prometheus-text.ts";

import type { GpuReport } from "../nvidia-smi-xml/gpu-report.ts";
import { gpuIndex, gpuUuid, isSlice, label } from "./dcgm-labels.ts";
import { readDcgmGpus, readLastXids } from "./read-dcgm-gpus.ts";
import { readSliceMetrics, type SliceMetrics } from "./read-slice-metrics.ts";

/** What an exporter tells beside the profiling counters of whole GPUs. */
export interface DcgmReport extends ProfilingReport {
  readonly slices: readonly SliceMetrics[];
  /** The last Xid of each GPU by UUID, 0 for none. */
  readonly lastXids: ReadonlyMap<string, number>;
  /** The GPUs with the values that a driver would tell. */
  readonly driver: GpuReport;
}

export type ParsedDcgmExporter =
  | { readonly kind: "ok"; readonly report: DcgmReport; readonly hosts: readonly string[] }
  | { readonly kind: "too-many" }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

const prefix = "DCGM_FI_";
const keyByName: ReadonlyMap<string, ProfilingKey> = new Map(
  profilingKeys.flatMap((key) => profilingFields[key].names.map((name) => [prefix + name, key] as const)),
);

/** A GPU that several pods share is told once per pod; those are one value, and none where they disagree. */
const readShare = (samples: readonly MetricSample[], key: ProfilingKey): number | null => {
  const values = samples.filter(({ name }) => keyByName.get(name) === key).map(({ value }) => dcgmShare(value));
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
};

const readGpu = (samples: readonly MetricSample[]): ProfilingReading => {
  const shares = Object.fromEntries(profilingKeys.map((key) => [key, readShare(samples, key)]));
  const [first] = samples;
  return {
    uuid: first === undefined ? null : gpuUuid(first),
    index: first === undefined ? null : gpuIndex(first),
    ...(shares as Record<ProfilingKey, number | null>),
  };
};

const byGpu = (samples: readonly MetricSample[]): readonly (readonly MetricSample[])[] => {
  const groups = new Map<string, MetricSample[]>();
  for (const sample of samples) {
    const key = gpuUuid(sample) ?? `#${gpuIndex(sample)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sample]);
    else group.push(sample);
  }
  return [...groups.values()];
};

/** Reads the text of a dcgm-exporter, names before and after DCGM 4.6. Never throws; a blank is null. */
export const parseDcgmExporter = (text: string): ParsedDcgmExporter => {
  const { samples, rejectedLines, tooMany } = parsePrometheusText(text);
  if (tooMany) return { kind: "too-many" };
  if (!samples.some(({ name }) => name.startsWith(prefix))) {
    return { kind: "no-known-metric", samples: samples.length, rejectedLines };
  }
  const profiling = samples.filter(({ name }) => keyByName.has(name));
  const parts = profiling.filter(isSlice);
  const whole = profiling.filter((sample) => !isSlice(sample) && (gpuUuid(sample) ?? gpuIndex(sample)) !== null);
  const hosts = new Set(samples.map((sample) => label(sample, "hostname", "Hostname")).filter((host) => host !== null));
  return {
    kind: "ok",
    report: {
      gpus: byGpu(whole).map(readGpu),
      partsIgnored: byGpu(parts).length,
      rejectedLines,
      slices: readSliceMetrics(samples),
      lastXids: readLastXids(samples),
      driver: readDcgmGpus(samples),
    },
    hosts: [...hosts],
  };
};
