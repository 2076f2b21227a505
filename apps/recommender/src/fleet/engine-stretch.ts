import type { EngineStretch } from "@loadline/control";
import type { EngineSample } from "./engine-series.ts";

/**
 * Counters of one sample, and how many samples came before it since the engine was first read; NaN: the engine has no such
 * one. Numbers without names, in the order of `place`: three are retained of each engine, and each number of an object
 * that is none of a few bits is an object of its own.
 */
type Snapshot = readonly number[];

const place = {
  at: 0,
  samples: 1,
  finished: 2,
  promptTokens: 3,
  generatedTokens: 4,
  firstTokenSeconds: 5,
  firstTokenCount: 6,
  interTokenSeconds: 7,
  interTokenCount: 8,
} as const;

const of = (snapshot: Snapshot, index: number): number => snapshot[index] ?? Number.NaN;

/** A sliding window in two halves: it is between one half and one whole window long once it is full. */
interface Window {
  readonly from: Snapshot;
  readonly middle: Snapshot;
}

/** What is remembered of an engine to measure what it carries: a few counters, however long it runs. */
export interface StretchState extends Window {
  readonly last: Snapshot;
  /** Until when its work is known: counters that stand still with requests in the engine show no work, and no idleness. */
  readonly observed: Snapshot;
  /** While requests have been waiting in every sample. */
  readonly waiting: Window | null;
  readonly waitingRequests: number;
  /** When no request was waiting for the last time, epoch seconds. */
  readonly emptyAt: number | null;
}

export interface StretchSettings {
  /** Samples further apart leave unseen what happened between them: from this age on a node counts as stale. */
  readonly freshnessSeconds: number;
  /** A stretch is as long as the window of all other rates. */
  readonly windowSeconds: number;
}

// A window shows something from half of its length on, and means over less are mostly the accident of when requests ended.
const shortestWindowSeconds = 20;
// A slow engine is watched for longer: half of so many requests make a rate.
const requestsPerWindow = 20;
// Half of them separate a queue that lasts from one that each sample happened to see.
const samplesPerWindow = 6;

const isCount = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;

// With 0 a zero has no sign: what is compared is either the same or not.
const totalOrNaN = (value: number | null | undefined): number => (isCount(value) ? value + 0 : Number.NaN);

const snapshotOf = (reading: EngineSample, samples: number): Snapshot | null => {
  const { at, finished } = reading;
  if (!isCount(finished) || !isCount(reading.running) || !isCount(reading.waiting)) return null;
  return [
    at,
    samples,
    totalOrNaN(finished),
    totalOrNaN(reading.processedPromptTokens ?? reading.promptTokens),
    totalOrNaN(reading.processedGeneratedTokens ?? reading.generatedTokens),
    totalOrNaN(reading.firstTokenSeconds),
    totalOrNaN(reading.firstTokenCount),
    totalOrNaN(reading.interTokenSeconds),
    totalOrNaN(reading.interTokenCount),
  ];
};

const risen = (last: Snapshot, now: Snapshot, index: number): number => of(now, index) - of(last, index);

const counts = [place.finished, place.promptTokens, place.generatedTokens] as const;

const follows = (last: Snapshot, now: Snapshot, { freshnessSeconds }: StretchSettings): boolean => {
  const seconds = risen(last, now, place.at);
  // A counter that fell was reset; one that came or went was read from another page.
  const rises = (index: number): boolean => risen(last, now, index) >= 0 || Object.is(of(last, index), of(now, index));
  return seconds > 0 && seconds <= freshnessSeconds && counts.every(rises);
};

const begun = (at: Snapshot): Window => ({ from: at, middle: at });

/** @param leastRequests so many have to be finished in a whole window, else it goes on */
const slid = (
  window: Window,
  now: Snapshot,
  { windowSeconds, leastRequests }: { readonly windowSeconds: number; readonly leastRequests: number },
): Window => {
  const seconds = Math.max(windowSeconds, shortestWindowSeconds);
  const covers = (share: number): boolean =>
    risen(window.from, now, place.at) >= share * seconds &&
    risen(window.from, now, place.samples) >= share * samplesPerWindow &&
    risen(window.from, now, place.finished) >= share * leastRequests;
  if (window.middle === window.from) return covers(1 / 2) ? { from: window.from, middle: now } : window;
  return covers(1) ? { from: window.middle, middle: now } : window;
};

