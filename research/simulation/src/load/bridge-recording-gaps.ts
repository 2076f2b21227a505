/** A pause in which the load around it has this many requests is no chance: exp(−50) under independent arrivals. */
const leastExpected = 50;
const aroundSeconds = 600;

const meanOver = (values: Float64Array, from: number, to: number): number => {
  const start = Math.max(0, from);
  const end = Math.min(values.length, to);
  let sum = 0;
  for (let index = start; index < end; index++) sum += values[index] ?? 0;
  return end > start ? sum / (end - start) : 0;
};

/** Where zeros begin and end, each run of them. */
export const zeroRuns = (values: ArrayLike<number | null>): readonly (readonly [from: number, end: number])[] => {
  const runs: [number, number][] = [];
  for (let at = 0; at < values.length; at++) {
    const last = runs.at(-1);
    if (values[at] !== 0) continue;
    if (last?.[1] === at) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
};

/**
 * Requests/s per step with abrupt gaps bridged by a straight line between the means of the ten minutes on both sides.
 * Zeros count as a gap when both sides alone have at least fifty requests in that time; at an end of the recording,
 * and after a load that fades, zero is taken as measured. `expected` are the requests that the load around a gap has in its time.
 */
export const bridgeRecordingGaps = (demand: Float64Array, stepSeconds: number) => {
  const bridged = demand.slice();
  const gaps: { readonly startSeconds: number; readonly seconds: number; readonly expected: number }[] = [];
  const around = Math.max(1, Math.round(aroundSeconds / stepSeconds));
  for (const [step, end] of zeroRuns(demand)) {
    const [before, after] = [meanOver(demand, step - around, step), meanOver(demand, end, end + around)];
    const seconds = (end - step) * stepSeconds;
    const expected = Math.min(before, after) * seconds;
    if (expected >= leastExpected) {
      gaps.push({ startSeconds: step * stepSeconds, seconds, expected });
      for (let at = step; at < end; at++)
        bridged[at] = before + ((after - before) * (at - step + 1)) / (end - step + 1);
    }
  }
  return { demand: bridged, gaps };
};
