import {
  type AbsoluteTimeRange,
  applyFieldOverrides,
  type DataFrame,
  dateTime,
  FieldType,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
  type TimeRange,
  toDataFrame,
} from "@grafana/data";
import { useEffect, useMemo, useState } from "react";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import { panelQuery } from "../src/view-model/metrics.ts";

/** A series as Prometheus answers a range query with it. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [seconds: number, text: string])[];
}

/** The part of a recommendation event that the page shows. */
export interface Recommendation {
  readonly id: string;
  readonly time: string;
  readonly data: {
    readonly target: { readonly cluster: string; readonly deployment: string };
    readonly verdict: string;
    readonly reason: { readonly message: string };
    readonly replicas: {
      readonly ready: number | null;
      readonly currentTarget: number | null;
      readonly desired: number | null;
    };
  };
}

/** What a way to choose counts cost since the start, and how long demand was above what served. */
export interface Outcome {
  readonly deployment: string;
  readonly by: string;
  readonly usd: number | null;
  readonly missedSeconds: number;
}

const refreshSeconds = 2;

/** Points that a chart of a page's width can show. */
const mostPoints = 600;

/** Bounds of a range that follows the age of the data, in seconds, and the steps in which it grows. */
const followedRange = { least: 20, most: 1800, step: 10 } as const;

/** More than the range is asked for, so that it can grow; longer than the time between two answers. */
const growthSeconds = 120;

/** Seconds since the oldest sample of the recommender, so that a range of this length is filled. */
export const filledSeconds = (series: readonly Series[], toMs: number): number => {
  const { least, most, step } = followedRange;
  const starts = series.filter(({ metric }) => "deployment" in metric).map(({ values: [first] }) => first?.[0]);
  const oldest = Math.min(toMs / 1000, ...starts.filter((start) => start !== undefined));
  return Math.min(most, Math.max(least, Math.ceil((toMs / 1000 - oldest) / step) * step));
};

/** What happens in the simulated fleet: a series for each text, which has samples as long as it holds. */
const captionMetric = "fleet_caption_info";

const isCaption = ({ metric }: Series): boolean => metric["__name__"] === captionMetric;

/** What happens in the fleet, from the time at which it began: the last is the present one. A text that comes again begins again. */
export const captionsOf = (series: readonly Series[], stepSeconds: number) =>
  series
    .filter(isCaption)
    .flatMap(({ metric, values }) =>
      values
        .filter(([at], index) => at - (values[index - 1]?.[0] ?? Number.NEGATIVE_INFINITY) > 2 * stepSeconds)
        .map(([at]) => ({ text: metric["caption"] ?? "", fromMs: at * 1000 })),
    )
    .sort((a, b) => a.fromMs - b.fromMs);

/** Frames in the shape of Grafana's Prometheus data source, without captions, which the panel would name as unknown. */
export const framesOf = (series: readonly Series[], stepSeconds: number): readonly DataFrame[] =>
  series
    .filter((one) => !isCaption(one))
    .map(({ metric, values }) =>
      toDataFrame({
        refId: "A",
        fields: [
          {
            name: "Time",
            type: FieldType.time,
            config: { interval: stepSeconds * 1000 },
            values: values.map(([at]) => at * 1000),
          },
          {
            name: "Value",
            type: FieldType.number,
            labels: { ...metric },
            config: {},
            // Prometheus has "+Inf" where JavaScript has "+Infinity".
            values: values.map(([, text]) => Number(text.replace("Inf", "Infinity"))),
          },
        ],
      }),
    );

interface Answer {
  readonly frames: readonly DataFrame[];
  readonly captions: ReturnType<typeof captionsOf>;
  readonly recommendations: readonly Recommendation[];
  readonly outcomes: readonly Outcome[];
  readonly rangeSeconds: number;
  /** null: no answer yet. */
  readonly toMs: number | null;
  /** Why the last query failed; null: it did not. */
  readonly failure: string | null;
}

const noAnswer: Answer = {
  frames: [],
  captions: [],
  recommendations: [],
  outcomes: [],
  rangeSeconds: followedRange.most,
  toMs: null,
  failure: null,
};

