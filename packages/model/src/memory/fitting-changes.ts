import type { Precision } from "../base/precisions.ts";
import { ratio } from "../base/units.ts";
import { type EngineFlag, engineFacts } from "../catalogue/engine-facts.ts";
import { hasTransformer } from "../catalogue/model.ts";
import { bytesPerElement } from "../catalogue/precision.ts";
import { bytesPerSequence, cacheLayout, layoutFits, type MemorySpec } from "./cache-layout.ts";
import { headsDivide } from "./head-counts.ts";

interface Change {
  readonly flag: EngineFlag;
  readonly value: string | number;
  readonly spec: MemorySpec;
}

const tensorChanges = (spec: MemorySpec): readonly Change[] => {
  // Sizes of one link domain that deal out the heads evenly.
  const sizes = Array.from({ length: spec.gpu.link.gpusPerDomain.value }, (_, index) => index + 1);
  return sizes
    .filter(
      (size) =>
        size > spec.parallel.tensor && (!hasTransformer(spec.model) || headsDivide(spec.model.transformer, size)),
    )
    .map((tensor) => ({
      flag: "tensor",
      value: tensor,
      spec: { ...spec, parallel: { ...spec.parallel, tensor } },
    }));
};

const narrower = (spec: MemorySpec, now: Precision, formats: readonly Precision[]): readonly Precision[] => {
  const { gpu } = spec;
  const hasOwnFourBits = gpu.denseFlops.fp4 !== null && !gpu.generation.startsWith("cdna");
  const nativeFormats = formats.filter((format) => format !== "nvfp4" || hasOwnFourBits);
  return nativeFormats.filter((format) => bytesPerElement(format) < bytesPerElement(now));
};

const weightChanges = (spec: MemorySpec): readonly Change[] =>
  narrower(spec, spec.weights, ["fp8", "nvfp4", "int4"]).map((weights) => ({
    flag: "weights",
    value: weights,
    spec: { ...spec, weights },
  }));

const cacheChanges = (spec: MemorySpec): readonly Change[] =>
  narrower(spec, spec.kvCache, ["fp8"]).map((kvCache) => ({
    flag: "kvCache",
    value: kvCache,
    spec: { ...spec, kvCache },
  }));

// Beyond it engines run out of memory while they record CUDA graphs, which come after the cache.
export const highestShare = 0.95;

const shareChanges = (spec: MemorySpec): readonly Change[] =>
  spec.engineConfig.gpuMemoryUtilization >= highestShare
    ? []
    : [
        {
          flag: "share",
          value: highestShare,
          spec: { ...spec, engineConfig: { ...spec.engineConfig, gpuMemoryUtilization: ratio(highestShare) } },
        },
      ];

const fewerSequences = [256, 64, 16];

/** Sampling works on the whole vocabulary of every sequence: with fewer of them it leaves more to the cache. */
const sequenceChanges = (spec: MemorySpec): readonly Change[] =>
  fewerSequences
    .filter((maxSequences) => spec.isMaxSequencesAssumed === true || maxSequences < spec.engineConfig.maxSequences)
    .map((maxSequences) => ({
      flag: "sequences",
      value: maxSequences,
      spec: { ...spec, isMaxSequencesAssumed: false, engineConfig: { ...spec.engineConfig, maxSequences } },
    }));

const pipelineChanges = (spec: MemorySpec): readonly Change[] =>
  [2, 4, 8]
    .filter(
      (factor) => hasTransformer(spec.model) && spec.parallel.pipeline * factor <= spec.model.transformer.layers.value,
    )
    .map((factor) => spec.parallel.pipeline * factor)
    .map((pipeline) => ({
      flag: "pipeline",
      value: pipeline,
      spec: { ...spec, parallel: { ...spec.parallel, pipeline } },
    }));

const gibibytes = (value: number): string => `${(value / 2 ** 30).toFixed(1)} GiB`;

const settingOf = ({ flag, value, spec }: Change): string => `${engineFacts[spec.engine].flags[flag]?.[0]} ${value}`;

const lineOf = (change: Change): string => {
  const { budget, perToken } = cacheLayout(change.spec);
  return `${settingOf(change)} (fits with ${perToken === null ? `${gibibytes(budget)} free` : `${gibibytes(budget)} for KV`})`;
};

/** The longest sequence the present cache holds, in whole blocks, where only the length stands in the way. */
const lengthLine = (spec: MemorySpec, block: number): readonly string[] => {
  const { maxModelLen } = spec.engineConfig;
  const { budget } = cacheLayout(spec);
  if (maxModelLen === undefined || budget < bytesPerSequence(spec, block)) return [];
  let [low, high] = [1, Math.ceil(maxModelLen / block)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytesPerSequence(spec, middle * block) <= budget) low = middle;
    else high = middle - 1;
  }
  return [`${engineFacts[spec.engine].flags.length?.[0]} ${low * block} (fits with ${gibibytes(budget)} for KV)`];
};

const fits = (change: Change): boolean =>
  engineFacts[change.spec.engine].flags[change.flag] !== undefined && layoutFits(cacheLayout(change.spec));

const first = (changes: readonly Change[]): readonly string[] => {
  const fitting = changes.find(fits);
  return fitting === undefined ? [] : [lineOf(fitting)];
};

/** Two changes where none alone is enough: more GPUs and narrower weights, or more GPUs in both directions. */
const pairLine = (spec: MemorySpec): readonly string[] => {
  for (const next of [weightChanges, pipelineChanges]) {
    for (const wide of tensorChanges(spec)) {
      const both = next(wide.spec).find(fits);
      if (both !== undefined) return [`${settingOf(wide)} ${lineOf(both)}`];
    }
  }
  return [];
};

const none = "a GPU with more memory: none of these settings makes it fit here, alone or in pairs";

/**
 * Changes that make a replica fit which does not, each with its computed effect, the gentlest first; as settings
 * of the engine's command line; single ones, else a pair, else a larger GPU is asked for.
 */
export const fittingChanges = (spec: MemorySpec, block: number): readonly string[] => {
  const gentle = [
    ...lengthLine(spec, block),
    ...first(sequenceChanges(spec)),
    ...first(shareChanges(spec)),
    ...first(cacheChanges(spec)),
  ];
  const wide = first(tensorChanges(spec));
  const lines = [...gentle, ...wide, ...first(weightChanges(spec))];
  const spread = wide.length > 0 ? [] : first(pipelineChanges(spec));
  const all = [...lines, ...spread];
  if (all.length > 0) return all;
  const pair = pairLine(spec);
  return pair.length > 0 ? pair : [none];
};
