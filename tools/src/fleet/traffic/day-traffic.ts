import { type Random, seededRandom } from "@loadline/core";
import { derivedSeed, exponential, logNormal } from "../random.ts";
import type { Arrival, Traffic, TrafficTarget } from "./day-profile.ts";
import { burstsOf, highestLoad, loadAt, secondsPerDay } from "./day-profile.ts";

/** Merges endless sequences, each in order of arrival, into one in order of arrival. Equal times: the earlier source. */
function* mergeArrivals(sources: readonly Iterator<Arrival, never>[]): Generator<Arrival, never> {
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

/** The morning ramp is the first thing to be seen. */
const defaultStart = 6 * 3_600;

const wholeTokens = (random: Random, mean: number, sigma: number): number =>
  Math.max(1, Math.round(logNormal(random, mean, sigma)));

function* deploymentDay(target: TrafficTarget, options: DayTrafficOptions): Generator<Arrival, never> {
  const { seed, speedUp, loadFactor, startsAt = defaultStart } = options;
  const random = seededRandom(derivedSeed(seed, `day/${target.name}`));
  const bursts = burstsOf(seed, target.name);
  const { inputTokens, outputTokens, requestsPerSecond } = target.expected;
  const hull = requestsPerSecond * loadFactor * highestLoad;
  let at = 0;
  for (;;) {
    at += exponential(random, hull);
    const timeOfDay = (startsAt + at * speedUp) % secondsPerDay;
    if (random() * highestLoad >= loadAt(timeOfDay, bursts)) continue;
    yield {
      at,
      deployment: target.name,
      inputTokens: wholeTokens(random, inputTokens, lengthSigma.input),
      outputTokens: wholeTokens(random, outputTokens, lengthSigma.output),
    };
  }
}

/**
 * A drawn day for every deployment, repeated: Poisson arrivals whose rate follows the day's profile (thinning), with
 * log-normal token counts around the expected ones. The expected rate is reached about at the evening peak; bursts go
 * above it.
 */
export const dayTraffic = (targets: readonly TrafficTarget[], options: DayTrafficOptions): Traffic => ({
  name: "day",
  periodSeconds: secondsPerDay / options.speedUp,
  arrivals: mergeArrivals(targets.map((target) => deploymentDay(target, options))),
});
