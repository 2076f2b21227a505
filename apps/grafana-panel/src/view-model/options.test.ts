import fc from "fast-check";
import { expect, test } from "vitest";
import { frame } from "../../test/frame-fixtures.ts";
import { defaultOptions, suggestedViews, usableOptions, views } from "./options.ts";

test("usable options stay as they are", () => {
  const options = { ...defaultOptions, view: "ledger", groupBy: "zone", runbooks: "https://a" } as const;
  expect(usableOptions(options)).toEqual(options);
});

test("what is not usable becomes its default", () => {
  const broken = { view: "constructor", phase: 3, deployments: "chat", groupBy: 7, runbooks: null };
  expect(usableOptions(broken)).toEqual(defaultOptions);
});

test("anything stored becomes usable options, and again changes nothing", () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(defaultOptions)), fc.anything())),
      (stored) => {
        const options = usableOptions(stored);
        expect(views).toContain(options.view);
        expect(usableOptions(options)).toEqual(options);
      },
    ),
  ));

test.each([
  { name: "metrics of the recommender", metric: "loadline_headroom_ratio", views: ["timeline"] },
  {
    name: "metrics of the ledger",
    metric: "loadline_capacity_ledger_requests_per_second",
    views: ["timeline", "ledger"],
  },
  {
    name: "metrics of the node agent",
    metric: "loadline_gpu_utilization_ratio",
    views: ["fleet-map"],
  },
  { name: "metrics of NVIDIA's exporter", metric: "DCGM_FI_DEV_GPU_UTIL", views: ["fleet-map"] },
  { name: "metrics of vLLM", metric: "vllm:kv_cache_usage_perc", views: ["timeline"] },
  { name: "metrics of SGLang", metric: "sglang:token_usage", views: ["timeline"] },
  { name: "metrics of something else", metric: "up", views: [] },
])("$name suggest what can show them", ({ metric, views }) => {
  expect(suggestedViews([frame({ metric, values: [1] })])).toEqual(views);
});
