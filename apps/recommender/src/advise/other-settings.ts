import {
  bestEngineSettings,
  type DemandShape,
  decoderCandidates,
  type Gpu,
  gpuPrice,
  listGpus,
  orElse,
  type ReplicaSpec,
  replicaCapacity,
  replicaSpec,
  requestForm,
  tokens,
} from "@loadline/model";
import { gpuHourPrice, gpusOf, type PlanPool } from "@loadline/plan";
import type { Assessment } from "../decide/assessment.ts";
import { bucketed, type ReplicaCapacityResult, rateOf, sloOf } from "../observe/replica-model.ts";
import { type Adviser, advice, counted, rounded } from "./context.ts";

const shapeOf = ({ view, deployment }: Assessment): DemandShape => ({
  inputTokens: tokens(Math.max(1, bucketed(view.shape.inputTokens))),
  outputTokens: tokens(Math.max(1, bucketed(view.shape.outputTokens))),
  picture: deployment.expected.picture,
});

const settingText = ({ key, from, to }: Readonly<Record<"key" | "from" | "to", unknown>>) => `${key} ${from} → ${to}`;

/** Settings that together let a replica carry more: one change, and one restart. */
const engineFlags: Adviser = ({ assessment }) => {
  const { spec } = assessment.model;
  const best = spec === null ? null : bestEngineSettings(spec, shapeOf(assessment), sloOf(assessment.deployment));
  if (best === null || best.changes.length === 0) return [];
  const { changes, now, then } = best;
  const gain = then / now - 1;
  const changesAnswers = changes.some(({ key }) => key === "kvCache");
  const effect =
    now > 0
      ? `carry ${rounded(gain * 100)} % more within its objectives by the model, ${rounded(then)} instead of ${rounded(now)} requests/s`
      : `carry ${rounded(then)} requests/s within its objectives by the model, which it meets at no load now`;
  const message = `${changes.map(settingText).join(", ")} would let a replica ${effect}; try it on one replica: one restart of each${changesAnswers ? "; a narrower cache changes answers, so compare them" : ""}`;
  return [now > 0 ? advice("engine-flags", message, rounded(gain), "ratio") : advice("engine-flags", message)];
};

/** A move for less than this is not worth its trouble. */
const leastSaving = 0.05;

/** Requests/s that one replica of any kind carries. */
const lightest = 1e-6;

/** GPUs that are compared, the cheapest first, those without a price after all others. */
const comparedGpus = 3;
const unpriced = 1e6;

const bandOf = (result: ReplicaCapacityResult) => (result.kind !== "feasible" ? 0 : result.capacity.errorBand.relative);

/**
 * USD per hour for one request/s of what runs, were the model too pessimistic by its whole band; null without a price.
 * By the model alone, as the alternatives are: what was measured here corrects only this one.
 */
const presentCost = ({ model, pool, view }: Assessment): number | null => {
  const price = gpuHourPrice(pool);
  const result = model.capacity(view.shape);
  if (price === null || result.kind !== "feasible") return null;
  return (price * model.gpusPerReplica) / (result.capacity.requestsPerSecond * (1 + bandOf(result)));
};

const passReplicas = ({ model, engine }: ReplicaSpec, shape: DemandShape, { deployment }: Assessment) =>
  listGpus().flatMap((gpu) =>
    // A GPU may have no arithmetic for the format of the weights.
    orElse(() => [replicaSpec({ model, gpu, engine, weights: deployment.weights })], []).map((spec) => {
      const result = replicaCapacity(spec, shape, sloOf(deployment));
      return { gpu, parallel: spec.parallel, rate: (rateOf(result) ?? 0) / (1 + bandOf(result)) };
    }),
  );

/**
 * Of what answers in one piece one GPU of each type; else the cheapest layout of the cheapest GPUs. `rate`: requests/s
 * within the objectives at the far end of the error band.
 */
const otherReplicas = (spec: ReplicaSpec, shape: DemandShape, assessment: Assessment) => {
  const { model, engine, weights, kvCache } = spec;
  if (requestForm(model).inOnePiece) return passReplicas(spec, shape, assessment);
  const { deployment, pool } = assessment;
  const leastCostOf = (one: { readonly spec: ReplicaSpec; readonly gpus: number }, rate: number): number =>
    (one.gpus * (priceIn(pool, one.spec.gpu, spec) ?? unpriced)) / rate;
  const { candidates } = decoderCandidates(
    {
      model,
      shape,
      slo: sloOf(deployment),
      engine,
      precisions: [weights],
      engineConfig: deployment.engineConfig,
      kvCache: deployment.kvCache === undefined ? undefined : kvCache,
    },
    // One replica alone of each, as `presentCost` takes it: several gain by their router on all of them alike.
    { demand: lightest, costOf: (one, { each }) => leastCostOf(one, each(1)), leastCostOf, shortlist: comparedGpus },
  );
  return candidates.map(({ gpu, parallel, rates, errorBand }) => ({
    gpu,
    parallel,
    rate: rates.median.each(1) / (1 + errorBand.relative),
  }));
};

/** USD per GPU and hour, bought as the pool's are; null where no price is known. */
const priceIn = (pool: PlanPool, { id }: Gpu, { gpu }: ReplicaSpec): number | null =>
  id === gpu.id
    ? gpuHourPrice(pool)
    : (gpuPrice({ own: [], provider: pool.provider }, id, pool.purchase)?.usdPerGpuHour ?? null);

/** With the USD per hour of one request/s, at the far end of the error band. */
const alternativesOf = (assessment: Assessment) => {
  const { model, pool } = assessment;
  const { spec } = model;
  if (spec === null) return [];
  return otherReplicas(spec, shapeOf(assessment), assessment).flatMap(({ gpu, parallel, rate }) => {
    const sameGpu = gpu.id === spec.gpu.id;
    const price = priceIn(pool, gpu, spec);
    const isPresent = sameGpu && JSON.stringify(parallel) === JSON.stringify(spec.parallel);
    if (price === null || isPresent || rate <= 0) return [];
    const code = sameGpu ? ("other-layout" as const) : ("other-gpu" as const);
    const gpus = gpusOf({ parallel });
    return [{ code, label: `${gpu.id} × ${gpus}`, gpus, cost: (price * gpus) / rate }];
  });
};

/** Another GPU type or layout, where it pays even if the model errs by both whole error bands against it. */
const otherHardware: Adviser = ({ assessment }) => {
  const present = presentCost(assessment);
  if (present === null) return [];
  const [best] = alternativesOf(assessment).toSorted((a, b) => a.cost - b.cost);
  const saving = best === undefined ? 0 : 1 - best.cost / present;
  if (best === undefined || saving < leastSaving) return [];
  const message = `${best.label} (${counted(best.gpus, "GPU")} per replica) carries this load for at least ${rounded(saving * 100)} % less money per request, error bands counted against it, at ${assessment.pool.purchase} prices`;
  return [advice(best.code, message, rounded(saving), "ratio")];
};

/** Both take many answers of the model; they are asked rarely. */
export const slowAdvisers: readonly Adviser[] = [engineFlags, otherHardware];
