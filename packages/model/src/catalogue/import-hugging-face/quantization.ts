import type { Precision } from "../../base/precisions.ts";
import type { WeightPart } from "../model.ts";
import type { ConfigReader } from "./config-reader.ts";

/** In which format a checkpoint keeps its weights, and which parts it leaves in 16 bits. */
interface Quantization {
  readonly precision: Precision;
  readonly keptInNative: readonly WeightPart[];
  /** Left out where the file states no format of the cache. */
  readonly kvCache?: Precision;
  /** Left out where scales are not those of blocks. */
  readonly blockSize?: number;
}

/** Parts that a name in an exclusion list covers, by what it contains. */
const partsByPattern: readonly { readonly pattern: RegExp; readonly parts: readonly WeightPart[] }[] = [
  { pattern: /self_attn|attention|attn/, parts: ["attention", "latent-projections"] },
  { pattern: /[qk]v?_(a|b)_proj|kv_a|kv_b/, parts: ["latent-projections"] },
  { pattern: /linear_attn|mamba|mixer/, parts: ["linear-attention"] },
  { pattern: /shared_expert/, parts: ["shared-experts"] },
  { pattern: /(^|\.)(gate|router)(\.|$|\*)|\.gate$|router/, parts: ["router"] },
  { pattern: /lm_head|embed_tokens|embed|wte/, parts: ["embeddings"] },
];

// An exclusion of single layers is not one of the part unless it covers most layers.
const layerIndex = /(layers|blocks|h)\.(\d+)\./;

const sharedByLayers = (names: readonly string[], layers: number): readonly string[] => {
  const general = names.filter((name) => !layerIndex.test(name));
  const counts = new Map<string, number>();
  for (const name of names.filter((each) => layerIndex.test(each))) {
    const ofAll = name.replace(layerIndex, "$1.*.");
    counts.set(ofAll, (counts.get(ofAll) ?? 0) + 1);
  }
  return [...general, ...[...counts].filter(([, count]) => count > layers / 2).map(([name]) => name)];
};

const exclusionKeys = ["modules_to_not_convert", "ignore", "ignored_layers", "exclude_modules"];

const excludedNames = (section: ConfigReader): readonly string[] => {
  const key = exclusionKeys.find((each) => section.has(each));
  const list = key === undefined ? [] : section.requiredList(key);
  return list.every((name) => typeof name === "string") ? list : section.refuse(key ?? "", "it is not a list of names");
};

/** Embeddings and router stay in 16 bits whether a tool names them or not. */
const nativeParts = (section: ConfigReader, layers: number): readonly WeightPart[] => {
  const names = sharedByLayers(excludedNames(section), layers).map((name) => name.toLowerCase());
  const named = partsByPattern
    .filter(({ pattern }) => names.some((name) => pattern.test(name)))
    .flatMap(({ parts }) => parts);
  return [...new Set<WeightPart>([...named, "router", "embeddings"])].toSorted();
};

/** Formats by what a tool's notation of weights contains, in lower case; the first that fits. */
const notations: readonly (readonly [pattern: RegExp, precision: Precision])[] = [
  [/nv_?fp4/, "nvfp4"],
  [/mx_?fp4/, "mxfp4"],
  // Activations of eight bits may stand behind the weights.
  [/^w4a/, "int4"],
  [/float8|fp8/, "fp8"],
  [/int8|^w8a/, "int8"],
  [/int4/, "int4"],
];

/** How a file notes its weights, and at which key. */
type Notation = readonly [notation: string, key: string];

const precisionOf = ([notation, key]: Notation, section: ConfigReader): Precision =>
  notations.find(([pattern]) => pattern.test(notation.toLowerCase()))?.[1] ??
  section.refuse(key, `${notation.slice(0, 60)} is not understood`);

/** The first AWQ files use another key than the others. */
const integers = (section: ConfigReader): Notation => [`int${section.count("w_bit|bits")}`, "bits"];

/** AutoRound packs integers, unless it states floats. */
const autoRound = (section: ConfigReader): Notation => [
  `${section.text("data_type") ?? "int"}${section.count("bits")}`,
  "bits",
];

const textAt =
  (key: string) =>
  (section: ConfigReader): Notation => [section.text(key) ?? section.refuse(key, "it is missing"), key];

/** TorchAO, Quanto and FP-Quant: a text or an object at a key of their own states it. */
const anythingAt =
  (key: string) =>
  (section: ConfigReader): Notation => [JSON.stringify(section.raw(key)), `quantization_config.${key}`];

