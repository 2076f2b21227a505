import { orElse } from "../base/errors.ts";
import { ratio } from "../base/units.ts";
import { replicaCapacity } from "../capacity/replica-capacity.ts";
import { bytesPerElement } from "../catalogue/precision.ts";
import { highestShare } from "../memory/fitting-changes.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";

/** What an engine is started with, by the keys of a plan. */
interface EngineSettings {
  readonly maxSequences: number;
  readonly maxBatchedTokens: number;
  readonly gpuMemoryUtilization: number;
  readonly kvCache: ReplicaSpec["kvCache"];
}

type Key = keyof EngineSettings;

/** A gain below this is not worth a restart, and is within the error of the model. */
const leastGain = 0.1;
/** A capacity is exact to 1/128 of what is stable: smaller differences are none. */
const leftOpen = 0.02;
/** Engines refuse or slow down beyond: the default of vLLM on its largest GPUs. */
const mostSequences = 1_024;
const batchedTokens = [2_048, 8_192, 16_384] as const;
const shareStep = 0.05;

const settingsOf = ({ engineConfig, kvCache }: ReplicaSpec): EngineSettings => {
  const { maxSequences, maxBatchedTokens, gpuMemoryUtilization } = engineConfig;
  return { maxSequences, maxBatchedTokens, gpuMemoryUtilization, kvCache };
};

const withSettings = (spec: ReplicaSpec, { kvCache, ...config }: EngineSettings): ReplicaSpec => ({
  ...spec,
  kvCache,
  isMaxSequencesAssumed: false,
  isMaxBatchedTokensAssumed: false,
  isMemoryShareAssumed: false,
  engineConfig: { ...spec.engineConfig, ...config, gpuMemoryUtilization: ratio(config.gpuMemoryUtilization) },
});

const cacheFormats = ({ kvCache, gpu }: ReplicaSpec): readonly EngineSettings["kvCache"][] =>
  gpu.denseFlops.fp8 !== null && bytesPerElement(kvCache) > bytesPerElement("fp8") ? [kvCache, "fp8"] : [kvCache];

/** The lowest of rising values at which `isEnough` holds; the last one is known to. */
const lowest = (values: readonly number[], isEnough: (value: number) => boolean): number => {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isEnough(values[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return values[high] as number;
};

const doublings = (from: number): readonly number[] => {
  const values: number[] = [];
  for (let value = from * 2; value < mostSequences; value *= 2) values.push(value);
  return [...values, mostSequences];
};

const shares = (from: number): readonly number[] => {
  const count = Math.max(0, Math.ceil((highestShare - from) / shareStep) - 1);
  const between = Array.from({ length: count }, (_, index) => Math.round((from + (index + 1) * shareStep) * 100) / 100);
  return [...between, highestShare];
};

/** The answer; null for settings that the model refuses, which are none to advise. */
const answered = (capacity: () => ReturnType<typeof replicaCapacity>) => orElse(capacity, null);

const carried = (capacity: () => ReturnType<typeof replicaCapacity>): number => {
  const result = answered(capacity);
  return result?.kind === "feasible" ? result.capacity.requestsPerSecond : 0;
};

/** Every format and token budget with all the sequences and memory that there may be. */
const widest = (spec: ReplicaSpec, present: EngineSettings): readonly EngineSettings[] => {
  const maxSequences = Math.max(present.maxSequences, mostSequences);
  const gpuMemoryUtilization = Math.max(present.gpuMemoryUtilization, highestShare);
  const budgets = [...new Set([present.maxBatchedTokens, ...batchedTokens])];
  return cacheFormats(spec).flatMap((kvCache) =>
    budgets.map((maxBatchedTokens) => ({ maxSequences, gpuMemoryUtilization, maxBatchedTokens, kvCache })),
  );
};

// What changes answers or costs memory goes back first.
const backFirst = ["kvCache", "gpuMemoryUtilization", "maxBatchedTokens", "maxSequences"] as const;

/** Settings of the same gain, each as near to the present one as that takes. */
const nearest = (present: EngineSettings, top: EngineSettings, isEnough: (settings: EngineSettings) => boolean) => {
  let chosen = top;
  for (const key of backFirst) {
    const without = { ...chosen, [key]: present[key] };
    if (chosen[key] !== present[key] && isEnough(without)) chosen = without;
  }
  const rising = { maxSequences: doublings, gpuMemoryUtilization: shares } as const;
  for (const key of ["maxSequences", "gpuMemoryUtilization"] as const) {
    if (chosen[key] <= present[key]) continue;
    const before = chosen;
    chosen = { ...before, [key]: lowest(rising[key](present[key]), (value) => isEnough({ ...before, [key]: value })) };
  }
  return chosen;
};

const meetsNone = (now = 0, then = 0) => ({ changes: [], now, then });

/**
 * Batch, token budget, memory share and cache format that together carry the most of this shape within the objectives, each
 * no further from the present one than the gain takes: one change, and one restart of each replica; null where no gain is
 * worth it. `now` and `then` are requests/s of a replica within its objectives with the present settings and with these:
 * `now` is 0 where the present ones meet them at no load, and `then` too, without changes, where none do.
 */
export const bestEngineSettings = (spec: ReplicaSpec, shape: DemandShape, slo: Slo) => {
  const rates = new Map<string, number>();
  const rateOf = (settings: EngineSettings): number => {
    const key = JSON.stringify(settings);
    const rate = rates.get(key) ?? carried(() => replicaCapacity(withSettings(spec, settings), shape, slo));
    rates.set(key, rate);
    return rate;
  };
  const present = settingsOf(spec);
  const rated = widest(spec, present).map((settings) => ({ settings, rate: rateOf(settings) }));
  const top = rated.reduce((most, one) => (one.rate > most.rate ? one : most));
  if (top.rate <= 0)
    return answered(() => replicaCapacity(withSettings(spec, top.settings), shape, slo)) === null ? null : meetsNone();
  const chosen = nearest(present, top.settings, (settings) => rateOf(settings) >= top.rate * (1 - leftOpen));
  const [now, then] = [carried(() => replicaCapacity(spec, shape, slo)), rateOf(chosen)];
  if (then <= 0 && now <= 0) return meetsNone();
  if (then < now * (1 + leastGain)) return null;
  const keys = (Object.keys(present) as Key[]).filter((key) => chosen[key] !== present[key]);
  return { changes: keys.map((key) => ({ key, from: present[key], to: chosen[key] })), now, then };
};
