import type { Precision } from "../base/precisions.ts";
import { speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/data.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { offlineRows } from "../catalogue/offline-rows.ts";
import { peakFlops } from "../catalogue/precision.ts";

/** What the GPUs behind the speed coefficients attain of their peaks: the coefficients are shares of that. */
const usual = lazily(() => ({
  matrix: offlineRows().typicalMatrixShare.value,
  bandwidth: speedPriors().decode.find(({ name }) => name === "weightBandwidth")?.centre.value ?? 1,
}));

/** Arithmetic rate that stands for the peak of a GPU whose matrix products attain a smaller share of it. */
export const comparableFlops = (gpu: Gpu, precision: Precision): number =>
  gpu.attained === undefined
    ? peakFlops(gpu, precision)
    : (peakFlops(gpu, precision) * gpu.attained.matrix.value) / usual().matrix;

/** The same of memory bandwidth. */
export const comparableBandwidth = ({ attained, memoryBandwidth }: Gpu): number =>
  attained === undefined
    ? memoryBandwidth.value
    : (memoryBandwidth.value * attained.bandwidth.value) / usual().bandwidth;
