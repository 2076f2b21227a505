import {
  type Engine,
  type EngineFlag,
  engineFacts,
  engines,
  hasMoeLayers,
  modelById,
  precisionByName,
  type ReplicaSpec,
  type ReplicaSpecInput,
} from "@loadline/model";
import { orElse } from "@loadline/planner/messages";

/** The settings of one engine in a command line. */
export interface LaunchedEngine {
  readonly engine: Engine;
  readonly model: string | null;
  readonly weights: string | undefined;
  readonly kvCache: string | undefined;
  readonly parallel: ReplicaSpec["parallel"];
  /** Engines of the whole model that this one command starts. */
  readonly copies: number;
  readonly engineConfig: NonNullable<ReplicaSpecInput["engineConfig"]>;
  /** Settings that no plan has a key for, and values that were not understood. */
  readonly unread: readonly string[];
}

// A quote that nothing closes goes on to the end: a search for its end is never repeated.
const quotedPart = /"((?:[^"\\]|\\[\s\S]?)*)(?:"|$)|'([^']*)(?:'|$)/g;
const anyWord = new RegExp(`(?:${quotedPart.source}|[^\\s"']+)+`, "g");

/** Linux starts nothing with a longer argument (MAX_ARG_STRLEN). */
const longestCommand = 131_072;

/** Words of a shell command, with quotes taken away; a line that ends in a backslash goes on in the next. */
export const shellWords = (text: string): readonly string[] =>
  text.length > longestCommand
    ? []
    : [...text.replace(/\\\r?\n/g, " ").matchAll(anyWord)].map(([found]) =>
        found.replace(quotedPart, (_, double?: string, single?: string) => double ?? single ?? ""),
      );

/** Words by which each engine is started, beside that of its own table. */
const otherPrograms: { readonly [E in Engine]?: readonly (readonly string[])[] } = {
  vllm: [
    ["-m", "vllm.entrypoints.openai.api_server"],
    ["-m", "dynamo.vllm"],
  ],
  sglang: [
    ["-m", "sglang.launch_server"],
    ["sglang", "serve"],
    ["-m", "dynamo.sglang"],
  ],
  "tensorrt-llm": [
    ["trtllm-serve", "serve"],
    ["-m", "dynamo.trtllm"],
  ],
};

const endsCommand = /^(&&|\|\|?|;|&|\d?>.*)$/;

/** Where in the words an engine is started, with the words behind the program; null where none is. */
export const startedEngine = (words: readonly string[]) => {
  const programs = engines.flatMap((engine) =>
    [...(otherPrograms[engine] ?? []), engineFacts[engine].launch.program].map((program) => ({ engine, program })),
  );
  for (const { engine, program } of programs) {
    const at = words.findIndex((_, index) => program.every((word, offset) => nameOf(words[index + offset]) === word));
    if (at < 0) continue;
    const rest: readonly string[] = words.slice(at + program.length);
    const end = rest.findIndex((word) => endsCommand.test(word));
    return { engine, rest: end < 0 ? rest : rest.slice(0, end) };
  }
  return null;
};

/** A program without the folder that it lies in. */
const nameOf = (word: string | undefined): string | undefined => word?.replace(/^.*\/(?=[\w.-]+$)/, "");

const plain = (flag: string): string => flag.replaceAll("_", "-");

const modelFlags = ["--model", "--model-path", "--model-id", "-m"];

/** Flags of the words with their values; the first word that is neither is the model. */
const typedOf = (words: readonly string[], switches: ReadonlySet<string>) => {
  const typed: { readonly name: string; readonly value: string | undefined }[] = [];
  let model: string | null = null;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) {
      model ??= word;
      continue;
    }
    const [name = "", inline] = word.split(/=(.*)/s);
    const next = words[index + 1];
    const takesNext = inline === undefined && !switches.has(plain(name)) && next !== undefined && !next.startsWith("-");
    if (takesNext) index++;
    typed.push({ name: plain(name), value: inline ?? (takesNext ? next : undefined) });
  }
  const named = typed.find(({ name }) => modelFlags.includes(name))?.value;
  // A switch before the model takes it for its value.
  const behind = typed.find(({ name, value }) => value?.includes("/") === true && !modelFlags.includes(name))?.value;
  return { typed, model: named ?? model ?? behind ?? null };
};

/** Flags that change nothing of what a plan describes. */
const harmless =
  /^--?(host|port|served-model-name|api-key|trust-remote-code|tokenizer.*|disable-log-.*|enable-log-.*|enable-metrics|log-.*|uvicorn-.*|chat-template.*|tool-call-parser|reasoning-parser|enable-auto-tool-choice|download-dir|revision|seed|backend|model|model-path|model-id|m|enable-prefix-caching|enable-chunked-prefill|disable-frontend-multiprocessing|allowed-.*|root-path|ssl-.*|nnodes|node-rank|master-addr|master-port|dist-init-addr|headless|extra-llm-api-options|dtype|enable-dp-attention|generation-config|load-format|hf-overrides|shm-size)$/;

