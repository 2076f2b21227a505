import type { Distribution, Estimate, ReplicaMemory } from "../../model/estimate.ts";
import type { ReplicaSpec } from "../../model/replica.ts";
import { bytes, ratio, requestsPerSecond, seconds, tokens, tokensPerSecond } from "../../base/units.ts";
import type { SpeedSource } from "../speed-source.ts";

const flat = (value: number): Distribution => {
  const each = seconds(value);
  return { mean: each, p50: each, p90: each, p95: each, p99: each };
};

export interface LinearSpeed {
  /** Step of an empty batch, and what each sequence adds, on one GPU. */
  readonly step: number;
  readonly perSequence: number;
  readonly kvCacheTokens?: number;
}

const memoryOf = (kvCacheTokens: number): ReplicaMemory => {
  const one = bytes(1);
  return {
    fits: kvCacheTokens > 0,
    kvCacheTokens: tokens(kvCacheTokens),
    perGpu: { weights: one, kvCache: one, activation: one, framework: one, total: bytes(4) },
    shortfall: bytes(kvCacheTokens > 0 ? 0 : 2 ** 30),
    suggestions: kvCacheTokens > 0 ? [] : ["weights: fp8"],
  };
};

/** A test double whose step grows with the batch and falls with the tensor size: every answer can be worked out by hand. */
export const linearSpeed = ({ step, perSequence, kvCacheTokens = 1e6 }: LinearSpeed): SpeedSource => {
  const memory = memoryOf(kvCacheTokens);
  const stepOf = (spec: ReplicaSpec, batch: number): number => (step + perSequence * batch) / spec.parallel.tensor;
  const at = (spec: ReplicaSpec, outputTokens: number, batch: number): Estimate => {
    const gap = stepOf(spec, batch);
    const rate = batch / (outputTokens * gap);
    return {
      fits: true,
      verdict: "stable",
      bindingLimit: "decode-bandwidth",
      timeToFirstToken: flat(gap),
      interTokenLatency: flat(gap),
      endToEnd: flat(gap * outputTokens),
      outputTokensPerSecond: tokensPerSecond(rate * outputTokens),
      requestsPerSecond: requestsPerSecond(rate),
      concurrency: batch,
      memory,
      errorBand: { relative: ratio(0.1), basis: "calibrated" },
      assumptions: [],
    };
  };
  const ceilings: SpeedSource["ceilings"] = (spec, { outputTokens }) => ({ rate: ({ interTokenLatency = Number.POSITIVE_INFINITY }) =>
      stepOf(spec, 1) > interTokenLatency ? 0 : at(spec, outputTokens, 32).requestsPerSecond,
    firstToken: 0,
    errorBand: { relative: ratio(0.1), basis: "calibrated" },
  });
  return {
    memory: () => memory,
    estimate: (spec, shape, load) => at(spec, shape.outputTokens, load.kind === "concurrency" ? load.concurrency : 1),
    service: (spec, shape) => () => () => {
      const full = at(spec, shape.outputTokens, 32);
      const { bindingLimit, errorBand } = full;
      return {
        kind: "feasible",
        capacity: { requestsPerSecond: full.requestsPerSecond,
          prefillTokensPerSecond: tokensPerSecond(full.requestsPerSecond * shape.inputTokens),
          decodeTokensPerSecond: full.outputTokensPerSecond,
          bindingLimit, limitedBy: null, errorBand, at: full, concurrency: full.concurrency,
        },
      };
    },
    ceilings,
    workerCeilings: (spec, shape) => ({ ...ceilings(spec, shape), promptRate: 1e5 / shape.inputTokens }),
  };
};
