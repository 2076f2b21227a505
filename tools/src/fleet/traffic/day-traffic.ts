import { type Random, seededRandom } from "@loadline/model";
import { derivedSeed, exponential, logNormal } from "../common/random.ts";
import type { Arrival, Traffic, TrafficTarget } from "./day-profile.ts";
import { highestLoad, loadAt, secondsPerDay, startOfDay } from "./day-profile.ts";

/** Merges endless sequences, each in order of arrival, into one in order of arrival. Equal times: the earlier source. */
function* mergeArrivals(sources: readonly Traffic[]): Generator<Arrival, never> {
  const heads = sources.map((source) => ({ source, head: source.next().value }));
  for (;;) {
    const first = heads.reduce((best, candidate) => (candidate.head.at < best.head.at ? candidate : best));
    yield first.head;
    first.head = first.source.next().value;
  }
}

export interface DayTrafficOptions {
  readonly seed: number;
  /** The day passes this many times faster; the rate of requests is not touched by it. */
  readonly speedUp: number;
  /** Factor on the expected rate of every deployment. */
  readonly loadFactor: number;
  /** Time of the day at which the fleet starts, seconds since midnight. */
  readonly startsAt?: number;
}

/** Standard deviation of the logarithm of token counts. Assumed: prompts vary more than answers. */
const lengthSigma = { input: 0.7, output: 0.5 };

/** Requests of some models have no prompt or no answer of tokens. */
const wholeTokens = (random: Random, mean: number, sigma: number): number =>
  mean === 0 ? 0 : Math.max(1, Math.round(logNormal(random, mean, sigma)));

/** A rate over the seconds of the fleet, and what it never exceeds. */
interface Rate {
  readonly highest: number;
  readonly at: (seconds: number) => number;
}

/** Poisson arrivals at that rate, by thinning, with log-normal token counts around the expected ones. */
function* drawn(target: TrafficTarget, random: Random, rate: Rate): Generator<Arrival, never> {
  const { inputTokens, outputTokens } = target.expected;
  let at = 0;
  for (;;) {
    // A standby has no load: its next request never comes.
    at += rate.highest > 0 ? exponential(random, rate.highest) : Number.POSITIVE_INFINITY;
    if (at < Number.POSITIVE_INFINITY && random() * rate.highest >= rate.at(at)) continue;
    yield {
      at,
      deployment: target.name,
      inputTokens: wholeTokens(random, inputTokens, lengthSigma.input),
      outputTokens: wholeTokens(random, outputTokens, lengthSigma.output),
    };
  }
}

const dayRate = ({ expected }: TrafficTarget, options: DayTrafficOptions, hasBurst: boolean): Rate => {
  const { speedUp, loadFactor, startsAt = startOfDay } = options;
  const most = expected.requestsPerSecond * loadFactor;
  const at = (seconds: number): number => most * loadAt((startsAt + seconds * speedUp) % secondsPerDay, hasBurst);
  return { highest: most * highestLoad, at };
};

/**
 * A drawn day for every deployment, repeated: Poisson arrivals whose rate follows the day's profile (thinning), with
 * log-normal token counts around the expected ones. The expected rate is reached about at the evening peak; the burst
 * of the last deployment goes above it.
 */
export const dayTraffic = (targets: readonly TrafficTarget[], options: DayTrafficOptions): Traffic =>
  mergeArrivals(
    targets.map((target, at) => {
      const rate = dayRate(target, options, at === targets.length - 1);
      return drawn(target, seededRandom(derivedSeed(options.seed, `day/${target.name}`)), rate);
    }),
  );
