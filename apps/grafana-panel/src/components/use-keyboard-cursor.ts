import { type KeyboardEvent, type RefObject, useState } from "react";
import type uPlot from "uplot";
import { markNear } from "../chart/chart-overlay.ts";
import type { AlignedValues } from "../view-model/align.ts";
import { knownIndices, movedCursor } from "../view-model/chart-cursor.ts";
import type { DecisionMark } from "../view-model/decision-marks.ts";
import { markText } from "../view-model/decision-words.ts";

interface NamedLine {
  readonly label: string;
  readonly values: AlignedValues;
}

export interface KeyboardCursorOptions {
  readonly plot: RefObject<uPlot | null>;
  readonly timesMs: readonly number[];
  readonly lines: readonly NamedLine[];
  readonly marks: readonly DecisionMark[];
  readonly format: (value: number | null) => string;
  readonly timeText: (timeMs: number) => string;
}

export interface KeyboardCursor {
  /** What stands at the cursor, in words; empty while there is none. */
  readonly text: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

const textAt = ({ timesMs, lines, marks, format, timeText }: KeyboardCursorOptions, index: number): string => {
  const timeMs = timesMs[index] ?? 0;
  const values = lines.toReversed().flatMap(({ label, values: line }) => {
    const value = line[index];
    return typeof value === "number" ? [`${label} ${format(value)}`] : [];
  });
  const mark = markNear(marks, timeMs, 0);
  return [timeText(timeMs), ...values, ...(mark === undefined ? [] : [markText(mark)])].join("; ");
};

/** A cursor that arrows, Page keys, Home and End move through the times of a chart; Escape ends it. */
export const useKeyboardCursor = (options: KeyboardCursorOptions): KeyboardCursor => {
  const [atMs, setAtMs] = useState<number | null>(null);
  const [text, setText] = useState("");
  const { plot, timesMs, lines } = options;
  const leave = (): void => {
    setAtMs(null);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") leave();
    const known = knownIndices(
      timesMs,
      lines.map(({ values }) => values),
    );
    const at = atMs === null ? null : timesMs.findLastIndex((time) => time <= atMs);
    const next = movedCursor(event.key, at, known);
    const timeMs = next === null ? undefined : timesMs[next];
    if (next === null || timeMs === undefined) return;
    event.preventDefault();
    setAtMs(timeMs);
    setText(textAt(options, next));
    const drawn = plot.current;
    drawn?.setCursor({ left: drawn.valToPos(timeMs, "x"), top: drawn.over.clientHeight / 2 });
  };
  return { text, onKeyDown, onBlur: leave };
};
