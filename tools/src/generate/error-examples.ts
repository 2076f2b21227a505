import { bytes } from "@loadline/core";
import type { ErrorCode, ErrorDetail } from "@loadline/core/internal";

/** One example per code; the compiler asks for a new one with each new code. */
export const errorExamples: { readonly [C in ErrorCode]: ErrorDetail<C> } = {
  LL_UNKNOWN_GPU: { name: "h1000", nearest: ["h100-sxm-80gb"] },
  LL_UNKNOWN_MODEL: { name: "llama-3.1-71b", nearest: ["llama-3.1-70b"] },
  LL_UNKNOWN_ENGINE: { name: "vlm", nearest: ["vllm"] },
  LL_UNKNOWN_PRECISION: { name: "fp9", nearest: ["fp8"] },
  LL_MODEL_CONFIG_UNSUPPORTED: {
    architecture: "LlamaForCausalLM",
    key: "num_key_value_heads",
    detail: "5 do not divide the 32 attention heads",
  },
  LL_MODEL_DOES_NOT_FIT: {
    model: "llama-3.1-70b",
    gpu: "h100-sxm-80gb",
    required: bytes(1.5e11),
    available: bytes(7e10),
  },
  LL_PARALLELISM_INVALID: { detail: "64 heads cannot be divided among 3 GPUs" },
  LL_PRECISION_UNSUPPORTED: { gpu: "t4", precision: "fp8", supported: ["fp16", "int8"] },
  LL_WORKLOAD_UNSUPPORTED: { model: "bert-large", kind: "encoder", need: "a model that generates tokens" },
  LL_INPUT_INVALID: { what: "inputTokens", value: -1, expected: "a number of at least 0" },
  LL_LINE_UNANSWERED: { line: 7, detail: "RangeError: expected a finite value" },
  LL_TRACE_INVALID: {
    line: 7,
    value: "2023-11-16 18:15:46,abc,44",
    expected: "TIMESTAMP,ContextTokens,GeneratedTokens",
  },
  LL_TRACE_EMPTY: { source: "requests.csv" },
  LL_PLAN_INVALID: { path: "deployments.0.pool", detail: 'no pool is called "h200"' },
  LL_BASELINE_DIVISION_BY_ZERO: { model: "gpt_3_5_turbo", gpu: "a100_80gb" },
  LL_SUBJECT_INVALID: { token: "…" },
  LL_STREAM_CONFIG_REFUSED: { stream: "LOADLINE_TELEMETRY", field: "allow_direct", wanted: true, got: false },
  LL_STREAM_MISSING: { stream: "LOADLINE_TELEMETRY" },
  LL_NATS_REFUSED: {
    server: "nats://127.0.0.1:4222",
    user: "actuator",
    detail: 'Permissions Violation for Publish to "$KV.loadline_plans.lab"',
  },
  LL_NATS_UNREACHABLE: { server: "nats://127.0.0.1:4222", detail: "connection refused" },
  LL_CONFIG_INVALID: { key: "intervalSeconds", value: "fast", expected: "a number above 0" },
  LL_FILE_UNREADABLE: { path: "plan.yaml", detail: "no such file" },
  LL_KUBERNETES_UNREADABLE: { detail: "403: pods is forbidden" },
  LL_RING_UNUSABLE: { directory: "/var/lib/loadline-agent/state", detail: "EACCES: permission denied" },
  LL_PORT_TAKEN: { port: 8080 },
  LL_SERVER_MISSING: { program: "nats-server", how: "sudo apt-get install --no-install-recommends nats-server" },
  LL_PART_DIED: { part: "recommender", code: 1, log: "…" },
};
