import { exhaustionOutlook, leastPeakDays } from "@loadline/control";
import { meanOf } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import type { OptionValues } from "@loadline/planner/options";
import type { Backtest } from "./run-backtest.ts";

/** Limits to growth, as typed; one that is left out limits nothing. */
interface ReviewQuestion extends OptionValues<"availableGpus" | "powerEnvelope" | "replicaPower" | "budgetPerHour"> {
  readonly gpusPerReplica: number;
  readonly procurementSeconds: number;
}

const secondsPerDay = 86_400;
const peakSeconds = 300;
const wattsPerKilowatt = 1000;
/** A trend of weeks holds no further ahead than this. */
const horizonPerDay = 26;

/** The highest five minutes of each whole day. */
const dailyPeaks = ({ demand, stepSeconds }: Backtest): readonly number[] => {
  const perDay = Math.round(secondsPerDay / stepSeconds);
  const perPeak = Math.max(1, Math.round(peakSeconds / stepSeconds));
  return Array.from({ length: Math.floor(demand.length / perDay) }, (_, day) => {
    let highest = 0;
    for (let step = day * perDay; step < (day + 1) * perDay; step += perPeak) {
      highest = Math.max(highest, meanOf(demand.subarray(step, step + perPeak)));
    }
    return highest;
  });
};

export const isReviewAsked = ({ availableGpus, powerEnvelope, budgetPerHour }: ReviewQuestion): boolean =>
  [availableGpus, powerEnvelope, budgetPerHour].some((limit) => limit !== undefined);

/**
 * When the load, growing as it did, reaches what there is. @throws UserError when a limit is given without what a
 * replica takes of it
 */
export const reviewCapacity = (backtest: Backtest, question: ReviewQuestion) => {
  const { usdPerReplicaHour, replicaCapacity } = backtest;
  const { availableGpus, gpusPerReplica, powerEnvelope, replicaPower, budgetPerHour } = question;
  if (budgetPerHour !== undefined && usdPerReplicaHour === null)
    throw new UserError(messages.needs("--budget-per-hour", "--price-per-hour"));
  if (powerEnvelope !== undefined && replicaPower === undefined)
    throw new UserError(messages.needs("--power-envelope", "--replica-power"));
  const peaks = dailyPeaks(backtest);
  const procurementDays = question.procurementSeconds / secondsPerDay;
  const horizonDays = horizonPerDay * Math.max(leastPeakDays, peaks.length);
  const outlook = exhaustionOutlook(peaks, {
    limits: {
      gpus: availableGpus ?? null,
      watts: powerEnvelope === undefined ? null : powerEnvelope * wattsPerKilowatt,
      usdPerHour: budgetPerHour ?? null,
    },
    replica: {
      loadLine: { requestsPerSecond: replicaCapacity },
      gpus: gpusPerReplica,
      watts: replicaPower ?? null,
      usdPerHour: usdPerReplicaHour,
    },
    procurementDays,
    horizonDays,
  });
  // Without an outlook there are fewer whole days than it takes.
  return { days: peaks.length, procurementDays, horizonDays, outlook };
};
export type CapacityReview = ReturnType<typeof reviewCapacity>;
