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

test.each([
  ["vllm", "vllm serve"],
  ["sglang", "python -m sglang.launch_server"],
] as const)("every flag that --emit %s writes for any name of the catalogue is one of %s", (emit, program) => {
  const alone = emittedText(planOf(emit, names, {}), emit);
  const wide = emittedText(planOf(emit, ["llama-3.1-405b"], { tensor: 8, pipeline: 2 }), emit);
  const experts = emittedText(planOf(emit, ["deepseek-r1"], { expert: 8, attentionData: 8 }), emit);
  const adapters = emittedText(planOf(emit, ["llama-3.1-8b"], {}, { maxLoras: 8 }), emit);
  expect(adapters).toContain("--max-lora-rank 16");
  const emitted = flagsOf(`${alone}${adapters}${wide}${experts}`.replaceAll(/^python -m/gm, "python"));
  expect(emitted.length).toBeGreaterThan(8);
  const known = flagsKnownTo(program);
  expect(emitted.filter((flag) => !known.includes(flag))).toEqual([]);
  // One launch for each name, each of a repository.
  const launched = alone.match(/^(vllm serve|python -m sglang.launch_server --model-path) [\w.-]+\/[\w.-]+/gm) ?? [];
  expect(launched).toHaveLength(names.length);
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
