import { hasTransformer, listModels, requestForm } from "@loadline/model";
import { checkPlan } from "@loadline/plan";
import { emittedText } from "@loadline/planner/emit";
import { expect, test } from "vitest";
import programs from "../../test/engine-flags.json" with { type: "json" };

const started = listModels().filter(
  (model) => hasTransformer(model) && model.repository !== undefined && !requestForm(model).inOnePiece,
);
const names = started.flatMap(({ id, aliases, twins = {} }) => [id, ...aliases, ...Object.keys(twins)]);

const planOf = (engine: string, models: readonly string[], parallel: object, engineConfig = {}) =>
  checkPlan({
    version: 1,
    cluster: "c",
    pools: [{ name: "h200", gpu: "h200", gpusPerNode: 8, nodes: 10_000 }],
    deployments: models.map((model, index) => ({
      name: `d${index}`,
      model,
      engine,
      kvCache: "fp8",
      weights: "fp8",
      pool: "h200",
      parallel,
      engineConfig,
      slo: { interTokenLatencySeconds: 0.1 },
      replicas: { planned: 1, min: 1, max: 2 },
      expected: { inputTokens: 100, outputTokens: 100, requestsPerSecond: 1 },
    })),
  });

const flagsOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split("\n")
      .filter((line) => !line.startsWith("#"))
      .flatMap((line) => line.match(/(?<=^|\s)--?[a-z][\w-]*/g) ?? []),
  ),
];

// The lists are read from the parsers in the packages of these versions; see `source` in the file.
const flagsKnownTo = (program: string): readonly string[] =>
  programs.find((one) => one.program === program)?.flags ?? [];

/** Words and numbers of a name, as makers and lists spell them alike: 1_5 is 1.5, 4.0 is 4. */
const partsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .replaceAll("_", ".")
    .replaceAll(/(?<=\d)\.0(?!\d)/g, "")
    .match(/[a-z]+|\d+(?:\.\d+)?/g) ?? [];

const size = /(?<![a-z\d.])(?:\d+(?:\.\d+)?[bm]|a\d+(?:\.\d+)?b)(?![a-z\d])/g;

/** Names that are not spelt as the repository of the same model, by hand. */
const otherwise: Readonly<Record<string, string>> = {
  "bloom-7.1b": "bigscience/bloom-7b1",
  dsr1: "deepseek-ai/DeepSeek-R1",
  dsv3: "deepseek-ai/DeepSeek-V3",
  "falcon2-11b": "tiiuae/falcon-11B",
  gptj: "EleutherAI/gpt-j-6b",
  "grok-1-hf": "hpcai-tech/grok-1",
  "grok-2.5": "xai-org/grok-2",
  "llama-33b": "huggyllama/llama-30b",
  "mistral-small-3": "mistralai/Mistral-Small-24B-Instruct-2501",
  // Released as these alone.
  "glm-4.1v-9b": "zai-org/GLM-4.1V-9B-Thinking",
  "minitron-8b": "nvidia/Minitron-8B-Base",
  "nemotron-h-8b": "nvidia/Nemotron-H-8B-Base-8K",
  "llama-3.2-11b": "meta-llama/Llama-3.2-11B-Vision-Instruct",
  "llama-3.2-90b": "meta-llama/Llama-3.2-90B-Vision-Instruct",
};

const tunings = /^(base|code|coder|distill|guard|math|reasoning|thinking|vision|vl)$/;

/** Each part of the name is in the repository's, but for a size that its maker leaves out; what is more is no tuning. */
const isOf = (name: string, repository: string): boolean => {
  if (name in otherwise) return otherwise[name] === repository;
  const own = repository.split("/")[1] ?? "";
  const left = [...partsOf(own)];
  const wanted = partsOf(own.toLowerCase().search(size) >= 0 ? name : name.replaceAll(size, ""));
  const isWhole = wanted.every((part) => {
    const at = left.indexOf(part);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return isWhole && !left.some((part) => tunings.test(part));
};

test.each([
  ["deepseek-r1", "deepseek-ai/DeepSeek-V3"],
  ["llama-3.3-70b", "meta-llama/Llama-3.1-70B"],
  ["kimi-k2-thinking", "moonshotai/Kimi-K2.5"],
  ["qwen3-coder-30b-a3b", "Qwen/Qwen3-30B-A3B-Instruct-2507"],
  ["llama-3.1-8b-instruct", "meta-llama/Llama-3.1-8B"],
  ["hermes-4-70b", "meta-llama/Llama-3.1-70B"],
  ["qwen3-next-80b-a3b", "Qwen/Qwen3-Next-80B-A3B-Thinking"],
  ["llama-3.1-70b", "meta-llama/Llama-3.1-8B"],
])("%s is not %s", (name, repository) => {
  expect(isOf(name, repository)).toBe(false);
});

test.each([
  ["vllm", "vllm serve"],
  ["sglang", "python -m sglang.launch_server"],
] as const)("every flag that --emit %s writes for any name of the catalogue is one of %s", (emit, program) => {
  const alone = emittedText(planOf(emit, names, {}), emit);
  const wide = emittedText(planOf(emit, ["llama-3.1-405b"], { tensor: 8, pipeline: 2 }), emit);
  const experts = emittedText(planOf(emit, ["deepseek-r1"], { expert: 8, attentionData: 8 }), emit);
  const adapters = emittedText(planOf(emit, ["llama-3.1-8b"], {}, { maxLoras: 8, kvOffloadingSize: 100 }), emit);
  expect(adapters).toContain("--max-lora-rank 16");
  const emitted = flagsOf(`${alone}${adapters}${wide}${experts}`.replaceAll(/^python -m/gm, "python"));
  expect(emitted.length).toBeGreaterThan(8);
  const known = flagsKnownTo(program);
  expect(emitted.filter((flag) => !known.includes(flag))).toEqual([]);
  // One launch for each name, each of the repository that is that model.
  const launched = [
    ...alone.matchAll(/^(?:vllm serve|python -m sglang.launch_server --model-path) ([\w.-]+\/[\w.-]+)/gm),
  ].map(([, repository = ""]) => repository);
  expect(launched).toHaveLength(names.length);
  const others = names.flatMap((name, index) => (isOf(name, launched[index] ?? "") ? [] : [[name, launched[index]]]));
  expect(others).toEqual([]);
});

test("manifests over several nodes and the benchmark use flags of vLLM alone", () => {
  const plan = planOf("vllm", ["llama-3.1-405b"], { tensor: 8, pipeline: 2 });
  const flags = emittedText(plan, "kubernetes").match(/--[a-z][\w-]*/g) ?? [];
  expect(flags).toContain("--node-rank");
  expect(flags.filter((flag) => !flagsKnownTo("vllm serve").includes(flag))).toEqual([]);
  const bench = flagsOf(emittedText(plan, "bench"));
  expect(bench.filter((flag) => !flagsKnownTo("vllm bench serve").includes(flag))).toEqual([]);
});

test("a twin is launched by its own name and planned by the architecture that it shares, which is stated", () => {
  const text = emittedText(planOf("vllm", ["kimi-k2-thinking"], {}), "vllm");
  expect(text).toContain("vllm serve moonshotai/Kimi-K2-Thinking");
  expect(text).toContain("# kimi-k2-thinking is answered as kimi-k2.5, which has the same configuration");
  expect(() => emittedText(planOf("vllm", ["qwen2.5-7b-base"], {}), "vllm")).toThrow(
    "the repository of qwen2.5-7b-base is not known; it is planned as qwen2.5-7b",
  );
});
