import { shortened } from "./format-value.ts";
import { type FrameLike, knownNumber } from "./frame.ts";

/** An annotation of the dashboard: a moment or a span of time. */
export interface Annotation {
  readonly timeMs: number;
  /** null: a moment. */
  readonly endMs: number | null;
  readonly text: string;
}

/** More of them hide the chart. */
const mostAnnotations = 200;

const annotationsOf = (frame: FrameLike): readonly Annotation[] => {
  const column = (name: string) => frame.fields.find((field) => field.name === name)?.values;
  const times = column("time") ?? [];
  const [end, ...texts] = [column("timeEnd"), column("title"), column("text")];
  return Array.from({ length: times.length }).flatMap((_, row): readonly Annotation[] => {
    const timeMs = knownNumber(times[row]);
    const endMs = knownNumber(end?.[row]);
    if (timeMs === null) return [];
    const parts = texts.map((values) => values?.[row]).map((part) => (typeof part === "string" ? part.trim() : ""));
    const text = shortened(parts.filter((part) => part !== "").join(": ") || "annotation");
    return [{ timeMs, endMs: endMs !== null && endMs > timeMs ? endMs : null, text }];
  });
};

/** The annotations in the frames, in the order of time. Never throws on what a data source can return. */
export const annotations = (frames: readonly FrameLike[]): readonly Annotation[] =>
  frames
    .flatMap(annotationsOf)
    .sort((a, b) => a.timeMs - b.timeMs)
    .slice(0, mostAnnotations);

/** The annotation at a time: one whose span covers it, else the nearest within reach. */
export const annotationNear = (all: readonly Annotation[], timeMs: number, withinMs: number) => {
  const distance = ({ timeMs: from, endMs }: Annotation): number =>
    timeMs < from ? from - timeMs : Math.max(0, timeMs - (endMs ?? from));
  const [nearest] = all.filter((one) => distance(one) <= withinMs).sort((a, b) => distance(a) - distance(b));
  return nearest;
};
