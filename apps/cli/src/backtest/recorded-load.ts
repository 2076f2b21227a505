import {
  binRequests,
  bridgeGaps,
  loadSeries,
  parseAzureTrace,
  parseCsvLoad,
  parseServegenLoad,
  type RecordedLoad,
  referenceNoise,
} from "@loadline/core";

export const traceFormats = ["azure", "servegen", "csv"] as const;
export type TraceFormat = (typeof traceFormats)[number];

/** Requests/s per step, and what was repaired on the way. */
export interface Load {
  readonly demand: Float64Array;
  readonly notices: readonly string[];
}

export interface LoadSettings {
  readonly stepSeconds: number;
  readonly seed: number;
  readonly shape: "linear" | "step";
}

const parse = (text: string, format: TraceFormat): RecordedLoad => {
  switch (format) {
    case "azure":
      return { kind: "requests", arrivals: parseAzureTrace(text).map(({ at }) => at), notices: [] };
    case "servegen":
      return parseServegenLoad(text);
    case "csv":
      return parseCsvLoad(text);
  }
};

/**
 * A trace as load per step: windows with the noise of the reference experiment between their means, requests counted.
 * @throws LL_TRACE_INVALID, LL_TRACE_EMPTY
 */
export const recordedLoad = (text: string, format: TraceFormat, settings: LoadSettings): Load => {
  const recorded = parse(text, format);
  const { notices } = recorded;
  if (recorded.kind === "requests") return { demand: binRequests(recorded.arrivals, settings.stepSeconds), notices };
  const { windowSeconds, rates } = recorded;
  return { demand: loadSeries(bridgeGaps(rates), { ...settings, ...referenceNoise, windowSeconds }), notices };
};
