const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** GPU names compare without case, punctuation and vendor: "NVIDIA A100-SXM4-80GB" and "a100_sxm4_80gb" are one. */
export const gpuKey = (name: string): string => letters(name).replace(/^(nvidia|tesla|amd|instinct)+/, "");

/** Parts of a GPU's name that do not distinguish it: maker, board, kind of memory, edition. */
const gpuRemark =
  /^(nvidia|tesla|amd|instinct|geforce|quadro|corporation|gpu|accelerator|hgx|dgx|oam|mega|grace|hopper|superchip|server|edition|generation|graphics|hbm\d*e?|ac|cts|trt|shared|blackwell|nvl(4|8|16|36|72|144))$/;

/** The number of GPUs, before or after the name: "8x H100", "H200 x 8", "gpu_8x_h100_sxm5". */
const countBefore = /^(?:gpu[\s_-]+)?(\d{1,3})\s*[x*×][\s_-]*(?=[a-z])/i;
const countBehind = /[\s_(-]*(?:[x*×]\s*(\d{1,3})|(\d{1,3})\s*[x*×])\s*\)?$/i;

/** The name of one GPU and how many there are of it; null where the name has no count. */
export const gpuCountIn = (name: string): { readonly gpu: string; readonly count: number } | null => {
  for (const pattern of [countBefore, countBehind]) {
    const found = pattern.exec(name.trim());
    const count = Number(found?.[1] ?? found?.[2] ?? 0);
    if (count > 0) return { gpu: name.trim().replace(pattern, ""), count };
  }
  return null;
};

/** The same GPU under any order of the parts of its name: "A100 80G SXM4" and "a100-sxm-80gb" are one. */
export const gpuPartsKey = (name: string): string => {
  const parts = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((part) => part.replace(/^sxm\d$/, "sxm").replace(/^(\d+)(g|gib)$/, "$1gb"))
    .filter((part) => part !== "" && !gpuRemark.test(part));
  return [...new Set(parts)].toSorted().join(" ");
};

/** A name that ends in a hardware partition, such as "H100 MIG 3g.40gb" or "h100-sxm-80gb/3g.40gb". */
const partitionAtEnd = /^(.*?)[\s/:_-]*(?:mig[\s/:_-]*)?\b(\d+g[.-]\d+gb)(?:[.+]me)?$/i;

/** The whole part's name and its partition; null where the name has none. */
export const partitionIn = (name: string): { readonly gpu: string; readonly partition: string } | null => {
  const [, gpu, partition] = partitionAtEnd.exec(name.trim()) ?? [];
  return gpu === undefined || partition === undefined
    ? null
    : { gpu, partition: partition.toLowerCase().replace("-", ".") };
};

/** Parts of a name for an encoder of pictures or sound beside the text model. */
const otherEncoderPart =
  /^(vl\d*|vision|video|audio|omni|multimodal|llava|onevision|pixtral|voxtral|qvq|internvl\d*|idefics\d*|molmo|[vo]|\d+v)$/;

/** Whether a checkpoint has an encoder of pictures or sound, by its name: "Qwen2.5-VL-72B", "glm-4.5v". */
export const hasOtherEncoder = (name: string): boolean =>
  (name.toLowerCase().split("/").at(-1) ?? name).split(/[-_.: ]+/).some((part) => otherEncoderPart.test(part));

/** Tokens of context that the name of a checkpoint states, "…-200k" or "…-1M"; null where it states none. */
export const contextInName = (name: string): number | null => {
  const [, amount, unit] = /[-_](\d+)(k|m)(?=$|[-_])/i.exec(name.split("/").at(-1) ?? name) ?? [];
  if (amount === undefined) return null;
  return Number(amount) * (unit?.toLowerCase() === "k" ? 1024 : 1024 ** 2);
};

/** Parts of a name for how a checkpoint was packed or quantised: the model is the same. */
const quantisedPart =
  /^(nvidia|meta|hf|dynamic|static|quantized|bf16|fp16|fp8|fp4|nvfp4|mxfp4|int8|int4|w8a8|w8a16|w4a8|w4a16|w4afp8|awq|gptq|gguf|bnb|4bit|8bit|g128|kv|block|channel|tensor|ocp|unsloth|qat|fp32|int4wo|w4a4|nvfp4a16|mxfp4a16|fp8a16|wmxfp4|amxfp4|kvfp8)$/;

/** Parts for how it was tuned: another model of the same architecture. */
const tunedPart = /^(pt|instruct|chat|it|preview|latest)$/;

/** Parts that mean so only after the size: "Qwen3-8B-Base" is an 8B, "bert-base" is a size of its own. */
const tunedAfterSize = /^(base|thinking|reasoning|turbo|1m)$/;
const quantisedAfterSize = /^(text|orig|w|a|scale|uint8|mlperf|online|calibrated)$/;
const sizePart = /\d(b|e)$/;

/** A version of the packing, not of the model: "…-FP4-v2". */
const packingPart = /^(fp8|fp4|nvfp4|mxfp4|awq|gptq|int4|int8)$/;
const versionPart = /^v\d+$/;

// MLPerf appends the share of the reference accuracy that a submission keeps.
const accuracyTarget = /-99(\.9)?$/;
const remark = /\(.*\)/g;

// The point of a size distinguishes models: "1.3b" is not "13b". That of a version does not.
const sizePoint = /(\d)\.(\d+[bm])(?![a-z0-9])/g;

const date = /^\d{4}$/;

const keyWithout = (name: string, isDropped: (part: string, isAfterSize: boolean) => boolean): string => {
  const bare = name.toLowerCase().replace(remark, "").trim().split("/").at(-1) ?? name;
  const parts = bare
    .replace(accuracyTarget, "")
    .replace(sizePoint, "$1p$2")
    .split(/[-_.: ]+/);
  const sizeAt = parts.findIndex((part) => sizePart.test(part));
  const retained = parts.filter((part, index) => {
    const isAfterSize = sizeAt >= 0 && index > sizeAt;
    if (quantisedPart.test(part) || (isAfterSize && quantisedAfterSize.test(part)) || isDropped(part, isAfterSize))
      return false;
    return !(versionPart.test(part) && packingPart.test(parts[index - 1] ?? ""));
  });
  return letters((retained.length > 0 ? retained : parts).join("-"));
};

const isTuned = (part: string, isAfterSize: boolean): boolean =>
  tunedPart.test(part) || (isAfterSize && tunedAfterSize.test(part));

/** Model names compare without organisation, case, punctuation and the parts for tuning, date and quantisation. */
export const modelKey = (name: string): string =>
  keyWithout(name, (part, isAfterSize) => isTuned(part, isAfterSize) || date.test(part));

/** The same with the date, which some releases differ in. */
export const datedModelKey = (name: string): string => keyWithout(name, isTuned);

/** The same with how it was tuned: names of one checkpoint, whatever it is quantised to. */
export const releaseKey = (name: string): string => keyWithout(name, () => false);
