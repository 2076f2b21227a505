import type { MetricSample } from "../../prometheus-text/parse-prometheus-text.ts";

/** The first of these labels that says something. */
export const label = ({ labels }: MetricSample, ...names: readonly string[]): string | null =>
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

/** A slice tells of itself, not of the GPU. */
export const isSlice = (sample: MetricSample): boolean =>
  label(sample, "GPU_I_ID", "GPU_I_PROFILE") !== null || (gpuUuid(sample)?.startsWith("MIG-") ?? false);