const ask = async (before: Answer, signal: AbortSignal): Promise<Answer> => {
  const toMs = Date.now();
  const asked = Math.min(followedRange.most, before.rangeSeconds + growthSeconds);
  const step = Math.max(refreshSeconds, Math.ceil(asked / mostPoints));
  // Ends on multiples of the step: repeated queries ask for the same instants, so that lines stand still.
  const instant = (at: number): string => String(Math.floor(at / step) * step);
  const search = new URLSearchParams({
    query: `${panelQuery} or ${captionMetric}`,
    start: instant(toMs / 1000 - asked),
    end: instant(toMs / 1000),
    step: String(step),
  });
  const answer = async (path: string) => (await fetch(path, { signal })).json();
  // Without the list the panel is shown all the same, beside the list as it was last known.
  const [range, listed, outcomes] = await Promise.all([
    answer(`/api/prometheus/api/v1/query_range?${search}`),
    answer("/api/recommendations").catch(() => null),
    answer("/api/outcomes").catch(() => null),
  ]);
  const recommendations = Array.isArray(listed) ? listed : before.recommendations;
  if (range.status !== "success") throw new Error(range.error);
  const series: readonly Series[] = range.data.result;
  return {
    frames: framesOf(series, step),
    captions: captionsOf(series, step),
    recommendations,
    outcomes: Array.isArray(outcomes) ? outcomes : before.outcomes,
    rangeSeconds: filledSeconds(series, toMs),
    toMs,
    failure: null,
  };
};

/** The last seconds until now, or what was selected of them. */
const rangeOf = ({ rangeSeconds }: Answer, toMs: number, zoomed: AbsoluteTimeRange | null): TimeRange => {
  const from = dateTime(zoomed?.from ?? toMs - rangeSeconds * 1000);
  const to = dateTime(zoomed?.to ?? toMs);
  return { from, to, raw: zoomed === null ? { from: `now-${rangeSeconds}s`, to: "now" } : { from, to } };
};

const panelData = ({ frames, captions }: Answer, timeRange: TimeRange, theme: GrafanaTheme2): PanelData => ({
  state: LoadingState.Done,
  timeRange,
  annotations: [
    toDataFrame({
      fields: [
        { name: "time", type: FieldType.time, values: captions.map(({ fromMs }) => fromMs) },
        { name: "text", type: FieldType.string, values: captions.map(({ text }) => text) },
      ],
    }),
  ],
  series: applyFieldOverrides({
    data: [...frames],
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    theme,
  }),
});

const stateOf = ({ toMs, failure }: Answer, deployments: number) => {
  if (failure !== null) return "error";
  if (toMs === null) return "loading";
  return deployments > 0 ? "live" : "waiting";
};

/** What the page shows, asked for again some time after each answer, so that a slow server is not asked twice at once. */
export const useLiveData = (theme: GrafanaTheme2, zoomed: AbsoluteTimeRange | null) => {
  const [answer, setAnswer] = useState(noAnswer);
  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;
    const poll = async (before: Answer): Promise<void> => {
      const next = await ask(before, stop.signal).catch(({ message }: Error) => ({ ...before, failure: message }));
      if (stop.signal.aborted) return;
      setAnswer(next);
      timer = window.setTimeout(poll, refreshSeconds * 1000, next);
    };
    void poll(noAnswer);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, []);
  const data = useMemo(
    () => (answer.toMs === null ? null : panelData(answer, rangeOf(answer, answer.toMs, zoomed), theme)),
    [answer, theme, zoomed],
  );
  const { captions, recommendations, outcomes, failure, frames } = answer;
  const deployments = useMemo(() => deploymentNames(frames).length, [frames]);
  const caption = captions.at(-1)?.text ?? "";
  return {
    state: stateOf(answer, deployments),
    deployments,
    data,
    caption,
    recommendations,
    outcomes,
    failure,
  } as const;
};

export type LiveData = ReturnType<typeof useLiveData>;
