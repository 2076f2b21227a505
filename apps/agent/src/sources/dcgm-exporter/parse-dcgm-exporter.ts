import { dcgmShare } from "../../profiling/dcgm-blank.ts";
import {
  type ProfilingKey,
  type ProfilingReading,
  type ProfilingReport,
  profilingFields,
  profilingKeys,
} from "../../profiling/profiling-fields.ts";
import { type MetricSample, parsePrometheusText } from "../../prometheus-text/parse-prometheus-text.ts";

export type ParsedDcgmExporter =
  | { readonly kind: "ok"; readonly report: ProfilingReport; readonly hosts: readonly string[] }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

const prefix = "DCGM_FI_";
const keyByName: ReadonlyMap<string, ProfilingKey> = new Map(
  profilingKeys.flatMap((key) => profilingFields[key].names.map((name) => [prefix + name, key] as const)),
);

const label = ({ labels }: MetricSample, ...names: readonly string[]): string | null =>
  names.map((name) => labels.get(name)).find((value) => value !== undefined && value !== "") ?? null;

const uuidOf = (sample: MetricSample): string | null => label(sample, "UUID", "uuid", "gpu_uuid");

const indexOf = (sample: MetricSample): number | null => {
  const text = label(sample, "gpu");
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
};

/** A slice tells of itself, not of the GPU. */
const isPart = (sample: MetricSample): boolean =>
  label(sample, "GPU_I_ID", "GPU_I_PROFILE") !== null || (uuidOf(sample)?.startsWith("MIG-") ?? false);

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
    uuid: first === undefined ? null : uuidOf(first),
    index: first === undefined ? null : indexOf(first),
    ...(shares as Record<ProfilingKey, number | null>),
  };
};

const byGpu = (samples: readonly MetricSample[]): readonly (readonly MetricSample[])[] => {
  const groups = new Map<string, MetricSample[]>();
  for (const sample of samples) {
    const key = uuidOf(sample) ?? `#${indexOf(sample)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sample]);
    else group.push(sample);
  }
  return [...groups.values()];
};

/** Reads the text of a dcgm-exporter, names before and after DCGM 4.6. Never throws; a blank is null. */
export const parseDcgmExporter = (text: string): ParsedDcgmExporter => {
  const { samples, rejectedLines } = parsePrometheusText(text);
  if (!samples.some(({ name }) => name.startsWith(prefix))) {
    return { kind: "no-known-metric", samples: samples.length, rejectedLines };
  }
  const profiling = samples.filter(({ name }) => keyByName.has(name));
  const parts = profiling.filter(isPart);
  const whole = profiling.filter((sample) => !isPart(sample) && (uuidOf(sample) ?? indexOf(sample)) !== null);
  const hosts = new Set(samples.map((sample) => label(sample, "hostname", "Hostname")).filter((host) => host !== null));
  return {
    kind: "ok",
    report: { gpus: byGpu(whole).map(readGpu), partsIgnored: byGpu(parts).length, rejectedLines },
    hosts: [...hosts],
  };
};
