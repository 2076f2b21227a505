import type { EngineStretch } from "@loadline/core";
import type { EngineReading } from "./engine-series.ts";

/** Counters of one sample, and how many samples came before it since the engine was first read. */
interface Snapshot {
  readonly at: number;
  readonly samples: number;
  readonly finished: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** null: the engine has no such histogram. */
  readonly firstToken: { readonly seconds: number; readonly count: number } | null;
  readonly interToken: { readonly seconds: number; readonly count: number } | null;
}

/** A sliding window in two halves: it is between one half and one whole window long once it is full. */
interface Window {
  readonly from: Snapshot;
  readonly middle: Snapshot;
}

/** What is remembered of an engine to measure what it carries: a few counters, however long it runs. */
export interface StretchState {
  readonly last: Snapshot;
  readonly all: Window;
  /** While requests have been waiting in every sample. */
  readonly waiting: Window | null;
  readonly waitingRequests: number;
  /** When no request was waiting for the last time, epoch seconds. */
  readonly emptyAt: number | null;
}

// Samples further apart than this leave unseen what happened between them.
const longestGapSeconds = 15;
const windowSeconds = 60;

const isCount = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;

const pair = (seconds: number | null | undefined, count: number | null | undefined) =>
  isCount(seconds) && isCount(count) ? { seconds, count } : null;

const snapshotOf = (reading: EngineReading, samples: number): Snapshot | null => {
  const { at, finished } = reading;
  if (!isCount(finished) || !isCount(reading.running) || !isCount(reading.waiting)) return null;
  return {
    at,
    samples,
    finished,
    promptTokens: reading.processedPromptTokens ?? reading.promptTokens ?? 0,
    generatedTokens: reading.processedGeneratedTokens ?? reading.generatedTokens ?? 0,
    firstToken: pair(reading.firstTokenSeconds, reading.firstTokenCount),
    interToken: pair(reading.interTokenSeconds, reading.interTokenCount),
  };
};

const follows = (last: Snapshot, now: Snapshot): boolean =>
  now.at > last.at &&
  now.at - last.at <= longestGapSeconds &&
  now.finished >= last.finished &&
  now.promptTokens >= last.promptTokens &&
  now.generatedTokens >= last.generatedTokens;

const begun = (at: Snapshot): Window => ({ from: at, middle: at });

const slid = (window: Window, now: Snapshot): Window => {
  if (now.at - window.from.at > windowSeconds) return { from: window.middle, middle: now };
  return window.middle === window.from && now.at - window.from.at >= windowSeconds / 2
    ? { ...window, middle: now }
    : window;
};

/** The state after one more sample; begun anew after a restart, a reset of counters or a gap. */
export const nextStretch = (before: StretchState | null, reading: EngineReading): StretchState | null => {
  const now = snapshotOf(reading, (before?.last.samples ?? 0) + 1);
  if (now === null) return null;
  const waitingRequests = reading.waiting ?? 0;
  const goesOn = before !== null && follows(before.last, now);
  const emptyAt = waitingRequests === 0 ? now.at : goesOn ? before.emptyAt : null;
  const waiting =
    waitingRequests === 0 ? null : goesOn && before.waiting !== null ? slid(before.waiting, now) : begun(now);
  return { last: now, all: goesOn ? slid(before.all, now) : begun(now), waiting, waitingRequests, emptyAt };
};

export interface LatencyObjectives {
  readonly timeToFirstTokenSeconds?: number | undefined;
  readonly interTokenLatencySeconds?: number | undefined;
}

/** Mean between two readings of a histogram; null where there is none or nothing was observed. */
const meanBetween = (from: Snapshot["firstToken"], to: Snapshot["firstToken"]): number | null =>
  from === null || to === null || to.count <= from.count ? null : (to.seconds - from.seconds) / (to.count - from.count);

const meets = (mean: number | null, objective: number | undefined): boolean | null =>
  objective === undefined ? true : mean === null ? null : mean <= objective;

/** Whether mean latencies met the objectives and the queue ran empty lately; null: a latency is not known. */
const withinObjectives = (
  { all: { from }, last, emptyAt }: StretchState,
  objectives: LatencyObjectives,
): boolean | null => {
  const lately = last.at - (last.at - from.at) / 3;
  if (emptyAt === null || emptyAt < lately) return false;
  const first = meets(meanBetween(from.firstToken, last.firstToken), objectives.timeToFirstTokenSeconds);
  const gaps = meets(meanBetween(from.interToken, last.interToken), objectives.interTokenLatencySeconds);
  return first === false || gaps === false ? false : first === null || gaps === null ? null : true;
};

/** What the engine carried in its latest stretch: while requests wait, since they have been waiting. */
export const stretchOf = (state: StretchState, objectives: LatencyObjectives): EngineStretch => {
  const saturated = state.waiting !== null && state.waiting.from.at < state.last.at;
  const { from } = saturated ? state.waiting : state.all;
  const { last } = state;
  return {
    at: last.at,
    seconds: last.at - from.at,
    samples: last.samples - from.samples,
    saturated,
    withinObjectives: saturated ? false : withinObjectives(state, objectives),
    finishedRequests: last.finished - from.finished,
    promptTokens: last.promptTokens - from.promptTokens,
    generatedTokens: last.generatedTokens - from.generatedTokens,
  };
};

// A queue that a burst leaves for a few seconds is no work that needs more replicas.
const backlogSeconds = 10;

/** Requests that have been waiting for a while. */
export const backlogOf = ({ waiting, waitingRequests, last }: StretchState): number =>
  waiting !== null && last.at - waiting.from.at >= backlogSeconds ? waitingRequests : 0;
