import type { Gpu } from "../catalogue/gpu.ts";
import { gpuOf, listGpus, modelOf } from "../catalogue/lookup.ts";
import type { Model } from "../catalogue/model.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import type { Precision } from "../model/engine.ts";
import type { Slo } from "../model/load.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { defaultConfidence, replicaRates } from "../sizing/replica-counts.ts";
import type { CandidateSet, ClosestReach, ClusterCandidate, MissingGpu, SearchRequest } from "../sizing/types.ts";
import { offlineRows } from "./offline-rows.ts";
import { batchSizes, usefulBatch } from "./pass-estimate.ts";
import { type PassSpeed, passSpeed } from "./pass-speed.ts";

/** Formats to look at: those asked for, else the checkpoint's own, or the narrower ones that the GPU multiplies in. */
const precisionsOf = (gpu: Gpu, { model, precisions, isNarrowed }: SearchRequest): readonly Precision[] => {
  if (precisions !== undefined) return precisions;
  if (isNarrowed !== true) return [replicaSpec({ model, gpu }).weights];
  return [
    ...(gpu.denseFlops.int8 === null ? [] : (["int8"] as const)),
    ...(gpu.denseFlops.fp8 === null ? [] : (["fp8"] as const)),
  ];
};

/**
 * Whole answer at the served load: at worst a request waits for the batch before its own. Tokens do not come one by
 * one, so an objective for the first token is one for the answer.
 */
const answerSeconds = (speed: PassSpeed, batch: number): number => 2 * speed.batchSeconds(batch);

const allowedSeconds = ({ endToEnd, timeToFirstToken }: Slo): number =>
  Math.min(endToEnd ?? Number.POSITIVE_INFINITY, timeToFirstToken ?? Number.POSITIVE_INFINITY);

const latenciesOf = (endToEnd: number): ClusterCandidate["latencies"] => ({
  timeToFirstToken: endToEnd,
  interTokenLatency: null,
  endToEnd,
});

interface Attempt {
  readonly gpu: string;
  readonly candidate: ClusterCandidate | null;
  readonly closest: ClosestReach;
}

const attempt = (
  gpu: Gpu,
  precision: Precision,
  { model, request }: { model: Model; request: SearchRequest },
): Attempt => {
  const speed = passSpeed({ model, gpu, precision, shape: { ...request.shape, ...request.picture } });
  const allowed = allowedSeconds(request.slo);
  const within = batchSizes.filter((batch) => answerSeconds(speed, batch) <= allowed);
  const batch = usefulBatch(speed, within);
  const label = `${gpu.id} ${precision}`;
  const served = offlineRows().servedShare.value;
  const endToEnd = answerSeconds(speed, batch);
  const rateAt = (slowdown: number): number => {
    const inTime = batchSizes.filter((size) => slowdown * answerSeconds(speed, size) <= allowed);
    return inTime.length === 0 ? 0 : served * (speed.samplesPerSecond(usefulBatch(speed, inTime)) / slowdown);
  };
  const { errorBand } = speed;
  const { confidence = defaultConfidence } = request;
  const median = served * speed.samplesPerSecond(batch);
  const candidate: ClusterCandidate = {
    label,
    gpu,
    gpusPerReplica: 1,
    weights: precision,
    parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
    workers: null,
    batch,
    rates: replicaRates({ median, errorBand, confidence, rateAt }),
    ratesUnder: (slo) => attempt(gpu, precision, { model, request: { ...request, slo } }).candidate?.rates ?? null,
    bindingLimit: speed.limitAt(batch),
    errorBand,
    promptShare: 1,
    latencies: latenciesOf(endToEnd),
  };
  const closest = { label, latencies: latenciesOf(endToEnd), strain: endToEnd / allowed };
  return { gpu: gpu.id, candidate: within.length === 0 ? null : candidate, closest };
};

const fitsOn = (gpu: Gpu, model: Model, weights: Precision): boolean =>
  replicaMemory(replicaSpec({ model, gpu, weights })).fits;

/**
 * GPUs that serve a model which answers in one piece: each alone, at the smallest batch within the objectives that larger ones hardly
 * exceed.
 * Batches are served back to back at the share of their rate that random arrivals leave.
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_UNKNOWN_GPU, LL_UNKNOWN_MODEL
 */
export const passCandidates = (request: SearchRequest): CandidateSet => {
  const model = modelOf(request.model);
  const gpus = request.gpus?.map(gpuOf) ?? listGpus();
  const attempts = gpus.flatMap((gpu) =>
    precisionsOf(gpu, request)
      .filter((precision) => fitsOn(gpu, model, precision))
      .map((precision) => attempt(gpu, precision, { model, request })),
  );
  const candidates = attempts.flatMap(({ candidate }) => (candidate === null ? [] : [candidate]));
  const offered = new Set(candidates.map(({ gpu }) => gpu.id));
  const missing = gpus
    .filter(({ id }) => !offered.has(id))
    .map(({ id }): MissingGpu => {
      const [nearest] = attempts
        .filter(({ gpu }) => gpu === id)
        .map((tried) => tried.closest)
        .toSorted((a, b) => a.strain - b.strain);
      return nearest === undefined
        ? { gpu: id, because: "does-not-fit", closest: null, leastCost: null }
        : { gpu: id, because: "slo-unreachable", closest: nearest, leastCost: null };
    });
  const [closest = null] = attempts.map((tried) => tried.closest).toSorted((a, b) => a.strain - b.strain);
  return {
    ...{ candidates, closest, missing },
    looked: attempts.length,
    front: [],
  };
};
