import type { LengthDistribution, ServingShape } from "@loadline/core";
import type { TraceRequest } from "@loadline/simulation";

const momentsOf = (values: readonly number[]): { mean: number; stdev: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, stdev: Math.sqrt(variance) };
};

const distributionOf = (values: readonly number[]): LengthDistribution => {
  const { mean, stdev } = momentsOf(values);
  return { kind: "log-normal", mean: Math.max(1, mean), stdev };
};

/** Prompt and answer lengths of the requests that were answered; null when the trace has none. */
export const lengthsOfRequests = (requests: readonly TraceRequest[]): ServingShape | null => {
  const answered = requests.filter(({ outputTokens }) => outputTokens > 0);
  if (answered.length === 0) return null;
  return {
    input: distributionOf(answered.map(({ inputTokens }) => inputTokens)),
    output: distributionOf(answered.map(({ outputTokens }) => outputTokens)),
  };
};

interface Window {
  readonly requestsPerSecond: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** Mean lengths of windows, weighted by their rate. How lengths vary within a window is not recorded: taken as exponential. */
export const lengthsOfWindows = (windows: readonly Window[]): ServingShape | null => {
  const meanOf = (lengthOf: (window: Window) => number | null): number | null => {
    const known = windows.flatMap((window) => {
      const length = lengthOf(window);
      return length === null || window.requestsPerSecond === null ? [] : [{ rate: window.requestsPerSecond, length }];
    });
    const rate = known.reduce((sum, one) => sum + one.rate, 0);
    return rate > 0 ? known.reduce((sum, one) => sum + one.rate * one.length, 0) / rate : null;
  };
  const input = meanOf(({ inputTokens }) => inputTokens);
  const output = meanOf(({ outputTokens }) => outputTokens);
  if (input === null || output === null) return null;
  return {
    input: { kind: "log-normal", mean: input, stdev: input },
    output: { kind: "log-normal", mean: output, stdev: output },
  };
};
