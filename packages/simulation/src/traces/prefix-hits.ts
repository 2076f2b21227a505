import type { Trace } from "./trace-lines.ts";

/**
 * Tokens that one hash of a trace stands for; the last block of a prompt may be partial.
 * @source https://github.com/kvcache-ai/Mooncake/tree/main/FAST25-release
 */
const blockTokens = 512;

/** Share of the prompt tokens that an LRU cache of so many tokens holds, which may be infinite. */
export type PrefixHits = (cacheTokens: number) => number;

/** Blocks in LRU order: a Fenwick tree over the uses counts those used since the last use of one. */
const lruOrder = (uses: number) => {
  const tree = new Int32Array(uses + 1);
  const lastUses = new Map<number, number>();
  let now = 0;
  const add = (use: number, change: number): void => {
    for (let index = use; index <= uses; index += index & -index) tree[index] = (tree[index] as number) + change;
  };
  const countUpTo = (use: number): number => (use === 0 ? 0 : (tree[use] as number) + countUpTo(use & (use - 1)));
  return {
    /** Fewest blocks of a cache that holds this one; infinite before its first use. */
    depthOf: (block: number): number =>
      lastUses.has(block) ? lastUses.size - countUpTo((lastUses.get(block) as number) - 1) : Number.POSITIVE_INFINITY,
    use: (block: number): void => {
      if (lastUses.has(block)) add(lastUses.get(block) as number, -1);
      now += 1;
      lastUses.set(block, now);
      add(now, 1);
    },
  };
};

/**
 * Hits of the prefix cache that a whole trace goes through, for every size at once (stack distances, Mattson 1970). A
 * block hits where all before it hit, and one token of a prompt is always computed, as in vLLM. A request uses its blocks
 * from the last to the first, so that the first are evicted last. null: hashes are missing or of other blocks.
 */
export const prefixHits = (trace: Trace): PrefixHits | null => {
  const isHashed = trace.every((one) => one.prefixHashes?.length === Math.ceil(one.inputTokens / blockTokens));
  const promptTokens = trace.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
  if (!isHashed || promptTokens === 0) return null;
  const uses = trace.reduce((sum, { prefixHashes = [] }) => sum + prefixHashes.length, 0);
  const order = lruOrder(uses);
  const hitTokens = new Float64Array(uses + 1);
  for (const { inputTokens, prefixHashes = [] } of trace) {
    let [depth, cached] = [0, 0];
    for (const block of prefixHashes) {
      depth = Math.max(depth, order.depthOf(block));
      if (depth > uses) break;
      const tokens = Math.min(blockTokens, inputTokens - 1 - cached);
      hitTokens[depth] = (hitTokens[depth] as number) + tokens;
      cached += tokens;
    }
    for (const block of prefixHashes.toReversed()) order.use(block);
  }
  // From here on the tokens that a cache of so many blocks hits.
  for (let depth = 1; depth <= uses; depth++)
    hitTokens[depth] = (hitTokens[depth] as number) + (hitTokens[depth - 1] as number);
  return (cacheTokens) => (hitTokens[Math.min(uses, Math.floor(cacheTokens / blockTokens))] as number) / promptTokens;
};