/** The state after one more sample; begun anew after a restart, a reset of counters or a gap. */
export const nextStretch = (
  before: StretchState | null,
  reading: EngineSample,
  settings: StretchSettings,
): StretchState | null => {
  const { windowSeconds } = settings;
  const now = snapshotOf(reading, (before === null ? 0 : of(before.last, place.samples)) + 1);
  if (now === null) return null;
  const waitingRequests = reading.waiting ?? 0;
  const isEmpty = waitingRequests + (reading.running ?? 0) === 0;
  const showsWork =
    before === null || isEmpty || counts.some((index) => !Object.is(of(now, index), of(before.last, index)));
  const goesOn = before !== null && follows(before.last, now, settings);
  const emptyAt = waitingRequests === 0 ? reading.at : goesOn ? before.emptyAt : null;
  const waiting =
    waitingRequests === 0
      ? null
      : goesOn && before.waiting !== null
        ? slid(before.waiting, now, { windowSeconds, leastRequests: requestsPerWindow })
        : begun(now);
  const { from, middle } = goesOn ? slid(before, now, { windowSeconds, leastRequests: 0 }) : begun(now);
  return { last: now, observed: showsWork ? now : before.observed, from, middle, waiting, waitingRequests, emptyAt };
};

/** When it was last read, and until when its work is known, epoch seconds. */
export const lastReadAt = ({ last }: StretchState): number => of(last, place.at);
export const observedUntil = ({ observed }: StretchState): number => of(observed, place.at);

export interface LatencyObjectives {
  readonly timeToFirstTokenSeconds?: number | undefined;
  readonly interTokenLatencySeconds?: number | undefined;
  /** On the percentile of single gaps, of which sums say nothing: whether it is met is not known. */
  readonly tokenGapSeconds?: number | undefined;
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

const meets = (mean: number | null, objective: number | undefined): boolean | null =>
  objective === undefined ? true : mean === null ? null : mean <= objective;

/** Whether mean latencies met the objectives; null: one is not known. */
const latenciesMet = ({ from, last }: StretchState, objectives: LatencyObjectives): boolean | null => {
  /** null where there is no such histogram or nothing was observed. */
  const mean = (seconds: number, count: number): number | null => {
    const observations = risen(from, last, count);
    return observations > 0 ? orNull(risen(from, last, seconds) / observations) : null;
  };
  const first = meets(mean(place.firstTokenSeconds, place.firstTokenCount), objectives.timeToFirstTokenSeconds);
  const gaps = meets(mean(place.interTokenSeconds, place.interTokenCount), objectives.interTokenLatencySeconds);
  if (first === false || gaps === false) return false;
  return first === null || gaps === null || objectives.tokenGapSeconds !== undefined ? null : true;
};

/** What the engine carried in its latest stretch: while requests wait, since they have been waiting. */
export const stretchOf = (
  state: StretchState,
  objectives: LatencyObjectives,
  node: string | null = null,
): EngineStretch => {
  const { last, emptyAt } = state;
  const saturated = state.waiting !== null && risen(state.waiting.from, last, place.at) > 0;
  const ranEmptyLately = emptyAt !== null && emptyAt >= of(last, place.at) - risen(state.from, last, place.at) / 3;
  const { from } = saturated ? state.waiting : state;
  const { observed } = state;
  const met = latenciesMet(state, objectives);
  return {
    node,
    at: observedUntil(state),
    seconds: risen(from, observed, place.at),
    samples: risen(from, observed, place.samples),
    saturated,
    withinObjectives: !saturated && ranEmptyLately && met,
    missedLatency: met === false,
    finishedRequests: risen(from, observed, place.finished),
    promptTokens: orNull(risen(from, observed, place.promptTokens)),
    generatedTokens: orNull(risen(from, observed, place.generatedTokens)),
  };
};

// A queue that a burst leaves for a few seconds is no work that needs more replicas.
const backlogSeconds = 10;

/** Requests that have been waiting for a while. */
export const backlogOf = ({ waiting, waitingRequests, last }: StretchState): number =>
  waiting !== null && risen(waiting.from, last, place.at) >= backlogSeconds ? waitingRequests : 0;
