import type { PlainAttention } from "./architecture.ts";
import type { ConfigReader } from "./config-reader.ts";

/** Linear layers of one shape, without their number. */
export type Linear = Omit<Extract<PlainAttention, { kind: "linear" }>, "layers">;

/** Words in which one family tells its Mamba 2 layers. */
export interface MambaWords {
  readonly heads: string;
  readonly headDimension: string;
  readonly state: string;
  readonly groups: string;
  readonly convolution: string;
}

export const mamba2 = (config: ConfigReader, words: MambaWords): Linear => ({
  kind: "linear",
  keyHeads: config.count(words.groups),
  keyDimension: config.count(words.state),
  valueHeads: config.count(words.heads),
  valueDimension: config.count(words.headDimension),
  convolutionWidth: config.count(words.convolution),
});

export const innerSize = ({ valueHeads, valueDimension }: Linear): number => valueHeads * valueDimension;

/** What a Mamba 2 layer has beside its in- and out-projection: convolution, step, decay, skip and the gated norm. */
export const mamba2Others = (config: ConfigReader, linear: Linear, hidden: number): number => {
  const channels = innerSize(linear) + 2 * linear.keyHeads * linear.keyDimension;
  const convolution = channels * (linear.convolutionWidth + (config.flag("use_conv_bias", true) ? 1 : 0));
  return convolution + linear.valueHeads * hidden + 3 * linear.valueHeads + innerSize(linear);
};

/** What a Mamba 1 layer has beside its projections: bias of the step, convolution, decay and skip. */
export const mamba1Others = (linear: Linear): number =>
  innerSize(linear) * (1 + linear.convolutionWidth + 1 + linear.keyDimension + 1);
