/**
 * Requests by the step at which they finish: one list per step on a ring of them, and a bit per list that is not
 * empty. Every operation takes the same few instructions however many requests there are; only a long gap to the next
 * finish is looked through, 32 steps at a time.
 */
export interface FinishRing {
  /** @param step after the current one, and no further from it than `reach` */
  readonly push: (step: number, request: number) => void;
  /** Step of the first entry; Infinity when empty. */
  readonly firstStep: () => number;
  /** Takes one request of the first step out. Only while there is one. */
  readonly takeFirst: () => number;
  /** Takes out a request that was pushed with this step. */
  readonly remove: (step: number, request: number) => void;
}

const bitsPerWord = 32;

/** The lowest power of two above `reach`, a whole number of words. */
const ringSize = (reach: number): number => Math.max(bitsPerWord, 2 ** (bitsPerWord - Math.clz32(reach)));

/**
 * @param requests that there are, numbered from 0; each is in the ring once at most
 * @param reach most steps between the current one and an entry
 * @param after links between requests; rings that share none of them may share it
 */
export const createFinishRing = (
  requests: number,
  reach: number,
  after: Int32Array<ArrayBufferLike> = new Int32Array(requests + 1),
): FinishRing => {
  const size = ringSize(reach);
  const last = size - 1;
  // Requests count from 1 here, so that 0 is none.
  const heads = new Int32Array(size);
  const filled = new Int32Array(size / bitsPerWord);
  let count = 0;
  let first = 0;

  /** Lowest step from `from` on whose list is not empty. There has to be one. */
  const nextFilled = (from: number): number => {
    const place = from & last;
    let word = place >>> 5;
    let bits = (filled[word] as number) & (-1 << (place & 31));
    let step = from - (place & 31);
    while (bits === 0) {
      word = (word + 1) & (filled.length - 1);
      bits = filled[word] as number;
      step += bitsPerWord;
    }
    return step + 31 - Math.clz32(bits & -bits);
  };

  const emptied = (step: number): void => {
    const place = step & last;
    const word = place >>> 5;
    filled[word] = (filled[word] as number) & ~(1 << (place & 31));
    if (count > 0 && step === first) first = nextFilled(step + 1);
  };

  return {
    firstStep: () => (count === 0 ? Number.POSITIVE_INFINITY : first),
    push: (step, request) => {
      const place = step & last;
      after[request + 1] = heads[place] as number;
      heads[place] = request + 1;
      filled[place >>> 5] = (filled[place >>> 5] as number) | (1 << (place & 31));
      if (count === 0 || step < first) first = step;
      count += 1;
    },
    takeFirst: () => {
      const place = first & last;
      const taken = heads[place] as number;
      const next = after[taken] as number;
      heads[place] = next;
      count -= 1;
      if (next === 0) emptied(first);
      return taken - 1;
    },
    remove: (step, request) => {
      const place = step & last;
      const gone = request + 1;
      const next = after[gone] as number;
      count -= 1;
      if (heads[place] !== gone) {
        let before = heads[place] as number;
        while (after[before] !== gone) before = after[before] as number;
        after[before] = next;
        return;
      }
      heads[place] = next;
      if (next === 0) emptied(step);
    },
  };
};
