import { expect, test } from "vitest";
import { frame } from "../test/frame-fixtures.ts";
import { suggestedViews } from "./suggestions.ts";

test.each([
  { name: "metrics of the recommender", metric: "loadline_headroom_ratio", views: ["timeline", "ranking", "summary"] },
  {
    ...{ name: "metrics of the ledger", metric: "loadline_capacity_ledger_requests_per_second" },
    views: ["timeline", "ledger", "ranking", "summary"],
  },
  { name: "metrics of the node agent", metric: "loadline_gpu_utilization_ratio", views: ["fleet-map"] },
  { name: "metrics of NVIDIA's exporter", metric: "DCGM_FI_DEV_GPU_UTIL", views: ["fleet-map"] },
  { name: "metrics of vLLM", metric: "vllm:kv_cache_usage_perc", views: ["timeline", "ranking", "summary"] },
  { name: "metrics of SGLang", metric: "sglang:token_usage", views: ["timeline", "ranking", "summary"] },
  { name: "metrics of something else", metric: "up", views: [] },
])("$name suggest what can show them", ({ metric, views }) => {
  expect(suggestedViews([frame({ metric, values: [1] })])).toEqual(views);
});
