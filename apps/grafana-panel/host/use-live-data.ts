import {
  applyFieldOverrides,
  type DataFrame,
  dateTime,
  FieldType,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
  toDataFrame,
} from "@grafana/data";
import { useCallback, useEffect, useMemo, useState } from "react";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import { panelQuery } from "../src/view-model/metrics.ts";
import type { PageSettings } from "./page-settings.ts";
import {
  type Caption,
  captionMetric,
  captionsOf,
  filledSeconds,
  followedRange,
  framesOf,
  parseRangeAnswer,
  rangeQueryPath,
  stepSeconds,
} from "./prometheus.ts";

/** What a poll returns: the next state; "stop": nothing to ask for any more. */
type Poll<T> = (before: T, signal: AbortSignal) => Promise<T | "stop">;

/**
 * A state that is asked for again some time after each answer, so that a slow server is not asked twice at once.
 * `poll` has to be the same function as long as the same is asked for, and must not reject.
 */
export const usePolled = <T>(initial: T, poll: Poll<T>, seconds: number): T => {
  const [state, setState] = useState(initial);
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    let latest = initial;
    const ask = async (): Promise<void> => {
      const next = await poll(latest, abort.signal);
      if (next === "stop" || abort.signal.aborted) return;
      latest = next;
      setState(next);
      timer = window.setTimeout(ask, seconds * 1000);
    };
    timer = window.setTimeout(ask, 0);
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [initial, poll, seconds]);
  return state;
};

/** Data of the last answer, and the message of a later failure. */
interface Answer {
  readonly frames: readonly DataFrame[];
  readonly captions: readonly Caption[];
  readonly rangeSeconds: number;
  /** null: no answer yet. */
  readonly toMs: number | null;
  readonly failure: string | null;
}

const noAnswer: Answer = { frames: [], captions: [], rangeSeconds: followedRange.most, toMs: null, failure: null };

export interface LiveData {
  readonly state: "loading" | "waiting" | "live" | "error";
  /** null before the first answer. */
  readonly data: PanelData | null;
  /** What happens in the fleet, where it is a simulated one. */
  readonly captions: readonly Caption[];
  readonly failure: string | null;
}

/** Longer than the time between two answers. */
const growthSeconds = 120;

type Asked = Pick<PageSettings, "minutes" | "refreshSeconds">;

const query = `${panelQuery} or ${captionMetric}`;

/** Without minutes the range is as long as there is data; more is asked for, so that it can grow. */
const answerOf = async (settings: Asked, before: Answer, signal: AbortSignal): Promise<Answer> => {
  const toMs = Date.now();
  const chosen = settings.minutes === null ? null : settings.minutes * 60;
  const asked = chosen ?? Math.min(followedRange.most, before.rangeSeconds + growthSeconds);
  const step = stepSeconds(asked, settings.refreshSeconds);
  const path = rangeQueryPath({ query, fromMs: toMs - asked * 1000, toMs, stepSeconds: step });
  const answer = parseRangeAnswer(await (await fetch(path, { signal })).json());
  if (answer.kind === "refused") throw new Error(answer.message);
  const rangeSeconds = chosen ?? filledSeconds(answer.series, toMs);
  const [frames, captions] = [framesOf(answer.series, step), captionsOf(answer.series, step)];
  return { frames, captions, rangeSeconds, toMs, failure: null };
};

const stateOf = ({ toMs, failure, frames }: Answer): LiveData["state"] => {
  if (failure !== null) return "error";
  if (toMs === null) return "loading";
  return deploymentNames(frames).length > 0 ? "live" : "waiting";
};

const annotationsOf = (captions: readonly Caption[]): DataFrame =>
  toDataFrame({
    fields: [
      { name: "time", type: FieldType.time, values: captions.map(({ fromMs }) => fromMs) },
      { name: "text", type: FieldType.string, values: captions.map(({ text }) => text) },
    ],
  });

const panelData = ({ frames, captions, rangeSeconds }: Answer, toMs: number, theme: GrafanaTheme2): PanelData => ({
  state: LoadingState.Done,
  timeRange: {
    from: dateTime(toMs - rangeSeconds * 1000),
    to: dateTime(toMs),
    raw: { from: `now-${rangeSeconds}s`, to: "now" },
  },
  annotations: [annotationsOf(captions)],
  series: applyFieldOverrides({
    data: [...frames],
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    theme,
  }),
});

/** The panel's data from Prometheus, updated every `refreshSeconds`. */
export const useLiveData = ({ minutes, refreshSeconds }: Asked, theme: GrafanaTheme2): LiveData => {
  const poll = useCallback(
    (before: Answer, signal: AbortSignal) =>
      answerOf({ minutes, refreshSeconds }, before, signal).catch((error: unknown) => ({
        ...before,
        failure: error instanceof Error ? error.message : String(error),
      })),
    [minutes, refreshSeconds],
  );
  const answer = usePolled(noAnswer, poll, refreshSeconds);
  const data = useMemo(() => (answer.toMs === null ? null : panelData(answer, answer.toMs, theme)), [answer, theme]);
  return { state: stateOf(answer), data, captions: answer.captions, failure: answer.failure };
};
