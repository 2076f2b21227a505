import { type Bytes, bytes } from "../base/units.ts";
import { type Checkpoint, hasTransformer, type TransformerModel, type WeightPart } from "../catalogue/model.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { stageShare } from "./kv-bytes-per-token.ts";
import { type ParameterPart, parameterParts, rankParameters } from "./rank-parameters.ts";

/** What quantisation tools leave in 16 bits by default. */
const usuallyNative: readonly WeightPart[] = ["router", "embeddings"];

const nativePartsOf = (
  checkpoints: readonly Checkpoint[],
  { weights }: Pick<ReplicaSpec, "weights">,
): readonly string[] => [
  "other",
  ...(checkpoints.find(({ precision }) => precision === weights)?.keptInNative ?? usuallyNative),
];

/** What a replica's weights depend on. */
type WeightSpec = Pick<ReplicaSpec, "model" | "gpu" | "weights" | "parallel">;

/** Bytes that one element of each part takes in this checkpoint, scales included. */
export const bytesPerWeight = (
  model: TransformerModel,
  spec: WeightSpec,
): { readonly [P in ParameterPart]: number } => {
  const packed = bytesPerElement(spec.weights);
  const native = Math.max(packed, bytesPerElement(nativePrecision(spec.gpu)));
  const nativeParts = nativePartsOf(model.checkpoints, spec);
  const of = (part: ParameterPart): number => (nativeParts.includes(part) ? native : packed);
  return {
    attention: of("attention"),
    "latent-projections": of("latent-projections"),
    "linear-attention": of("linear-attention"),
    "dense-feed-forward": of("dense-feed-forward"),
    "shared-experts": of("shared-experts"),
    router: of("router"),
    embeddings: of("embeddings"),
    "routed-experts": of("routed-experts"),
    other: of("other"),
  };
};

const transformerBytes = (model: TransformerModel, spec: WeightSpec): number => {
  const parameters = rankParameters(model, spec.parallel);
  const width = bytesPerWeight(model, spec);
  let total = 0;
  for (const part of parameterParts) total += parameters[part] * width[part];
  const embeddings = parameters.embeddings * width.embeddings;
  const { pipeline } = spec.parallel;
  // Both embeddings meet on one GPU only without pipelining.
  const ends = pipeline > 1 && !model.transformer.tiedEmbeddings ? 2 : 1;
  return (total - embeddings) * stageShare(model.transformer, pipeline) + embeddings / ends;
};

/**
 * Weight bytes on the fullest GPU of a replica.
 * Attention, feed-forward and embeddings divide by tensor parallelism, layers by pipeline stages, experts also by
 * attention-data ranks; latent projections, router, norms and biases are copied.
 */
export const weightBytes = (spec: WeightSpec): Bytes => {
  const { model, weights, parallel } = spec;
  if (hasTransformer(model)) return bytes(transformerBytes(model, spec));
  return bytes((model.parameters.value * bytesPerElement(weights)) / (parallel.tensor * parallel.pipeline));
};
