import type { Random } from "./random.ts";

/** Words of the state, and the distance between the two that are mixed. */
const words = 624;
const middle = 397;

const seeded = (seed: number): Uint32Array => {
  const state = new Uint32Array(words);
  state[0] = seed >>> 0;
  for (let index = 1; index < words; index++) {
    const before = state[index - 1] as number;
    state[index] = Math.imul(1812433253, before ^ (before >>> 30)) + index;
  }
  return state;
};

const renew = (state: Uint32Array): void => {
  for (let index = 0; index < words; index++) {
    const high = (state[index] as number) & 0x80000000;
    const joined = high | ((state[(index + 1) % words] as number) & 0x7fffffff);
    const twisted = (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    state[index] = (state[(index + middle) % words] as number) ^ twisted;
  }
};

const tempered = (word: number): number => {
  let value = word ^ (word >>> 11);
  value ^= (value << 7) & 0x9d2c5680;
  value ^= (value << 15) & 0xefc60000;
  return (value ^ (value >>> 18)) >>> 0;
};

/**
 * The 32-bit Mersenne twister with doubles of 53 bits. Benchmark clients draw their arrival gaps with it from a
 * fixed seed (numpy's legacy generator), so a run of theirs can be repeated gap by gap.
 * @source https://doi.org/10.1145/272991.272995
 */
export const mersenneTwister = (seed: number): Random => {
  const state = seeded(seed);
  let at = words;
  const nextWord = (): number => {
    if (at === words) {
      renew(state);
      at = 0;
    }
    at += 1;
    return tempered(state[at - 1] as number);
  };
  return () => {
    const high = nextWord() >>> 5;
    const low = nextWord() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
};
