import type { Gpu } from "../catalogue/gpu.ts";
import type { Model } from "../catalogue/model.ts";
import { bytesPerElement, peakFlops } from "../catalogue/precision.ts";
import type { Precision } from "../model/engine.ts";
import type { BindingLimit, ErrorBand } from "../model/estimate.ts";
import { ratio } from "../units.ts";
import { attainedShare } from "./attained-share.ts";
import { offlineRows } from "./offline-rows.ts";
import { type SampleShape, sampleWork } from "./sample-work.ts";

/** One GPU that computes whole batches of samples, one after the other. */
export interface PassSpeed {
  /** Seconds of one batch. Rises with it. */
  readonly batchSeconds: (batch: number) => number;
  /** Samples/s of batches back to back. */
  readonly samplesPerSecond: (batch: number) => number;
  /** What a batch of this size waits for. */
  readonly limitAt: (batch: number) => BindingLimit;
  /** Samples/s of an endless batch. */
  readonly offlineSamplesPerSecond: number;
  readonly errorBand: ErrorBand;
}

export interface PassSetting {
  readonly model: Model;
  readonly gpu: Gpu;
  readonly precision: Precision;
  readonly shape: SampleShape;
}

const kindOf = ({ kind }: Model): "encoder" | "encoder-decoder" | "diffusion" =>
  kind === "diffusion" || kind === "encoder-decoder" ? kind : "encoder";

/**
 * Speed of a model that answers in one piece on one GPU.
 *
 *     batch = launches + max(arithmetic × batch / (peak × attained share), weight reads / (bandwidth × its share))
 *
 * Held to the offline rate of large batches by measured rows; single requests are assumed.
 * @throws LL_WORKLOAD_UNSUPPORTED
 * @source data/workloads/offline-rows.json
 */
export const passSpeed = ({ model, gpu, precision, shape }: PassSetting): PassSpeed => {
  const { launchPerLayer, weightBandwidthShare, errorBand, unmeasuredKindBand } = offlineRows();
  const work = sampleWork(model, shape);
  const { share, basis } = attainedShare({ kind: kindOf(model), model: model.id, gpu: gpu.id, precision });
  const perSample = work.flops / (peakFlops(gpu, precision) * share);
  const bytesRead = work.parametersRead * bytesPerElement(precision);
  const reading = bytesRead / (gpu.memoryBandwidth.value * weightBandwidthShare.value);
  const launches = work.layerLaunches * launchPerLayer.value;
  const batchSeconds = (batch: number): number => launches + Math.max(batch * perSample, reading);
  return {
    batchSeconds,
    samplesPerSecond: (batch) => batch / batchSeconds(batch),
    limitAt: (batch) => (batch * perSample >= reading ? "prefill-compute" : "decode-bandwidth"),
    offlineSamplesPerSecond: 1 / perSample,
    errorBand: { relative: ratio((basis === "assumed" ? unmeasuredKindBand : errorBand).value), basis },
  };
};
