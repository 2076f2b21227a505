import { LoadlineError } from "../errors.ts";
import type { BindingLimit, ErrorBand } from "../model/estimate.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type Latencies, latenciesAt, strain, tightest } from "./objectives.ts";
import { modelledSpeed, type SpeedSource } from "./speed-source.ts";

/** One replica at one batch, closed loop. */
export interface BatchPoint {
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  readonly outputTokensPerSecond: number;
  readonly latencies: Latencies;
  readonly strain: number;
  readonly bindingLimit: BindingLimit;
  readonly errorBand: ErrorBand;
}

export type BatchChoice =
  | {
      readonly kind: "feasible";
      readonly best: BatchPoint;
      readonly limitedBy: string;
      readonly curve: readonly BatchPoint[];
    }
  | {
      readonly kind: "infeasible";
      readonly because: "slo-unreachable" | "does-not-fit";
      readonly detail: string;
      /** What the replica reaches alone; null when the model does not fit. */
      readonly closest: BatchPoint | null;
      readonly curve: readonly BatchPoint[];
    };

/** One replica with `concurrency` requests at once. */
export const batchPoint = (
  spec: ReplicaSpec,
  { shape, slo, speed }: { shape: DemandShape; slo: Slo; speed: SpeedSource },
  concurrency: number,
): BatchPoint => {
  const estimate = speed.estimate(spec, shape, { kind: "concurrency", concurrency });
  const latencies = latenciesAt(estimate, slo);
  const { requestsPerSecond, outputTokensPerSecond, bindingLimit, errorBand } = estimate;
  return {
    concurrency,
    requestsPerSecond,
    outputTokensPerSecond,
    latencies,
    strain: strain(latencies, slo),
    bindingLimit,
    errorBand,
  };
};

/** Batches worth looking at: powers of two up to the engine's limit, and the limit. */
export const batchLadder = (most: number): readonly number[] => {
  const powers = Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, exponent) => 2 ** exponent);
  return powers.at(-1) === most ? powers : [...powers, most];
};

/** Largest whole batch between one that holds and one that does not. */
const lastHolding = (at: (concurrency: number) => BatchPoint, good: BatchPoint, bad: number): BatchPoint => {
  let [best, high] = [good, bad];
  while (high - best.concurrency > 1) {
    const point = at(Math.floor((best.concurrency + high) / 2));
    if (point.strain <= 1) best = point;
    else high = point.concurrency;
  }
  return best;
};

const fasterOf = (a: BatchPoint, b: BatchPoint): BatchPoint =>
  b.outputTokensPerSecond > a.outputTokensPerSecond ? b : a;

const reasonFor = (best: BatchPoint, most: number, slo: Slo): string => {
  if (best.concurrency >= most) return "maxSequences";
  return tightest(best.latencies, slo) ?? best.bindingLimit;
};

const notFitting = (spec: ReplicaSpec, speed: SpeedSource): BatchChoice | null => {
  const { fits, shortfall, suggestions } = speed.memory(spec);
  if (fits) return null;
  const detail = `${spec.model.id} lacks ${(shortfall / 2 ** 30).toFixed(1)} GiB per ${spec.gpu.id}; try ${suggestions.join(", or ")}`;
  return { kind: "infeasible", because: "does-not-fit", detail, closest: null, curve: [] };
};

const unreachable = (closest: BatchPoint, slo: Slo, curve: readonly BatchPoint[]): BatchChoice => {
  const name = tightest(closest.latencies, slo) ?? "endToEnd";
  const detail = `${name} is ${closest.latencies[name].toPrecision(3)} s at p${slo.percentile * 100} with one request, the objective is ${slo[name]} s`;
  return { kind: "infeasible", because: "slo-unreachable", detail, closest, curve };
};

/**
 * The batch with the most tokens/s whose latencies meet every objective, with the curve over batches.
 * Latencies do not fall as the batch grows, so the search halves between the last batch that holds and the first
 * that does not. The curve is at powers of two and at the best batch.
 * @throws LL_WORKLOAD_UNSUPPORTED for a model that produces no tokens; LL_INPUT_INVALID
 */
export const optimizeBatch = (
  spec: ReplicaSpec,
  shape: DemandShape,
  slo: Slo,
  speed: SpeedSource = modelledSpeed,
): BatchChoice => {
  const misfit = notFitting(spec, speed);
  if (misfit !== null) return misfit;
  const most = spec.engineConfig.maxSequences;
  const at = (concurrency: number): BatchPoint => batchPoint(spec, { shape, slo, speed }, concurrency);
  const curve = batchLadder(most).map(at);
  const [alone] = curve;
  if (alone === undefined)
    throw new LoadlineError("LL_INPUT_INVALID", { what: "maxSequences", value: most, expected: "at least 1" });
  if (alone.strain > 1) return unreachable(alone, slo, curve);
  const firstBad = curve.find((point) => point.strain > 1);
  const holding = curve.filter(({ concurrency }) => concurrency < (firstBad?.concurrency ?? most + 1));
  const last = holding.at(-1) ?? alone;
  const edge = firstBad === undefined ? last : lastHolding(at, last, firstBad.concurrency);
  const best = [...holding, edge].reduce(fasterOf);
  const whole = [...curve, ...(curve.some((point) => point.concurrency === edge.concurrency) ? [] : [edge])];
  return {
    kind: "feasible",
    best,
    limitedBy: reasonFor(best, most, slo),
    curve: whole.toSorted((a, b) => a.concurrency - b.concurrency),
  };
};
