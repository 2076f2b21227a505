import { type LengthDistribution, type Random, seededRandom } from "@loadline/core";
import { drawLengths, invalidInput, meanLength, standardExponential } from "@loadline/core/internal";
import { shapeOfTrace } from "../request-level/model-replica.ts";
import { type PrefixHits, prefixHits } from "./prefix-hits.ts";
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
/** A block that is looked up at once: the larger, the fewer and the later a cache is found to hold a part of one. */
const mostBlock = 1024;

const wholeBlocks = (tokens: number): number => Math.floor(tokens / engineBlock) * engineBlock;

/** Blocks of a prompt and its answer, longer with each turn. */
interface Context {
  readonly tokens: number;
  readonly hashes: readonly number[];
  readonly sizes: readonly number[];
}

interface Tools {
  readonly random: Random;
  readonly newHash: () => number;
}

const extended = ({ tokens, hashes, sizes }: Context, more: number, { newHash }: Tools): Context => {
  const [from, to] = [wholeBlocks(tokens), wholeBlocks(tokens + more)];
  const added = Array.from({ length: Math.ceil((to - from) / mostBlock) }, (_, index) => index * mostBlock + from);
  return {
    tokens: tokens + more,
    hashes: [...hashes, ...added.map(newHash)],
    sizes: [...sizes, ...added.map((at) => Math.min(mostBlock, to - at))],
  };
};

/** One of n by Zipf's law, whose sums are taken as integrals. */
const zipf = (n: number, skew: number, random: Random): number => {
  const power = 1 - skew;
  const place = power === 0 ? (n + 1) ** random() : (1 + ((n + 1) ** power - 1) * random()) ** (1 / power);
  return Math.min(n, Math.floor(place));
};

/** Values of a distribution, one after another. */
const lengthsOf = (lengths: LengthDistribution, count: number, { random }: Tools): (() => number) => {
  const values = drawLengths(lengths, count, random);
  let drawn = 0;
  return () => values[drawn++ % count] as number;
};

/** What sessions begin with. */
const beginningsOf = (kind: ClientClass, count: number, tools: Tools): (() => Context) => {
  const { sharedTokens, sharedPrompts, sharedSkew, documentTokens } = kind;
  const known = new Map<number, Context>();
  const own = documentTokens === undefined ? () => 0 : lengthsOf(documentTokens, count, tools);
  return () => {
    const place = zipf(sharedPrompts, sharedSkew, tools.random);
    const context = known.get(place) ?? extended({ tokens: 0, hashes: [], sizes: [] }, sharedTokens, tools);
    known.set(place, context);
    return extended(context, own(), tools);
  };
};

/** One turn after another, of whichever session: its request, but for the time, and what the next one has before it. */
const turnsOf = (kind: ClientClass, count: number, tools: Tools) => {
  const inputs = lengthsOf(kind.inputTokens, count, tools);
  const outputs = lengthsOf(kind.outputTokens, count, tools);
  return (before: Context) => {
    const [inputTokens, outputTokens] = [inputs(), outputs()];
    const context = extended(before, inputTokens + outputTokens, tools);
    const blocks = { prefixHashes: context.hashes, blockTokens: context.sizes };
    return { context, request: { inputTokens: before.tokens + inputTokens, outputTokens, ...blocks } };
  };
};

