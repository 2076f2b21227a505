const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** GPU names compare without case, punctuation and vendor: "NVIDIA A100-SXM4-80GB" and "a100_sxm4_80gb" are one. */
export const gpuKey = (name: string): string => letters(name).replace(/^(nvidia|tesla)+/, "");

/** Endings that say how a checkpoint was tuned, packed or quantised, not what architecture it has. */
const checkpointEnding =
  /[-_. ](hf|instruct|chat|it|base|dynamic|bf16|fp16|fp8|fp4|nvfp4|int8|int4|w8a8|w4a16|quantized|awq|gptq)$/;

const withoutEndings = (name: string): string => {
  const shorter = name.replace(checkpointEnding, "");
  return shorter === name ? name : withoutEndings(shorter);
};

/** Model names compare without organisation, case, punctuation, tuning and quantisation suffixes. */
export const modelKey = (name: string): string => {
  const bare = name.toLowerCase().split("/").at(-1) ?? name;
  return letters(withoutEndings(bare));
};
