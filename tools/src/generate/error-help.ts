import { bytes } from "@loadline/core";
import type { ErrorCode, ErrorDetail } from "@loadline/core/internal";

/** What an operator reads about a code beside its message. */
interface ErrorHelp {
  /** Why it happens. */
  readonly cause: string;
  /** What to look at first. */
  readonly check: string;
  /** What ends it. */
  readonly fix: string;
}

/** One entry per code; the compiler asks for a new one with each new code. */
export const errorHelp: Readonly<Record<ErrorCode, ErrorHelp>> = {
  LL_UNKNOWN_GPU: {
    cause: "The catalogue has no GPU of this name or alias.",
    check: "`loadline catalog gpus` lists every GPU.",
    fix: "Use the nearest known name if it is the same card, or add a data file under `packages/core/data/gpus`.",
  },
  LL_UNKNOWN_MODEL: {
    cause: "The catalogue has no model of this name or alias.",
    check: "`loadline catalog models` lists every model.",
    fix: "Use the nearest known name, or import the model's `config.json` with `loadline model`.",
  },
  LL_UNKNOWN_ENGINE: {
    cause: "The engine is none of those that the model covers.",
    check: "`loadline estimate --help` lists the engines.",
    fix: "Use a listed engine. An engine of your own that reports vLLM's metrics is entered as `vllm`.",
  },
  LL_UNKNOWN_PRECISION: {
    cause: "The number format of the weights or of the KV cache is not known.",
    check: "`loadline estimate --help` lists the formats.",
    fix: "Use a listed format, such as `bf16` or `fp8`.",
  },
  LL_MODEL_CONFIG_UNSUPPORTED: {
    cause: "The `config.json` is incomplete or contradicts itself, or its architecture is not covered.",
    check: "The key in the message, against the same file in the model's repository.",
    fix: "Download the file again or correct the key. Otherwise write the model file by hand, after one of `packages/core/data/models`.",
  },
  LL_MODEL_DOES_NOT_FIT: {
    cause: "Weights, activations and the KV cache of one request need more memory than each GPU offers.",
    check: "`loadline estimate` with the same configuration prints the memory by part.",
    fix: "Raise `parallel.tensor`, choose a smaller number format, or choose a GPU with more memory.",
  },
  LL_PARALLELISM_INVALID: {
    cause: "The model cannot be divided among this number of GPUs.",
    check: "The number of attention heads and of experts: `loadline catalog models --json`.",
    fix: "Choose a number of GPUs that divides the one in the message.",
  },
  LL_PRECISION_UNSUPPORTED: {
    cause: "The GPU cannot compute in this number format.",
    check: "`loadline catalog gpus --json` lists the formats of each GPU.",
    fix: "Choose one of the formats in the message, or another GPU.",
  },
  LL_WORKLOAD_UNSUPPORTED: {
    cause: "The calculation does not apply to a model of this kind.",
    check: "The kind of the model in `loadline catalog models`.",
    fix: "Choose a model of the kind that the message names.",
  },
  LL_INPUT_INVALID: {
    cause: "An option, field or argument has a value outside its range.",
    check: "The value in the message, and the command's `--help`.",
    fix: "Give a value as the message expects it.",
  },
  LL_LINE_UNANSWERED: {
    cause: "Loadline failed on one line of a JSON Lines input. This is a defect of Loadline.",
    check: "Whether the line alone gives the same message.",
    fix: "Report the message with the line. All other lines are answered.",
  },
  LL_TRACE_INVALID: {
    cause: "A line of the trace does not have the columns of the stated format.",
    check: "The line in the message, and `--format`.",
    fix: "Correct the line, or choose the format that the file has.",
  },
  LL_TRACE_EMPTY: {
    cause: "The trace has no request after its header.",
    check: "The size of the file and its first lines.",
    fix: "Give a trace with at least one request.",
  },
  LL_PLAN_INVALID: {
    cause: "The plan has an unknown key, a wrong value, or values that contradict each other.",
    check: "The path in the message, in the [plan reference](plan.md).",
    fix: "Correct the value. A running recommender keeps the last valid plan until then.",
  },
  LL_BASELINE_DIVISION_BY_ZERO: {
    cause: "The baseline formulas have no answer where a model does not fit one GPU.",
    check: "The [comparison](../accuracy/baseline-comparison.md) names each such case.",
    fix: "Use `loadline estimate`, which covers several GPUs.",
  },
  LL_SUBJECT_INVALID: {
    cause: "A cluster, node or deployment name has a character that a NATS subject does not allow.",
    check: "Upper-case letters, dots and underscores in the name.",
    fix: "Use lower-case letters, digits and hyphens, at most 63 of them.",
  },
  LL_STREAM_CONFIG_REFUSED: {
    cause: "The NATS server stored a stream with other settings than requested.",
    check: "`nats-server --version`; 2.10.27 or newer is supported.",
    fix: "Upgrade the server, then run `loadline streams` again.",
  },
  LL_STREAM_MISSING: {
    cause: "The JetStream stream was never created, or was deleted.",
    check: "`loadline doctor` lists the streams, and whether the server has JetStream.",
    fix: "Run `loadline streams` with an account that may create streams.",
  },
  LL_NATS_UNREACHABLE: {
    cause: "No NATS server answers at the address: it is down, elsewhere, or behind a firewall.",
    check: "The address in the message, from the same machine: `loadline doctor --server URL`.",
    fix: "Start the server, or give the right address with `--server`.",
  },
  LL_NATS_REFUSED: {
    cause: "The server does not accept the account, or the account may not use this subject.",
    check: "The permissions that the message quotes, against [the accounts](access.md).",
    fix: "Give the right user and password file, or extend the account's permissions.",
  },
  LL_PROMETHEUS_UNREACHABLE: {
    cause: "No Prometheus answers at the address, or it refuses the query or the account.",
    check: "`curl ADDRESS/api/v1/query?query=up` from the same machine.",
    fix: "Give the address that Grafana uses. Set `LOADLINE_PROMETHEUS_TOKEN` for a bearer token, or put user and password into the address.",
  },
  LL_ENGINE_UNREACHABLE: {
    cause: "No engine answers at the address, or its answer is no stream of tokens that can be measured.",
    check: "`curl ADDRESS/v1/models` from the same machine.",
    fix: "Give the address of the engine itself. Set `LOADLINE_ENGINE_TOKEN` for a bearer token.",
  },
  LL_CONFIG_INVALID: {
    cause: "A setting from a flag, environment variable or configuration file is not valid.",
    check: "`--print-config` shows each setting with its origin.",
    fix: "Give a value as the message expects it.",
  },
  LL_FILE_UNREADABLE: {
    cause: "A file does not exist, or the process may not read it.",
    check: "`ls -l` of the path, as the user that runs the command.",
    fix: "Correct the path, or give that user read access.",
  },
  LL_KUBERNETES_UNREADABLE: {
    cause: "The API server or the kubelet did not give the agent the list of pods.",
    check: "`kubectl auth can-i list pods --as=system:serviceaccount:NAMESPACE:loadline-agent`; whether this is a pod.",
    fix: "Bind the role of the chart, or name the namespaces that the account may read in `podNamespaces`.",
  },
  LL_RING_UNUSABLE: {
    cause: "The agent cannot write its state directory.",
    check: "Owner and mode of the directory, and whether the volume is mounted read-only.",
    fix: "Give a writable `stateDirectory`. Without one, health events are lost when the agent restarts.",
  },
  LL_PORT_TAKEN: {
    cause: "Another process listens on the port.",
    check: "`ss -ltnp` shows which process.",
    fix: "Choose another port, or leave it out for a free one.",
  },
  LL_SERVER_MISSING: {
    cause: "The demo or the tests need a program that is not installed and could not be installed.",
    check: "Whether the program is on the `PATH`.",
    fix: "Run the command in the message, or set `NATS_SERVER_BIN`, `PROMETHEUS_BIN` or `CHROMIUM_BIN`.",
  },
  LL_PART_DIED: {
    cause: "A process that the demo started has ended by itself.",
    check: "The end of its log, in the message.",
    fix: "Correct what the log names and start again. All other parts have been stopped.",
  },
};

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
  LL_PROMETHEUS_UNREACHABLE: { server: "http://127.0.0.1:9090", detail: "connect ECONNREFUSED 127.0.0.1:9090" },
  LL_ENGINE_UNREACHABLE: { server: "http://127.0.0.1:8000", detail: "connect ECONNREFUSED 127.0.0.1:8000" },
  LL_CONFIG_INVALID: { key: "intervalSeconds", value: "fast", expected: "a number above 0" },
  LL_FILE_UNREADABLE: { path: "plan.yaml", detail: "no such file" },
  LL_KUBERNETES_UNREADABLE: { detail: "403: pods is forbidden" },
  LL_RING_UNUSABLE: { directory: "/var/lib/loadline-agent/state", detail: "EACCES: permission denied" },
  LL_PORT_TAKEN: { port: 8080 },
  LL_SERVER_MISSING: { program: "nats-server", how: "sudo apt-get install --no-install-recommends nats-server" },
  LL_PART_DIED: { part: "recommender", code: 1, log: "…" },
};
