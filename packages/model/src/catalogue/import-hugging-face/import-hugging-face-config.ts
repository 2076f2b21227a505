import type { z } from "zod";
import { orElse } from "../../base/errors.ts";
import type { Precision } from "../../base/precisions.ts";
import { expectationOf } from "../../base/zod-expectation.ts";
import { networkParameters, totalParameters } from "../../memory/rank-parameters.ts";
import { type Checkpoint, type Model, modelSchema } from "../model.ts";
import { precisionByName } from "../precision-name.ts";
import type { Source } from "../sourced.ts";
import { transformerSchema } from "../transformer.ts";
import { ConfigReader } from "./config-reader.ts";
import { denseFamilies } from "./dense-families.ts";
import { encoderFamilies, readWhisper } from "./encoder-families.ts";
import { expertFamilies } from "./expert-families.ts";
import type { Families, PlainTransformer, ReadArchitecture } from "./family.ts";
import { readQuantization } from "./quantization.ts";
import { readTransformer } from "./read-transformer.ts";
import { stateFamilies } from "./state-families.ts";
import { unevenFamilies } from "./uneven-families.ts";

/** Who the model is and where its config.json comes from. */
interface ImportOptions {
  readonly id: string;
  readonly name?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  /** An embedding model built on a decoder: it makes no tokens and has no output matrix. */
  readonly use?: "embedding" | undefined;
  /** Quantised checkpoints known from elsewhere. */
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  /** Repository or address of the file; stands as the source of every number. */
  readonly ref: string;
  /** Day of the reading, as 2026-01-31. */
  readonly accessed?: string | undefined;
}

export interface ImportedModel {
  readonly model: Model;
  /** Keys that the file leaves out, with the default of transformers that was taken. */
  readonly notes: readonly string[];
}

const llama = {
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  intermediate_size: 11008,
  vocab_size: 32000,
  max_position_embeddings: 2048,
};
/** Defaults of the classes in transformers that a language model inside a wrapper may leave out. */
const nestedDefaults: ReadonlyMap<string | null, Readonly<Record<string, number>>> = new Map([
  ["gemma", { max_position_embeddings: 8192 } as Readonly<Record<string, number>>],
  ["llama", llama],
  ["mistral", { ...llama, num_key_value_heads: 8, intermediate_size: 14336, max_position_embeddings: 131072 }],
]);

/** Classes of transformers that end in a judgement or a vector, without an output matrix. */
const withoutOutput =
  /For(Sequence|Token)Classification$|ForRewardModel$|RewardModel$|^(Llama|Mistral|Qwen2|Qwen3|Gemma|Gemma2|Gemma3Text)Model$/;

/** A multimodal wrapper keeps its language model one level down. */
const languageModel = (outer: ConfigReader): ConfigReader => {
  // A model with speech output keeps its language model one level further down.
  const config = outer.section("thinker_config") ?? outer;
  const inner = config.section("text_config") ?? config.section("language_config") ?? config.section("llm_config");
  if (inner === null) return config;
  return inner.filled(nestedDefaults.get(inner.text("model_type")) ?? {});
};

/** The same shape with its source beside every number. */
const withSource = (value: unknown, key: string, source: Source): unknown => {
  if (typeof value === "number")
    return { value, unit: key === "window" || key === "topTokens" ? "token" : "1", source };
  if (Array.isArray(value)) return value.map((item) => withSource(item, key, source));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withSource(part, name, source)]));
};

const checked = <T>(schema: z.ZodType<T>, value: unknown, config: ConfigReader): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.filter((part) => part !== "value").join(".") ?? "";
  return config.refuse(path, `it is out of range; expected ${expectationOf(issue)}`);
};

/** Format of the checkpoint: quantised, else the dtype the file names, else 16 bits. */
const publishedFormat = (outer: ConfigReader, inner: ConfigReader): Precision => {
  const named = [inner, outer].map((config) => config.text("torch_dtype") ?? config.text("dtype"));
  return orElse(() => precisionByName(named.find((name) => name !== null) ?? ""), "bf16");
};

const families: ReadonlyMap<string, Families[string]> = new Map(
  Object.entries({ ...denseFamilies, ...expertFamilies, ...stateFamilies, ...encoderFamilies, ...unevenFamilies }),
);

/** Types of wrappers whose language model carries the same type, and that model's own. */
const wrapped: readonly (readonly [wrapper: RegExp, type: string])[] = [
  [/^(qwen2_(5_)?vl|minicpm[vo]|qwen2_5_omni)$/, "qwen2"],
  [/^qwen3_omni_moe$/, "qwen3_moe"],
  [/^phi(4mm|3_v|4_multimodal)$/, "phi3"],
  [/^glm4v$/, "glm4"],
  [/^glm4v_moe$/, "glm4_moe"],
];