const bitsAndBytes = (section: ConfigReader): Notation => {
  const bits = [4, 8].find((each) => section.flag(`load_in_${each}bit`, false));
  return [bits === undefined ? "neither it nor load_in_8bit" : `int${bits}`, "quantization_config.load_in_4bit"];
};

/** Quark names the element type of the weights, such as fp8_e4m3 or fp4. */
const quark = (section: ConfigReader): Notation => {
  const key = "global_quant_config.weight.dtype";
  const type =
    section.section("global_quant_config")?.section("weight")?.text("dtype") ?? section.refuse(key, "it is missing");
  return [type === "fp4" ? "mxfp4" : type, key];
};

/** Weights that share a scale. @source https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf (block size k) */
const microscaledGroup = 32;

const groupNotation = (section: ConfigReader, group: ConfigReader): Notation => {
  const weights = group.section("weights") ?? group.refuse("weights", "it is missing");
  const [type, bits] = [weights.text("type"), weights.count("num_bits")];
  const isMicroscaled =
    weights.count("group_size?") === microscaledGroup || section.text("format")?.startsWith("mxfp4") === true;
  const float4 = isMicroscaled ? "mxfp4" : "nvfp4";
  const float = bits === 4 ? float4 : `fp${bits}`;
  return [type === "float" ? float : `${type}${bits}`, "num_bits"];
};

/** The one format of all compressed-tensors groups; bytes of a second one would not be counted. */
const compressed = (section: ConfigReader): Notation => {
  const key = "config_groups";
  const groups = section.sections(key).map((group) => precisionOf(groupNotation(section, group), section));
  const [first = section.refuse(key, "it is missing or empty"), ...others] = new Set(groups);
  if (others.length > 0)
    section.refuse(key, `weights in ${[first, ...others].join(" and ")} at once are not understood`);
  return [first, key];
};

const fixed = (precision: Precision) => (): Notation => [precision, ""];

const formats: ReadonlyMap<string, (section: ConfigReader) => Notation> = new Map([
  ["fp8", fixed("fp8")],
  ["fbgemm_fp8", fixed("fp8")],
  ["mxfp4", fixed("mxfp4")],
  ["nvfp4", fixed("nvfp4")],
  ["eetq", fixed("int8")],
  ["awq", integers],
  ["gptq", integers],
  ["awq_marlin", integers],
  ["gptq_marlin", integers],
  ["auto-round", autoRound],
  ["intel/auto-round", autoRound],
  ["bitsandbytes", bitsAndBytes],
  ["quark", quark],
  ["compressed-tensors", compressed],
  ["modelopt", textAt("quant_algo")],
  ["modelopt_fp4", textAt("quant_algo")],
  ["torchao", anythingAt("quant_type")],
  ["quanto", anythingAt("weights")],
  ["fp_quant", anythingAt("forward_dtype")],
]);

/** ModelOpt names an algorithm, compressed-tensors a scheme of type and bits. */
const cacheFormat = (section: ConfigReader): { readonly kvCache?: Precision } => {
  const algorithm = section.text("kv_cache_quant_algo")?.toLowerCase();
  const precision = (["fp8", "nvfp4", "int8"] as const).find((each) => each === algorithm);
  if (precision !== undefined) return { kvCache: precision };
  const scheme = section.section("kv_cache_scheme");
  if (scheme?.count("num_bits?") !== 8) return {};
  return { kvCache: scheme.text("type") === "float" ? "fp8" : "int8" };
};

/**
 * The format of the weights in `quantization_config`; null where the checkpoint has none.
 * @throws LL_MODEL_CONFIG_UNSUPPORTED for an unknown method or width
 */
export const readQuantization = (config: ConfigReader, layers: number): Quantization | null => {
  const section = config.section("quantization_config") ?? config.section("compression_config");
  if (section === null) return null;
  const isBitsAndBytes = section.has("load_in_4bit") || section.has("load_in_8bit");
  // The first GPTQ files are of a tool that did not name itself.
  const isFirstGptq = section.has("bits") && section.has("desc_act");
  const method =
    section.text("quant_method") ??
    (isBitsAndBytes ? "bitsandbytes" : null) ??
    (isFirstGptq ? "gptq" : null) ??
    section.refuse("quantization_config.quant_method", "it is missing");
  const format = formats.get(method);
  if (format === undefined) return section.refuse("quantization_config.quant_method", `${method} is not understood`);
  // Rows and columns of a block are as many.
  const [rows] = section.list("weight_block_size") ?? [];
  return {
    precision: precisionOf(format(section), section),
    keptInNative: nativeParts(section, layers),
    ...cacheFormat(section),
    ...(typeof rows === "number" && rows >= 1 ? { blockSize: Math.round(rows) } : {}),
  };
};
