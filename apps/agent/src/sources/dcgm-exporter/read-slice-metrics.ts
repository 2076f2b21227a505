import { type ProfilingKey, profilingFields, profilingKeys } from "../../profiling/profiling-fields.ts";
import type { MetricSample } from "../../prometheus-text/parse-prometheus-text.ts";
import {
  fraction,
  labelCell,
  type MetricRow,
  mebibyteCount,
  metricCell,
  metricField,
  rowsBy,
} from "../gpu-metrics/metric-fields.ts";
import type { SliceReading } from "../nvidia-smi-xml/gpu-report.ts";
import { sliceKey } from "../nvidia-smi-xml/read-slices.ts";
import { orNull } from "../values/unknown.ts";
import { gpuInstanceId, gpuUuid, isSlice } from "./dcgm-labels.ts";

/** What an exporter tells of one MIG slice. */
export interface SliceMetrics {
  /** Null where the exporter names the slice alone. */
  readonly parentUuid: string | null;
  readonly slice: SliceReading;
  /** Shares of time 0…1. */
  readonly shares: Readonly<Record<ProfilingKey, number | null>>;
}

const memory = (name: string) => metricField(mebibyteCount, `DCGM_FI_DEV_${name}`, `DCGM_FI_${name}`);
const used = memory("FB_USED");
const free = memory("FB_FREE");
const total = memory("FB_TOTAL");

const share = (row: MetricRow, key: ProfilingKey): number | null =>
  orNull(metricCell(row, metricField(fraction, ...profilingFields[key].names.map((name) => `DCGM_FI_${name}`))));

const readSlice = (row: MetricRow, first: MetricSample): SliceMetrics => {
  const uuid = gpuUuid(first);
  const parentUuid = uuid?.startsWith("MIG-") ? null : uuid;
  const instance = gpuInstanceId(first);
  const usedBytes = orNull(metricCell(row, used));
  const freeBytes = orNull(metricCell(row, free));
  const sum = usedBytes === null || freeBytes === null ? null : usedBytes + freeBytes;
  return {
    parentUuid,
    slice: {
      uuid: parentUuid === null ? (uuid ?? "MIG") : sliceKey(parentUuid, instance, 0),
      index: null,
      gpuInstanceId: instance,
      computeInstanceId: null,
      profile: orNull(labelCell(row, "GPU_I_PROFILE")),
      memoryTotalBytes: orNull(metricCell(row, total)) ?? sum,
      memoryUsedBytes: usedBytes,
    },
    shares: Object.fromEntries(profilingKeys.map((key) => [key, share(row, key)])) as SliceMetrics["shares"],
  };
};

/** The MIG slices of an exporter's text, by their GPU and instance; pods that share one are told once. */
export const readSliceMetrics = (samples: readonly MetricSample[]): readonly SliceMetrics[] => {
  const rows = rowsBy(samples, (sample) => {
    const uuid = sample.name.startsWith("DCGM_FI_") && isSlice(sample) ? gpuUuid(sample) : null;
    return uuid === null ? null : `${uuid}/${gpuInstanceId(sample)}`;
  });
  return [...rows.values()].flatMap((row) => {
    const [first] = [...row.values()].flat();
    return first === undefined ? [] : [readSlice(row, first)];
  });
};
