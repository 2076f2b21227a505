import {
  estimate,
  type LengthDistribution,
  type Load,
  type ReplicaSpec,
  ratio,
  replicaMemory,
  type ServingShape,
  tokens,
} from "@loadline/core";
import type { ClientClass, PrefixHits, Trace } from "@loadline/simulation";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { checked, parseYaml, userPath } from "../files.ts";
import { messages, UserError } from "../messages.ts";
import { flagOf, type OptionValues } from "../options.ts";
import { numberText, percentText } from "../terminal/text.ts";
import type { OwnObservations } from "./own-observations.ts";

/** How much of the prompts the prefix cache of a replica holds. */
interface StatedCache {
  /** By tokens of the cache and requests/s of the replica. */
  readonly hits: (cacheTokens: number, requestsPerSecond: number) => number;
  readonly basis: string;
  readonly routing: string;
}

/** Lengths of requests, and the prefix cache that they meet; null: unknown. */
export interface StatedLengths {
  readonly spread: ServingShape;
  readonly cache: StatedCache | null;
}

export const meanLength = (lengths: LengthDistribution): number => {
  if ("mean" in lengths) return lengths.mean;
  return "tokens" in lengths ? lengths.tokens : (lengths.low + lengths.high) / 2;
};

/** 95th percentile of the standard normal distribution. */
const z95 = 1.6449;
const spreadText = `mean/p95 with a p95 of 1 to ${Math.exp(z95 ** 2 / 2).toFixed(1)} times the mean`;

/** A log-normal distribution of this mean and 95th percentile, or all alike; null where there is none. */
const spreadOf = (text: string): LengthDistribution | null => {
  const [mean = 0, p95 = mean, ...more] = text.split("/").map(Number);
  const squared = z95 ** 2 - 2 * Math.log(p95 / mean);
  // ln p95 = ln mean + z σ − σ²/2, which has no more than z²/2 above the mean.
  const sigma = z95 - Math.sqrt(squared);
  if (!(mean >= 1 && sigma >= 0 && more.length === 0)) return null;
  return sigma === 0
    ? { kind: "fixed", tokens: mean }
    : { kind: "log-normal", mean, stdev: mean * Math.sqrt(Math.expm1(sigma ** 2)) };
};

/** No model reads more. */
const mostTokens = 1e6;

const lengths = z
  .union([z.number(), z.string()])
  .transform((value) => spreadOf(String(value)))
  .refine((value) => value !== null && meanLength(value) <= mostTokens, `tokens, or ${spreadText}`)
  .transform((value) => value as LengthDistribution);

const clientClass = z
  .strictObject({
    name: z.string().optional(),
    share: z.number().positive().default(1),
    sharedTokens: z.number().int().nonnegative().max(mostTokens).default(0),
    sharedPrompts: z.number().int().positive().max(1e9).default(1),
    sharedSkew: z.number().nonnegative().max(3).default(0),
    documentTokens: lengths.optional(),
    inputTokens: lengths,
    outputTokens: lengths,
    turns: z.number().min(1).max(1000).default(1),
    secondsBetweenTurns: z.number().positive().max(1e6).optional(),
  })
  .refine(({ turns, secondsBetweenTurns }) => turns === 1 || secondsBetweenTurns !== undefined, {
    path: ["secondsBetweenTurns"],
    message: "the mean seconds from one request of a session to its next, as there are several turns",
  });

const workload = z.strictObject({ classes: z.array(clientClass).min(1).max(100) });

