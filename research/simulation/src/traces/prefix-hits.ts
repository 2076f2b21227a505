import type { Trace, TraceRequest } from "./trace-lines.ts";

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
  const last = new Map<number, { readonly use: number; readonly tokens: number }>();
  let [now, filled] = [0, 0];
  const add = (use: number, tokens: number): void => {
    filled += tokens;
    for (let index = use; index <= uses; index += index & -index) tree[index] = (tree[index] as number) + tokens;
  };
  const sumUpTo = (use: number): number => (use === 0 ? 0 : (tree[use] as number) + sumUpTo(use & (use - 1)));
  return {
    /** Tokens of a block at its last use, and of the blocks used since; null before its first use. */
    find: (block: number) => {
      const found = last.get(block);
      return found === undefined ? null : { size: found.tokens, above: filled - sumUpTo(found.use) };
    },
    use: (block: number, tokens: number): void => {
      const found = last.get(block);
      if (found !== undefined) add(found.use, -found.tokens);
      now += 1;
      last.set(block, { use: now, tokens });
      add(now, tokens);
    },
  };
};

/** Tokens of a prompt, and the sizes of a cache from which on it holds the first and all of them. */
type Found = Readonly<Record<"tokens" | "first" | "all", number>>;

const foundBy = (
  { inputTokens, prefixHashes = [], blockTokens: sizes }: TraceRequest,
  order: ReturnType<typeof lruOrder>,
): readonly Found[] => {
  const found: Found[] = [];
  let [all, left] = [0, inputTokens - 1];
  for (const block of prefixHashes) {
    const known = order.find(block);
    if (known === null) return found;
    const tokens = Math.min(known.size, left);
    const first = Math.max(all, known.above);
    // A recorded block is found whole or not at all.
    all = sizes === undefined ? Math.max(all, known.above + known.size) : first + tokens;
    found.push({ tokens, first: sizes === undefined ? all : first, all });
    left -= tokens;
  }
  return found;
};

/**
 * Hits of the prefix cache that a whole trace goes through, for every size at once (stack distances, Mattson 1970). A
 * block hits where all before it hit, and one token of a prompt is always computed, as in vLLM. A request uses its blocks
 * from the last to the first, so that the first are evicted last; so are the tokens of a block of any size. null: hashes
 * are missing or of other blocks.
 * @param from first request that counts; those before it only fill the cache
 */
export const prefixHits = (trace: Trace, from = 0): PrefixHits | null => {
  const isHashed = trace.every(
    (one) => one.blockTokens !== undefined || one.prefixHashes?.length === Math.ceil(one.inputTokens / blockTokens),
  );
  const promptTokens = trace.slice(from).reduce((sum, { inputTokens }) => sum + inputTokens, 0);
  if (!isHashed || promptTokens === 0) return null;
  const order = lruOrder(trace.reduce((sum, { prefixHashes = [] }) => sum + prefixHashes.length, 0));
  const found: Found[] = [];
  for (const [index, request] of trace.entries()) {
    if (index >= from) found.push(...foundBy(request, order));
    const { prefixHashes = [], blockTokens: sizes } = request;
    for (let place = prefixHashes.length - 1; place >= 0; place--)
      order.use(prefixHashes[place] as number, sizes?.[place] ?? blockTokens);
  }
  return (cacheTokens) => {
    let hits = 0;
    for (const { first, all, tokens } of found) hits += cacheTokens >= all ? tokens : Math.max(0, cacheTokens - first);
    return hits / promptTokens;
  };
};
