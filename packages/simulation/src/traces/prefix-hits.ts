import type { Trace } from "./trace-lines.ts";

/**
 * Tokens that one hash of a recorded trace stands for; the last block of a prompt may be partial.
 * @source https://github.com/kvcache-ai/Mooncake/tree/main/FAST25-release
 */
const blockTokens = 512;

/** Share of the prompt tokens that an LRU cache of so many tokens holds, which may be infinite. */
export type PrefixHits = (cacheTokens: number) => number;

/** Blocks in LRU order: a Fenwick tree over the uses sums the tokens of those used since the last use of one. */
const lruOrder = (uses: number) => {
  const tree = new Float64Array(uses + 1);
  const lastUses = new Map<number, number>();
  let [now, filled] = [0, 0];
  const add = (use: number, tokens: number): void => {
    filled += tokens;
    for (let index = use; index <= uses; index += index & -index) tree[index] = (tree[index] as number) + tokens;
  };
  const sumUpTo = (use: number): number => (use === 0 ? 0 : (tree[use] as number) + sumUpTo(use & (use - 1)));
  return {
    /** Tokens of the smallest cache that holds this block; infinite before its first use. */
    depthOf: (block: number): number =>
      lastUses.has(block) ? filled - sumUpTo((lastUses.get(block) as number) - 1) : Number.POSITIVE_INFINITY,
    use: (block: number, tokens: number): void => {
      if (lastUses.has(block)) add(lastUses.get(block) as number, -tokens);
      now += 1;
      lastUses.set(block, now);
      add(now, tokens);
    },
  };
};

/** Share of so many tokens by the depth at which each hit was found. */
const hitsBy = (depths: readonly number[], hitTokens: readonly number[], promptTokens: number): PrefixHits => {
  const order = Uint32Array.from(depths.keys()).sort((a, b) => (depths[a] as number) - (depths[b] as number));
  const sums = new Float64Array(order.length + 1);
  for (const [index, hit] of order.entries()) sums[index + 1] = (sums[index] as number) + (hitTokens[hit] as number);
  return (cacheTokens) => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((depths[order[middle] as number] as number) <= cacheTokens) low = middle + 1;
      else high = middle;
    }
    return (sums[low] as number) / promptTokens;
  };
};

/**
 * Hits of the prefix cache that a whole trace goes through, for every size at once (stack distances, Mattson 1970). A
 * block hits where all before it hit, and one token of a prompt is always computed, as in vLLM. A request uses its blocks
 * from the last to the first, so that the first are evicted last. null: hashes are missing or of other blocks.
 * @param from first request that counts; those before it only fill the cache
 */
export const prefixHits = (trace: Trace, from = 0): PrefixHits | null => {
  const isHashed = trace.every(
    (one) => one.blockTokens !== undefined || one.prefixHashes?.length === Math.ceil(one.inputTokens / blockTokens),
  );
  const promptTokens = trace.slice(from).reduce((sum, { inputTokens }) => sum + inputTokens, 0);
  if (!isHashed || promptTokens === 0) return null;
  const order = lruOrder(trace.reduce((sum, { prefixHashes = [] }) => sum + prefixHashes.length, 0));
  const [depths, hitTokens]: [number[], number[]] = [[], []];
  for (const [index, { inputTokens, prefixHashes = [], blockTokens: sizes }] of trace.entries()) {
    const sizeOf = (place: number): number => sizes?.[place] ?? blockTokens;
    let [depth, cached] = [0, 0];
    for (const [place, block] of index < from ? [] : prefixHashes.entries()) {
      depth = Math.max(depth, order.depthOf(block));
      if (depth === Number.POSITIVE_INFINITY) break;
      const tokens = Math.min(sizeOf(place), inputTokens - 1 - cached);
      depths.push(depth);
      hitTokens.push(tokens);
      cached += tokens;
    }
    for (let place = prefixHashes.length - 1; place >= 0; place--)
      order.use(prefixHashes[place] as number, sizeOf(place));
  }
  return hitsBy(depths, hitTokens, promptTokens);
};
