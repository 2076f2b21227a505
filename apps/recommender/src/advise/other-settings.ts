import {
  type DemandShape,
  isLoadlineError,
  priceOf,
  type ReplicaSpec,
  ratio,
  replicaCapacity,
  searchConfigurations,
  tokens,
} from "@loadline/core";
import { gpuHourPrice } from "@loadline/wire";
import type { Assessment } from "../decide/assessment.ts";
import { bucketed, type ReplicaCapacityResult, rateOf, sloOf } from "../decide/replica-model.ts";
import { type Adviser, advice, counted, rounded } from "./context.ts";

/** A gain below this is not worth a restart, and is within the error of the model. */
const leastGain = 0.1;
const mostSequences = 1_024;
const mostBatchedTokens = 32_768;
const fullMemory = 0.95;

type Flag = "maxSequences" | "maxBatchedTokens" | "gpuMemoryUtilization";

interface Variant {
  readonly flag: Flag;
  readonly value: number;
}

const variantsOf = ({ engineConfig }: ReplicaSpec): readonly Variant[] => {
  const { maxSequences, maxBatchedTokens, gpuMemoryUtilization } = engineConfig;
  return [
    { flag: "maxSequences" as const, value: maxSequences * 2 },
    { flag: "maxSequences" as const, value: Math.round(maxSequences / 2) },
    { flag: "maxBatchedTokens" as const, value: maxBatchedTokens * 2 },
    { flag: "maxBatchedTokens" as const, value: Math.round(maxBatchedTokens / 2) },
    { flag: "gpuMemoryUtilization" as const, value: fullMemory },
  ].filter(({ flag, value }) => {
    if (flag === "maxSequences") return value >= 1 && value <= mostSequences;
    if (flag === "maxBatchedTokens") return value >= 512 && value <= mostBatchedTokens;
    return value > gpuMemoryUtilization;
  });
};

const withFlag = (spec: ReplicaSpec, { flag, value }: Variant): ReplicaSpec => ({
  ...spec,
  engineConfig: { ...spec.engineConfig, [flag]: flag === "gpuMemoryUtilization" ? ratio(value) : value },
});

/** A configuration that the model refuses is none to advise. */
const capacityOr0 = (spec: ReplicaSpec, shape: DemandShape, assessment: Assessment): number => {
  try {
    return rateOf(replicaCapacity(spec, shape, sloOf(assessment.deployment))) ?? 0;
  } catch (error) {
    if (isLoadlineError(error)) return 0;
    throw error;
  }
};

const shapeOf = ({ view }: Assessment): DemandShape => ({
  inputTokens: tokens(Math.max(1, bucketed(view.shape.inputTokens))),
  outputTokens: tokens(Math.max(1, bucketed(view.shape.outputTokens))),
});

/** The flag that gains most, where one gains enough. One at a time, so that an operator sees what helped. */
export const engineFlags: Adviser = ({ assessment }) => {
  const { spec } = assessment.model;
  if (spec === null) return [];
  const shape = shapeOf(assessment);
  const now = capacityOr0(spec, shape, assessment);
  if (now <= 0) return [];
  const [best] = variantsOf(spec)
    .map((variant) => ({ ...variant, gain: capacityOr0(withFlag(spec, variant), shape, assessment) / now - 1 }))
    .toSorted((a, b) => b.gain - a.gain);
  if (best === undefined || best.gain < leastGain) return [];
  const { flag, value, gain } = best;
  const message = `${flag} ${spec.engineConfig[flag]} → ${value} would let a replica carry ${rounded(gain * 100)} % more within its objectives by the model; try it on one replica`;
  return [advice("engine-flags", message, rounded(gain), "ratio")];
};

/** A move for less than this is not worth its trouble. */
const leastSaving = 0.05;

/** Choices that are looked at closely, the best by the quick search first. */
const closeLooks = 3;

interface Alternative {
  readonly code: "other-gpu" | "other-layout";
  readonly label: string;
  readonly gpus: number;
  /** USD per hour of one request/s, at the far end of the error band. */
  readonly cost: number;
}

const bandOf = (result: ReplicaCapacityResult): number =>
  result.kind !== "feasible" ? 0 : result.capacity.errorBand.relative;

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

const alternativesOf = (assessment: Assessment): readonly Alternative[] => {
  const { model, pool, deployment } = assessment;
  const shape = shapeOf(assessment);
  const slo = sloOf(deployment);
  const { spec } = model;
  if (spec === null) return [];
  const { ranked } = searchConfigurations(
    {
      model: spec.model,
      shape,
      slo,
      engine: spec.engine,
      precisions: [spec.weights],
      engineConfig: deployment.engineConfig,
      ...(deployment.kvCache === undefined ? {} : { kvCache: deployment.kvCache }),
    },
    {
      priceOfGpu: (gpu) =>
        gpu.id === spec.gpu.id ? gpuHourPrice(pool) : (priceOf(gpu.id, pool.purchase)?.perGpu.value ?? null),
    },
  );
  return ranked.slice(0, closeLooks).flatMap(({ configuration, usdPerMillionTokens }) => {
    const other = configuration.spec;
    const sameGpu = other.gpu.id === spec.gpu.id;
    const price = sameGpu ? gpuHourPrice(pool) : (priceOf(other.gpu.id, pool.purchase)?.perGpu.value ?? null);
    const isPresent = sameGpu && JSON.stringify(other.parallel) === JSON.stringify(spec.parallel);
    if (price === null || usdPerMillionTokens === null || isPresent) return [];
    const result = replicaCapacity(other, shape, slo);
    const rate = (rateOf(result) ?? 0) * (1 - bandOf(result));
    if (rate <= 0) return [];
    const code = sameGpu ? ("other-layout" as const) : ("other-gpu" as const);
    const { gpus } = configuration;
    return [{ code, label: `${other.gpu.id} × ${gpus}`, gpus, cost: (price * gpus) / rate }];
  });
};

/** Another GPU type or layout, where it pays even if the model errs by both whole error bands against it. */
export const otherHardware: Adviser = ({ assessment }) => {
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
