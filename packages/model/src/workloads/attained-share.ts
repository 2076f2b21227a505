import type { Precision } from "../base/precisions.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { gpuById, gpuOf, modelById } from "../catalogue/lookup.ts";
import { type OfflineRow, offlineRows } from "../catalogue/offline-rows.ts";
import { elementBits, peakFlops } from "../catalogue/precision.ts";
import { matrixShare } from "../performance/attained-peaks.ts";
import { sampleWork } from "./sample-work.ts";

/** Share of the dense peak that a row attains. */
export const rowShare = ({ model, gpu, precision, samplesPerSecond }: OfflineRow): number => {
  const { meanSquadTokens } = offlineRows();
  const work = sampleWork(modelById(model), { inputTokens: meanSquadTokens.value });
  const flops = work.reduce((sum, phase) => sum + phase.flops, 0);
  return (samplesPerSecond.value * flops) / peakFlops(gpuById(gpu), precision);
};

interface ShareQuestion {
  readonly kind: "encoder" | "encoder-decoder" | "diffusion";
  readonly model: string;
  readonly gpu: string | Gpu;
  readonly precision: Precision;
}

interface AttainedShare {
  readonly share: number;
  readonly basis: "calibrated" | "transferred" | "assumed";
}

// A row of the same GPU weighs most; one of the same format more than one of another.
const ownGpuWeight = 8;
const sameFormatWeight = 2;

const weightOf = (row: OfflineRow, { gpu, precision }: ShareQuestion): number =>
  (row.gpu === gpuOf(gpu).id ? ownGpuWeight : 1) *
  (elementBits(row.precision) === elementBits(precision) ? sameFormatWeight : 1);

/** Rows of encoders do not measure a decoder behind one, and those of one encoder do not measure another. */
const basisOf = (used: readonly OfflineRow[], { kind, model, gpu }: ShareQuestion): AttainedShare["basis"] => {
  if (!used.some((row) => modelById(row.model).kind === kind)) return "assumed";
  return used.some((row) => row.gpu === gpuOf(gpu).id && row.model === model) ? "calibrated" : "transferred";
};

/**
 * Share of a GPU's dense peak that a batched run of such a model attains: the weighted geometric mean of the measured
 * rows of its kind, the GPU's own far ahead. A GPU or format without a row borrows the others', as shares of what the
 * matrix products of each GPU attain.
 */
export const attainedShare = (
  question: ShareQuestion,
  rows: readonly OfflineRow[] = offlineRows().rows,
): AttainedShare => {
  const comparable = rows.filter(
    (row) => (modelById(row.model).kind === "diffusion") === (question.kind === "diffusion"),
  );
  const used = comparable.length > 0 ? comparable : rows;
  const total = used.reduce((sum, row) => sum + weightOf(row, question), 0);
  // Of what its GPU's matrix products attain, the share that a row does.
  const mean =
    used.reduce(
      (sum, row) => sum + weightOf(row, question) * Math.log(rowShare(row) / matrixShare(gpuById(row.gpu)).ofUsual),
      0,
    ) / total;
  return { share: Math.exp(mean) * matrixShare(gpuOf(question.gpu)).ofUsual, basis: basisOf(used, question) };
};
