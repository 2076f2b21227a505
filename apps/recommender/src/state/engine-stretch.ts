import type { EngineStretch } from "@loadline/core";
import type { EngineReading } from "./engine-series.ts";

/** Counters of one sample, and how many samples came before it since the engine was first read. */
interface Snapshot {
  readonly at: number;
  readonly samples: number;
  readonly finished: number;
  /** null: the engine has no such counter. */
  readonly promptTokens: number | null;
  readonly generatedTokens: number | null;
  /** Sums and counts of its histograms; NaN: the engine has no such one. */
  readonly firstTokenSeconds: number;
  readonly firstTokenCount: number;
  readonly interTokenSeconds: number;
  readonly interTokenCount: number;
}

/** A sliding window in two halves: it is between one half and one whole window long once it is full. */
interface Window {
  readonly from: Snapshot;
  readonly middle: Snapshot;
}

/** What is remembered of an engine to measure what it carries: a few counters, however long it runs. */
export interface StretchState {
  readonly last: Snapshot;
  /** Until when its work is known: counters that stand still with requests in the engine show no work, and no idleness. */
  readonly observed: Snapshot;
  readonly all: Window;
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

const known = (value: number | null | undefined): number | null => (isCount(value) ? value : null);

const snapshotOf = (reading: EngineReading, samples: number): Snapshot | null => {
  const { at, finished } = reading;
  if (!isCount(finished) || !isCount(reading.running) || !isCount(reading.waiting)) return null;
  return {
    at,
    samples,
    finished,
    promptTokens: known(reading.processedPromptTokens ?? reading.promptTokens),
    generatedTokens: known(reading.processedGeneratedTokens ?? reading.generatedTokens),
    firstTokenSeconds: known(reading.firstTokenSeconds) ?? Number.NaN,
    firstTokenCount: known(reading.firstTokenCount) ?? Number.NaN,
    interTokenSeconds: known(reading.interTokenSeconds) ?? Number.NaN,
    interTokenCount: known(reading.interTokenCount) ?? Number.NaN,
  };
};

/** A counter that fell was reset; one that came or went was read from another page. */
const rises = (last: number | null, now: number | null): boolean =>
  last === null || now === null ? last === now : now >= last;

const follows = (last: Snapshot, now: Snapshot, { freshnessSeconds }: StretchSettings): boolean =>
  now.at > last.at &&
  now.at - last.at <= freshnessSeconds &&
  now.finished >= last.finished &&
  rises(last.promptTokens, now.promptTokens) &&
  rises(last.generatedTokens, now.generatedTokens);

const begun = (at: Snapshot): Window => ({ from: at, middle: at });

/** @param leastRequests so many have to be finished in a whole window, else it goes on */
const slid = (
  window: Window,
  now: Snapshot,
  { windowSeconds, leastRequests }: { readonly windowSeconds: number; readonly leastRequests: number },
): Window => {
  const seconds = Math.max(windowSeconds, shortestWindowSeconds);
  const covers = (share: number): boolean =>
    now.at - window.from.at >= share * seconds &&
    now.samples - window.from.samples >= share * samplesPerWindow &&
    now.finished - window.from.finished >= share * leastRequests;
  if (window.middle === window.from) return covers(1 / 2) ? { ...window, middle: now } : window;
  return covers(1) ? { from: window.middle, middle: now } : window;
};

const counts = ["finished", "promptTokens", "generatedTokens"] as const;

/** The state after one more sample; begun anew after a restart, a reset of counters or a gap. */
export const nextStretch = (
  before: StretchState | null,
  reading: EngineReading,
  settings: StretchSettings,
): StretchState | null => {
  const { windowSeconds } = settings;
  const now = snapshotOf(reading, (before?.last.samples ?? 0) + 1);
  if (now === null) return null;
  const waitingRequests = reading.waiting ?? 0;
  const isEmpty = waitingRequests + (reading.running ?? 0) === 0;
  const showsWork = before === null || isEmpty || counts.some((name) => now[name] !== before.last[name]);
  const goesOn = before !== null && follows(before.last, now, settings);
  const emptyAt = waitingRequests === 0 ? now.at : goesOn ? before.emptyAt : null;
  const waiting =
    waitingRequests === 0
      ? null
      : goesOn && before.waiting !== null
        ? slid(before.waiting, now, { windowSeconds, leastRequests: requestsPerWindow })
        : begun(now);
  const all = goesOn ? slid(before.all, now, { windowSeconds, leastRequests: 0 }) : begun(now);
  return { last: now, observed: showsWork ? now : before.observed, all, waiting, waitingRequests, emptyAt };
};

export interface LatencyObjectives {
  readonly timeToFirstTokenSeconds?: number | undefined;
  readonly interTokenLatencySeconds?: number | undefined;
  /** On the percentile of single gaps, of which sums say nothing: whether it is met is not known. */
  readonly tokenGapSeconds?: number | undefined;
}

/** Mean of a rise of a sum and its count; null where there is no such histogram or nothing was observed. */
const meanOf = (seconds: number, count: number): number | null =>
  count > 0 && !Number.isNaN(seconds) ? seconds / count : null;

const meets = (mean: number | null, objective: number | undefined): boolean | null =>
  objective === undefined ? true : mean === null ? null : mean <= objective;

/** Whether mean latencies met the objectives; null: one is not known. */
const latenciesMet = ({ all: { from }, last }: StretchState, objectives: LatencyObjectives): boolean | null => {
  const mean = (name: "firstToken" | "interToken"): number | null =>
    meanOf(last[`${name}Seconds`] - from[`${name}Seconds`], last[`${name}Count`] - from[`${name}Count`]);
  const first = meets(mean("firstToken"), objectives.timeToFirstTokenSeconds);
  const gaps = meets(mean("interToken"), objectives.interTokenLatencySeconds);
  if (first === false || gaps === false) return false;
  return first === null || gaps === null || objectives.tokenGapSeconds !== undefined ? null : true;
};

const ranEmptyLately = ({ all: { from }, last, emptyAt }: StretchState): boolean =>
  emptyAt !== null && emptyAt >= last.at - (last.at - from.at) / 3;

const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;

/** What the engine carried in its latest stretch: while requests wait, since they have been waiting. */
export const stretchOf = (
  state: StretchState,
  objectives: LatencyObjectives,
  node: string | null = null,
): EngineStretch => {
  const saturated = state.waiting !== null && state.waiting.from.at < state.last.at;
  const { from } = saturated ? state.waiting : state.all;
  const { observed } = state;
  const met = latenciesMet(state, objectives);
  return {
    node,
    at: observed.at,
    seconds: observed.at - from.at,
    samples: observed.samples - from.samples,
    saturated,
    withinObjectives: !saturated && ranEmptyLately(state) && met,
    missedLatency: met === false,
    finishedRequests: observed.finished - from.finished,
    promptTokens: between(from.promptTokens, observed.promptTokens),
    generatedTokens: between(from.generatedTokens, observed.generatedTokens),
  };
};

// A queue that a burst leaves for a few seconds is no work that needs more replicas.
const backlogSeconds = 10;

/** Requests that have been waiting for a while. */
export const backlogOf = ({ waiting, waitingRequests, last }: StretchState): number =>
  waiting !== null && last.at - waiting.from.at >= backlogSeconds ? waitingRequests : 0;
