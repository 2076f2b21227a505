import { seededRandom } from "@loadline/core";
import { derivedSeed } from "../random.ts";

export const secondsPerDay = 86_400;
const secondsPerHour = 3_600;

/**
 * Load at each hour as a share of the expected rate; between the hours it is interpolated. Assumed: the usual form of
 * interactive traffic (night trough, morning ramp, noon dip, evening peak), not a recording.
 */
const loadByHour = [
  0.3, 0.24, 0.2, 0.18, 0.18, 0.22, 0.32, 0.48, 0.68, 0.82, 0.88, 0.86, 0.78, 0.8, 0.84, 0.86, 0.88, 0.92, 0.98, 1.05,
  1.1, 0.95, 0.7, 0.45,
] as const;

/** A short rise on top of the hour's load. */
export interface Burst {
  readonly startsAt: number;
  readonly seconds: number;
  /** Factor on the load at its middle. */
  readonly height: number;
}

const burstsPerDay = 6;
const burstSeconds = { shortest: 15 * 60, longest: 45 * 60 };
const burstHeight = { lowest: 1.25, highest: 1.8 };

/** The bursts of one deployment's day, drawn from the seed: each in a part of the day of its own. */
export const burstsOf = (seed: number, deployment: string): readonly Burst[] => {
  const random = seededRandom(derivedSeed(seed, `bursts/${deployment}`));
  const between = (low: number, high: number): number => low + (high - low) * random();
  const part = secondsPerDay / burstsPerDay;
  return Array.from({ length: burstsPerDay }, (_, index) => {
    const seconds = between(burstSeconds.shortest, burstSeconds.longest);
    return {
      startsAt: index * part + random() * (part - seconds),
      seconds,
      height: between(burstHeight.lowest, burstHeight.highest),
    };
  });
};

const hourlyLoad = (timeOfDay: number): number => {
  const hour = timeOfDay / secondsPerHour;
  const before = Math.floor(hour) % loadByHour.length;
  const from = loadByHour[before] ?? 0;
  const to = loadByHour[(before + 1) % loadByHour.length] ?? 0;
  return from + (to - from) * (hour - Math.floor(hour));
};

const burstFactor = ({ startsAt, seconds, height }: Burst, timeOfDay: number): number => {
  const share = (timeOfDay - startsAt) / seconds;
  return share < 0 || share > 1 ? 1 : 1 + (height - 1) * Math.sin(Math.PI * share);
};

/** Load at a time of the day (seconds since midnight) as a share of the expected rate. */
export const loadAt = (timeOfDay: number, bursts: readonly Burst[]): number =>
  bursts.reduce((load, burst) => load * burstFactor(burst, timeOfDay), hourlyLoad(timeOfDay));

/** No load of the day is above this share, whatever the bursts: the hull that arrivals are thinned from. */
export const highestLoad = Math.max(...loadByHour) * burstHeight.highest;

/** One request on its way to a deployment. */
export interface Arrival {
  /** Seconds since the start of the fleet. */
  readonly at: number;
  readonly deployment: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a traffic source reads of a deployment: a part of its plan. */
export interface TrafficTarget {
  readonly name: string;
  readonly expected: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly requestsPerSecond: number;
  };
}

/** An endless sequence of requests in order of arrival. */
export interface Traffic {
  readonly name: string;
  /** Seconds after which the recorded or drawn day begins anew, on the fleet's clock. */
  readonly periodSeconds: number;
  readonly arrivals: Iterator<Arrival, never>;
}
