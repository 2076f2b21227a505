import { Session } from "node:inspector";
import { setImmediate as nextTurn } from "node:timers/promises";

/** A generator of numbers that gives the same ones for the same seed; below `limit`, whole. */
type Below = (limit: number) => number;

const seededBelow = (seed: number): Below => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

/** What drivers, exporters and their enemies write. */
const tokens = [
  "",
  "N/A",
  "[N/A]",
  "ERR!",
  "[Unknown Error]",
  "[GPU requires reset]",
  "None",
  "Yes",
  "Enabled",
  "-",
  "NaN",
  "+Inf",
  "-1",
  "0",
  "1e999",
  "1e308",
  "0x7fffffff",
  "2147483632",
  "9223372036854775794",
  "18446744073709551615",
  "140737488355328.0",
  "99999999999999999999999999",
  "100 %",
  "101 %",
  "-5 C",
  "81,5 W",
  "1 MiB MiB",
  "µs",
  "𝟙",
  "\u0000",
  "\uFEFF",
  "\uFFFD",
  "\r\n",
  "\t",
  '"',
  "\\",
  "{",
  "}",
  "<gpu>",
  "</gpu>",
  "<![CDATA[",
  "&amp;",
  "&#0;",
  "__proto__",
  "constructor",
  "toString",
  "<<<NULL>>>",
  "# EOF",
  "GPU 0",
  "GPU-I 3",
  "GPU is lost",
  "...",
  "; ",
] as const;

const pick = <T>(list: readonly T[], below: Below): T | undefined => list[below(list.length)];

const randomBytes = (below: Below): string =>
  Buffer.from(Uint8Array.from({ length: 1 + below(24) }, () => below(256))).toString(
    below(2) === 0 ? "utf8" : "latin1",
  );

const tokenPattern = /[A-Za-z0-9_.+-]+/g;

/** Another token in the place of one near a position. */
const otherToken = (text: string, below: Below): string => {
  tokenPattern.lastIndex = below(text.length + 1);
  const found = tokenPattern.exec(text);
  if (found === null) return text + (pick(tokens, below) ?? "");
  return text.slice(0, found.index) + (pick(tokens, below) ?? "") + text.slice(found.index + found[0].length);
};

const span = (text: string, below: Below): readonly [number, number] => {
  const start = below(text.length + 1);
  return [start, Math.min(text.length, start + 1 + below(80))];
};

type Mutation = (text: string, below: Below, other: string) => string;

