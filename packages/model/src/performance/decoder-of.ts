import { LoadlineError } from "../base/errors.ts";
import type { DecoderModel } from "../catalogue/model.ts";
import { hasMoeLayers, type Transformer } from "../catalogue/transformer.ts";
import type { ReplicaSpec } from "../model/replica.ts";

/** The decoder that a replica serves. @throws LL_WORKLOAD_UNSUPPORTED for models that do not generate tokens */
export const decoderOf = ({ model }: Pick<ReplicaSpec, "model">): DecoderModel => {
  if (model.kind === "decoder") return model;
  throw new LoadlineError("LL_WORKLOAD_UNSUPPORTED", {
    model: model.id,
    kind: model.kind,
    need: "a decoder that generates tokens",
  });
};

/** Architectures whose overheads resemble each other. */
type ModelClass = "dense" | "moe" | "latent" | "hybrid";

/** hybrid: some layers are linear; latent: compressed attention; moe (mixture of experts) and dense by their feed-forward blocks. */
export const modelClassOf = (transformer: Transformer): ModelClass => {
  const { attention } = transformer;
  if (attention.some(({ kind }) => kind === "linear")) return "hybrid";
  if (attention.some(({ kind }) => kind === "latent")) return "latent";
  return hasMoeLayers(transformer) ? "moe" : "dense";
};
