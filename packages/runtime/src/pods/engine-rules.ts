import { type Container, holdsGpus, lineOf, type Pod } from "./pod.ts";

/** How a container with an engine is recognised, and where it has its metrics. */
export interface EngineRule {
  readonly engine: string | null;
  /** In its command and arguments. */
  readonly command: RegExp | null;
  /** In the repository of its image, without registry and tag. */
  readonly image: RegExp | null;
  readonly port: number;
  /** What sets another port: a flag, else a variable. */
  readonly flag: RegExp | null;
  readonly variable?: string;
  readonly path?: string;
}

const portFlag = /\s--port[ =](\d{1,5})\b/;

/** A worker of NVIDIA Dynamo, which has its metrics and those of the engine at its system port. */
const dynamo = (engine: string, command: RegExp): EngineRule => ({
  engine,
  command,
  image: null,
  port: 9090,
  flag: null,
  variable: "DYN_SYSTEM_PORT",
});

/**
 * The first rule whose command matches decides, then the first whose image does.
 * @source default ports: https://docs.vllm.ai/en/latest/serving/openai_compatible_server/, https://docs.sglang.ai/,
 * https://docs.nvidia.com/deeplearning/triton-inference-server/, https://nvidia.github.io/TensorRT-LLM/,
 * https://huggingface.co/docs/text-generation-inference/, https://github.com/ggml-org/llama.cpp/tree/master/tools/server,
 * https://lmdeploy.readthedocs.io/, https://docs.nvidia.com/nim/, https://docs.nvidia.com/dynamo/ (system port of a worker),
 * https://kserve.github.io/website/ (Hugging Face runtime)
 */
export const engineRules: readonly EngineRule[] = [
  dynamo("vllm", /\bdynamo\.vllm\b/),
  dynamo("sglang", /\bdynamo\.sglang\b/),
  dynamo("tensorrt-llm", /\bdynamo\.trtllm\b/),
  {
    engine: "vllm",
    command: /\bhuggingfaceserver\b/,
    image: /(?:^|\/)huggingfaceserver$/,
    port: 8080,
    flag: /\s--http_port[ =](\d{1,5})\b/,
  },
  {
    engine: "sglang",
    command: /\bsglang\.launch_server\b|\bsglang serve\b/,
    image: /(?:^|[/-])sglang\b/,
    port: 30_000,
    flag: portFlag,
  },
  { engine: "tensorrt-llm", command: /\btrtllm-serve\b/, image: /(?:^|\/)tensorrt-?llm\b/, port: 8000, flag: portFlag },
  {
    engine: "triton",
    command: /\btritonserver\b/,
    image: /(?:^|\/)tritonserver$/,
    port: 8002,
    flag: /\s--metrics-port[ =](\d{1,5})\b/,
  },
  {
    engine: "tgi",
    command: /\btext-generation-launcher\b/,
    image: /(?:^|\/)text-generation-inference$/,
    port: 80,
    flag: /\s(?:--port|-p)[ =](\d{1,5})\b/,
    variable: "PORT",
  },
  {
    engine: "llama.cpp",
    command: /\bllama-server\b/,
    image: /(?:^|\/)llama\.cpp$/,
    port: 8080,
    flag: portFlag,
    variable: "LLAMA_ARG_PORT",
  },
  {
    engine: "lmdeploy",
    command: /\blmdeploy serve\b/,
    image: /(?:^|\/)lmdeploy$/,
    port: 23_333,
    flag: /\s--server-port[ =](\d{1,5})\b/,
  },
  {
    engine: "vllm",
    command: /\bvllm serve\b|\bvllm\.entrypoints\b/,
    image: /(?:^|[/-])vllm\b|(?:^|\/)llm-d-(?:cuda|rocm|xpu|hpu|cpu|dev|inference-sim)$/,
    port: 8000,
    flag: portFlag,
  },
  // NVIDIA's packaged engines have their metrics under the path of the interface; the page names the engine.
  {
    engine: null,
    command: null,
    image: /^nim\//,
    port: 8000,
    flag: null,
    variable: "NIM_SERVER_PORT",
    path: "/v1/metrics",
  },
];

/** Repository of an image: `registry:5000/vllm/vllm-openai:v0.11@sha256:…` is `vllm/vllm-openai`. */
export const repositoryOf = (image: string): string =>
  image
    .replace(/@.*$/, "")
    .replace(/^(?:localhost|[^/]*[.:][^/]*)\//, "")
    .replace(/:[^/]*$/, "");

/** What a container runs, as far as its specification shows. */
export const engineRuleOf = (container: Container): EngineRule | null => {
  const line = lineOf(container);
  const byCommand = engineRules.find((rule) => rule.command?.test(line) === true);
  if (byCommand !== undefined) return byCommand;
  // An engine's image with another command is a benchmark or a download, unless it has GPUs.
  if (container.hasCommand && !holdsGpus(container)) return null;
  const repository = repositoryOf(container.image);
  return engineRules.find((rule) => rule.image?.test(repository) === true) ?? null;
};

export const portOf = (text: string | undefined): number | null => {
  const port = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  return port > 0 && port < 65_536 ? port : null;
};

/** The port of a container's metrics: by flag, by variable, by its name, the default where it is declared, the declared one. */
export const metricsPort = (container: Container, rule: EngineRule): number => {
  const { env, ports } = container;
  const byFlag = portOf(rule.flag?.exec(lineOf(container))?.[1]);
  const byVariable = rule.variable === undefined ? null : portOf(env[rule.variable]);
  const byName = ports.find(({ name }) => /metrics|^system$/.test(name))?.port;
  const declared = ports.some(({ port }) => port === rule.port) ? rule.port : null;
  const http = ports.find(({ name }) => /^http/.test(name))?.port;
  return byFlag ?? byVariable ?? byName ?? declared ?? http ?? ports[0]?.port ?? rule.port;
};

/** Why a pod serves no requests by itself, although an engine may run in it; null where nothing shows that. */
export const otherRole = ({ labels }: Pod): string | null => {
  const component = labels["nvidia.com/dynamo-component-type"];
  if (component !== undefined && !/^(?:worker|prefill|decode)$/.test(component))
    return `is Dynamo's ${component}, no engine`;
  if (labels["app.kubernetes.io/component"] === "llminferenceservice-router-scheduler")
    return "is the scheduler of an LLMInferenceService, no engine";
  return null;
};

const routerCommand = /\bdynamo\.(?:frontend|planner|router)\b|\bsglang_router\b|\bvllm[-_]router\b/;
const routerImage = /(?:router|gateway|epp|endpoint-picker|inference-scheduler|proxy|sidecar)$/;

export const isRouter = (container: Container): boolean =>
  routerCommand.test(lineOf(container)) || routerImage.test(repositoryOf(container.image));

/** A member of a group of pods that works for another one. */
export const isWorker = ({ labels }: Pod, container: Container): boolean => {
  const line = lineOf(container);
  if (/\s--headless\b/.test(line)) return true;
  const index = labels["leaderworkerset.sigs.k8s.io/worker-index"] ?? "0";
  // With its own load balancing each rank answers requests.
  return index !== "0" && !/--data-parallel-(?:hybrid|external)-lb\b/.test(line);
};
