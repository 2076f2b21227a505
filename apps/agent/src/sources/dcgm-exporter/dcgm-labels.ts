import type { MetricSample } from "../../exporter/parse-prometheus-text.ts";

/** Beginning of the names of all its metrics. */
export const prefix = "DCGM_FI_";

/** The first of these labels that is not empty. */
const label = ({ labels }: MetricSample, ...names: readonly string[]): string | null =>
  names.map((name) => labels.get(name)).find((value) => value !== undefined && value !== "") ?? null;

const longestUuid = 100;

export const gpuUuid = (sample: MetricSample): string | null => {
  const uuid = label(sample, "UUID", "uuid", "gpu_uuid");
  return uuid !== null && uuid.length <= longestUuid ? uuid : null;
};

const shortNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;

export const gpuIndex = (sample: MetricSample): number | null => shortNumber(label(sample, "gpu"));
export const gpuInstanceId = (sample: MetricSample): number | null => shortNumber(label(sample, "GPU_I_ID"));

/** The series of a slice is not a value of the GPU. */
export const isSlice = (sample: MetricSample): boolean =>
  label(sample, "GPU_I_ID", "GPU_I_PROFILE") !== null || (gpuUuid(sample)?.startsWith("MIG-") ?? false);
