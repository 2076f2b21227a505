import { LoadlineError } from "../base/errors.ts";
import { bytes, tokens } from "../base/units.ts";
import { servingMemory } from "../catalogue/calibration-data.ts";
import type { ReplicaMemory } from "../model/estimate.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { cachedTokens, cacheLayout, layoutFits, type MemorySpec } from "./cache-layout.ts";
import { fittingChanges } from "./fitting-changes.ts";

/**
 * Memory of a replica's fullest GPU in bytes, and the KV tokens that the whole replica holds.
 * cache = budget of the engine − weights − activation peak − framework, cut into whole blocks. Every layer is charged
 * for every token, as vLLM's "GPU KV cache size" does; `concurrentSequences` counts windows and states as they are.
 * Holds for one model per GPU; CUDA graphs, which engines record after the cache, are not in it.
 * @source data/calibration/serving-memory.json
 */
export const replicaMemory = (spec: MemorySpec): ReplicaMemory => {
  const layout = cacheLayout(spec);
  const fits = layoutFits(layout);
  const cached = fits ? cachedTokens(layout) : 0;
  const kvCache = layout.perToken === 0 ? Math.max(0, layout.budget) : cached * (layout.perToken ?? 0);
  const { weights, activation, framework } = layout;
  return {
    fits,
    kvCacheTokens: tokens(cached * spec.parallel.attentionData),
    perGpu: {
      weights: bytes(weights),
      kvCache: bytes(kvCache),
      activation: bytes(activation),
      framework: bytes(framework),
      total: bytes(weights + kvCache + activation + framework),
    },
    shortfall: bytes(fits ? 0 : layout.least - layout.budget),
    // Looked for where they are shown: a search asks a thousand replicas only whether they fit.
    get suggestions() {
      return fits ? [] : fittingChanges(spec, servingMemory().kvBlock.value);
    },
  };
};

/** Memory of a replica that must fit. @throws LL_MODEL_DOES_NOT_FIT */
export const fittingMemory = (spec: ReplicaSpec): ReplicaMemory => {
  const memory = replicaMemory(spec);
  if (memory.fits) return memory;
  throw new LoadlineError("LL_MODEL_DOES_NOT_FIT", {
    model: spec.model.id,
    gpu: spec.gpu.id,
    required: memory.perGpu.total,
    available: bytes(spec.gpu.physicalMemory.value),
  });
};
