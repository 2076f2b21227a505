import {
  estimate,
  hostCache,
  type LengthDistribution,
  type Load,
  type ReplicaSpec,
  ratio,
  replicaMemory,
  type ServingShape,
  tokens,
  versionInEngineName,
} from "@loadline/model";
import { assertKnown } from "./launch.ts";
import { messages, UserError } from "./messages.ts";
import { flagOf, lengthOptions, type OptionValues } from "./options.ts";
import type { OwnObservations } from "./own-observations.ts";
import { numberText, percentText } from "./text.ts";

/** How much of the prompts the prefix cache of a replica holds. */
interface StatedCache {
  /** By tokens of the cache and requests/s of the replica; `isFilled`: false where it may hold more. */
  readonly hits: (cacheTokens: number, rate: number) => { readonly share: number; readonly isFilled: boolean };
  /** Whether the rate counts, by which sessions of a workload are generated; those of a recording are as they were. */
  readonly isAtRate: boolean;
  readonly basis: string;
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
export const spreadText = `mean/p95 with a p95 of 1 to ${Math.exp(z95 ** 2 / 2).toFixed(1)} times the mean`;

/** A log-normal distribution of this mean and 95th percentile, or all alike; null where there is none. */
export const spreadOf = (text: string): LengthDistribution | null => {
  const [mean = 0, p95 = mean, ...more] = text.split("/").map(Number);
  const squared = z95 ** 2 - 2 * Math.log(p95 / mean);
  // ln p95 = ln mean + z σ − σ²/2, which has no more than z²/2 above the mean.
  const sigma = z95 - Math.sqrt(squared);
  if (!(mean >= 1 && sigma >= 0 && more.length === 0)) return null;
  return sigma === 0
    ? { kind: "fixed", tokens: mean }
    : { kind: "log-normal", mean, stdev: mean * Math.sqrt(Math.expm1(sigma ** 2)) };
};

const pairOfSpreads = /^[\d./]+,[\d./]+$/;

/** Lengths as they are typed, such as 900/3000,200/600; null for the name of a file. @throws UserError */
export const typedLengths = (asked: string): StatedLengths | null => {
  if (!pairOfSpreads.test(asked)) return null;
  const [input = null, output = null] = asked.split(",").map(spreadOf);
  if (input !== null && output !== null) return { spread: { input, output }, cache: null };
  throw new UserError(messages.invalid("--lengths", asked, spreadText));
};

/** The options with the lengths that --lengths states. @throws UserError where means are given beside them */
export const withStated = <V extends OptionValues<"inputTokens" | "outputTokens">>(
  values: V,
  stated: StatedLengths,
) => {
  for (const name of lengthOptions)
    if (values[name] !== undefined) throw new UserError(messages.exclude("--lengths", flagOf(name)));
  const { input, output } = stated.spread;
  return { ...values, inputTokens: meanLength(input), outputTokens: meanLength(output), ...stated };
};

type Asked = OptionValues<"prefixHitRatio" | "requestsPerSecond" | "inputTokens" | "outputTokens"> &
  Partial<OptionValues<"concurrency" | "kvOffloadingSize" | "engine" | "engineVersion">> &
  Partial<StatedLengths>;

/** Requests/s of a replica: as asked, if it carries as many. */
const servedRate = (spec: ReplicaSpec, asked: Asked): number => {
  const { inputTokens = 1, outputTokens = 1, concurrency, requestsPerSecond = Number.POSITIVE_INFINITY } = asked;
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) };
  const load: Load = concurrency === undefined ? { kind: "saturated" } : { kind: "concurrency", concurrency };
  return Math.min(requestsPerSecond, estimate(spec, shape, load).requestsPerSecond);
};

/** A cache in host memory beside that of the GPUs. */
interface HostHits {
  readonly tokens: number;
  /** What finding a token there saves of computing it, 0…1: its way to the GPU is taken as if nothing was computed meanwhile. */
  readonly worth: number;
}

/** undefined: not asked for; null: not known. */
const hostHitsOf = (spec: ReplicaSpec, { kvOffloadingSize, inputTokens = 1 }: Asked): HostHits | null | undefined => {
  if (kvOffloadingSize === undefined) return;
  const host = hostCache(spec, kvOffloadingSize);
  if (host === null) return null;
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(1) };
  const { requestsPerSecond } = estimate(spec, shape, { kind: "saturated" });
  const computing = spec.parallel.attentionData / (requestsPerSecond * inputTokens);
  return { tokens: host.tokens, worth: Math.max(0, 1 - host.secondsPerToken / computing) };
};

