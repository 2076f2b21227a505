import { type Families, labelOf, meanShare, readingOf, startedAt, total, usable } from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

const scaled = (value: number | null, divisor: number): number | null =>
  value === null ? null : usable(value / divisor);
const fromMicroseconds = (value: number | null): number | null => scaled(value, 1e6);
const fromMilliseconds = (value: number | null): number | null => scaled(value, 1e3);

/** Only those series of a family whose label says so. */
const having = (families: Families, name: string, [label, value]: readonly [string, string]): Families => {
  const series = families.get(name)?.filter(({ labels }) => labels.get(label) === value) ?? [];
  return series.length === 0 ? new Map() : new Map([[name, series]]);
};

const blocks = "trt_llm_kv_cache_block_metrics";
const requests = "trt_llm_request_metrics";
const blockType = (families: Families, type: string): Families =>
  having(families, blocks, ["kv_cache_block_type", type]);

const capacityTokens = (families: Families): number | null => {
  const count = total(blockType(families, "max"), blocks);
  const size = onlyValue(blockType(families, "tokens_per"));
  return count === null || size === null ? null : usable(count * size);
};

/**
 * An ensemble counts each of its steps as a request of a model of its own. Where the TensorRT-LLM backend names its model,
 * that one counts the requests.
 */
const ofBackend = (families: Families): Families => {
  const named = [blocks, requests].flatMap((name) => families.get(name) ?? []).map(({ labels }) => labels.get("model"));
  const models = new Set(named);
  if (models.size === 0) return families;
  return new Map(
    [...families].map(([name, series]) => {
      const own = series.filter(({ labels }) => models.has(labels.get("model")));
      return [name, own.length === 0 ? series : own];
    }),
  );
};

/** The one value of a family, unknown when its series differ. */
const onlyValue = (families: Families): number | null => {
  const values = new Set(families.get(blocks)?.map(({ value }) => value));
  const [first] = values;
  return first === undefined || values.size > 1 ? null : usable(first);
};

const prefix = /^nv_(?=inference_|trt_llm_)/;

/**
 * Triton Inference Server, with what its TensorRT-LLM backend adds. Times are cumulative over successful requests.
 * @source https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html
 */
export const tritonEngine: EngineAdapter = {
  name: "triton",
  prefix,
  histograms: { timeToFirstToken: { names: ["inference_first_response_histogram_ms"], perSecond: 1e3 } },
  read: (all, samples) => {
    const families = ofBackend(all);
    const finished = total(families, "inference_request_success");
    return readingOf(labelOf(families, "model"), {
      startedAt: startedAt(samples, prefix),
      running: total(having(families, requests, ["request_type", "scheduled"]), requests),
      waiting:
        total(having(families, requests, ["request_type", "waiting"]), requests) ??
        total(families, "inference_pending_request_count"),
      kvCacheUsageRatio: meanShare(blockType(families, "fraction"), blocks),
      kvCacheCapacityTokens: capacityTokens(families),
      finishedRequestsTotal: finished,
      timeToFirstTokenSecondsSum: fromMilliseconds(total(families, "inference_first_response_histogram_ms_sum")),
      timeToFirstTokenSecondsCount: total(families, "inference_first_response_histogram_ms_count"),
      endToEndSecondsSum: fromMicroseconds(total(families, "inference_request_duration_us")),
      endToEndSecondsCount: finished,
      queueSecondsSum: fromMicroseconds(total(families, "inference_queue_duration_us")),
      queueSecondsCount: finished,
    });
  },
};
