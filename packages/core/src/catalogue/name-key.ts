const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** GPU names compare without case, punctuation and vendor: "NVIDIA A100-SXM4-80GB" and "a100_sxm4_80gb" are one. */
export const gpuKey = (name: string): string => letters(name).replace(/^(nvidia|tesla|amd|instinct)+/, "");

/** Words that say how a checkpoint was tuned, packed, dated or quantised, not what architecture it has. */
const checkpointWord =
  /^(meta|hf|instruct|chat|it|dynamic|quantized|bf16|fp16|fp8|fp4|nvfp4|mxfp4|int8|int4|w8a8|w4a16|awq|gptq|gguf|block|\d{4})$/;

/** Words that say so only behind the size: "Qwen3-8B-Base" is an 8B, "bert-base" is a size of its own. */
const wordBehindSize = /^(base|thinking|reasoning)$/;
const sizeWord = /\d(b|e)$/;

// MLPerf appends the share of the reference accuracy that a submission keeps.
const accuracyTarget = /-99(\.9)?$/;
const remark = /\(.*\)/g;

/** Model names compare without organisation, case, punctuation, tuning, date and quantisation words. */
export const modelKey = (name: string): string => {
  const bare = name.toLowerCase().replace(remark, "").trim().split("/").at(-1) ?? name;
  const words = bare.replace(accuracyTarget, "").split(/[-_. ]+/);
  const sizeAt = words.findIndex((word) => sizeWord.test(word));
  const kept = words.filter(
    (word, index) => !checkpointWord.test(word) && !(sizeAt >= 0 && index > sizeAt && wordBehindSize.test(word)),
  );
  return letters((kept.length > 0 ? kept : words).join("-"));
};