/** Words of engines for formats that have another name here. */
const formats: Readonly<Record<string, string>> = { modelopt: "fp8", modelopt_fp4: "nvfp4", "modelopt-fp4": "nvfp4" };

const formatOf = (value: string | undefined): string | undefined =>
  value === undefined || value === "auto"
    ? undefined
    : orElse(() => precisionByName(formats[value] ?? value.replace(/^fp8_.*$/, "fp8")), undefined);

const known = (model: string) => orElse(() => modelById(model), undefined);

/** Whether the catalogue has a model under this name. */
export const isKnownModel = (model: string): boolean => known(model) !== undefined;

/** Whether data-parallel ranks share the experts of one model; else each is a replica of its own. */
const isMixture = (name: string | null): boolean => {
  const model = name === null ? undefined : known(name);
  return model !== undefined && "transformer" in model && hasMoeLayers(model.transformer);
};

const sixteenBits = /^(half|float16|fp16|bfloat16|bf16)$/;

type WholeOf = (setting: EngineFlag) => number | undefined;

const layoutOf = (
  engine: Engine,
  wholeOf: WholeOf,
  { isShared, isInFile, isSpread }: Readonly<Record<"isShared" | "isInFile" | "isSpread", boolean>>,
): Pick<LaunchedEngine, "parallel" | "copies"> => {
  const { launch } = engineFacts[engine];
  const typed = wholeOf("tensor") ?? 1;
  const ranks = isInFile ? typed : (wholeOf("attentionData") ?? 1);
  const attentionData = isShared ? ranks : 1;
  const tensor = Math.max(1, Math.floor(typed / (launch.tensorCountsData ? attentionData : 1)));
  const spread = isSpread ? tensor * attentionData : 1;
  const expert = launch.isExpertSwitch ? spread : (wholeOf("expert") ?? 1);
  return {
    parallel: { tensor, pipeline: wholeOf("pipeline") ?? 1, expert, attentionData },
    copies: isShared ? 1 : ranks,
  };
};

/** `kv_cache_config.dtype` of TensorRT-LLM's file, in one line or in several. */
const cacheInFile = /^kv_cache_config:(?:.*[{, ]|.*\n(?: .*\n)*? +)dtype: *(\w+)/m;

/**
 * The settings of the engine in the words behind a program.
 * @param options text of the file of options, where it stands beside the command
 */
export const launchedEngine = ({ engine, rest }: NonNullable<ReturnType<typeof startedEngine>>, options = "") => {
  const { flags, launch, sharesLimits } = engineFacts[engine];
  const { dataSwitch = "", file } = launch;
  const expertSwitches = launch.isExpertSwitch ? (flags.expert ?? []) : [];
  const { typed, model } = typedOf(rest, new Set([...expertSwitches, dataSwitch].map(plain)));
  const isTyped = (flag: string): boolean => typed.some(({ name }) => name === plain(flag));
  const of = (setting: EngineFlag): string | undefined =>
    typed.findLast(({ name }) => flags[setting]?.some((flag) => plain(flag) === name) === true)?.value;
  const wholeOf: WholeOf = (setting) => {
    const value = Number(of(setting) ?? Number.NaN);
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  const isInFile = file !== undefined && new RegExp(`${file.attentionData}:\\s*true`).test(options);
  const isShared = dataSwitch === "" ? isInFile || isMixture(model) : isTyped(dataSwitch);
  const layout = layoutOf(engine, wholeOf, { isShared, isInFile, isSpread: expertSwitches.some(isTyped) });
  const share = Number(of("share") ?? Number.NaN);
  const dtype = typed.findLast(({ name }) => name === "--dtype")?.value;
  const known = new Set(Object.values(flags).flat().map(plain));
  return {
    engine,
    model,
    weights: formatOf(of("weights") ?? (sixteenBits.test(dtype ?? "") ? dtype : undefined)),
    kvCache: formatOf(of("kvCache") ?? cacheInFile.exec(options)?.[1]),
    ...layout,
    engineConfig: {
      ...(share > 0 && share <= 1 ? { gpuMemoryUtilization: share } : {}),
      ...part("maxModelLen", wholeOf("length")),
      ...part("maxSequences", timesRanks(wholeOf("sequences"), sharesLimits ? 1 : layout.parallel.attentionData)),
      ...part("maxBatchedTokens", wholeOf("stepTokens")),
    },
    unread: typed
      .filter(({ name }) => !known.has(name) && !harmless.test(name))
      .map(({ name, value }) => (value === undefined ? name : `${name} ${value}`)),
  };
};

const timesRanks = (value: number | undefined, ranks: number) => (value === undefined ? undefined : value * ranks);

const part = (key: string, value: number | undefined): object => (value === undefined ? {} : { [key]: value });
