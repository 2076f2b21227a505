import type { AttentionGroup, Transformer } from "../catalogue/transformer.ts";

/** Heads that tensor parallelism deals out. `copied` ones are copied when there are fewer of them than ranks. */
interface HeadCount {
  readonly name: string;
  readonly heads: number;
  readonly copied: boolean;
}

const groupHeads = (group: AttentionGroup): readonly HeadCount[] => {
  switch (group.kind) {
    case "full":
    case "window":
      return [
        { name: "attention", heads: group.heads.value, copied: false },
        { name: "key-value", heads: group.kvHeads.value, copied: true },
      ];
    case "latent":
      return [{ name: "attention", heads: group.heads.value, copied: false }];
    case "linear":
      return [{ name: "linear-attention value", heads: group.valueHeads.value, copied: false }];
    case "none":
      return [];
  }
};

/** Every count of heads that has to go evenly into the tensor ranks. */
export const headCounts = ({ attention }: Transformer): readonly HeadCount[] => attention.flatMap(groupHeads);

/** Whether `tensor` ranks share all heads of the transformer evenly. */
export const headsDivide = (transformer: Transformer, tensor: number): boolean =>
  headCounts(transformer).every(({ heads, copied }) => heads % tensor === 0 || (copied && tensor % heads === 0));
