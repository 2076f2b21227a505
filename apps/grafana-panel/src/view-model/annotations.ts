import type { FieldLike, FrameLike } from "./frame.ts";
import { knownNumber } from "./known-number.ts";
import { shortened } from "./shortened.ts";

/** Something that happened, or went on for a while, as a dashboard's annotations tell it. */
export interface Annotation {
  readonly timeMs: number;
  /** null: a moment. */
  readonly endMs: number | null;
  readonly text: string;
}

/** More of them hide the chart. */
const mostAnnotations = 200;

const named = (frame: FrameLike, name: string): FieldLike | undefined =>
  frame.fields.find((field) => field.name === name);

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

const annotationsOf = (frame: FrameLike): readonly Annotation[] => {
  const time = named(frame, "time");
  if (time === undefined) return [];
  const [end, title, text] = ["timeEnd", "title", "text"].map((name) => named(frame, name)?.values);
  return Array.from({ length: time.values.length }, (_, row) => row).flatMap((row): readonly Annotation[] => {
    const timeMs = knownNumber(time.values[row]);
    const endMs = knownNumber(end?.[row]);
    if (timeMs === null) return [];
    const words = [textOf(title?.[row]), textOf(text?.[row])].filter((part) => part !== "").join(": ");
    return [{ timeMs, endMs: endMs !== null && endMs > timeMs ? endMs : null, text: shortened(words || "annotation") }];
  });
};

/** The annotations in the frames, in the order of time. Never throws on what a data source can answer. */
export const annotations = (frames: readonly FrameLike[]): readonly Annotation[] =>
  frames
    .flatMap(annotationsOf)
    .sort((a, b) => a.timeMs - b.timeMs)
    .slice(0, mostAnnotations);

/** The annotation at a time: one that goes on then, else the nearest within reach. */
export const annotationNear = (
  all: readonly Annotation[],
  timeMs: number,
  withinMs: number,
): Annotation | undefined => {
  const distance = ({ timeMs: from, endMs }: Annotation): number =>
    timeMs < from ? from - timeMs : Math.max(0, timeMs - (endMs ?? from));
  return all
    .filter((one) => distance(one) <= withinMs)
    .reduce<Annotation | undefined>((a, b) => (a === undefined || distance(b) < distance(a) ? b : a), undefined);
};
