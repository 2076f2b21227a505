import type { FieldLike, FrameLike } from "./frame.ts";
import { knownNumber } from "./known-number.ts";
import { type Role, roleOf } from "./role.ts";

/** One recognised series. Times rise strictly; a value is null where it is unknown. */
export interface Series {
  readonly role: Role;
  readonly cluster: string;
  readonly deployment: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

/** Why a frame, or one field of it, was left out. */
export type FrameProblem =
  | { readonly kind: "no-time-field"; readonly frame: string }
  | { readonly kind: "no-deployment-label"; readonly frame: string; readonly metric: string }
  | { readonly kind: "unknown-metric"; readonly frame: string; readonly metric: string };

export interface ReadFrames {
  readonly series: readonly Series[];
  readonly problems: readonly FrameProblem[];
}

const frameName = (frame: FrameLike): string => frame.name ?? frame.refId ?? "frame without a name";

/** Grafana names the value field of a Prometheus frame "Value"; the metric is then in the labels or the frame's name. */
const metricOf = (frame: FrameLike, field: FieldLike): string =>
  [field.labels?.["__name__"], field.name, frame.name].find((name) => name !== undefined && roleOf(name) !== null) ??
  field.labels?.["__name__"] ??
  field.name;

interface Sample {
  readonly timeMs: number;
  readonly value: number | null;
}

/** Samples in time order; of two at the same time the later one in the frame stands. */
const samplesOf = (time: FieldLike, field: FieldLike): readonly Sample[] => {
  const byTime = new Map<number, Sample>();
  for (let row = 0; row < time.values.length; row++) {
    const timeMs = knownNumber(time.values[row]);
    if (timeMs !== null) byTime.set(timeMs, { timeMs, value: knownNumber(field.values[row]) });
  }
  return [...byTime.values()].sort((a, b) => a.timeMs - b.timeMs);
};

const readField = (frame: FrameLike, time: FieldLike, field: FieldLike): Series | FrameProblem => {
  const metric = metricOf(frame, field);
  const role = roleOf(metric);
  if (role === null) return { kind: "unknown-metric", frame: frameName(frame), metric };
  const deployment = field.labels?.["deployment"];
  if (deployment === undefined || deployment === "") {
    return { kind: "no-deployment-label", frame: frameName(frame), metric };
  }
  const samples = samplesOf(time, field);
  return {
    role,
    cluster: field.labels?.["cluster"] ?? "",
    deployment,
    labels: field.labels ?? {},
    timesMs: samples.map(({ timeMs }) => timeMs),
    values: samples.map(({ value }) => value),
  };
};

const readFrame = (frame: FrameLike): readonly (Series | FrameProblem)[] => {
  const values = frame.fields.filter(({ type }) => type === "number");
  if (values.length === 0) return [];
  const time = frame.fields.find(({ type }) => type === "time");
  if (time === undefined) return [{ kind: "no-time-field", frame: frameName(frame) }];
  return values.map((field) => readField(frame, time, field));
};

const isSeries = (read: Series | FrameProblem): read is Series => "role" in read;

/** The series that the frames hold, and what could not be read. */
export const readFrames = (frames: readonly FrameLike[]): ReadFrames => {
  const read = frames.flatMap(readFrame);
  return {
    series: read.filter(isSeries),
    problems: read.filter((entry): entry is FrameProblem => !isSeries(entry)),
  };
};
