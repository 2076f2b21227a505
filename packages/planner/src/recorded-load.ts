import { type ServingShape, sumOf } from "@loadline/model";
import {
  binRequests,
  bridgeGaps,
  bridgeRecordingGaps,
  hasRequestLengths,
  loadSeries,
  parseCsvLoad,
  parseCsvTrace,
  parseMooncakeTrace,
  parseServegenLoad,
  type RecordedWindows,
  readClientArrivals,
  referenceNoise,
  shapeOfTrace,
  type Trace,
} from "@loadline/simulation";
import { messages, UserError } from "./messages.ts";
import { durationText, percentText } from "./text.ts";
import { formatOf, readAs, type TraceFormat } from "./trace-format.ts";

/** Requests/s per step, what was repaired in the recording, and the lengths of the requests where they are recorded. */
export interface Load {
  readonly demand: Float64Array;
  /** The same without noise. */
  readonly exact: Float64Array;
  /** The same recording under another seed of noise, without reading it again. Recorded requests have none. */
  readonly under: (seed: number) => Float64Array;
  readonly notices: readonly string[];
  readonly lengths: ServingShape | null;
}

export interface LoadSettings {
  readonly stepSeconds: number;
  readonly seed: number;
  readonly shape: "linear" | "step";
  /** What a recording gap counts as: the load around it, or none. Left out: bridged. */
  readonly gaps?: "bridge" | "zero";
}

const secondsPerDay = 86_400;
/** A daily rhythm shows in two days. */
const leastDays = 2;

/** What cannot be derived from so short a recording. */
const shortness = (demand: Float64Array, stepSeconds: number): readonly string[] => {
  const seconds = demand.length * stepSeconds;
  if (seconds >= leastDays * secondsPerDay) return [];
  return [`the trace lasts ${durationText(seconds)}, too short for a daily rhythm: none is used`];
};

/** Steps of some five years of 15 s; a trace of more has a time in it that is wrong. */
const mostSteps = 10_000_000;

/** Steps below which there is no load to scale with, and the part of a step that is left over would be most of it. */
const leastSteps = 4;

/** @throws UserError for a recording of a moment: its mean would be meaningless */
const assertLoad = (load: Load, seconds: number, stepSeconds: number): Load => {
  if (seconds < leastSteps * stepSeconds)
    throw new UserError(messages.traceTooShort(seconds, leastSteps * stepSeconds, stepSeconds));
  return load;
};

const assertLength = (trace: Trace, stepSeconds: number): void => {
  const seconds = trace.at(-1)?.at ?? 0;
  if (seconds / stepSeconds <= mostSteps) return;
  throw new UserError(messages.traceTooLong(durationText(seconds), durationText(mostSteps * stepSeconds)));
};

/** How much load the bridging of gaps makes up. */
const bridgingText = (bridged: Iterable<number>, unbridged: Iterable<number>, { gaps }: LoadSettings): string[] => {
  const added = percentText(sumOf(bridged) / sumOf(unbridged) - 1);
  if (added === percentText(0)) return [];
  return gaps === "zero"
    ? [`recording gaps count as no load; bridging them would add ${added}`]
    : [`bridging adds ${added} to the recorded load; --gaps zero counts recording gaps as no load`];
};

/** Lengths of the requests that were answered; null when the trace has none. */
const lengthsOfRequests = (trace: Trace): ServingShape | null => {
  const answered = trace.filter(({ outputTokens }) => outputTokens > 0);
  return answered.length === 0 ? null : shapeOfTrace(answered);
};

const ofRequests = (trace: Trace, notices: readonly string[], settings: LoadSettings): Load => {
  const { stepSeconds } = settings;
  assertLength(trace, stepSeconds);
  const times = trace.map(({ at }) => at);
  const counted = binRequests(times, stepSeconds);
  const bridged = bridgeRecordingGaps(counted, stepSeconds);
  const demand = settings.gaps === "zero" ? counted : bridged.demand;
  const found = bridged.gaps.map(
    ({ startSeconds, seconds, expected }) =>
      `no request for ${durationText(seconds)} from ${durationText(startSeconds)} on, where ${Math.round(expected)} were to be expected: taken for a recording gap`,
  );
  const load = {
    demand,
    exact: demand,
    under: () => demand,
    notices: [
      ...notices,
      ...found,
      ...bridgingText(bridged.demand, counted, settings),
      ...shortness(demand, stepSeconds),
    ],
    lengths: lengthsOfRequests(trace),
  };
  return assertLoad(load, trace.at(-1)?.at ?? 0, stepSeconds);
};