interface Span {
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

const requestsOfClass = (kind: ClientClass, { requestsPerSecond, seconds }: Span, tools: Tools): TraceRequest[] => {
  const { turns, secondsBetweenTurns = 0 } = kind;
  const { random } = tools;
  const gapOf = (mean: number): number => mean * standardExponential(random);
  const isContinued = (): boolean => random() >= 1 / turns;
  const count = Math.ceil(requestsPerSecond * seconds);
  const [begin, next] = [beginningsOf(kind, count, tools), turnsOf(kind, count, tools)];
  const requests: TraceRequest[] = [];
  const play = (first: number, before: Context): void => {
    let [at, context] = [first, before];
    do {
      const turn = next(context);
      requests.push({ at, ...turn.request });
      context = turn.context;
      at += gapOf(secondsBetweenTurns);
    } while (at < seconds && isContinued());
  };
  // Sessions under way at the start, each between two of its turns, and those that begin later.
  const underWay = Math.round(requestsPerSecond * (1 - 1 / turns) * secondsBetweenTurns);
  for (let session = 0; session < underWay; session++) {
    let { context } = next(begin());
    while (isContinued()) context = next(context).context;
    const at = gapOf(secondsBetweenTurns);
    if (at < seconds) play(at, context);
  }
  const gap = turns / requestsPerSecond;
  for (let at = gapOf(gap); at < seconds; at += gapOf(gap)) play(at, begin());
  return requests;
};

/** Requests of these classes at a rate, sessions under way from the start on. Equal classes give equal requests. */
export const generateSessions = (classes: readonly ClientClass[], { requestsPerSecond, seconds }: Span): Trace => {
  let hashes = 0;
  const tools: Tools = { random: seededRandom(1), newHash: () => hashes++ };
  const whole = classes.reduce((sum, { share }) => sum + share, 0);
  return classes
    .flatMap((kind) => {
      const span = { requestsPerSecond: (requestsPerSecond * kind.share) / whole, seconds };
      return requestsOfClass(kind, span, tools);
    })
    .sort((a, b) => a.at - b.at);
};

/** Mean tokens of a session at its end. */
const contextOf = ({ sharedTokens, documentTokens, inputTokens, outputTokens, turns }: ClientClass): number =>
  sharedTokens +
  (documentTokens === undefined ? 0 : meanLength(documentTokens)) +
  turns * (meanLength(inputTokens) + meanLength(outputTokens));

/** More than any model reads, and what a run keeps in memory. */
const mostContext = 1e6;

/** Of the longest gap between turns; a cache fills in the first half, which is not counted. */
const gapsOfRun = 10;
/** Requests of a run without long gaps, and blocks of all prompts of a run: a second's work. */
const [fewestRequests, mostBlocks] = [4000, 1e6];

/** Blocks of an average prompt and its answer. */
const blocksOf = (kind: ClientClass): number => 1 + kind.turns + contextOf(kind) / mostBlock;

const played = (classes: readonly ClientClass[], asked: number) => {
  const whole = classes.reduce((sum, { share }) => sum + share, 0);
  const blocks = classes.reduce((sum, kind) => sum + (blocksOf(kind) * kind.share) / whole, 0);
  const gap = Math.max(...classes.map(({ turns, secondsBetweenTurns = 0 }) => (turns > 1 ? secondsBetweenTurns : 0)));
  const requests = Math.min(mostBlocks / blocks, Math.max(fewestRequests, asked * gapsOfRun * gap));
  const requestsPerSecond = Math.min(asked, requests / (gapsOfRun * gap));
  const seconds = requests / requestsPerSecond;
  const trace = generateSessions(classes, { requestsPerSecond, seconds });
  const from = trace.findIndex(({ at }) => at >= seconds / 2);
  return { requestsPerSecond, hits: prefixHits(trace, from) as PrefixHits, shape: shapeOfTrace(trace.slice(from)) };
};

/**
 * Lengths of a described workload, and the hits of a prefix cache that serves so many of its requests a second. It is
 * played at the nearest power of two of that rate, and with fewer sessions beside a cache smaller in proportion where it
 * would have too many.
 * @throws LL_INPUT_INVALID for sessions longer than any model reads
 */
export const describedWorkload = (classes: readonly ClientClass[]) => {
  const longest = Math.max(...classes.map(contextOf));
  if (longest > mostContext) throw invalidInput("a session's end", longest, `at most ${mostContext} tokens on average`);
  const known = new Map<number, ReturnType<typeof played>>();
  const at = (requestsPerSecond: number) => {
    const rate = 2 ** Math.round(Math.log2(requestsPerSecond));
    const run = known.get(rate) ?? played(classes, rate);
    known.set(rate, run);
    return run;
  };
  return {
    shape: at(1).shape,
    hits: (cacheTokens: number, requestsPerSecond: number): number => {
      const run = at(requestsPerSecond);
      return run.hits((cacheTokens * run.requestsPerSecond) / requestsPerSecond);
    },
  };
};
