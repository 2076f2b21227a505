import { type LengthDistribution, type Random, seededRandom } from "@loadline/model";
import { drawLengths, invalidInput, meanLength, squaredVariation, standardExponential } from "@loadline/model/internal";
import { prefixHits } from "./prefix-hits.ts";
import type { Trace, TraceRequest } from "./trace-lines.ts";

/** Requests of one kind, which come in sessions: each prompt of a session has all before it as its prefix. */
export interface ClientClass {
  /** Its requests, against those of the others. */
  readonly share: number;
  /** Tokens with which every prompt begins, such as a system prompt or a document; and how many different ones there are. */
  readonly sharedTokens: number;
  readonly sharedPrompts: number;
  /** Exponent of Zipf's law by which these are used; 0: all alike. */
  readonly sharedSkew: number;
  /** What a session has of its own behind them from its first prompt on, such as a document. */
  readonly documentTokens?: LengthDistribution | undefined;
  /** What a request adds to what is before it, and its answer. */
  readonly inputTokens: LengthDistribution;
  readonly outputTokens: LengthDistribution;
  /** Requests of a session: their mean, of a geometric distribution. */
  readonly turns: number;
  /** From a request to the next of its session, the time of the answer included: the mean, of an exponential distribution. */
  readonly secondsBetweenTurns?: number | undefined;
}

/** Only whole blocks of an engine are found again: of 16 tokens in vLLM, by default. @source https://docs.vllm.ai/en/latest/design/prefix_caching */
const engineBlock = 16;

const wholeBlocks = (tokens: number): number => Math.floor(tokens / engineBlock) * engineBlock;

/** One of n by Zipf's law, whose sums are taken as integrals. */
const zipf = (n: number, skew: number, random: Random): number => {
  const power = 1 - skew;
  const place = power === 0 ? (n + 1) ** random() : (1 + ((n + 1) ** power - 1) * random()) ** (1 / power);
  return Math.min(n, Math.floor(place));
};

/** Values of a distribution, one after another. */
const lengthsOf = (lengths: LengthDistribution | undefined, count: number, random: Random): (() => number) => {
  if (lengths === undefined) return () => 0;
  const values = drawLengths(lengths, count, random);
  let drawn = 0;
  return () => values[drawn++ % count] as number;
};

