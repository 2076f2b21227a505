import { engines, hasTransformer, isVersionFrom, listModels, precisions, requestForm } from "@loadline/model";
import { checkPlan } from "@loadline/plan";
import { emittedText, type PlanEmission } from "@loadline/planner/emit";
import { expect, test } from "vitest";
import programs from "../../test/engine-flags.json" with { type: "json" };

const started = listModels().filter(
  (model) => hasTransformer(model) && model.repository !== undefined && !requestForm(model).inOnePiece,
);
const names = started.flatMap(({ id, aliases, twins = {} }) => [id, ...aliases, ...Object.keys(twins)]);

interface Kind {
  readonly model?: string;
  readonly parallel?: object;
  readonly weights?: string;
  readonly kvCache?: string;
  readonly engineConfig?: object;
}

const planOf = (engine: string, models: readonly string[], parallel: object, kind: Kind = {}) =>
  checkPlan({
    version: 1,
    cluster: "c",
    pools: [{ name: "h200", gpu: "h200", gpusPerNode: 8, nodes: 10_000 }],
    deployments: models.map((model, index) => ({
      name: `d${index}`,
      model,
      engine,
      kvCache: kind.kvCache ?? "fp8",
      weights: kind.weights ?? "fp8",
      pool: "h200",
      parallel,
      engineConfig: kind.engineConfig ?? {},
      slo: { interTokenLatencySeconds: 0.1 },
      replicas: { planned: 1, min: 1, max: 2 },
      expected: { inputTokens: 100, outputTokens: 100, requestsPerSecond: 1 },
    })),
  });

type Launch = readonly string[];

