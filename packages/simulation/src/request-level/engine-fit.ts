import type { EngineState } from "../policies/engine-observation.ts";
import { emptyHistogram, type HistogramBuckets, withSample } from "../provisioning/decaying-histogram.ts";
import { type RightSize, rightSize, verticalAutoscalerDefaults } from "../provisioning/right-size.ts";

/** Batch and cache that the engines were seen to need, with the bounds within which a setting is left alone. */
export interface EngineFit {
  /** Requests at once in the fullest engine; null without a sample. */
  readonly running: RightSize | null;
  /** Cache tokens in the fullest engine. */
  readonly kvTokens: RightSize | null;
}

const secondsPerDay = 86_400;
const growth = 1.05;
const runningBuckets: HistogramBuckets = { first: 1, growth, most: 1e5, halfLifeSeconds: secondsPerDay };
const kvBuckets: HistogramBuckets = { first: 100, growth, most: 1e9, halfLifeSeconds: secondsPerDay };

/** Watches the fullest engine of every step and right-sizes by it. */
export const createEngineFit = (stepSeconds: number) => {
  let running = emptyHistogram;
  let kvTokens = emptyHistogram;
  const settings = { ...verticalAutoscalerDefaults, samplesPerDay: secondsPerDay / stepSeconds };
  return {
    observe: (at: number, engines: readonly EngineState[]): void => {
      if (engines.length === 0) return;
      const most = (of: (engine: EngineState) => number): number => Math.max(...engines.map(of));
      running = withSample(running, { at, value: most((engine) => engine.running) }, runningBuckets);
      kvTokens = withSample(kvTokens, { at, value: most((engine) => engine.kvTokensUsed) }, kvBuckets);
    },
    fit: (): EngineFit => ({
      running: rightSize(running, runningBuckets, settings),
      kvTokens: rightSize(kvTokens, kvBuckets, settings),
    }),
  };
};
