import { speedPriors } from "../catalogue/calibration-data.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import type { Transformer } from "../catalogue/transformer.ts";
import type { ReplicaSpec } from "../model/replica.ts";

/** Traffic between the GPUs of a replica. */
export interface LinkFacts {
  /** All-reduces of one step; 0 on one GPU. */
  readonly allReduces: number;
  /** Whether some of them leave the domain of the fast link. */
  readonly crossesNodes: boolean;
  /** Seconds on the link at its full rate for one token of the replica. */
  readonly linkPerToken: number;
}

const allReducesPerLayer = 2;
/** Tokens travel to their experts in 8 bits and come back in 16. */
const exchangeBytes = 3;

const ringBytes = (transformer: Transformer, { gpu }: ReplicaSpec, gpus: number): number => {
  const activation = transformer.hiddenSize.value * bytesPerElement(nativePrecision(gpu));
  return allReducesPerLayer * transformer.layers.value * ((2 * (gpus - 1)) / gpus) * activation;
};

/** Tokens of attention-data ranks go to the GPUs of the experts they chose. */
const exchangedBytes = ({ feedForward, hiddenSize }: Transformer, gpus: number, ranks: number): number =>
  feedForward.reduce((sum, group) => {
    if (group.kind !== "experts") return sum;
    return sum + (group.layers.value * Math.min(group.expertsPerToken.value, gpus) * hiddenSize.value) / ranks;
  }, 0) * exchangeBytes;

export const linkFacts = (transformer: Transformer, spec: ReplicaSpec): LinkFacts => {
  const { tensor, attentionData } = spec.parallel;
  const { gpu } = spec;
  const gpus = tensor * attentionData;
  if (gpus === 1) return { allReduces: 0, crossesNodes: false, linkPerToken: 0 };
  const crossesNodes = gpus > gpu.link.gpusPerDomain.value;
  const own = gpu.link.bandwidthPerDirection.value;
  const rate = crossesNodes ? Math.min(speedPriors().networkBandwidth.value, own) : own;
  const bytes =
    attentionData === 1 ? ringBytes(transformer, spec, gpus) : exchangedBytes(transformer, gpus, attentionData);
  return { allReduces: allReducesPerLayer * transformer.layers.value, crossesNodes, linkPerToken: bytes / rate };
};