/** The reader of this model_type, or of that of the wrapper; undefined for an unknown type. */
const readerOf = (config: ConfigReader): ((config: ConfigReader) => ReadArchitecture) | undefined => {
  const stated = config.text("model_type") ?? config.refuse("model_type", "it is missing");
  const text = stated.replace(/_text(_model)?$/, "");
  const type = wrapped.find(([wrapper]) => wrapper.test(text))?.[1] ?? text;
  const family = families.get(type);
  if (family !== undefined) return (of) => readTransformer(of, type, family);
  return type === "whisper" ? readWhisper : undefined;
};

/** The wrapper may state whether the embeddings of the language model are tied. */
const withTying = (read: ReadArchitecture, outer: ConfigReader, inner: ConfigReader): ReadArchitecture => {
  if (inner.has("tie_word_embeddings") || !outer.has("tie_word_embeddings")) return read;
  const tiedEmbeddings = outer.flag("tie_word_embeddings", read.transformer.tiedEmbeddings);
  return { ...read, transformer: { ...read.transformer, tiedEmbeddings } };
};

interface Read {
  readonly outer: ConfigReader;
  readonly inner: ConfigReader;
  readonly architecture: ReadArchitecture;
}

const readConfig = (json: unknown, use: ImportOptions["use"]): Read => {
  const { architectures, model_type: type } = (json ?? {}) as { architectures?: unknown; model_type?: unknown };
  const first: unknown = Array.isArray(architectures) ? architectures[0] : type;
  const outer = new ConfigReader(json, typeof first === "string" ? first : "an unnamed architecture");
  const inner = languageModel(outer);
  // Some wrappers repeat their own type inside, some flatten everything into one level.
  const reader = readerOf(inner) ?? readerOf(outer);
  if (reader === undefined)
    return outer.refuse("model_type", `${inner.text("model_type")} is not one that can be imported`);
  const architecture = withTying(reader(inner), outer, inner);
  if (use !== "embedding" && !withoutOutput.test(outer.architecture)) return { outer, inner, architecture };
  const transformer = { ...architecture.transformer, tiedEmbeddings: true };
  return { outer, inner, architecture: { ...architecture, kind: "encoder", transformer } };
};

const outputNotes = ({ architecture }: ConfigReader): readonly string[] =>
  withoutOutput.test(architecture) ? [`architectures: ${architecture} makes no tokens and has no output matrix`] : [];

/** A window that the class of the model has no use for. */
const windowNotes = ({ inner, architecture }: Read): readonly string[] => {
  const isUsed = architecture.transformer.attention.some(({ kind }) => kind === "window");
  if (isUsed || !inner.has("sliding_window") || !inner.flag("use_sliding_window", true)) return [];
  return [
    `sliding_window ${inner.count("sliding_window")} is not read by ${inner.architecture}: every layer sees all tokens`,
  ];
};

const networksOf = ({ architecture, outer }: Read, source: Source) => {
  const sourced = (plain: PlainTransformer) =>
    checked(transformerSchema, withSource(plain, "transformer", source), outer);
  const { transformer, encoder, encoderPositions: value } = architecture;
  return {
    transformer: sourced(transformer),
    ...(encoder === undefined ? {} : { encoder: sourced(encoder) }),
    ...(value === undefined ? {} : { encoderPositions: { value, unit: "1" as const, source } }),
  };
};

/**
 * The model that a Hugging Face config.json describes, and the defaults of transformers that were
 * taken for keys that it leaves out. Vision towers and drafting heads are not in it.
 * @throws LL_MODEL_CONFIG_UNSUPPORTED with architecture and key
 */
export const readHuggingFaceConfig = (config: unknown, options: ImportOptions): ImportedModel => {
  const read = readConfig(config, options.use);
  const { outer, inner, architecture } = read;
  const { id, ref, accessed, name = id, aliases = [], checkpoints = [] } = options;
  const source: Source = { kind: "config", ref, accessed };
  const networks = networksOf(read, source);
  const quantization = readQuantization(
    outer.has("quantization_config") ? outer : inner,
    networks.transformer.layers.value,
  );
  const matrices = totalParameters(networkParameters(networks, { tensor: 1, expert: 1, attentionData: 1 }));
  const model = {
    kind: architecture.kind,
    id,
    name,
    family: architecture.family,
    aliases,
    parameters: {
      value: matrices + architecture.otherParameters,
      unit: "1",
      source: { ...source, ref: `${ref}, sum of the tensor sizes that it implies` },
    },
    publishedIn: quantization?.precision ?? publishedFormat(outer, inner),
    contextLength: { value: architecture.contextLength, unit: "token", source },
    ...networks,
    checkpoints: [...(quantization === null ? [] : [{ ...quantization, ref }]), ...checkpoints],
  };
  const notes = [...inner.notes, ...outputNotes(outer), ...windowNotes(read)];
  return { model: checked(modelSchema, model, outer), notes: [...new Set(notes)] };
};
