import {
  type Estimate,
  ratio,
  replicaSpec,
  requestsPerSecond,
  seconds,
  tokens,
  tokensPerSecond,
} from "@loadline/model";
import { bytes } from "@loadline/model/internal";
import { expect, test } from "vitest";
import { atBothWidths, plainView } from "../../test/golden.ts";
import type { Outcome } from "./answer.ts";
import { renderEstimate } from "./render-estimate.ts";
import type { EstimateRequest } from "./request.ts";

const spread = (mean: number): Estimate["endToEnd"] => ({
  mean: seconds(mean),
  p50: seconds(mean),
  p90: seconds(mean * 1.5),
  p95: seconds(mean * 2),
  p99: seconds(mean * 3),
});

const memory = {
  fits: true,
  kvCacheTokens: tokens(400_000),
  perGpu: {
    weights: bytes(16 * 2 ** 30),
    kvCache: bytes(50 * 2 ** 30),
    activation: bytes(2 * 2 ** 30),
    framework: bytes(2 ** 30),
    total: bytes(69 * 2 ** 30),
  },
  shortfall: bytes(0),
  suggestions: [],
};

const request: EstimateRequest = {
  spec: replicaSpec({ model: "llama-3.1-8b", gpu: "h100", weights: "bf16", kvCache: "bf16" }),
  shape: { inputTokens: tokens(1024), outputTokens: tokens(256) },
  load: { kind: "concurrency", concurrency: 1 },
  notes: ["lengths enter by their mean"],
  assumptions: [],
};

const fits: Outcome = {
  kind: "fits",
  notes: [],
  waitSeconds: null,
  nearest: {
    measured: {
      configuration: "llama-3.1-8b on h200-sxm-141gb, vllm, 8 bits a weight, aggregated",
      differsIn: ["GPU", "bits of a weight"],
    },
    calibrationUntil: "2026-04-22",
  },
  estimate: {
    fits: true,
    verdict: "overloaded",
    bindingLimit: "kv-cache",
    timeToFirstToken: spread(0.15),
    interTokenLatency: spread(0.0123),
    endToEnd: spread(300),
    outputTokensPerSecond: tokensPerSecond(5432.1),
    requestsPerSecond: requestsPerSecond(21.2),
    concurrency: 60,
    memory,
    errorBand: { relative: ratio(0.3), basis: "transferred" },
    assumptions: [],
  },
};

const misfit: Outcome = {
  kind: "does-not-fit",
  memory: {
    ...memory,
    fits: false,
    kvCacheTokens: tokens(0),
    shortfall: bytes(2 ** 30),
    suggestions: ["--tensor-parallel-size 2 (fits with 5 GiB for KV)", "--quantization fp8"],
  },
};

const pictures: EstimateRequest = {
  ...request,
  spec: replicaSpec({ model: "stable-diffusion-xl", gpu: "l40s", weights: "bf16" }),
  load: { kind: "open-loop", requestsPerSecond: requestsPerSecond(1) },
};
const pass: Outcome = {
  kind: "pass",
  estimate: {
    verdict: "overloaded",
    bindingLimit: "prefill-compute",
    endToEnd: spread(4000),
    batch: 1,
    assumptions: [],
    requestsPerSecond: requestsPerSecond(0.39),
    memory,
    errorBand: { relative: ratio(0.14), basis: "transferred" },
  },
};

test("of a fleet the load names the whole rate and the router", () => {
  const service = { replicas: 4, requestsPerSecond: requestsPerSecond(1), routing: { router: "round-robin" } } as const;
  expect(renderEstimate({ ...pictures, service }, pass, plainView(120))).toContain(
    "4 requests/s over 4 replicas behind round-robin",
  );
});

test("pictures have no KV cache, and the times of an overload are not those to expect", () => {
  const text = atBothWidths((view) => renderEstimate(pictures, pass, view));
  expect(text).toContain("no time below is the one to expect");
  expect(text).not.toContain("KV cache");
});

test.each([
  { name: "a replica under more load than it carries", outcome: fits },
  { name: "a replica that does not fit", outcome: misfit },
])("$name reads as its snapshot, narrow and wide", ({ outcome }) => {
  expect(atBothWidths((view) => renderEstimate(request, outcome, view))).toMatchSnapshot();
});
