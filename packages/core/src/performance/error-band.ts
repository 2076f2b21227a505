import { errorBands } from "../catalogue/calibration-data.ts";
import { ratio } from "../units.ts";
import type { ErrorBand, ReplicaSpec } from "./types.ts";

const isAssumed = ({ model }: ReplicaSpec): boolean =>
  model.kind === "diffusion" || model.transformer.layers.source.kind === "assumed";

/**
 * Relative half-width within which inter-token latency and throughput are expected, and where it comes from:
 * calibrated where the GPU has measured rows, transferred where constants were carried over, assumed where the
 * architecture itself is not published. Waiting times are less certain, the more so near saturation.
 * @source data/calibration/error-bands.json
 */
export const errorBandOf = (spec: ReplicaSpec): ErrorBand => {
  const { calibratedGpus, calibrated, transferred, assumed } = errorBands();
  if (isAssumed(spec)) return { relative: ratio(assumed.value), basis: "assumed" };
  return calibratedGpus.includes(spec.gpu.id)
    ? { relative: ratio(calibrated.value), basis: "calibrated" }
    : { relative: ratio(transferred.value), basis: "transferred" };
};
