import type { Transformer } from "../catalogue/transformer.ts";

/** Architectures whose overheads resemble each other. */
export type ModelClass = "dense" | "moe" | "latent" | "hybrid";

/** hybrid: some layers are linear; latent: compressed attention; moe (mixture of experts) and dense by their feed-forward blocks. */
export const modelClassOf = ({ attention, feedForward }: Transformer): ModelClass => {
  if (attention.some(({ kind }) => kind === "linear")) return "hybrid";
  if (attention.some(({ kind }) => kind === "latent")) return "latent";
  return feedForward.some(({ kind }) => kind === "experts") ? "moe" : "dense";
};
