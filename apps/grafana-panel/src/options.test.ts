import fc from "fast-check";
import { expect, test } from "vitest";
import { frame } from "../test/frame-fixtures.ts";
import { defaultOptions, migrateOptions, optionsVersion, suggestedViews, views } from "./options.ts";

test("options of version 1 keep their values and open as the timeline they were", () => {
  const stored = {
    phase: "decode",
    deployments: ["chat"],
    showReplicas: false,
    showTable: true,
    staleAfterSeconds: 30,
  };
  expect(migrateOptions(stored)).toEqual({
    ...stored,
    version: optionsVersion,
    view: "timeline",
    forecastSeconds: 300,
  });
});

test("present options stay as they are", () => {
  const options = { ...defaultOptions, view: "ranking", forecastSeconds: 0 } as const;
  expect(migrateOptions(options)).toEqual(options);
});

test("what is not usable becomes its default", () => {
  const broken = { view: "constructor", phase: 3, deployments: "chat", showTable: "yes", staleAfterSeconds: -1 };
  expect(migrateOptions(broken)).toEqual(defaultOptions);
  expect(migrateOptions({ staleAfterSeconds: Number.POSITIVE_INFINITY, forecastSeconds: 1e300 })).toEqual(
    defaultOptions,
  );
});

test("anything stored becomes usable options, and migrating again changes nothing", () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(defaultOptions)), fc.anything())),
      (stored) => {
        const options = migrateOptions(stored);
        expect(views).toContain(options.view);
        expect(options.staleAfterSeconds).toBeGreaterThanOrEqual(1);
        expect(migrateOptions(options)).toEqual(options);
      },
    ),
  ));

test.each([
  { name: "metrics of the recommender", metric: "loadline_headroom_ratio", views: ["timeline", "ranking", "summary"] },
  {
    name: "metrics of the ledger",
    metric: "loadline_capacity_ledger_requests_per_second",
    views: ["timeline", "ledger", "ranking", "summary"],
  },
  {
    name: "metrics of the league",
    metric: "loadline_league_replica_hours",
    views: ["timeline", "league", "ranking", "summary"],
  },
  { name: "metrics of the node agent", metric: "loadline_gpu_utilization_ratio", views: ["fleet-map"] },
  { name: "metrics of NVIDIA's exporter", metric: "DCGM_FI_DEV_GPU_UTIL", views: ["fleet-map"] },
  { name: "metrics of vLLM", metric: "vllm:kv_cache_usage_perc", views: ["timeline", "ranking", "summary"] },
  { name: "metrics of SGLang", metric: "sglang:token_usage", views: ["timeline", "ranking", "summary"] },
  { name: "metrics of something else", metric: "up", views: [] },
])("$name suggest what can show them", ({ metric, views }) => {
  expect(suggestedViews([frame({ metric, values: [1] })])).toEqual(views);
});
