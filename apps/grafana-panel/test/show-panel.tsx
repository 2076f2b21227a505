// One panel in jsdom, with series as Grafana's Prometheus data source gives them.
import {
  createTheme,
  dateTime,
  EventBusSrv,
  FieldType,
  LoadingState,
  type PanelProps,
  ThemeContext,
  toDataFrame,
} from "@grafana/data";
import { render } from "@testing-library/react";
import { CapacityPanel } from "../src/components/CapacityPanel.tsx";
import { type CapacityOptions, defaultOptions } from "../src/view-model/options.ts";

export const endMs = 1_700_000_000_000;

export const series = (metric: string, value: number, labels: Readonly<Record<string, string>> = {}) =>
  toDataFrame({
    fields: [
      { name: "Time", type: FieldType.time, values: [endMs - 1000, endMs] },
      {
        name: "Value",
        type: FieldType.number,
        labels: { __name__: metric, cluster: "east", deployment: "chat", ...labels },
        values: [value, value],
      },
    ],
  });

export type Frames = readonly ReturnType<typeof series>[];

export const panelProps = (frames: Frames, options: Partial<CapacityOptions>): PanelProps<CapacityOptions> => {
  const range = { from: dateTime(endMs - 600_000), to: dateTime(endMs) };
  const timeRange = { ...range, raw: range };
  return {
    id: 1,
    title: "",
    transparent: false,
    width: 900,
    height: 600,
    timeRange,
    timeZone: "utc",
    data: { state: LoadingState.Done, series: [...frames], timeRange },
    options: { ...defaultOptions, ...options },
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    onChangeTimeRange: () => undefined,
  };
};

export const show = (frames: Frames, options: Partial<CapacityOptions> = {}) =>
  render(
    <ThemeContext.Provider value={createTheme()}>
      <CapacityPanel {...panelProps(frames, options)} />
    </ThemeContext.Provider>,
  );

export const chat: Frames = [
  series("loadline_ready_replicas", 6),
  series("loadline_desired_replicas", 8),
  series("loadline_headroom_ratio", -0.04),
  series("loadline_binding_limit", 1, { limit: "kv-cache" }),
  series("loadline_verdict", 1, { verdict: "scale-up", reason: "demand-above-load-line" }),
];
