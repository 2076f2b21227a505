import type { EngineAdapter } from "./engine-adapter.ts";
import { type Families, having, knownMean, onlyOf, shareOf, usable, valuesOf } from "./families.ts";

const blocks = "trt_llm_kv_cache_block_metrics";
const requests = "trt_llm_request_metrics";
const microsecondsPerSecond = 1e6;

/**
 * An ensemble counts each of its steps as a request of a model of its own. Where the TensorRT-LLM backend names its
 * model, that one counts the requests.
 */
const keepBackendModel = (families: Families): Families => {
  const named = [blocks, requests].flatMap((name) => families.get(name) ?? []).map(({ labels }) => labels.get("model"));
  const models = new Set(named);
  if (models.size === 0) return families;
  return new Map(
    [...families].map(([name, series]) => {
      const ofBackend = series.filter(({ labels }) => models.has(labels.get("model")));
      return [name, ofBackend.length === 0 ? series : ofBackend];
    }),
  );
};

/**
 * Triton Inference Server, with what its TensorRT-LLM backend adds. Times are cumulative over successful requests.
 * @source https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html
 */
export const triton: EngineAdapter = {
  name: "triton",
  prefix: /^nv_(?=inference_|trt_llm_)/,
  modelLabels: ["model"],
  sums: { finishedRequestsTotal: ["inference_request_success"] },
  failures: { names: ["inference_request_failure"], absentIsZeroWith: ["inference_request_success"] },
  latencies: { timeToFirstToken: { names: ["inference_first_response_histogram_ms"], perSecond: 1e3 } },
  pickSeries: keepBackendModel,
  computeNumbers: (families, sum) => {
    const seconds = (name: string): number | null => {
      const microseconds = sum(name);
      return microseconds === null ? null : usable(microseconds / microsecondsPerSecond);
    };
    const blockType = (type: string) => ["kv_cache_block_type", type] as const;
    const [most, size] = [
      having(families, blocks, blockType("max")),
      onlyOf(valuesOf(families, blocks, blockType("tokens_per"))),
    ];
    const finished = sum("inference_request_success");
    return {
      running: having(families, requests, ["request_type", "scheduled"]),
      waiting: having(families, requests, ["request_type", "waiting"]) ?? sum("inference_pending_request_count"),
      kvCacheUsageRatio: knownMean(valuesOf(families, blocks, blockType("fraction")).map(shareOf)),
      kvCacheCapacityTokens: most === null || size === null ? null : usable(most * size),
      endToEndSecondsSum: seconds("inference_request_duration_us"),
      endToEndSecondsCount: finished,
      queueSecondsSum: seconds("inference_queue_duration_us"),
      queueSecondsCount: finished,
    };
  },
};
