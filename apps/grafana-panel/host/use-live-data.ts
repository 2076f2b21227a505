import {
  applyFieldOverrides,
  type DataFrame,
  dateTime,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
  type TimeRange,
} from "@grafana/data";
import { useEffect, useMemo, useState } from "react";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import { panelQuery } from "../src/view-model/metrics.ts";
import { framesOf, parseRangeAnswer, rangeQueryPath, stepSeconds } from "./prometheus.ts";

/** Data of the last answer, and the message of a later failure. */
interface Answer {
  readonly frames: readonly DataFrame[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly failure: string | null;
}

export interface LiveData {
  readonly state: "loading" | "waiting" | "live" | "error";
  /** null before the first answer. */
  readonly data: PanelData | null;
  readonly failure: string | null;
}

export interface LiveDataSettings {
  readonly minutes: number;
  readonly refreshSeconds: number;
  readonly theme: GrafanaTheme2;
}

interface Question {
  readonly minutes: number;
  readonly refreshSeconds: number;
  readonly signal: AbortSignal;
}

const ask = async ({ minutes, refreshSeconds, signal }: Question): Promise<Answer> => {
  const toMs = Date.now();
  const fromMs = toMs - minutes * 60_000;
  const step = stepSeconds(minutes, refreshSeconds);
  const path = rangeQueryPath({ query: panelQuery, fromMs, toMs, stepSeconds: step });
  const answer = parseRangeAnswer(await (await fetch(path, { signal })).json());
  if (answer.kind === "refused") throw new Error(answer.message);
  return { frames: framesOf(answer.series, step), fromMs, toMs, failure: null };
};

const afterFailure = (before: Answer | null, failure: string): Answer =>
  before ? { ...before, failure } : { frames: [], fromMs: 0, toMs: 0, failure };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Asks again some time after each answer, so that a slow server is not asked twice at once. */
const useAnswers = (minutes: number, refreshSeconds: number): Answer | null => {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const poll = async (): Promise<void> => {
      try {
        setAnswer(await ask({ minutes, refreshSeconds, signal: stop.signal }));
      } catch (error) {
        if (!stop.signal.aborted) setAnswer((before) => afterFailure(before, messageOf(error)));
      }
      if (!stop.signal.aborted) timer = window.setTimeout(poll, refreshSeconds * 1000);
    };
    let timer = window.setTimeout(poll, 0);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [minutes, refreshSeconds]);
  return answer;
};

const timeRangeOf = ({ fromMs, toMs }: Answer, minutes: number): TimeRange => ({
  from: dateTime(fromMs),
  to: dateTime(toMs),
  raw: { from: `now-${minutes}m`, to: "now" },
});

const stateOf = (answer: Answer | null): LiveData["state"] => {
  if (answer === null) return "loading";
  if (answer.failure !== null) return "error";
  return deploymentNames(answer.frames).length > 0 ? "live" : "waiting";
};

const panelData = (answer: Answer, { minutes, theme }: LiveDataSettings): PanelData => ({
  state: LoadingState.Done,
  timeRange: timeRangeOf(answer, minutes),
  series: applyFieldOverrides({
    data: [...answer.frames],
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    theme,
  }),
});

/** The panel's data from Prometheus, asked for again and again. */
export const useLiveData = ({ minutes, refreshSeconds, theme }: LiveDataSettings): LiveData => {
  const answer = useAnswers(minutes, refreshSeconds);
  const data = useMemo(
    () => (answer === null || answer.toMs === 0 ? null : panelData(answer, { minutes, refreshSeconds, theme })),
    [answer, minutes, refreshSeconds, theme],
  );
  return { state: stateOf(answer), data, failure: answer?.failure ?? null };
};
