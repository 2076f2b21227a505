import { LoadlineError } from "../errors.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import type { ReplicaMemory } from "../model/estimate.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { bytes } from "../units.ts";

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