/** What both caches save. That of the host has a copy of each block, so that the larger one holds what is in either. */
const savedShare = ({ hits }: StatedCache, cacheTokens: number, rate: number, host?: HostHits | null): number => {
  const { share } = hits(cacheTokens, rate);
  if (!host || host.tokens <= cacheTokens) return share;
  return share + (hits(host.tokens, rate).share - share) * host.worth;
};

const hostText = ({ hits }: StatedCache, cacheTokens: number, rate: number, host?: HostHits | null): string => {
  if (host === undefined) return "";
  if (host === null) return ". Host memory is not counted: the link of this GPU to its host is not known";
  const more = hits(Math.max(host.tokens, cacheTokens), rate).share - hits(cacheTokens, rate).share;
  return `. Host memory holds ${numberText(host.tokens)} tokens, and with them ${percentText(more)} more; each saves ${percentText(host.worth)} of computing it, by its way to the GPU`;
};

const cacheText = ({ hits, basis, isAtRate }: StatedCache, cacheTokens: number, rate: number): string => {
  const { share, isFilled } = hits(cacheTokens, rate);
  const least = isFilled ? "" : ", at the least: its simulated requests do not fill the cache";
  const served = isAtRate ? ` at ${numberText(rate)} requests/s of a replica` : "";
  const routing = isAtRate ? "A session stays on its replica" : "Requests that share a prefix reach the same replica";
  const unlimited = percentText(hits(Number.POSITIVE_INFINITY, rate).share);
  return `${percentText(share)} of the prompt tokens${least}, by ${basis}${served} and an LRU cache of ${numberText(cacheTokens)} tokens; ${unlimited} without a limit. ${routing}`;
};

/** @throws UserError where nothing states what is shared, or for an engine that counts its host memory in another way */
const assertOffload = (asked: Asked): void => {
  const { kvOffloadingSize, engine = "vllm", engineVersion, cache = null, prefixHitRatio } = asked;
  if (kvOffloadingSize === undefined) return;
  if (!/^vllm/i.test(engine))
    throw new UserError(
      messages.invalid("--kv-offloading-size", kvOffloadingSize, `nothing: ${engine} has no such option`),
    );
  const version = engineVersion ?? versionInEngineName(engine);
  assertKnown({ engine: "vllm", engineVersion: version }, ["--kv-offloading-size"]);
  if (cache === null && prefixHitRatio === undefined) throw new UserError(messages.offloadNeedsPrefixes());
};

/** Halvings of the interval in which the share lies: to within a part of 4,096. */
const halvings = 12;

/**
 * The same for replicas with the prefix cache hits that the lengths state, at a rate that is known or else the most that
 * they serve. What is cached makes a replica faster, and a faster one has more sessions in its cache: there both agree.
 */
export const withPrefixHits = (
  observations: OwnObservations,
  asked: Asked,
  rateOf: (spec: ReplicaSpec) => number | undefined = () => undefined,
): OwnObservations => {
  const { cache = null, prefixHitRatio: given, inputTokens = 1, outputTokens = 1 } = asked;
  assertOffload(asked);
  if (cache === null) return observations;
  const { isAtRate } = cache;
  return {
    corrected: (spec) => {
      const { kvCacheTokens, fits } = replicaMemory(spec);
      const withShare = (share: number) =>
        observations.corrected({ ...spec, engineConfig: { ...spec.engineConfig, prefixHitRatio: ratio(share) } });
      // Sizing leaves out what holds no request of average length.
      if (!fits || kvCacheTokens < inputTokens + outputTokens) return withShare(given ?? 0);
      const rateWith = (share: number): number => rateOf(spec) ?? servedRate(withShare(share).spec, asked);
      const host = hostHitsOf(withShare(0).spec, asked);
      let [low, high] = [given ?? 0, given ?? 1];
      for (let step = 0; isAtRate && step < halvings && low < high; step++) {
        const share = (low + high) / 2;
        if (savedShare(cache, kvCacheTokens, rateWith(share), host) > share) low = share;
        else high = share;
      }
      const rate = rateWith((low + high) / 2);
      const { notes, ...rest } = withShare(given ?? savedShare(cache, kvCacheTokens, rate, host));
      const stated = given === undefined ? "" : `${percentText(given)} as given, instead of `;
      const note = `prefix cache: ${stated}${cacheText(cache, kvCacheTokens, rate)}${hostText(cache, kvCacheTokens, rate, host)}`;
      return { ...rest, notes: [note, ...notes] };
    },
    atRates: isAtRate && given === undefined ? (rates) => withPrefixHits(observations, asked, rates) : undefined,
  };
};
