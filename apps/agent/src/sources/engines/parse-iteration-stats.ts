import type { EngineReading } from "./engine-report.ts";
import { shareOfCapacity, usable } from "./families.ts";
import { readingOf } from "./parse-engine-metrics.ts";

const field = (node: unknown, name: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, name)
    ? (node as Readonly<Record<string, unknown>>)[name]
    : undefined;

const numberAt = (node: unknown, ...path: readonly string[]): number | null => {
  const value = path.reduce(field, node);
  return typeof value === "number" ? usable(value) : null;
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/**
 * Reads the iteration statistics of TensorRT-LLM's server, a JSON list at `/metrics`, of which the newest counts. Null
 * for anything else and for an empty list. Never throws.
 * @source https://nvidia.github.io/TensorRT-LLM/ (trtllm-serve, metrics endpoint; IterationStats)
 */
export const parseIterationStats = (text: string): EngineReading | null => {
  if (!/^\s*\[/.test(text)) return null;
  const list = parsedJson(text);
  const last: unknown = Array.isArray(list) ? list.at(-1) : null;
  if (numberAt(last, "iter") === null) return null;
  const blocks = numberAt(last, "kvCacheStats", "maxNumBlocks");
  const size = numberAt(last, "kvCacheStats", "tokensPerBlock");
  return readingOf(null, {
    running: numberAt(last, "numActiveRequests"),
    waiting: numberAt(last, "numQueuedRequests"),
    kvCacheUsageRatio: shareOfCapacity(numberAt(last, "kvCacheStats", "usedNumBlocks"), blocks),
    kvCacheCapacityTokens: blocks === null || size === null ? null : usable(blocks * size),
  });
};
