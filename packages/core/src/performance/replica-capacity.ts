import { queueing } from "../catalogue/calibration-data.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import { requestsPerSecond, tokensPerSecond } from "../units.ts";
import { estimateOf } from "./estimate.ts";
import type { BindingLimit, CapacityResult, DemandShape, Distribution, Estimate, ReplicaSpec, Slo } from "./types.ts";
import { promptShare, rootOfRising, type WorkloadModel, workloadModel } from "./workload-model.ts";

type Objective = "timeToFirstToken" | "interTokenLatency" | "endToEnd";

const objectives: readonly { readonly name: Objective; readonly words: string }[] = [
  { name: "timeToFirstToken", words: "time to first token" },
  { name: "interTokenLatency", words: "inter-token latency" },
  { name: "endToEnd", words: "end-to-end time" },
];

const percentileOf = (distribution: Distribution, percentile: Slo["percentile"]): number => {
  switch (percentile) {
    case 0.5:
      return distribution.p50;
    case 0.9:
      return distribution.p90;
    case 0.95:
      return distribution.p95;
    case 0.99:
      return distribution.p99;
  }
};

interface Missed {
  readonly name: Objective;
  readonly words: string;
  readonly reached: number;
  readonly allowed: number;
}

/** The objective that this estimate misses most, relative to its bound; null when all hold. */
const worstMiss = (at: Estimate, slo: Slo): Missed | null => {
  const missed = objectives.flatMap(({ name, words }) => {
    const allowed = slo[name];
    const reached = percentileOf(at[name], slo.percentile);
    return allowed === undefined || reached <= allowed ? [] : [{ name, words, reached, allowed }];
  });
  const [worst = null] = missed.toSorted((a, b) => b.reached / b.allowed - a.reached / a.allowed);
  return worst;
};

const milliseconds = (value: number): string => `${Math.round(value * 1000)} ms`;

const unreachable = ({ words, reached, allowed }: Missed, { percentile }: Slo): CapacityResult => ({
  kind: "infeasible",
  because: "slo-unreachable",
  detail: `${words} is ${milliseconds(reached)} at p${percentile * 100} on an idle replica, the objective is ${milliseconds(allowed)}: no replica count meets it; loosen the SLO, raise parallel.tensor or choose a faster GPU`,
});

const doesNotFit = (detail: string): CapacityResult => ({ kind: "infeasible", because: "does-not-fit", detail });

/** What the objective that fails next is made of. */
const limitBehind = (model: WorkloadModel, at: Estimate, missed: Missed): BindingLimit => {
  const dominant = promptShare(model, at.concurrency) > 1 / 2 ? "prefill-compute" : "decode-bandwidth";
  if (missed.name !== "timeToFirstToken") return dominant;
  return at.verdict === "stable" ? "prefill-compute" : model.slotLimit;
};

const memoryDetail = (spec: ReplicaSpec): string | null => {
  const { fits, shortfall, suggestions } = replicaMemory(spec);
  if (fits) return null;
  const missing = (shortfall / 2 ** 30).toFixed(1);
  return `${spec.model.id} lacks ${missing} GiB per ${spec.gpu.id}; try ${suggestions.join(", or ")}`;
};

/** Share of the highest rate at which an objective is first missed; the largest stable share when none is. */
const sustainableShare = (model: WorkloadModel, slo: Slo): number => {
  const { negligibleUtilisation, stableUtilisation } = queueing();
  const missesAt = (share: number): number => (worstMiss(openLoop(model, share), slo) === null ? -1 : 1);
  return rootOfRising(missesAt, negligibleUtilisation.value, stableUtilisation.value);
};

const openLoop = (model: WorkloadModel, share: number): Estimate =>
  estimateOf(model, { kind: "open-loop", requestsPerSecond: requestsPerSecond(share * model.highestRate) });

const feasible = (model: WorkloadModel, share: number, slo: Slo): CapacityResult => {
  const at = openLoop(model, share);
  // One step further the objective that ends the search is missed; at the stable limit none is.
  const next = worstMiss(openLoop(model, share * (1 + 2 ** -20)), slo);
  const rate = share * model.highestRate;
  return {
    kind: "feasible",
    capacity: {
      requestsPerSecond: requestsPerSecond(rate),
      prefillTokensPerSecond: tokensPerSecond(rate * model.inputTokens),
      decodeTokensPerSecond: tokensPerSecond(rate * model.outputTokens),
      bindingLimit: next === null ? model.slotLimit : limitBehind(model, at, next),
      at,
      errorBand: at.errorBand,
    },
  };
};

/**
 * Highest open-loop rate of this shape that one replica carries with every objective met and the queue stable.
 * Never falls with a looser objective or a faster GPU. The binding limit names what fails first: the part of the
 * step behind the missed objective, else the limit on sequences.
 * @returns infeasible when the model or one request does not fit, or when even an idle replica misses an objective
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const replicaCapacity = (spec: ReplicaSpec, shape: DemandShape, slo: Slo): CapacityResult => {
  const detail = memoryDetail(spec);
  if (detail !== null) return doesNotFit(detail);
  const { kvCacheTokens } = replicaMemory(spec);
  const requestTokens = shape.inputTokens + shape.outputTokens;
  if (spec.model.kind === "decoder" && requestTokens > kvCacheTokens) {
    return doesNotFit(`a request of ${requestTokens} tokens exceeds the ${kvCacheTokens} tokens of the KV cache`);
  }
  const model = workloadModel(spec, shape);
  const idle = worstMiss(openLoop(model, queueing().negligibleUtilisation.value), slo);
  if (idle !== null) return unreachable(idle, slo);
  return feasible(model, sustainableShare(model, slo), slo);
};
