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

const excludedNames = (section: ConfigReader): readonly string[] => {
  for (const key of ["modules_to_not_convert", "ignore", "ignored_layers", "exclude_modules"]) {
    const list = section.list(key);
    if (list === null) continue;
    return list.every((name) => typeof name === "string") ? list : section.refuse(key, "it is not a list of names");
  }
  return [];
};

/** Embeddings and router stay in 16 bits whether a tool names them or not. */
const nativeParts = (section: ConfigReader, layers: number): readonly WeightPart[] => {
  const names = sharedByLayers(excludedNames(section), layers).map((name) => name.toLowerCase());
  const named = partsByPattern
    .filter(({ pattern }) => names.some((name) => pattern.test(name)))
    .flatMap(({ parts }) => parts);
  return [...new Set<WeightPart>([...named, "router", "embeddings"])].toSorted();
};

const byBits = (bits: number, section: ConfigReader): Precision => {
  if (bits === 4) return "int4";
  return bits === 8 ? "int8" : section.refuse("bits", `${bits} bits per weight are not understood`);
};

/** The first AWQ files use another key. */
const integers = (section: ConfigReader): Precision =>
  byBits(section.count(section.has("w_bit") && !section.has("bits") ? "w_bit" : "bits"), section);

/** AutoRound packs integers, unless it states floats. */
const autoRound = (section: ConfigReader): Precision => {
  const type = section.text("data_type") ?? "int";
  if (!/fp/.test(type)) return integers(section);
  const bits = section.count("bits");
  if (bits === 8) return "fp8";
  if (bits !== 4) return section.refuse("bits", `${bits} bits of ${type} are not understood`);
  if (/^mx/.test(type)) return "mxfp4";
  return /^nv/.test(type) ? "nvfp4" : section.refuse("data_type", `${type} of 4 bits is not understood`);
};

/** Weights that share a scale. @source https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf (block size k) */
const microscaledGroup = 32;

const groupFormat = (section: ConfigReader, group: ConfigReader): Precision => {
  const weights = group.section("weights") ?? group.refuse("weights", "it is missing");
  const [type, bits] = [weights.text("type"), weights.count("num_bits")];
  if (type === "float" && bits === 8) return "fp8";
  if (type === "float" && bits === 4) {
    const hasGroups = weights.has("group_size") && weights.count("group_size") === microscaledGroup;
    return hasGroups || section.text("format")?.startsWith("mxfp4") === true ? "mxfp4" : "nvfp4";
  }
  return type === "int" ? byBits(bits, weights) : weights.refuse("type", `${type} of ${bits} bits is not understood`);
};

/** Weight format of all compressed-tensors groups; parts in formats of their own would take bytes that are not counted. */
const compressedFormat = (section: ConfigReader): Precision => {
  const groups = section.section("config_groups") ?? section.refuse("config_groups", "it is missing");
  const formats = groups.keys().map((name) => {
    const group = groups.section(name) ?? groups.refuse(name, "it is missing");
    return groupFormat(section, group);
  });
  const [first = section.refuse("config_groups", "it is empty")] = formats;
  if (formats.every((format) => format === first)) return first;
  return section.refuse(
    "config_groups",
    `weights in ${[...new Set(formats)].join(" and ")} at once are not understood`,
  );
};

const modelOptFormats: ReadonlyMap<string, Precision> = new Map([
  ["NVFP4", "nvfp4"],
  ["FP8", "fp8"],
  ["FP8_PB_WO", "fp8"],
  ["W4A16_AWQ", "int4"],
  ["W4A16", "int4"],
  ["W4A8_AWQ", "int4"],
  ["NVFP4_AWQ", "nvfp4"],
  ["FP8_PER_CHANNEL_PER_TOKEN", "fp8"],
  ["INT8_SQ", "int8"],
  ["W8A8_SQ_PER_CHANNEL", "int8"],
  ["W8A16", "int8"],
  ["FP8_BLOCK_SCALES", "fp8"],
  ["W4A8_NVFP4_FP8", "nvfp4"],
  ["MXFP4", "mxfp4"],
  ["W4A16_MXFP4", "mxfp4"],
  ["W4A8_MXFP4_FP8", "mxfp4"],
  ["W4A8_MXFP4_MXFP8", "mxfp4"],
]);

