import { servingMemory } from "../catalogue/calibration-data.ts";
import { engineFacts } from "../catalogue/engine-facts.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { isVersionFrom } from "../model/engine-version.ts";
import type { ReplicaSpec } from "../model/replica.ts";

/** The A100 starts like a small GPU whatever its memory: vLLM excepts it by name, and no other of its age is as large. */
export const startsLarge = ({ physicalMemory, generation }: Gpu): boolean =>
  physicalMemory.value >= servingMemory().largeGpuMemory.value && generation !== "ampere";

/** Most sequences that one rank decodes at once where none are configured: the engine's own, by version, GPU and step. */
export const defaultSequences = (
  { engine, engineVersion, gpu }: Pick<ReplicaSpec, "engine" | "gpu"> & Partial<Pick<ReplicaSpec, "engineVersion">>,
  stepTokens = Number.POSITIVE_INFINITY,
): number => {
  const { on, elsewhere, isWithinStep } = engineFacts[engine].sequences;
  const own = on.find(
    ({ gpus, from }) =>
      (gpus === "large" ? startsLarge(gpu) : gpus.test(gpu.id)) &&
      (from === undefined || isVersionFrom(engineVersion, from)),
  );
  return Math.min(own?.most ?? elsewhere, isWithinStep ? stepTokens : Number.POSITIVE_INFINITY);
};
