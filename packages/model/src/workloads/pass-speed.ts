import type { Precision } from "../base/precisions.ts";
import { ratio } from "../base/units.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { architectureId, type Model } from "../catalogue/model.ts";
import { offlineRows } from "../catalogue/offline-rows.ts";
import { bytesPerElement, nativePrecision, peakFlops } from "../catalogue/precision.ts";
import { weightBytes } from "../memory/weight-bytes.ts";
import type { Parallel } from "../model/engine.ts";
import type { BindingLimit, ErrorBand } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { attainedShare } from "./attained-share.ts";
import { type SampleShape, type SampleWork, sampleWork } from "./sample-work.ts";

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

interface PassSetting {
  readonly model: Model;
  readonly gpu: Gpu;
  readonly precision: Precision;
  readonly shape: SampleShape;
}

type Side = "inputTokens" | "outputTokens";

/** How requests to a kind of model look: the lengths that they have, and whether the answer comes at once. */
interface RequestForm {
  readonly sides: readonly Side[];
  /** Each GPU of a replica then serves whole requests of its own. */
  readonly inOnePiece: boolean;
}

/** Pictures have no tokens, an encoder writes none, an encoder-decoder reads one window. */
const requestForms: { readonly [K in Model["kind"]]: RequestForm } = {
  decoder: { sides: ["inputTokens", "outputTokens"], inOnePiece: false },
  encoder: { sides: ["inputTokens"], inOnePiece: true },
  "encoder-decoder": { sides: ["outputTokens"], inOnePiece: true },
  diffusion: { sides: [], inOnePiece: true },
  // Not timed: measured alone.
  "single-pass": { sides: ["inputTokens"], inOnePiece: false },
};

export const requestForm = ({ kind }: Pick<Model, "kind">): RequestForm => requestForms[kind];

export const oneGpu: Parallel = { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 };

const kindOf = ({ kind }: Model) => (kind === "diffusion" || kind === "encoder-decoder" ? kind : "encoder");

const cacheBytes = ({ gpu }: Pick<PassSetting, "gpu">): number => bytesPerElement(nativePrecision(gpu));

/** Samples whose caches fit beside the weights; larger batches run one part after the other. At least one. */
const mostSamples = (work: readonly SampleWork[], { model, gpu, precision }: Omit<PassSetting, "shape">): number => {
  const cacheBytesOfAll = work.reduce((sum, { cacheSize }) => sum + cacheSize, 0) * cacheBytes({ gpu });
  if (cacheBytesOfAll === 0) return Number.POSITIVE_INFINITY;
  const weights = weightBytes({ model, gpu, weights: precision, parallel: oneGpu });
  const cacheSpace = usableShare * gpu.memoryCapacity.value - weights;
  return Math.max(1, Math.floor(cacheSpace / cacheBytesOfAll));
};

// Engines' own default for the share of the memory that they use.
const usableShare = 0.9;

/**
 * Speed of a model that answers in one piece on one GPU.
 *
 *     batch = launches + Σ over phases max(arithmetic × batch / (peak × attained share),
 *                                          (weight reads + cache reads × batch) / (bandwidth × its share))
 *
 * Held to the offline rate of large batches by measured rows; single requests are assumed.
 * @throws LL_WORKLOAD_UNSUPPORTED
 * @source data/workloads/offline-rows.json
 */
export const passSpeed = ({ model, gpu, precision, shape }: PassSetting): PassSpeed => {
  const { launchPerLayer, weightBandwidthShare, errorBand, unmeasuredKindBand } = offlineRows();
  const work = sampleWork(model, shape);
  const { share, basis } = attainedShare({ kind: kindOf(model), model: architectureId(model), gpu, precision });
  const bandwidth = gpu.memoryBandwidth.value * weightBandwidthShare.value;
  const phases = work.map(({ flops, parametersRead, cacheRead }) => ({
    computing: flops / (peakFlops(gpu, precision) * share),
    weights: (parametersRead * bytesPerElement(precision)) / bandwidth,
    cache: (cacheRead * cacheBytes({ gpu })) / bandwidth,
  }));
  const launches = work.reduce((sum, phase) => sum + phase.layerLaunches, 0) * launchPerLayer.value;
  const whole = (batch: number): number =>
    launches +
    phases.reduce(
      (sum, { computing, weights, cache }) => sum + Math.max(batch * computing, weights + batch * cache),
      0,
    );
  const most = mostSamples(work, { model, gpu, precision });
  const batchSeconds = (batch: number): number => (batch <= most ? whole(batch) : (batch / most) * whole(most));
  const computed = phases.reduce((sum, { computing }) => sum + computing, 0);
  return {
    batchSeconds,
    samplesPerSecond: (batch) => batch / batchSeconds(batch),
    limitAt: (batch) =>
      2 * batch * computed >= batchSeconds(batch) - launches ? "prefill-compute" : "decode-bandwidth",
    offlineSamplesPerSecond: Number.isFinite(most) ? most / whole(most) : 1 / computed,
    errorBand: { relative: ratio((basis === "assumed" ? unmeasuredKindBand : errorBand).value), basis },
  };
};

/** Requests of several samples each, all in one batch. */
const inGroups = (speed: PassSpeed, samples: number): PassSpeed => ({
  ...speed,
  batchSeconds: (batch) => speed.batchSeconds(batch * samples),
  samplesPerSecond: (batch) => batch / speed.batchSeconds(batch * samples),
  limitAt: (batch) => speed.limitAt(batch * samples),
  offlineSamplesPerSecond: speed.offlineSamplesPerSecond / samples,
});

/** Of each GPU of a replica, in requests. @throws LL_WORKLOAD_UNSUPPORTED */
export const specSpeed = (
  { model, gpu, weights }: ReplicaSpec,
  { picture, documents = 1, inputTokens, ...shape }: DemandShape,
): PassSpeed => {
  const sample = { ...shape, ...picture, inputTokens: inputTokens / documents };
  return inGroups(passSpeed({ model, gpu, precision: weights, shape: sample }), documents);
};

const batchSizes = Array.from({ length: 11 }, (_, power) => 2 ** power);
const largestBatch = 1024;
const negligibleGain = 0.02;

/** The smallest batch that hardly any larger one exceeds: those complete hardly more and only add waiting. */
export const usefulBatch = ({ samplesPerSecond }: PassSpeed): number =>
  batchSizes.find((size) => samplesPerSecond(size) >= (1 - negligibleGain) * samplesPerSecond(largestBatch)) ??
  largestBatch;
