import type { Gpu } from "../catalogue/gpu.ts";
import { type Ratio, type Watts, watts } from "../units.ts";
import { operations } from "./operations.ts";

/**
 * Mean power of one GPU in watts: limit × (idle + (busy − idle) × utilisation).
 * Utilisation is the share of the time in which the GPU serves. Rises with it.
 * @source data/operations/operations.json; shares are assumed, so the basis is "assumed"
 */
export const gpuPower = (gpu: Gpu, utilisation: Ratio): Watts => {
  const { idlePowerShare, busyPowerShare } = operations();
  const served = Math.min(1, utilisation) * (busyPowerShare.value - idlePowerShare.value);
  return watts(gpu.power.value * (idlePowerShare.value + served));
};

/** Power of `gpus` GPUs with the nodes around them, in watts; the building's cooling is not in it. */
export const nodePower = (gpu: Gpu, gpus: number, utilisation: Ratio): Watts =>
  watts(gpus * gpuPower(gpu, utilisation) * operations().nodePowerFactor.value);