const isWorkload = /^\s*\{?\s*"?classes"?\s*:/m;

const classesOf = (text: string, path: string): readonly ClientClass[] => {
  const value = parseYaml(text, (reason) => new UserError(messages.invalid("--lengths", path, `YAML: ${reason}`)));
  const nameOf = (keys: readonly PropertyKey[]): string => ["workload", ...keys].join(".");
  return checked(workload, value, { nameOf, help: "docs/guides/planning.md shows such a file" }).classes;
};

/** A replica serves the part of the sessions that its rate is of the recorded one: to them the cache is larger by as much. */
const recordedCache = (trace: Trace, found: PrefixHits | null, path: string): StatedCache | null => {
  const recorded = trace.length / (trace.at(-1)?.at ?? 0);
  if (found === null || !Number.isFinite(recorded)) return null;
  return {
    hits: (cacheTokens, rate) => found((cacheTokens * recorded) / rate),
    basis: `the prefix hashes of ${path}`,
    routing: "Requests that share a prefix reach the same replica",
  };
};

const pairOfSpreads = /^[\d./]+,[\d./]+$/;

const readLengths = async (asked: string, context: CliContext): Promise<StatedLengths> => {
  if (pairOfSpreads.test(asked)) {
    const [input = null, output = null] = asked.split(",").map(spreadOf);
    if (input !== null && output !== null) return { spread: { input, output }, cache: null };
    throw new UserError(messages.invalid("--lengths", asked, spreadText));
  }
  const [{ readTraceFile }, { recordedLengths }, { describedWorkload, prefixHits }] = await Promise.all([
    import("../backtest/trace-file.ts"),
    import("../backtest/recorded-load.ts"),
    import("@loadline/simulation"),
  ]);
  const text = await readTraceFile(userPath(asked, context));
  if (isWorkload.test(text.slice(0, 4096))) {
    const { shape, hits } = describedWorkload(classesOf(text, asked));
    const routing = "A session stays on its replica";
    return { spread: shape, cache: { hits, basis: `the workload of ${asked}`, routing } };
  }
  const { trace, spread } = recordedLengths(text, asked);
  return { spread, cache: recordedCache(trace, prefixHits(trace), asked) };
};

type Lengths = OptionValues<"lengths" | "inputTokens" | "outputTokens">;

/** The options with what --lengths states. @throws UserError */
export const withLengths = async <V extends Lengths>(
  values: V,
  context: CliContext,
): Promise<V & Partial<StatedLengths>> => {
  if (values.lengths === undefined) return values;
  for (const name of ["inputTokens", "outputTokens"] as const)
    if (values[name] !== undefined) throw new UserError(messages.exclude("--lengths", flagOf(name)));
  const stated = await readLengths(values.lengths, context);
  const { input, output } = stated.spread;
  return { ...values, inputTokens: meanLength(input), outputTokens: meanLength(output), ...stated };
};

type Asked = OptionValues<"prefixHitRatio" | "requestsPerSecond" | "inputTokens" | "outputTokens"> &
  Partial<OptionValues<"concurrency">> &
  Partial<StatedLengths>;

/** Requests/s of a replica: as asked, if it carries as many. */
const servedRate = (spec: ReplicaSpec, asked: Asked): number => {
  const { inputTokens = 1, outputTokens = 1, concurrency, requestsPerSecond = Number.POSITIVE_INFINITY } = asked;
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) };
  const load: Load = concurrency === undefined ? { kind: "saturated" } : { kind: "concurrency", concurrency };
  return Math.min(requestsPerSecond, estimate(spec, shape, load).requestsPerSecond);
};

/** Halvings of the interval in which the share lies: to within a part of 4,096. */
const halvings = 12;

/**
 * The same for replicas with the prefix cache hits that the lengths state. What is cached makes a replica faster, and a
 * faster one has more sessions in its cache: of both, the share at which they agree.
 */
export const withPrefixHits = (observations: OwnObservations, asked: Asked): OwnObservations => {
  const { cache = null, prefixHitRatio: given, inputTokens = 1, outputTokens = 1 } = asked;
  if (cache === null) return observations;
  return {
    corrected: (spec) => {
      const { kvCacheTokens, fits } = replicaMemory(spec);
      const withShare = (share: number) =>
        observations.corrected({ ...spec, engineConfig: { ...spec.engineConfig, prefixHitRatio: ratio(share) } });
      // Sizing leaves out what holds no request of average length.
      if (!fits || kvCacheTokens < inputTokens + outputTokens) return withShare(given ?? 0);
      const rateWith = (share: number): number => servedRate(withShare(share).spec, asked);
      let [low, high] = [given ?? 0, given ?? 1];
      for (let step = 0; step < halvings && low < high; step++) {
        const share = (low + high) / 2;
        if (cache.hits(kvCacheTokens, rateWith(share)) > share) low = share;
        else high = share;
      }
      const rate = rateWith((low + high) / 2);
      const cached = cache.hits(kvCacheTokens, rate);
      const { notes, ...rest } = withShare(given ?? cached);
      const byWorkload = `${percentText(cached)} of the prompt tokens, by ${cache.basis} at ${numberText(rate)} requests/s of a replica and an LRU cache of ${numberText(kvCacheTokens)} tokens; ${percentText(cache.hits(Number.POSITIVE_INFINITY, rate))} without a limit. ${cache.routing}`;
      const note = `prefix cache: ${given === undefined ? "" : `${percentText(given)} as given, instead of `}${byWorkload}`;
      return { ...rest, notes: [note, ...notes] };
    },
  };
};
