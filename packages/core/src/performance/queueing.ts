import type { Wait } from "./latency-distribution.ts";

export interface SlotQueue {
  /** Offered rate ÷ highest rate. */
  readonly utilisation: number;
  readonly slots: number;
  /** Highest rate in requests/s. */
  readonly highestRate: number;
  /** Seconds over which the rate is held. */
  readonly window: number;
}

/**
 * Wait for a free slot of one replica under Poisson arrivals.
 *
 * Probability: Sakasegawa's exponent √(2(c+1)) − 1 on the utilisation. Mean of those that wait: Akçelik's
 * time-dependent form H/4 · [(ρ−1) + √((ρ−1)² + 8/(μH))], which is 1/(μ(1−ρ)) while the load is light and grows
 * like H(ρ−1)/2 in overload, where no steady state exists. Both rise with the utilisation.
 */
export const slotWait = ({ utilisation, slots, highestRate, window }: SlotQueue): Wait => {
  const excess = utilisation - 1;
  const noise = 8 / (highestRate * window);
  return {
    probability: Math.min(1, utilisation ** (Math.sqrt(2 * (slots + 1)) - 1)),
    mean: (window / 4) * (excess + Math.sqrt(excess * excess + noise)),
    meanAtCapacity: (window / 4) * Math.sqrt(noise),
  };
};

/** Wait behind the prompts of others, served one after the other in `work` seconds each: M/D/1. Rises with the rate. */
export const promptWait = (rate: number, work: number): Wait => {
  // The rate never exceeds what the step loop sustains, so the share of time with a prompt stays below 1.
  const busy = Math.min(rate * work, 1 - Number.EPSILON);
  return { probability: busy, mean: work / (2 * (1 - busy)), meanAtCapacity: null };
};
