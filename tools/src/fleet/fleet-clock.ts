/** Longest piece of real time that is caught up after the process was held up; the rest is left out. */
const longestStep = 1;

/**
 * Seconds of the fleet for seconds of a monotonic clock. They are the same unless the process was stopped or starved:
 * then the fleet pauses, instead of simulating the missed time in one piece while nobody is answered.
 */
export const fleetClock = (elapsed: () => number): (() => number) => {
  let time = 0;
  let last = elapsed();
  return () => {
    const now = elapsed();
    time += Math.min(longestStep, Math.max(0, now - last));
    last = now;
    return time;
  };
};
