/** Number formats of weights and KV cache; bytes per element live in catalogue/precision.ts. */
export const precisions = ["fp32", "bf16", "fp16", "fp8", "int8", "nvfp4", "mxfp4", "int4"] as const;

export type Precision = (typeof precisions)[number];
