import {
  applyFieldOverrides,
  type DataFrame,
  dateTime,
  type Field,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
} from "@grafana/data";
import { useEffect, useMemo, useState } from "react";
import type { BenchSettings } from "./bench-settings.ts";
import { caseFrames } from "./cases.ts";

const rangeMs = 10 * 60_000;
const streamEveryMs = 100;
const streamStepMs = 10_000;

const moved = (field: Field, byMs: number): Field => {
  const values: unknown[] = field.values;
  if (field.type === "time") return { ...field, values: values.map((time) => Number(time) + byMs) };
  return { ...field, values: [...values.slice(1), ...values.slice(0, 1)] };
};

/** The same series one sample later, as a stream sends them. */
export const streamed = (frames: readonly DataFrame[], byMs = streamStepMs): readonly DataFrame[] =>
  frames.map((frame) => ({ ...frame, fields: frame.fields.map((field) => moved(field, byMs)) }));

export interface Shown {
  readonly frames: readonly DataFrame[];
  readonly nowMs: number;
}

export const panelDataOf = ({ frames, nowMs }: Shown, theme: GrafanaTheme2, state: LoadingState): PanelData => {
  const from = dateTime(nowMs - rangeMs);
  return {
    state,
    timeRange: { from, to: dateTime(nowMs), raw: { from: "now-10m", to: "now" } },
    structureRev: 1,
    series: applyFieldOverrides({
      data: [...frames],
      fieldConfig: { defaults: {}, overrides: [] },
      replaceVariables: (text) => text,
      theme,
    }),
  };
};

/** The data of a case; a streaming one goes on by itself. */
export const useBenchData = (settings: BenchSettings, theme: GrafanaTheme2): PanelData => {
  const [shown, setShown] = useState<Shown | null>(null);
  const { case: name, firstText } = settings;
  const first = useMemo<Shown>(() => {
    const nowMs = Date.now();
    return { nowMs, frames: caseFrames(name, { nowMs, firstText }) };
  }, [name, firstText]);
  useEffect(() => {
    setShown(null);
    if (name !== "streaming") return undefined;
    const timer = setInterval(() => {
      setShown((before) => ({ nowMs: (before ?? first).nowMs, frames: streamed((before ?? first).frames, 0) }));
    }, streamEveryMs);
    return () => clearInterval(timer);
  }, [name, first]);
  const state = name === "streaming" ? LoadingState.Streaming : LoadingState.Done;
  return useMemo(() => panelDataOf(shown ?? first, theme, state), [shown, first, theme, state]);
};
