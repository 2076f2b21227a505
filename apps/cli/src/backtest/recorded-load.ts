import { LoadlineError, type ServingShape } from "@loadline/core";
import {
  binRequests,
  bridgeGaps,
  bridgeSilence,
  hasRequestLengths,
  loadSeries,
  parseAzureTrace,
  parseBurstGptTrace,
  parseCsvLoad,
  parseCsvTrace,
  parseMooncakeTrace,
  parseServegenLoad,
  parseServegenWindows,
  type RecordedWindows,
  readClientArrivals,
  referenceNoise,
  type Trace,
} from "@loadline/simulation";
import { durationText } from "../terminal/quantity-text.ts";
import { readAs, type TraceFormat } from "./trace-format.ts";
import { lengthsOfRequests, lengthsOfWindows } from "./trace-lengths.ts";

/** Requests/s per step, what was repaired on the way, and the lengths of the requests where they are recorded. */
export interface Load {
  readonly demand: Float64Array;
  /** The same recording under another seed of noise, without reading it again. Recorded requests have none. */
  readonly under: (seed: number) => Float64Array;
  readonly notices: readonly string[];
  readonly lengths: ServingShape | null;
}

export interface LoadSettings {
  readonly stepSeconds: number;
  readonly seed: number;
  readonly shape: "linear" | "step";
}

const secondsPerDay = 86_400;
/** A daily rhythm is seen when it comes back once. */
const leastDays = 2;

/** What cannot be learnt from so short a recording. */
const shortness = (demand: Float64Array, stepSeconds: number): readonly string[] => {
  const seconds = demand.length * stepSeconds;
  if (seconds >= leastDays * secondsPerDay) return [];
  return [`the trace lasts ${durationText(seconds)}, too short for a daily rhythm: none is used`];
};

/** Steps of some five years of 15 s; a trace of more has a time in it that is wrong. */
const mostSteps = 10_000_000;

/** Steps below which there is no load to scale with, and the part of a step that is left over would be most of it. */
const leastSteps = 4;

/** @throws LL_INPUT_INVALID for a recording of a moment: its mean would be a figure of nothing */
const assertLoad = (load: Load, seconds: number, stepSeconds: number): Load => {
  if (seconds >= leastSteps * stepSeconds) return load;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the length of the trace",
    value: `${Math.round(seconds * 10) / 10} s`,
    expected: `at least ${leastSteps * stepSeconds} s, as load is judged in steps of ${stepSeconds} s`,
  });
};

const assertLength = (trace: Trace, stepSeconds: number): void => {
  const seconds = trace.at(-1)?.at ?? 0;
  if (seconds / stepSeconds <= mostSteps) return;
  const expected = `at most ${durationText(mostSteps * stepSeconds)}; a time is wrong, or in another unit than the others`;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the length of the trace",
    value: durationText(seconds),
    expected,
  });
};

const ofRequests = (trace: Trace, notices: readonly string[], { stepSeconds }: LoadSettings): Load => {
  assertLength(trace, stepSeconds);
  const counted = binRequests(
    trace.map(({ at }) => at),
    stepSeconds,
  );
  const { demand, silences } = bridgeSilence(counted, stepSeconds);
  const bridged = silences.map(
    ({ startSeconds, seconds, expected }) =>
      `no request for ${durationText(seconds)} from ${durationText(startSeconds)} on, where ${Math.round(expected)} were to be expected: taken for a recording gap and bridged`,
  );
  const load = {
    demand,
    under: () => demand,
    notices: [...notices, ...bridged, ...shortness(demand, stepSeconds)],
    lengths: lengthsOfRequests(trace),
  };
  return assertLoad(load, trace.at(-1)?.at ?? 0, stepSeconds);
};

/** The requests that a parser reads, with what it says it repaired. */
const told = (parse: (tell: (notice: string) => void) => Trace, settings: LoadSettings): Load => {
  const notices: string[] = [];
  const trace = parse((notice) => notices.push(notice));
  return ofRequests(trace, notices, settings);
};

const ofWindows = (recorded: RecordedWindows, lengths: ServingShape | null, settings: LoadSettings): Load => {
  const { windowSeconds, rates, notices } = recorded;
  const means = bridgeGaps(rates);
  const under = (seed: number): Float64Array =>
    loadSeries(means, { ...settings, ...referenceNoise, windowSeconds, seed });
  const demand = under(settings.seed);
  const load = { demand, under, notices: [...notices, ...shortness(demand, settings.stepSeconds)], lengths };
  return assertLoad(load, (rates.length - 1) * windowSeconds, settings.stepSeconds);
};

const lengthColumns = /mean_input_tokens/i;

const servegenLengths = (text: string): ServingShape | null => {
  if (!lengthColumns.test(text.slice(0, text.indexOf("\n")))) return null;
  try {
    return lengthsOfWindows(parseServegenWindows(text));
  } catch (error) {
    // The load is read more leniently than the lengths: without them the capacity has to be given.
    if (error instanceof LoadlineError) return null;
    throw error;
  }
};

const ofCsv = (text: string, settings: LoadSettings): Load => {
  if (hasRequestLengths(text)) {
    return told((tell) => parseCsvTrace(text, { tell }), settings);
  }
  const recorded = parseCsvLoad(text);
  if (recorded.kind === "windows") return ofWindows(recorded, null, settings);
  const trace = recorded.arrivals.map((at) => ({ at, inputTokens: 0, outputTokens: 0 }));
  return ofRequests(trace, recorded.notices, settings);
};

const loadOf = (text: string, format: TraceFormat, settings: LoadSettings): Load => {
  switch (format) {
    case "azure":
      return told((tell) => parseAzureTrace(text, { tell }), settings);
    case "burstgpt":
      return told((tell) => parseBurstGptTrace(text, { tell }), settings);
    case "mooncake":
      return told((tell) => parseMooncakeTrace(text, { tell }), settings);
    case "servegen":
      return ofWindows(parseServegenLoad(text), servegenLengths(text), settings);
    case "servegen-clients": {
      const arrivalsOf = readClientArrivals(text);
      const under = (seed: number): Float64Array => arrivalsOf({ ...settings, seed });
      const demand = under(settings.seed);
      return { demand, under, notices: shortness(demand, settings.stepSeconds), lengths: null };
    }
    case "csv":
      return ofCsv(text, settings);
  }
};

/**
 * A trace as load per step: windows with the noise of the reference experiment between their means, requests counted.
 * @throws LL_TRACE_INVALID, LL_TRACE_EMPTY; LL_INPUT_INVALID when the trace looks like one of another format
 */
export const recordedLoad = (text: string, format: TraceFormat, settings: LoadSettings): Load =>
  readAs(format, text, () => loadOf(text, format, settings));