const mutations: readonly Mutation[] = [
  otherToken,
  otherToken,
  otherToken,
  (text, below) => text.slice(0, below(text.length + 1)),
  (text, below) => {
    const [start, end] = span(text, below);
    return text.slice(0, start) + text.slice(end);
  },
  (text, below) => {
    const [start, end] = span(text, below);
    return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  },
  (text, below) => {
    const at = below(text.length + 1);
    return text.slice(0, at) + randomBytes(below) + text.slice(at);
  },
  (text, below, other) => {
    const at = below(Math.min(text.length, other.length) + 1);
    return text.slice(0, at) + other.slice(at);
  },
  (text, below) => {
    const lines = text.split("\n");
    const [a, b] = [below(lines.length), below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
    return lines.join("\n");
  },
];

const mostMutations = 4;
const wildShare = 20;

/** A text that is like one of the corpus, or, now and then, like nothing. */
const mutated = (corpus: readonly string[], below: Below): string => {
  if (below(wildShare) === 0) return Array.from({ length: below(8) }, () => randomBytes(below)).join("");
  let text = pick(corpus, below) ?? "";
  const other = pick(corpus, below) ?? "";
  for (let left = 1 + below(mostMutations); left > 0; left -= 1)
    text = pick(mutations, below)?.(text, below, other) ?? text;
  return text;
};

export interface Fuzzing {
  /** Throws what must not happen. */
  readonly target: (text: string) => void;
  readonly corpus: readonly string[];
  readonly runs: number;
  readonly seed?: number;
  /** Inputs that run what none ran before join the corpus; V8's own block coverage shows it. Takes a tenth of a second at a time. */
  readonly guided?: boolean;
}

export interface FuzzOutcome {
  readonly runs: number;
  /** Characters of this repository's code that ran. */
  readonly covered: number;
  /** Inputs that were found to run more than the corpus. */
  readonly found: readonly string[];
}

interface CoveredFunction {
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly CoveredFunction[];
}

/** Which characters of each function ran, by the place of the function. */
type Ran = ReadonlyMap<string, Uint8Array>;

/**
 * V8 states a block only where its count differs from what surrounds it. So blocks are compared by their characters: the
 * same run would else look new each time.
 */
const ranIn = ({ url, functions }: ScriptCoverage): readonly (readonly [string, Uint8Array])[] =>
  functions.flatMap(({ ranges }) => {
    const [whole] = ranges;
    if (whole === undefined || whole.count === 0) return [];
    const characters = new Uint8Array(whole.endOffset - whole.startOffset);
    for (const { startOffset, endOffset, count } of ranges)
      characters.fill(count > 0 ? 1 : 0, startOffset - whole.startOffset, endOffset - whole.startOffset);
    return [[`${url}:${whole.startOffset}`, characters] as const];
  });

/** What ran since the last look, and all that is remembered. */
class Coverage {
  readonly #session = new Session();
  readonly #seen = new Map<string, Uint8Array>();

  constructor() {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  #post(method: string, parameters: object = {}): { readonly result?: readonly ScriptCoverage[] } {
    let answer = {};
    this.#session.post(method, parameters, (error, result) => {
      if (error !== null) throw error;
      answer = result ?? {};
    });
    return answer;
  }

  take(): Ran {
    const { result = [] } = this.#post("Profiler.takePreciseCoverage");
    const own = result.filter(
      ({ url }) => /\/(packages|apps)\/[a-z-]+\/(src|dist)\//.test(url) && !url.includes("/servers/"),
    );
    return new Map(own.flatMap(ranIn));
  }

  hasNew(ran: Ran): boolean {
    return [...ran].some(([place, characters]) => {
      const seen = this.#seen.get(place);
      return seen === undefined || characters.some((character, at) => character > (seen[at] ?? 0));
    });
  }

  remember(ran: Ran): void {
    for (const [place, characters] of ran) {
      const seen = this.#seen.get(place);
      if (seen === undefined) this.#seen.set(place, characters);
      else for (const [at, character] of characters.entries()) if (character > 0) seen[at] = 1;
    }
  }

  get size(): number {
    let size = 0;
    for (const characters of this.#seen.values()) for (const character of characters) size += character;
    return size;
  }

  end(): void {
    this.#session.disconnect();
  }
}

const run = (target: Fuzzing["target"], text: string): void => {
  try {
    target(text);
  } catch (cause) {
    throw new Error(`fails for ${JSON.stringify(text.slice(0, 2_000))}: ${String(cause)}`, { cause });
  }
};

// A look at the coverage takes as long as many runs: the longer nothing new is found, the rarer it is.
const [leastBatch, mostBatch] = [500, 16_000];

// Other inputs than before: FUZZ_SEED=$RANDOM.
const drawn = Number(process.env["FUZZ_SEED"] ?? 1);

/** Runs a target on mutations of a corpus. @throws for the first input that fails, with that input */
export const fuzz = async ({ target, corpus, runs, seed = drawn, guided = false }: Fuzzing): Promise<FuzzOutcome> => {
  const below = seededBelow(seed);
  const pool = [...corpus];
  const coverage = guided ? new Coverage() : null;
  const ranBy = (texts: readonly string[]): Ran => {
    for (const text of texts) run(target, text);
    return coverage?.take() ?? new Map();
  };
  const isNew = (texts: readonly string[]): boolean => coverage?.hasNew(ranBy(texts)) === true;
  /** The first input of a batch that runs something new, by halves. */
  const finder = (texts: readonly string[]): string => {
    const half = texts.slice(0, texts.length >> 1);
    if (half.length === 0) return texts[0] ?? "";
    return finder(isNew(half) ? half : texts.slice(half.length));
  };
  // One of a batch is found; what the others run is remembered with it, or each batch would be searched again.
  const learn = (texts: readonly string[]): boolean => {
    const ran = ranBy(texts);
    if (coverage?.hasNew(ran) !== true) return false;
    pool.push(finder(texts));
    coverage.remember(ran);
    return true;
  };
  coverage?.remember(ranBy(corpus));
  let batchSize = leastBatch;
  for (let done = 0; done < runs; ) {
    const batch = Array.from({ length: Math.min(batchSize, runs - done) }, () => mutated(pool, below));
    done += batch.length;
    if (learn(batch)) batchSize = leastBatch;
    else batchSize = Math.min(mostBatch, 2 * batchSize);
    // An inflate that failed frees its memory in a later turn: without one, a million of them hold ten gigabytes.
    await nextTurn();
  }
  coverage?.end();
  return { runs, covered: coverage?.size ?? 0, found: pool.slice(corpus.length) };
};
