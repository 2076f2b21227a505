import type { Precision } from "../base/precisions.ts";
import { capacitiesInService } from "../capacity/replica-capacity.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { gpuOf, listGpus, modelOf } from "../catalogue/lookup.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { defaultRouter } from "../serving/service/routers.ts";
import { passPoints } from "../workloads/pass-estimate.ts";
import { oneGpu, specSpeed, usefulBatch } from "../workloads/pass-speed.ts";
import { defaultConfidence, serviceRates, slowdownAt, tightened } from "./service-rates.ts";
import type { CandidateSet, ClosestReach, ClusterCandidate, MissingGpu, SearchRequest } from "./types.ts";

/** Formats to look at: those asked for, else the checkpoint's own. */
const precisionsOf = (gpu: Gpu, { model, precisions }: SearchRequest): readonly Precision[] =>
  precisions ?? [replicaSpec({ model, gpu }).weights];

const latenciesOf = (endToEnd: number): ClusterCandidate["latencies"] => ({
  timeToFirstToken: endToEnd,
  interTokenLatency: null,
  tokenGap: null,
  endToEnd,
});

/** @param demand requests/s that reach the GPUs */
const attempt = (spec: ReplicaSpec, request: SearchRequest, demand: number) => {
  const { shape, slo, confidence, router = defaultRouter, prefixGroups } = request;
  const { gpu, weights } = spec;
  const speed = specSpeed(spec, shape);
  const saturatedRate = speed.samplesPerSecond(usefulBatch(speed));
  const question = { confidence, errorBand: speed.errorBand, ceiling: saturatedRate, demand };
  const service = capacitiesInService(spec, shape, { router, prefixGroups });
  const found = service(1)(slo);
  const rates = serviceRates(service, slo, question);
  const count = rates.covered.replicasFor(demand);
  const pointAt = passPoints(spec, shape, {
    gpus: 1,
    replicas: Math.max(1, count ?? 1),
    routing: { router, prefixGroups },
  });
  const { batch, answerSeconds } = pointAt(slo);
  const label = `${gpu.id} ${weights}`;
  const latencies = latenciesOf(answerSeconds);
  const slowdown = slowdownAt(speed.errorBand, confidence ?? defaultConfidence);
  const slow = pointAt(tightened(slo, slowdown));
  const closest = { label, latencies: latenciesOf(slowdown * slow.answerSeconds), strain: slow.strain };
  if (found.kind === "infeasible" || count === null) return { gpu: gpu.id, candidate: null, closest };
  const { bindingLimit, errorBand } = found.capacity;
  const candidate: ClusterCandidate = {
    label,
    gpu,
    gpusPerReplica: 1,
    weights,
    parallel: oneGpu,
    workers: null,
    batch,
    saturatedRate,
    rates,
    latencies,
    ratesUnder: (other) => serviceRates(service, other, question),
    ratesAtRandom: () =>
      router === "random" ? null : serviceRates(capacitiesInService(spec, shape, { router: "random" }), slo, question),
    bindingLimit,
    errorBand,
    promptShare: 1,
  };
  return { gpu: gpu.id, candidate, closest };
};

const closestOf = (attempts: readonly ReturnType<typeof attempt>[]): ClosestReach | null =>
  attempts.map(({ closest }) => closest).toSorted((a, b) => a.strain - b.strain)[0] ?? null;

/**
 * GPUs that serve a model which answers in one piece: each alone, at the smallest batch within the objectives that larger ones hardly
 * exceed, by simulation of what reaches each behind the router.
 * @param demand requests/s that reach the GPUs
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_UNKNOWN_GPU, LL_UNKNOWN_MODEL
 */
export const passCandidates = (request: SearchRequest, demand: number): CandidateSet => {
  const model = modelOf(request.model);
  const gpus = request.gpus?.map(gpuOf) ?? listGpus();
  const attempts = gpus.flatMap((gpu) =>
    precisionsOf(gpu, request)
      .map((weights) => replicaSpec({ model, gpu, weights }))
      .filter((spec) => replicaMemory(spec).fits)
      .map((spec) => attempt(spec, request, demand)),
  );
  const candidates = attempts.flatMap(({ candidate }) => (candidate === null ? [] : [candidate]));
  const offered = new Set(candidates.map(({ gpu }) => gpu.id));
  const missing = gpus
    .filter(({ id }) => !offered.has(id))
    .map(({ id }): MissingGpu => {
      const nearest = closestOf(attempts.filter(({ gpu }) => gpu === id));
      return nearest === null
        ? { gpu: id, because: "does-not-fit", closest: null, leastCost: null }
        : { gpu: id, because: "slo-unreachable", closest: nearest, leastCost: null };
    });
  return { candidates, closest: closestOf(attempts), missing, looked: attempts.length, front: [], leftOut: [] };
};