interface Repairs {
  readonly onNotice?: ((notice: string) => void) | undefined;
}
type RequestFormat = "azure" | "burstgpt" | "mooncake" | "csv";

const csv = parseCsvTrace;
export const requestParsers: Readonly<Record<RequestFormat, (text: string, repairs?: Repairs) => Trace>> = {
  azure: csv,
  burstgpt: csv,
  mooncake: parseMooncakeTrace,
  csv,
};

/** A recording with the lengths of its answered requests. @throws UserError for one that has none */
export const recordedLengths = (text: string, path: string) => {
  const format = formatOf(text) ?? "csv";
  const parse = Object.entries(requestParsers).find(([name]) => name === format)?.[1];
  const trace = parse === undefined ? [] : readAs(format, text, () => parse(text, { onNotice: () => undefined }));
  const spread = lengthsOfRequests(trace);
  if (spread !== null) return { trace, spread };
  throw new UserError(
    messages.invalid(
      "--lengths",
      path,
      `a workload with classes, or a trace of requests with lengths; ${format} has none`,
    ),
  );
};

const parsed = (text: string, format: RequestFormat, settings: LoadSettings): Load => {
  const notices: string[] = [];
  const trace = requestParsers[format](text, { onNotice: (notice) => notices.push(notice) });
  return ofRequests(trace, notices, settings);
};

/** Means of windows, null where nothing was recorded, as a load. @throws UserError where it is too short */
export const windowsLoad = (recorded: RecordedWindows, settings: LoadSettings, lengths: ServingShape | null = null) => {
  const { windowSeconds, rates, notices } = recorded;
  const bridged = bridgeGaps(rates);
  const unbridged = rates.map((rate) => rate ?? 0);
  const means = settings.gaps === "zero" ? unbridged : bridged;
  const series = { ...settings, ...referenceNoise, windowSeconds };
  const under = (seed: number): Float64Array => loadSeries(means, { ...series, seed });
  const demand = under(settings.seed);
  const exact = loadSeries(means, { ...series, noise: 0 });
  const effects = [...bridgingText(bridged, unbridged, settings), ...shortness(demand, settings.stepSeconds)];
  const load = { demand, exact, under, notices: [...notices, ...effects], lengths };
  return assertLoad(load, (rates.length - 1) * windowSeconds, settings.stepSeconds);
};

const exponential = (mean: number) => ({ kind: "log-normal", mean, stdev: mean }) as const;

/** Lengths of which only means are recorded, not how they vary: exponential. null: unknown. */
export const lengthsOfMeans = (input: number | null = null, output: number | null = null): ServingShape | null =>
  input === null || output === null ? null : { input: exponential(input), output: exponential(output) };

const ofServegen = (text: string, settings: LoadSettings): Load => {
  const recorded = parseServegenLoad(text);
  return windowsLoad(recorded, settings, lengthsOfMeans(recorded.lengths?.input, recorded.lengths?.output));
};

const ofCsv = (text: string, settings: LoadSettings): Load => {
  if (hasRequestLengths(text)) return parsed(text, "csv", settings);
  const recorded = parseCsvLoad(text);
  if (recorded.kind === "windows") return windowsLoad(recorded, settings);
  const trace = recorded.arrivals.map((at) => ({ at, inputTokens: 0, outputTokens: 0 }));
  return ofRequests(trace, recorded.notices, settings);
};

const ofClients = (text: string, settings: LoadSettings): Load => {
  const arrivalsOf = readClientArrivals(text);
  const under = (seed: number): Float64Array => arrivalsOf({ ...settings, seed });
  const demand = under(settings.seed);
  return { demand, exact: demand, under, notices: shortness(demand, settings.stepSeconds), lengths: null };
};

const loadOf = (text: string, format: TraceFormat, settings: LoadSettings): Load => {
  if (format === "csv") return ofCsv(text, settings);
  if (format === "servegen") return ofServegen(text, settings);
  return format === "servegen-clients" ? ofClients(text, settings) : parsed(text, format, settings);
};

/**
 * A trace as load per step: windows with the noise of the reference experiment between their means, requests counted.
 * @throws LL_TRACE_INVALID, LL_TRACE_EMPTY; UserError when the trace looks like one of another format
 */
export const recordedLoad = (text: string, format: TraceFormat, settings: LoadSettings): Load =>
  readAs(format, text, () => loadOf(text, format, settings));
