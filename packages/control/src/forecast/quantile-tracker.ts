import { z } from "zod";

/** Probabilities whose quantiles are learnt; others lie between or beyond them. */
const trackedProbabilities = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99] as const;

/** Quantiles of scaled errors, one for each tracked probability; they may cross until they are read. */
export const trackerSchema = z.array(z.number()).length(trackedProbabilities.length).readonly();
type Tracker = z.infer<typeof trackerSchema>;

const logit = (probability: number): number => Math.log(probability / (1 - probability));

/** A tracker before its first error, about normal: logistic, of that scale. */
export const firstTracker = (scale: number): Tracker =>
  trackedProbabilities.map((probability) => scale * logit(probability));

/** The median moves least: its errors are many and small, and what it wanders is loss. */
const leastPace = 0.03;
const paces = trackedProbabilities.map((probability) => Math.max(leastPace, Math.abs(2 * probability - 1)));

/**
 * The tracker after one error: each quantile moves up by rate × probability when the error exceeds it, else down by
 * rate × (1 − probability), the middle ones at a slower pace, so that in the long run it is exceeded as often as it should be, whatever the errors are. A
 * single error, however large, moves it by no more than the rate.
 */
export const trackError = (tracker: Tracker, error: number, rate: number): Tracker =>
  tracker.map((quantile, index) => {
    const probability = trackedProbabilities[index] ?? 0;
    return quantile + rate * (paces[index] ?? 1) * (error > quantile ? probability : probability - 1);
  });

/** Sum of the pinball losses of an error against the quantiles. */
export const pinballLoss = (tracker: Tracker, error: number): number =>
  tracker.reduce((sum, quantile, index) => {
    const probability = trackedProbabilities[index] ?? 0;
    return sum + (error > quantile ? probability : probability - 1) * (error - quantile);
  }, 0);

/** What was never seen is not impossible. */
export const outermost = 2 ** -12;

/**
 * Half of what is counted of quantiles, chances and the losses of methods is forgotten after so many: two weeks of one a
 * minute. With the losses of one day the choice hops between methods that are alike in the long run.
 */
export const gradingHalfLife = 20_160;

/** Quantile at any probability, rising with it: linear in the logit between the tracked ones and beyond them. */
export const trackedQuantile = (tracker: Tracker, probability: number): number => {
  const rising = tracker.toSorted((a, b) => a - b);
  const wanted = logit(Math.min(1 - outermost, Math.max(outermost, probability)));
  const above = trackedProbabilities.findIndex((tracked) => tracked >= probability);
  const upper = Math.max(1, above < 0 ? trackedProbabilities.length - 1 : above);
  const [low, high] = [upper - 1, upper].map((index) => ({
    at: logit(trackedProbabilities[index] ?? 0),
    quantile: rising[index] ?? 0,
  }));
  if (low === undefined || high === undefined) return 0;
  return low.quantile + ((high.quantile - low.quantile) * (wanted - low.at)) / (high.at - low.at);
};