const modelOptFormat = (section: ConfigReader): Precision => {
  const algorithm = section.text("quant_algo") ?? section.refuse("quant_algo", "it is missing");
  return modelOptFormats.get(algorithm) ?? section.refuse("quant_algo", `${algorithm} is not understood`);
};

const bitsAndBytes = (section: ConfigReader): Precision => {
  if (section.flag("load_in_4bit", false)) return "int4";
  return section.flag("load_in_8bit", false)
    ? "int8"
    : section.refuse("quantization_config.load_in_4bit", "neither it nor load_in_8bit is true");
};

/** Quark names the element type of the weights, such as fp8_e4m3 or fp4. */
const quarkFormat = (section: ConfigReader): Precision => {
  const weight = section.section("global_quant_config")?.section("weight") ?? null;
  const type = weight?.text("dtype") ?? section.refuse("global_quant_config.weight.dtype", "it is missing");
  if (type.startsWith("fp8")) return "fp8";
  if (type === "fp4") return "mxfp4";
  return type === "int8" || type === "int4"
    ? type
    : section.refuse("global_quant_config.weight.dtype", `${type} is not understood`);
};

/** Element types as they appear in the notations of tools. */
const typeNames: readonly { readonly pattern: RegExp; readonly precision: Precision }[] = [
  { pattern: /nvfp4/, precision: "nvfp4" },
  { pattern: /mxfp4/, precision: "mxfp4" },
  { pattern: /float8|fp8/, precision: "fp8" },
  { pattern: /int8/, precision: "int8" },
  { pattern: /int4|uint4/, precision: "int4" },
];

/** TorchAO, Quanto and FP-Quant: the first of these keys states it. */
const byTypeName =
  (...keys: readonly string[]) =>
  (section: ConfigReader): Precision => {
    const key = keys.find((candidate) => section.has(candidate)) ?? keys[0] ?? "";
    const notation = section.json(key).toLowerCase();
    const found = typeNames.find(({ pattern }) => pattern.test(notation));
    return (
      found?.precision ?? section.refuse(`quantization_config.${key}`, `${notation.slice(0, 60)} is not understood`)
    );
  };

const formats: ReadonlyMap<string, (section: ConfigReader) => Precision> = new Map([
  ["fp8", () => "fp8"],
  ["fbgemm_fp8", () => "fp8"],
  ["mxfp4", () => "mxfp4"],
  ["awq", integers],
  ["gptq", integers],
  ["auto-round", autoRound],
  ["intel/auto-round", autoRound],
  ["bitsandbytes", bitsAndBytes],
  ["quark", quarkFormat],
  ["compressed-tensors", compressedFormat],
  ["modelopt", modelOptFormat],
  ["modelopt_fp4", modelOptFormat],
  ["awq_marlin", integers],
  ["gptq_marlin", integers],
  ["nvfp4", () => "nvfp4"],
  ["eetq", () => "int8"],
  ["torchao", byTypeName("quant_type")],
  ["quanto", byTypeName("weights")],
  ["fp_quant", byTypeName("forward_dtype")],
]);

const cacheAlgorithms: ReadonlyMap<string, Precision> = new Map([
  ["FP8", "fp8"],
  ["NVFP4", "nvfp4"],
  ["INT8", "int8"],
]);

/** ModelOpt names an algorithm, compressed-tensors a scheme of type and bits. */
const cacheFormat = (section: ConfigReader): { readonly kvCache?: Precision } => {
  const algorithm = section.text("kv_cache_quant_algo")?.toUpperCase();
  const named = algorithm === undefined ? undefined : cacheAlgorithms.get(algorithm);
  if (named !== undefined) return { kvCache: named };
  const scheme = section.section("kv_cache_scheme");
  if (scheme === null || !scheme.has("num_bits") || scheme.count("num_bits") !== 8) return {};
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
    precision: format(section),
    keptInNative: nativeParts(section, layers),
    ...cacheFormat(section),
    ...(typeof rows === "number" && rows >= 1 ? { blockSize: Math.round(rows) } : {}),
  };
};
