import { engineIdentity, isCacheUsage } from "./engine-metric.ts";
import type { FieldLike, FrameLike } from "./frame.ts";
import { gpuRoleOf } from "./gpu-role.ts";
import { seriesFrames } from "./long-frame.ts";
import { type KnownTimes, samplesOf } from "./read-samples.ts";
import { isRole, type Role, roleOf } from "./role.ts";
import type { LinkLike } from "./safe-links.ts";

/** One recognised series. Times rise strictly; a value is null where it is unknown. */
export interface Series {
  readonly role: Role;
  readonly cluster: string;
  readonly deployment: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
  /** Data links of its last row. */
  readonly links?: (() => readonly LinkLike[]) | undefined;
}

/** Why a frame, or one field of it, was left out. */
export type FrameProblem =
  | { readonly kind: "no-time-field"; readonly frame: string }
  | { readonly kind: "no-deployment-label"; readonly frame: string; readonly metric: string }
  | { readonly kind: "no-usable-time"; readonly frame: string; readonly metric: string }
  | { readonly kind: "impossible-values"; readonly frame: string; readonly metric: string; readonly count: number }
  | { readonly kind: "unknown-metric"; readonly frame: string; readonly metric: string }
  | { readonly kind: "too-many-series"; readonly count: number };

export interface ReadFrames {
  readonly series: readonly Series[];
  readonly problems: readonly FrameProblem[];
}

/** More series than this are not read: a query that brings more is a mistake, and a browser has other work. */
export const mostSeries = 5000;

const frameName = (frame: FrameLike): string => frame.name ?? frame.refId ?? "frame without a name";

const isKnownMetric = (name: string): boolean =>
  roleOf(name) !== null || gpuRoleOf(name) !== null || isCacheUsage(name);

/** Grafana names the value field of a Prometheus frame "Value"; the metric is then in the labels or the frame's name. */
export const metricOf = (frame: FrameLike, field: FieldLike): string =>
  [field.labels?.["__name__"], field.name, frame.name].find((name) => name !== undefined && isKnownMetric(name)) ??
  field.labels?.["__name__"] ??
  field.name;

/** The role that somebody gave the field by hand, before the one that its metric has. */
const chosenRole = ({ config }: FieldLike): Role | null => {
  const custom: unknown = config?.custom;
  const role: unknown = typeof custom === "object" && custom !== null && "role" in custom ? custom.role : null;
  return isRole(role) ? role : null;
};

/** The headroom of one engine: the share of its cache that is left. */
const readEngine = ({ frame, time, known }: FrameReading, field: FieldLike): Series | FrameProblem => {
  const labels = field.labels ?? {};
  const identity = engineIdentity(labels);
  if (identity.deployment === "") {
    return { kind: "no-deployment-label", frame: frameName(frame), metric: metricOf(frame, field) };
  }
  const { timesMs, values } = samplesOf(time, field, known);
  const left = values.map((used) => (used === null ? null : 1 - used));
  return { role: "headroom", ...identity, labels, timesMs, values: left };
};

interface FrameReading {
  readonly frame: FrameLike;
  readonly time: FieldLike;
  readonly known: KnownTimes;
}

const isSeries = (read: Series | FrameProblem): read is Series => "role" in read;

/** What may be below zero: demand above the load line, and a time that has passed. */
const belowZero: ReadonlySet<Role> = new Set<Role>(["headroom", "exhaustion"]);

const isImpossible = (value: number | null): boolean => value !== null && value < 0;

/** A plain loop: every value of every series passes here. */
const countImpossible = (values: Series["values"]): number => {
  let count = 0;
  for (const value of values) if (value !== null && value < 0) count++;
  return count;
};

/** A count or a rate below zero is no measurement: it is unknown, and said so. */
const checked = (series: Series, { frame }: FrameReading, metric: string): readonly (Series | FrameProblem)[] => {
  const named = { frame: frameName(frame), metric };
  if (series.timesMs.length === 0) return [{ kind: "no-usable-time", ...named }];
  const count = belowZero.has(series.role) ? 0 : countImpossible(series.values);
  if (count === 0) return [series];
  const values = series.values.map((value) => (isImpossible(value) ? null : value));
  return [
    { ...series, values },
    { kind: "impossible-values", ...named, count },
  ];
};

const readField = (reading: FrameReading, field: FieldLike): readonly (Series | FrameProblem)[] => {
  const read = fieldSeries(reading, field);
  return isSeries(read) && field.values.length > 0 ? checked(read, reading, metricOf(reading.frame, field)) : [read];
};

const fieldSeries = (reading: FrameReading, field: FieldLike): Series | FrameProblem => {
  const { frame, time, known } = reading;
  const metric = metricOf(frame, field);
  const chosen = chosenRole(field);
  if (chosen === null && isCacheUsage(metric)) return readEngine(reading, field);
  const role = chosen ?? roleOf(metric);
  if (role === null) return { kind: "unknown-metric", frame: frameName(frame), metric };
  // A field with a role of its own may come from a source without labels; its frame then names the deployment.
  const deployment = field.labels?.["deployment"] || (chosen === null ? "" : frameName(frame));
  if (deployment === "") return { kind: "no-deployment-label", frame: frameName(frame), metric };
  const labels = field.labels ?? {};
  const { getLinks } = field;
  const links = getLinks && (() => getLinks({ valueRowIndex: Math.max(0, field.values.length - 1) }));
  return { role, cluster: labels["cluster"] ?? "", deployment, labels, links, ...samplesOf(time, field, known) };
};

const isOfGpu = (frame: FrameLike, field: FieldLike): boolean =>
  chosenRole(field) === null && gpuRoleOf(metricOf(frame, field)) !== null;

const readFrame = (frame: FrameLike, room: number, known: KnownTimes): readonly (Series | FrameProblem)[] => {
  const values = frame.fields.filter((field) => field.type === "number" && !isOfGpu(frame, field));
  if (values.length === 0) return [];
  const time = frame.fields.find(({ type }) => type === "time");
  if (time === undefined) return [{ kind: "no-time-field", frame: frameName(frame) }];
  const read = values.slice(0, room).flatMap((field) => readField({ frame, time, known }, field));
  const leftOut = Math.max(0, values.length - room);
  return leftOut === 0 ? read : [...read, { kind: "too-many-series", count: leftOut }];
};

const countLeftOut = (problems: readonly FrameProblem[]): number =>
  problems.reduce((sum, problem) => sum + (problem.kind === "too-many-series" ? problem.count : 0), 0);

/** The series that the frames hold, and what could not be read; series beyond the first 5,000 are counted alone. */
export const readFrames = (frames: readonly FrameLike[]): ReadFrames => {
  const series: Series[] = [];
  const problems: FrameProblem[] = [];
  const known: KnownTimes = { last: null };
  for (const frame of frames.flatMap(seriesFrames)) {
    for (const read of readFrame(frame, Math.max(0, mostSeries - series.length), known)) {
      if (isSeries(read)) series.push(read);
      else problems.push(read);
    }
  }
  const count = countLeftOut(problems);
  const others = problems.filter(({ kind }) => kind !== "too-many-series");
  return { series, problems: count === 0 ? others : [{ kind: "too-many-series", count }, ...others] };
};
