import { Session } from "node:inspector";
import { mutated, seededBelow } from "./mutate.ts";

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
  /** Blocks of code of this repository that ran. */
  readonly blocks: number;
  /** Inputs that were found to run more than the corpus. */
  readonly found: readonly string[];
}

interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
  }[];
}

/** Blocks that ran since the last look, as `url:offset`. */
class Coverage {
  readonly #session = new Session();

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

  take(): readonly string[] {
    const { result = [] } = this.#post("Profiler.takePreciseCoverage");
    return result
      .filter(({ url }) => /\/(packages|apps)\/[a-z-]+\/(src|dist)\//.test(url) && !url.includes("/servers/"))
      .flatMap(({ url, functions }) =>
        functions.flatMap(({ ranges }) =>
          ranges.flatMap(({ startOffset, count }) => (count > 0 ? [`${url}:${startOffset}`] : [])),
        ),
      );
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

// A look at the coverage takes as long as many runs.
const batchSize = 500;

/** Runs a target on mutations of a corpus. @throws for the first input that fails, with that input */
export const fuzz = ({ target, corpus, runs, seed = 1, guided = false }: Fuzzing): FuzzOutcome => {
  const below = seededBelow(seed);
  const pool = [...corpus];
  const seen = new Set<string>();
  const coverage = guided ? new Coverage() : null;
  /** Blocks that only these inputs run. */
  const newIn = (texts: readonly string[]): readonly string[] => {
    coverage?.take();
    for (const text of texts) run(target, text);
    return (coverage?.take() ?? []).filter((block) => !seen.has(block));
  };
  /** The first input of a batch that runs something new, by halves. */
  const finder = (texts: readonly string[]): string => {
    const half = texts.slice(0, texts.length >> 1);
    if (half.length === 0) return texts[0] ?? "";
    return finder(newIn(half).length > 0 ? half : texts.slice(half.length));
  };
  // One of a batch is found: what the others run is as new in a later batch.
  const learn = (texts: readonly string[]): void => {
    if (newIn(texts).length === 0) return;
    const found = finder(texts);
    for (const block of newIn([found])) seen.add(block);
    pool.push(found);
  };
  for (const block of newIn(corpus)) seen.add(block);
  for (let done = 0; done < runs; done += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, runs - done) }, () => mutated(pool, below));
    if (guided) learn(batch);
    else for (const text of batch) run(target, text);
  }
  coverage?.end();
  return { runs, blocks: seen.size, found: pool.slice(corpus.length) };
};
