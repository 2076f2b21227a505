import {
  type AttentionGroup,
  activatedParameters,
  type FeedForwardGroup,
  gpuById,
  hasTransformer,
  type ImportedModel,
  kvBytesPerToken,
  type Model,
  orElse,
  replicaMemory,
  replicaSpec,
  sequenceStateBytes,
  type TransformerModel,
} from "@loadline/model";
import { gibibytesText, indent, numberText, wrap } from "@loadline/planner/text";
import { type Column, facts, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

const commonGpus = ["l4", "l40s", "a100-80gb", "h100", "h200", "b200", "mi300x"] as const;
const tensorSizes = [1, 2, 4, 8] as const;

/** As published; weights of 16 bits or more in the format that the GPU computes in. */
const weightsOn = ({ publishedIn }: Model, sixteenBits: string): string =>
  publishedIn === "fp16" || publishedIn === "fp32" || publishedIn === "bf16" ? sixteenBits : publishedIn;

/** Memory on one GPU type, at the fewest GPUs of a node that hold it; null: no tensor layout of a node does. */
const onGpu = (model: Model, gpuName: string) => {
  const { id: gpu, denseFlops } = gpuById(gpuName);
  const sixteenBits = denseFlops.bf16 === null ? "fp16" : "bf16";
  const format = { weights: weightsOn(model, sixteenBits), kvCache: sixteenBits };
  for (const gpus of tensorSizes) {
    const spec = orElse(() => replicaSpec({ model, gpu, ...format, parallel: { tensor: gpus }, isLoaded: true }), null);
    if (spec === null) continue;
    const { fits, perGpu, kvCacheTokens } = replicaMemory(spec);
    if (fits) return { gpu, gpus, weightsBytes: perGpu.weights, kvCacheBytes: perGpu.kvCache, kvCacheTokens };
  }
  return { gpu, gpus: null, weightsBytes: null, kvCacheBytes: null, kvCacheTokens: null };
};

/** Memory on each common GPU, weights as published and a 16-bit cache. */
export const memoryPerGpu = (model: Model) => commonGpus.map((gpu) => onGpu(model, gpu));

const billions = (count: number): string => `${numberText(count / 1e9)} billion`;

type Headed = Extract<AttentionGroup, { kind: "full" | "window" }>;

const cachedByText = { "lower-layer": ", on the cache of a lower layer", image: ", on an image alone" } as const;

const headsText = ({ heads, kvHeads, headDimension, valueDimension, cachedBy }: Headed): string => {
  const values = valueDimension === undefined ? "" : `, values of ${valueDimension.value}`;
  const whose = cachedBy === undefined ? "" : cachedByText[cachedBy];
  return `${heads.value} heads on ${kvHeads.value} key-value heads of ${headDimension.value}${values}${whose}`;
};

const attentionText = (group: AttentionGroup): string => {
  switch (group.kind) {
    case "full":
      return `${group.layers.value} full, ${headsText(group)}`;
    case "window":
      return `${group.layers.value} with a window of ${group.window.value}, ${headsText(group)}`;
    case "latent":
      return `${group.layers.value} latent, ${group.heads.value} heads, rank ${group.kvRank.value} and ${group.ropeDimension.value} rotary${group.index === null ? "" : `, the best ${group.index.topTokens.value} tokens`}`;
    case "linear":
      return `${group.layers.value} linear, ${group.valueHeads.value} value heads of ${group.valueDimension.value} by ${group.keyDimension.value}${group.beside === true ? ", beside attention" : ""}`;
    case "none":
      return `${group.layers.value} without`;
  }
};

const feedForwardText = (group: FeedForwardGroup): string => {
  switch (group.kind) {
    case "dense":
      return `${group.layers.value} dense of ${group.size.value}`;
    case "experts":
      return `${group.layers.value} with ${group.expertsPerToken.value} of ${group.experts.value} experts of ${group.expertSize.value}${group.sharedExperts.value > 0 ? ` and ${group.sharedExperts.value} shared` : ""}`;
    case "none":
      return `${group.layers.value} without`;
  }
};

const layout = { precision: "bf16", tensor: 1, pipeline: 1 } as const;

const cacheFacts = ({ kind, transformer }: TransformerModel): readonly (readonly [string, string])[] => {
  if (kind === "encoder") return [];
  const state = sequenceStateBytes(transformer, layout);
  const perToken = `${kvBytesPerToken(transformer, layout)} B in 16 bits`;
  return [["cache per token", perToken], ...(state > 0 ? [["state per sequence", gibibytesText(state)] as const] : [])];
};

const factsOf = (model: TransformerModel): readonly (readonly [string, string])[] => [
  ["kind", `${model.kind} of the ${model.family} family`],
  ["parameters", billions(model.parameters.value)],
  ["used per token", billions(activatedParameters(model))],
  ["published in", model.publishedIn],
  ...model.checkpoints.map(
    ({ precision, keptInNative }) => [`${precision} keeps`, `${keptInNative.join(", ")} in 16 bits`] as const,
  ),
  ["context", `${model.contextLength.value} tokens`],
  ["hidden size", String(model.transformer.hiddenSize.value)],
  ["attention", model.transformer.attention.map(attentionText).join("; ")],
  ["feed-forward", model.transformer.feedForward.map(feedForwardText).join("; ")],
  ...cacheFacts(model),
];

const memoryColumns: readonly Column<ReturnType<typeof onGpu>>[] = [
  left("GPU", ({ gpu }) => gpu),
  right("GPUs", ({ gpus }) => String(gpus ?? "none")),
  right("weights", ({ weightsBytes: bytes }) => (bytes === null ? "" : gibibytesText(bytes))),
  right("KV cache", ({ kvCacheBytes: bytes }) => (bytes === null ? "" : gibibytesText(bytes))),
  right("KV tokens", ({ kvCacheTokens }) => String(kvCacheTokens ?? "")),
];

export const renderModel = ({ model, notes }: ImportedModel, memory: ReturnType<typeof memoryPerGpu>, view: View) =>
  [
    view.style.strong(model.id),
    ...(hasTransformer(model) ? facts(factsOf(model), view) : []),
    ...(notes.length === 0 ? [] : ["", "Assumed:"]),
    ...notes.flatMap((note) => wrap(note, view.columns, indent)),
    "",
    ...wrap("The fewest GPUs of a node that hold it on vLLM with a cache of 16 bits, per GPU:", view.columns),
    ...table(memoryColumns, memory, view),
    "",
    "The model file: add --json",
    "",
  ].join("\n");
