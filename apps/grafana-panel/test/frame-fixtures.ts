import { type CapacityViewModel, type ViewSettings, viewModelOf } from "../src/view-model/capacity-view-model.ts";
import type { FieldLike, FrameLike } from "../src/view-model/frame.ts";
import { readFrames } from "../src/view-model/read-series.ts";

export const capacityViewModel = (frames: readonly FrameLike[], settings: ViewSettings): CapacityViewModel =>
  viewModelOf(readFrames(frames), settings);

/** Frames as Grafana's Prometheus data source makes them, for tests. */
export const time = (values: readonly unknown[]): FieldLike => ({ name: "Time", type: "time", values });

export interface SeriesFixture {
  readonly metric: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly timesMs?: readonly unknown[];
  readonly values: readonly unknown[];
}

const secondsApart = (values: readonly unknown[]): readonly number[] => values.map((_, index) => index * 1000);

export const frame = ({ metric, labels = {}, values, timesMs = secondsApart(values) }: SeriesFixture): FrameLike => ({
  refId: "A",
  fields: [
    time(timesMs),
    {
      name: "Value",
      type: "number",
      values,
      labels: { __name__: metric, cluster: "east", deployment: "chat", ...labels },
    },
  ],
});
