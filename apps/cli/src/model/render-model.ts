import {
  type AttentionGroup,
  activatedParameters,
  type FeedForwardGroup,
  hasTransformer,
  type ImportedModel,
  kvBytesPerToken,
  sequenceStateBytes,
  type TransformerModel,
} from "@loadline/core";
import { facts, left, right, table } from "../terminal/table.ts";
import { gibibytesText, indent, numberText, wrap } from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";
import type { MemoryOnGpu } from "./memory-per-gpu.ts";

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

const memoryRow = ({ gpu, gpus, weightsBytes, kvCacheBytes, kvCacheTokens }: MemoryOnGpu): readonly string[] =>
  gpus === null
    ? [gpu, "none", "", "", ""]
    : [gpu, String(gpus), gibibytesText(weightsBytes), gibibytesText(kvCacheBytes), String(kvCacheTokens)];

const memoryColumns = [left("GPU"), ...["GPUs", "weights", "KV cache", "KV tokens"].map(right)];

/** What an import found, and its memory on common GPUs. */
export const renderModel = ({ model, notes }: ImportedModel, memory: readonly MemoryOnGpu[], view: View): string =>
  [
    view.style.strong(model.id),
    ...(hasTransformer(model) ? facts(factsOf(model), view) : []),
    ...(notes.length === 0 ? [] : ["", "Assumed:"]),
    ...notes.flatMap((note) => wrap(note, view.columns, indent)),
    "",
    ...wrap("The fewest GPUs of a node that hold it on vLLM with a cache of 16 bits, per GPU:", view.columns),
    ...table(memoryColumns, memory.map(memoryRow), view),
    "",
    "The model file: add --json",
    "",
  ].join("\n");
