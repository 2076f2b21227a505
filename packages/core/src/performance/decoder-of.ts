import type { DecoderModel } from "../catalogue/model.ts";
import { LoadlineError } from "../errors.ts";
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
