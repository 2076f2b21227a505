import type { Precision } from "../base/precisions.ts";
import { speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/data.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { gpuById } from "../catalogue/lookup.ts";
import { offlineRows } from "../catalogue/offline-rows.ts";
import { nativePrecision, peakFlops } from "../catalogue/precision.ts";

/** What the GPUs behind the speed coefficients attain of their peaks: the coefficients are shares of that. */
const usual = lazily(() => ({
  matrix: offlineRows().typicalMatrixShare.value,
  bandwidth: speedPriors().decode.find(({ name }) => name === "weightBandwidth")?.centre.value ?? 1,
}));

/** Matrix products of a GPU, against those of the GPUs behind the coefficients. */
interface MatrixShare {
  /** Clock that the card's power leaves, over that of the module with the same die. */
  readonly clock: number;
  /** What they attain of the data sheet's peak, over what is usual. */
  readonly ofUsual: number;
}

const shares = new WeakMap<Gpu, MatrixShare>();

/** A card has the die of a module at less power, and the clock gives way. It is never taken above that of the module. */
const shareOf = (gpu: Gpu): MatrixShare => {
  const { attained, module, power } = gpu;
  if (module === undefined)
    return { clock: 1, ofUsual: attained === undefined ? 1 : attained.matrix.value / usual().matrix };
  const whole = gpuById(module.gpu);
  const units = module.units.value;
  const clock = Math.min(1, (power.value / (whole.power.value * units)) ** offlineRows().clockExponent.value);
  const native = nativePrecision(gpu);
  return { clock, ofUsual: (clock * units * peakFlops(whole, native)) / peakFlops(gpu, native) };
};

/** @source data/workloads/offline-rows.json for the law of the clock */
export const matrixShare = (gpu: Gpu): MatrixShare => {
  const share = shares.get(gpu) ?? shareOf(gpu);
  shares.set(gpu, share);
  return share;
};

/** Arithmetic rate that stands for the peak of a GPU whose matrix products attain a smaller share of it. */
export const comparableFlops = (gpu: Gpu, precision: Precision): number =>
  peakFlops(gpu, precision) * matrixShare(gpu).ofUsual;

/** The same of memory bandwidth. */
export const comparableBandwidth = ({ attained, memoryBandwidth }: Gpu): number =>
  attained === undefined
    ? memoryBandwidth.value
    : (memoryBandwidth.value * attained.bandwidth.value) / usual().bandwidth;