/** Command lines of a text for a shell, and arguments of containers in manifests. */
const launchesOf = (text: string, emit: string): readonly Launch[] => {
  if (emit === "kubernetes")
    return [...text.matchAll(/^ +command:\n((?: +- .*\n)+) +args:\n((?: +- .*\n)+)/gm)].map(
      ([, command = "", args = ""]) => [...`${command}${args}`.matchAll(/- "?(.*?)"?\n/g)].map(([, word = ""]) => word),
    );
  return text
    .replaceAll(/^#.*\n|^cat > [\s\S]*?\nEND\n/gm, "")
    .replaceAll("\\\n", "")
    .split("\n")
    .map((line) => line.trim().split(/ +/))
    .filter(([program]) => program !== "" && program !== undefined);
};

const isTaken = (takes: string, value: string | undefined): boolean => {
  if (takes === "nothing") return value === undefined;
  if (value === undefined) return false;
  if (takes === "int") return /^\d+$|^\$\(/.test(value);
  return takes === "float" ? Number.isFinite(Number(value)) : takes === "text" || takes.split("|").includes(value);
};

// Read from the parsers of these versions; see `source` in the file.
const programOf = (launch: Launch) => {
  const found = programs.find(({ program }) => launch.join(" ").startsWith(`${program} `));
  if (found === undefined) throw new Error(launch.join(" "));
  return found;
};

const faultsOf = (launch: Launch, version?: string): readonly string[] => {
  const { program, flags } = programOf(launch);
  const words = launch.slice(program.split(" ").length);
  return words.flatMap((word, index) => {
    if (!word.startsWith("-")) return [];
    const known: { readonly takes: string; readonly from?: string } | undefined = flags.find(
      ({ flag }) => flag === word,
    );
    const next = words[index + 1];
    const value = next?.startsWith("-") === true ? undefined : next;
    if (known === undefined) return [`${word} is no option of ${program}`];
    if (known.from !== undefined && !isVersionFrom(version, known.from)) return [`${word} came with ${known.from}`];
    return isTaken(known.takes, value) ? [] : [`${word} ${value} where it takes ${known.takes}`];
  });
};

const faultsIn = (text: string, emit: string): readonly string[] => [
  ...new Set(launchesOf(text, emit).flatMap((launch) => faultsOf(launch))),
];

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

test.each(["vllm", "sglang"] as const)(
  "every flag that --emit %s writes for any name of the catalogue is one that it knows, with a value that it takes",
  (emit) => {
    const alone = emittedText(planOf(emit, names, {}), emit);
    const wide = emittedText(planOf(emit, ["llama-3.1-405b"], { tensor: 8, pipeline: 2 }), emit);
    const experts = emittedText(planOf(emit, ["deepseek-r1"], { expert: 8, attentionData: 8 }), emit);
    const adapters = emittedText(
      planOf(emit, ["llama-3.1-8b"], {}, { engineConfig: { maxLoras: 8, kvOffloadingSize: 0.5 } }),
      emit,
    );
    expect(adapters).toContain("--max-lora-rank 16");
    expect(launchesOf(alone, emit)).toHaveLength(names.length);
    expect(faultsIn([alone, adapters, wide, experts].join(""), emit)).toEqual([]);
    // One launch for each name, each of the repository that is that model.
    const launched = [
      ...alone.matchAll(/^(?:vllm serve|python -m sglang.launch_server --model-path) ([\w.-]+\/[\w.-]+)/gm),
    ].map(([, repository = ""]) => repository);
    expect(launched).toHaveLength(names.length);
    const others = names.flatMap((name, index) => (isOf(name, launched[index] ?? "") ? [] : [[name, launched[index]]]));
    expect(others).toEqual([]);
  },
);

/** Launches of each kind: layouts, formats, and the settings of an engine. */
const kinds: readonly Kind[] = [
  ...precisions.map((weights) => ({ weights })),
  ...precisions.map((kvCache) => ({ kvCache })),
  { parallel: { tensor: 8 } },
  { parallel: { tensor: 8, pipeline: 2 } },
  { model: "deepseek-r1", parallel: { expert: 8, attentionData: 8 } },
  { model: "deepseek-r1", parallel: { tensor: 8, expert: 8 } },
  { model: "deepseek-r1", parallel: { tensor: 16 } },
  ...[1, 4, 12, 16, 200, 512].map((maxLoraRank) => ({ engineConfig: { maxLoras: 2, maxLoraRank } })),
  { engineConfig: { kvOffloadingSize: 0.5 } },
  { engineConfig: { gpuMemoryUtilization: 1, maxModelLen: 200, maxSequences: 1, maxBatchedTokens: 1 } },
];

/** What is written, or the error that stands in its place. */
const emittedOrWhy = (engine: string, kind: Kind, emit: PlanEmission): string | Error => {
  try {
    return emittedText(planOf(engine, [kind.model ?? "llama-3.1-70b"], kind.parallel ?? {}, kind), emit);
  } catch (error) {
    return error as Error;
  }
};

test.each(engines)("manifests of %s have options that it knows, with values that it takes", (engine) => {
  const texts = kinds.map((kind) => emittedOrWhy(engine, kind, "kubernetes")).filter((one) => typeof one === "string");
  expect(texts.length).toBeGreaterThan(kinds.length / 2);
  const launches = texts.flatMap((text) => launchesOf(text, "kubernetes"));
  expect(launches.length).toBeGreaterThanOrEqual(texts.length);
  expect([...new Set(launches.flatMap((launch) => faultsOf(launch)))]).toEqual([]);
});

const versions = programs.flatMap(({ program, olderVersions }) =>
  olderVersions === "" ? [] : olderVersions.split(" ").map((version) => [program, version] as const),
);

test.each(versions)("%s %s is given no option that came later: such a launch is refused", (program, version) => {
  const engine = program.includes("sglang") ? "sglang" : "vllm";
  const all = kinds.map((kind) => emittedOrWhy(`${engine}==${version}`, kind, "kubernetes"));
  const late = all.flatMap((one) =>
    typeof one === "string" ? launchesOf(one, "kubernetes").flatMap((launch) => faultsOf(launch, version)) : [],
  );
  expect([...new Set(late)]).toEqual([]);
  expect(all.filter((one) => typeof one !== "string" && !one.message.includes("which came with"))).toEqual([]);
});

test("a launch that is refused names the option, the version that has it, and what to do", () => {
  const why = emittedOrWhy("vllm==0.8.5", { engineConfig: { kvOffloadingSize: 100 } }, "vllm");
  expect(String(why)).toContain("vllm 0.8.5 has no --kv-offloading-size, which came with 0.11.1");
});

test("adapters of any rank get the next one that vLLM has slots of", () => {
  const text = emittedOrWhy("vllm", { engineConfig: { maxLoras: 2, maxLoraRank: 12 } }, "vllm");
  expect(text).toContain("--max-lora-rank 16");
  const why = emittedOrWhy("vllm", { engineConfig: { maxLoras: 2, maxLoraRank: 1000 } }, "vllm");
  expect(String(why)).toContain("512");
});

test("TensorRT-LLM reads the format of its cache from the file of options, beside the share that the file replaces", () => {
  const text = emittedOrWhy("tensorrt-llm", { kvCache: "fp8" }, "trtllm");
  expect(text).toContain("kv_cache_config: {free_gpu_memory_fraction: 0.9, dtype: fp8}");
  expect(text).not.toContain("--kv_cache_dtype");
});

test("the benchmark uses options of vLLM alone", () => {
  const bench = emittedText(planOf("vllm", ["llama-3.1-405b"], { tensor: 8, pipeline: 2 }), "bench");
  const known = programs.find(({ program }) => program === "vllm bench serve")?.flags.map(({ flag }) => flag) ?? [];
  const written = bench.replaceAll(/^#.*/gm, "").match(/(?<=^|\s)--[a-z][\w-]*/gm) ?? [];
  expect(written.length).toBeGreaterThan(8);
  expect(written.filter((flag) => !known.includes(flag))).toEqual([]);
});

test("a twin is launched by its own name and planned by the architecture that it shares, which is stated", () => {
  const text = emittedText(planOf("vllm", ["kimi-k2-thinking"], {}), "vllm");
  expect(text).toContain("vllm serve moonshotai/Kimi-K2-Thinking");
  expect(text).toContain("# kimi-k2-thinking is answered as kimi-k2.5, which has the same configuration");
  expect(() => emittedText(planOf("vllm", ["qwen2.5-7b-base"], {}), "vllm")).toThrow(
    "the repository of qwen2.5-7b-base is not known; it is planned as qwen2.5-7b",
  );
});
