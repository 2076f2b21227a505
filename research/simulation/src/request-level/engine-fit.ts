import type { EngineState } from "../policies/engine-observation.ts";

/** A value at one time, in seconds. */
export interface FitSample {
  readonly at: number;
  readonly value: number;
}

interface FitSettings {
  /** Width of the first bucket: values count as the end of their own, and each is 5 % wider than the one before. */
  readonly firstBucket: number;
  readonly stepSeconds: number;
}

/** What to set, in the unit of the samples, with the bounds within which a present setting is left alone. */
interface RightSize {
  readonly lower: number;
  readonly target: number;
  /** Infinite while there is no history. */
  readonly upper: number;
}

/** Width of a bucket over that of the one before it; and what is added to each bound. */
const growth = 1.05;
const margin = 1.15;
const secondsPerDay = 86_400;

const bucketEnd = (value: number, first: number): number => {
  const index = value < first ? 0 : Math.floor(Math.log((value * (growth - 1)) / first + 1) / Math.log(growth));
  return (first * (growth ** (index + 1) - 1)) / (growth - 1);
};

/**
 * Lower bound, target and upper bound cover 50, 90 and 95 % of the samples, and 15 % more; a sample weighs half after a
 * day. A day of samples widens the upper bound to 2 ×, a week to 1.14 ×. null without a sample.
 * @source https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler/pkg/recommender/logic
 */
export const rightSize = (samples: readonly FitSample[], { firstBucket, stepSeconds }: FitSettings) => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return null;
  const sorted = samples.toSorted((a, b) => a.value - b.value);
  const weightOf = ({ at }: FitSample): number => 2 ** ((at - last.at) / secondsPerDay);
  const total = sorted.reduce((sum, sample) => sum + weightOf(sample), 0);
  const covering = (share: number): number => {
    let below = 0;
    const found = sorted.find((sample) => {
      below += weightOf(sample);
      return below >= share * total;
    });
    return margin * bucketEnd((found ?? last).value, firstBucket);
  };
  const days = Math.min(last.at - first.at, samples.length * stepSeconds) / secondsPerDay;
  return {
    lower: covering(0.5) * (1 + 0.001 / days) ** -2,
    target: covering(0.9),
    upper: covering(0.95) * (1 + 1 / days),
  };
};

/** Batch and cache that the engines were seen to need. */
export interface EngineFit {
  /** Requests at once in the fullest engine; null without a sample. */
  readonly running: RightSize | null;
  /** Cache tokens in the fullest engine. */
  readonly kvTokens: RightSize | null;
}

/** Watches the fullest engine of every step and right-sizes by it. */
export const createEngineFit = (stepSeconds: number) => {
  const running: FitSample[] = [];
  const kvTokens: FitSample[] = [];
  return {
    observe: (at: number, engines: readonly EngineState[]): void => {
      if (engines.length === 0) return;
      running.push({ at, value: Math.max(...engines.map((engine) => engine.running)) });
      kvTokens.push({ at, value: Math.max(...engines.map((engine) => engine.kvTokensUsed)) });
    },
    fit: (): EngineFit => ({
      running: rightSize(running, { firstBucket: 1, stepSeconds }),
      kvTokens: rightSize(kvTokens, { firstBucket: 100, stepSeconds }),
    }),
  };
};
