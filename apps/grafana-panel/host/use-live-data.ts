import {
  applyFieldOverrides,
  type DataFrame,
  dateTime,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
} from "@grafana/data";
import { useCallback, useMemo } from "react";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import { panelQuery } from "../src/view-model/metrics.ts";
import type { PageSettings } from "./page-settings.ts";
import {
  filledMinutes,
  framesOf,
  longestMinutes,
  parseRangeAnswer,
  rangeQueryPath,
  stepSeconds,
} from "./prometheus.ts";
import { usePolled } from "./use-polled.ts";

/** Data of the last answer, and the message of a later failure. */
interface Answer {
  readonly frames: readonly DataFrame[];
  readonly minutes: number;
  /** null: no answer yet. */
  readonly toMs: number | null;
  readonly failure: string | null;
}

const noAnswer: Answer = { frames: [], minutes: longestMinutes, toMs: null, failure: null };

export interface LiveData {
  readonly state: "loading" | "waiting" | "live" | "error";
  /** null before the first answer. */
  readonly data: PanelData | null;
  readonly failure: string | null;
}

type Asked = Pick<PageSettings, "minutes" | "refreshSeconds">;

/** Without minutes the range is as long as there is data, asked for one minute more so that it can grow. */
const answerOf = async (settings: Asked, before: Answer, signal: AbortSignal): Promise<Answer> => {
  const toMs = Date.now();
  const asked = settings.minutes ?? Math.min(longestMinutes, before.minutes + 1);
  const step = stepSeconds(asked, settings.refreshSeconds);
  const path = rangeQueryPath({ query: panelQuery, fromMs: toMs - asked * 60_000, toMs, stepSeconds: step });
  const answer = parseRangeAnswer(await (await fetch(path, { signal })).json());
  if (answer.kind === "refused") throw new Error(answer.message);
  const minutes = settings.minutes ?? filledMinutes(answer.series, toMs);
  return { frames: framesOf(answer.series, step), minutes, toMs, failure: null };
};

const stateOf = ({ toMs, failure, frames }: Answer): LiveData["state"] => {
  if (failure !== null) return "error";
  if (toMs === null) return "loading";
  return deploymentNames(frames).length > 0 ? "live" : "waiting";
};

const panelData = (frames: readonly DataFrame[], toMs: number, minutes: number, theme: GrafanaTheme2): PanelData => ({
  state: LoadingState.Done,
  timeRange: {
    from: dateTime(toMs - minutes * 60_000),
    to: dateTime(toMs),
    raw: { from: `now-${minutes}m`, to: "now" },
  },
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
  const { frames, toMs } = answer;
  const data = useMemo(
    () => (toMs === null ? null : panelData(frames, toMs, answer.minutes, theme)),
    [frames, toMs, answer.minutes, theme],
  );
  return { state: stateOf(answer), data, failure: answer.failure };
};
