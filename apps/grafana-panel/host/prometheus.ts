import { type DataFrame, FieldType, toDataFrame } from "@grafana/data";
import { property } from "../src/view-model/frame.ts";

export interface PrometheusSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export type PrometheusAnswer =
  | { readonly kind: "series"; readonly series: readonly PrometheusSeries[] }
  | { readonly kind: "refused"; readonly message: string };

export interface RangeQuery {
  readonly query: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepSeconds: number;
}

/** Points that a chart of a page's width can show. */
const mostPoints = 600;

/** Bounds of a range that follows the age of the data, in seconds, and the steps in which it grows. */
export const followedRange = { least: 20, most: 1800, step: 10 } as const;

/** Seconds since the oldest sample of the recommender, so that a range of this length is filled. */
export const filledSeconds = (series: readonly PrometheusSeries[], toMs: number): number => {
  const { least, most, step } = followedRange;
  const oldestMs = series
    .filter(({ labels }) => labels["deployment"] !== undefined)
    .reduce((oldest, { timesMs }) => Math.min(oldest, timesMs[0] ?? oldest), toMs);
  return Math.min(most, Math.max(least, Math.ceil((toMs - oldestMs) / 1000 / step) * step));
};

/** What happens in the fleet, from the time at which it began. */
export interface Caption {
  readonly text: string;
  readonly fromMs: number;
}

/** What happens in the simulated fleet: a series for each text, which has samples as long as it holds. */
export const captionMetric = "fleet_caption_info";

/** In the order of time: the last is the present one. A text that comes again begins again. */
export const captionsOf = (series: readonly PrometheusSeries[], stepSeconds: number): readonly Caption[] =>
  series
    .filter(({ labels }) => labels["__name__"] === captionMetric)
    .flatMap(({ labels, timesMs }) =>
      timesMs
        .filter((timeMs, index) => timeMs - (timesMs[index - 1] ?? Number.NEGATIVE_INFINITY) > 2 * stepSeconds * 1000)
        .map((fromMs) => ({ text: labels["caption"] ?? "", fromMs })),
    )
    .sort((a, b) => a.fromMs - b.fromMs);

/** A step that keeps the points of a range few, in whole seconds and never under the least. */
export const stepSeconds = (rangeSeconds: number, leastSeconds: number): number =>
  Math.max(Math.ceil(leastSeconds), Math.ceil(rangeSeconds / mostPoints));

/** Ends of the range on multiples of the step: repeated queries ask for the same instants, so that lines stand still. */
export const rangeQueryPath = ({ query, fromMs, toMs, stepSeconds }: RangeQuery): string => {
  const onStep = (timeMs: number): number => Math.floor(timeMs / 1000 / stepSeconds) * stepSeconds;
  const parameters = { query, start: onStep(fromMs), end: onStep(toMs), step: stepSeconds };
  const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return `/api/prometheus/api/v1/query_range?${search}`;
};

/** Prometheus writes numbers as text, and "NaN", "+Inf", "-Inf" for what JSON has no number for. */
const sampleValue = (text: unknown): number =>
  text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);

const readSeries = (entry: unknown): readonly PrometheusSeries[] => {
  const [metric, values] = [property(entry, "metric"), property(entry, "values")];
  if (typeof metric !== "object" || metric === null || !Array.isArray(values)) return [];
  const samples = values.filter((sample): sample is [number, unknown] => Array.isArray(sample));
  return [
    {
      labels: Object.fromEntries(Object.entries(metric).map(([name, value]) => [name, String(value)])),
      timesMs: samples.map(([time]) => time * 1000),
      values: samples.map(([, value]) => sampleValue(value)),
    },
  ];
};

export const parseRangeAnswer = (body: unknown): PrometheusAnswer => {
  const [data, error] = [property(body, "data"), property(body, "error")];
  if (property(body, "status") !== "success" || typeof data !== "object" || data === null) {
    return { kind: "refused", message: typeof error === "string" ? error : "the answer is not one of Prometheus" };
  }
  const result = property(data, "result");
  return { kind: "series", series: Array.isArray(result) ? result.flatMap(readSeries) : [] };
};

/** One frame per series, in the shape of Grafana's Prometheus data source. */
export const framesOf = (series: readonly PrometheusSeries[], stepSeconds: number): DataFrame[] =>
  series.map(({ labels, timesMs, values }) =>
    toDataFrame({
      refId: "A",
      fields: [
        { name: "Time", type: FieldType.time, config: { interval: stepSeconds * 1000 }, values: [...timesMs] },
        { name: "Value", type: FieldType.number, labels: { ...labels }, config: {}, values: [...values] },
      ],
    }),
  );