interface Span {
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

/** What was there before a span, as requests of no tokens, and the requests of a class in it. */
const play = (kind: ClientClass, { requestsPerSecond, seconds }: Span, random: Random, newHash: () => number) => {
  const { turns, secondsBetweenTurns = 0, sharedTokens, sharedPrompts, sharedSkew } = kind;
  const gapOf = (mean: number): number => mean * standardExponential(random);
  const count = Math.ceil(requestsPerSecond * seconds) + 1;
  const documents = lengthsOf(kind.documentTokens, count, random);
  const [inputs, outputs] = [lengthsOf(kind.inputTokens, count, random), lengthsOf(kind.outputTokens, count, random)];
  const [before, trace]: [TraceRequest[], TraceRequest[]] = [[], []];
  const common = wholeBlocks(sharedTokens);
  const requestOf = (prefixHashes: readonly number[], tokens: number): TraceRequest => {
    const blockTokens = [common, wholeBlocks(tokens) - common];
    return { at: 0, inputTokens: 0, outputTokens: 0, prefixHashes, blockTokens };
  };
  const shared = new Map<number, number>();
  const newSession = () => {
    const place = zipf(sharedPrompts, sharedSkew, random);
    const hash = shared.get(place) ?? newHash();
    if (!shared.has(place)) before.push(requestOf([hash], sharedTokens));
    shared.set(place, hash);
    return { hashes: [hash, newHash()], tokens: sharedTokens + documents() };
  };
  const playSession = (first: number, { hashes, tokens }: ReturnType<typeof newSession>): void => {
    let [at, context] = [first, tokens];
    do {
      const [inputTokens, outputTokens] = [context + inputs(), outputs()];
      context = inputTokens + outputTokens;
      trace.push({ ...requestOf(hashes, context), at, inputTokens, outputTokens });
      at += gapOf(secondsBetweenTurns);
    } while (at < seconds && random() >= 1 / turns);
  };
  // Sessions under way at the start that come again in time, each behind a geometric number of average turns.
  const within = secondsBetweenTurns === 0 ? 0 : -Math.expm1(-seconds / secondsBetweenTurns);
  const returning = Math.floor(requestsPerSecond * (1 - 1 / turns) * secondsBetweenTurns * within + random());
  for (let session = 0; session < returning; session++) {
    const past = 1 + Math.floor(Math.log(1 - random()) / Math.log1p(-1 / turns));
    const { hashes, tokens } = newSession();
    const context = tokens + Math.round(past * (meanLength(kind.inputTokens) + meanLength(kind.outputTokens)));
    before.push(requestOf(hashes, context));
    playSession(-secondsBetweenTurns * Math.log1p(-within * random()), { hashes, tokens: context });
  }
  const gap = turns / requestsPerSecond;
  for (let at = gapOf(gap); at < seconds; at += gapOf(gap)) playSession(at, newSession());
  return { before, trace };
};

const wholeOf = (classes: readonly ClientClass[]): number => classes.reduce((sum, { share }) => sum + share, 0);

/**
 * Requests of these classes at a rate, sessions under way from the start on; and what was there before: what these sessions
 * had, and the prompts that sessions share. Equal classes give equal requests.
 */
export const generateSessions = (classes: readonly ClientClass[], { requestsPerSecond, seconds }: Span) => {
  let hashes = 0;
  const random = seededRandom(1);
  const runs = classes.map((kind) => {
    const span = { requestsPerSecond: (requestsPerSecond * kind.share) / wholeOf(classes), seconds };
    return play(kind, span, random, () => hashes++);
  });
  const trace = runs.flatMap((run) => run.trace).sort((a, b) => a.at - b.at);
  return { before: runs.flatMap(({ before }) => before), trace };
};

const momentsOf = (lengths: LengthDistribution) => {
  const mean = meanLength(lengths);
  return { mean, variance: squaredVariation(lengths) * mean ** 2 };
};
type Moments = ReturnType<typeof momentsOf>;

/** A request has `turns` − 1 turns before it on average, of a geometric distribution too. */
const promptOf = ({ sharedTokens, documentTokens, inputTokens, outputTokens, turns }: ClientClass): Moments => {
  const document = documentTokens === undefined ? { mean: 0, variance: 0 } : momentsOf(documentTokens);
  const [input, output, past] = [momentsOf(inputTokens), momentsOf(outputTokens), turns - 1];
  const turn = input.mean + output.mean;
  return {
    mean: sharedTokens + document.mean + input.mean + past * turn,
    variance: document.variance + input.variance + past * (input.variance + output.variance) + past * turns * turn ** 2,
  };
};

/** Of a mixture of these classes. */
const spreadOf = (classes: readonly ClientClass[], of: (kind: ClientClass) => Moments): LengthDistribution => {
  const meanOf = (part: (moments: Moments) => number): number =>
    classes.reduce((sum, kind) => sum + kind.share * part(of(kind)), 0) / wholeOf(classes);
  const mean = meanOf((one) => one.mean);
  const variance = meanOf((one) => one.variance + (one.mean - mean) ** 2);
  return variance > 0 ? { kind: "log-normal", mean, stdev: Math.sqrt(variance) } : { kind: "fixed", tokens: mean };
};

/** More than any model reads. */
const mostContext = 1e6;

/** Requests and whole sessions that are counted, and most requests of a run with those that fill the cache. */
const [fewestCounted, sessionsCounted, mostRequests] = [4096, 200, 2 ** 17];
/** Sizes of the cache at which a run is looked at, up to the largest, and steps of the rate in a doubling. */
const [sizesOfRun, ratesPerDoubling] = [32, 2];
/** Requests/s between which a workload is played, in doublings of one. */
const [slowest, fastest] = [-10, 14];

/** Where requests have used as many tokens as a cache holds, so that all that it holds is theirs. */
const filledBy = (trace: Trace, cacheTokens: number) => {
  const used = new Map<number, number>();
  let [tokens, from] = [0, 0];
  for (; from < trace.length / 2 && tokens < cacheTokens; from++) {
    const { prefixHashes = [], blockTokens = [] } = trace[from] as TraceRequest;
    for (const [place, hash] of prefixHashes.entries()) {
      const size = blockTokens[place] as number;
      tokens += size - (used.get(hash) ?? 0);
      used.set(hash, size);
    }
  }
  return { tokens, from };
};

/** What caches of up to so many tokens hold at a rate, and how many tokens the run could fill. */
const runOf = (classes: readonly ClientClass[], requestsPerSecond: number, cacheTokens: number) => {
  const turns = Math.max(...classes.map((kind) => kind.turns));
  let count = Math.min(mostRequests, 2 * Math.max(fewestCounted, Math.ceil(sessionsCounted * turns)));
  for (;;) {
    const { before, trace } = generateSessions(classes, { requestsPerSecond, seconds: count / requestsPerSecond });
    const { tokens, from } = filledBy(trace, cacheTokens);
    count *= 2;
    if (tokens < cacheTokens && count <= mostRequests) continue;
    const hits = prefixHits([...before, ...trace], before.length + from);
    if (hits === null) throw invalidInput("a workload's requests", trace.length, "more of them in a run");
    const filled = Math.min(tokens, cacheTokens);
    const sizes = Array.from({ length: sizesOfRun + 1 }, (_, place) => (cacheTokens * place) / sizesOfRun);
    return { shares: sizes.map((size) => hits(Math.min(size, filled))), unlimited: hits(Infinity), filled };
  }
};

/** Between neighbours in a list, at such a place. */
const between = (values: readonly number[], place: number): number => {
  const [low = 0, high = low] = values.slice(Math.floor(place));
  return low + (high - low) * (place - Math.floor(place));
};

/**
 * Lengths of a described workload, and the hits of a prefix cache that serves so many of its requests a second: played at
 * the rates next to it and in caches of up to the next power of two.
 * @throws LL_INPUT_INVALID for sessions longer than any model reads
 */
export const describedWorkload = (classes: readonly ClientClass[]) => {
  const longest = Math.max(...classes.map((kind) => promptOf(kind).mean + meanLength(kind.outputTokens)));
  if (longest > mostContext) throw invalidInput("a session's end", longest, `at most ${mostContext} tokens on average`);
  const known = new Map<string, ReturnType<typeof runOf>>();
  const runAt = (step: number, cacheTokens: number) => {
    const key = `${step} ${cacheTokens}`;
    const run = known.get(key) ?? runOf(classes, 2 ** (step / ratesPerDoubling), cacheTokens);
    known.set(key, run);
    return run;
  };
  const input = spreadOf(classes, promptOf);
  return {
    shape: { input, output: spreadOf(classes, ({ outputTokens }) => momentsOf(outputTokens)) },
    /** `isFilled`: false where a run of some 130,000 requests does not fill the cache, which holds no less than the share. */
    hits: (cacheTokens: number, requestsPerSecond: number) => {
      const step = Math.min(fastest, Math.max(slowest, Math.log2(requestsPerSecond))) * ratesPerDoubling;
      const size = 2 ** Math.ceil(Math.log2(Math.max(engineBlock, cacheTokens)));
      const isLimited = Number.isFinite(size);
      const runs = [Math.floor(step), Math.ceil(step)].map((each) => runAt(each, isLimited ? size : engineBlock));
      const shares = runs.map(({ shares, unlimited }) =>
        isLimited ? between(shares, (cacheTokens / size) * sizesOfRun) : unlimited,
      );
      const share = between(shares, step - Math.floor(step));
      return { share, isFilled: !isLimited || runs.every(({ filled }) => filled >= cacheTokens) };
    },
  };
};
