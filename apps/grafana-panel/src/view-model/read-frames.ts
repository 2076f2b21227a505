import { engineIdentity, isCacheUsage } from "./engine-metric.ts";
import type { FieldLike, FrameLike } from "./frame.ts";
import { gpuRoleOf } from "./gpu-role.ts";
import { knownNumber } from "./known-number.ts";
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

type Samples = Pick<Series, "timesMs" | "values">;

const sorted = ({ timesMs, values }: Samples): Samples => {
  const byTime = new Map(timesMs.map((time, index) => [time, values[index] ?? null]));
  const samples = [...byTime].sort(([a], [b]) => a - b);
  return { timesMs: samples.map(([time]) => time), values: samples.map(([, value]) => value) };
};

/** Times that are known and rise, as nearly every source sends them: taken as they are, not copied. */
const risingTimes = ({ values }: FieldLike): readonly number[] | null => {
  if (!Array.isArray(values)) return null;
  let before = Number.NEGATIVE_INFINITY;
  for (const time of values) {
    if (typeof time !== "number" || !(time > before) || time === Number.POSITIVE_INFINITY) return null;
    before = time;
  }
  return values;
};

const areKnown = (values: ArrayLike<unknown>): values is readonly number[] => {
  if (!Array.isArray(values)) return false;
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
};

/** The values of so many rows: as they are where all are numbers. */
const knownValues = ({ values }: FieldLike, rows: number): Series["values"] =>
  values.length === rows && areKnown(values)
    ? values
    : Array.from({ length: rows }, (_, row) => knownNumber(values[row]));

/** Samples in time order; of two at the same time the later one in the frame stands. */
const samplesOf = (time: FieldLike, field: FieldLike): Samples => {
  const rising = risingTimes(time);
  if (rising !== null) return { timesMs: rising, values: knownValues(field, rising.length) };
  return samplesInAnyOrder(time, field);
};

const samplesInAnyOrder = (time: FieldLike, field: FieldLike): Samples => {
  const timesMs: number[] = [];
  const values: (number | null)[] = [];
  let rising = true;
  for (let row = 0; row < time.values.length; row++) {
    const timeMs = knownNumber(time.values[row]);
    if (timeMs === null) continue;
    rising &&= timesMs.length === 0 || timeMs > (timesMs.at(-1) ?? timeMs);
    timesMs.push(timeMs);
    values.push(knownNumber(field.values[row]));
  }
  return rising ? { timesMs, values } : sorted({ timesMs, values });
};

/** The role that somebody gave the field by hand, before the one that its metric has. */
const chosenRole = ({ config }: FieldLike): Role | null => {
  const custom: unknown = config?.custom;
  const role: unknown = typeof custom === "object" && custom !== null && "role" in custom ? custom.role : null;
  return isRole(role) ? role : null;
};

/** The headroom of one engine: the share of its cache that is left. */
const readEngine = (frame: FrameLike, time: FieldLike, field: FieldLike): Series | FrameProblem => {
  const labels = field.labels ?? {};
  const identity = engineIdentity(labels);
  if (identity.deployment === "") {
    return { kind: "no-deployment-label", frame: frameName(frame), metric: metricOf(frame, field) };
  }
  const { timesMs, values } = samplesOf(time, field);
  const left = values.map((used) => (used === null ? null : 1 - used));
  return { role: "headroom", ...identity, labels, timesMs, values: left };
};

const readField = (frame: FrameLike, time: FieldLike, field: FieldLike): Series | FrameProblem => {
  const metric = metricOf(frame, field);
  const chosen = chosenRole(field);
  if (chosen === null && isCacheUsage(metric)) return readEngine(frame, time, field);
  const role = chosen ?? roleOf(metric);
  if (role === null) return { kind: "unknown-metric", frame: frameName(frame), metric };
  // A field with a role of its own may come from a source without labels; its frame then names the deployment.
  const deployment = field.labels?.["deployment"] || (chosen === null ? "" : frameName(frame));
  if (deployment === "") return { kind: "no-deployment-label", frame: frameName(frame), metric };
  const labels = field.labels ?? {};
  const { getLinks } = field;
  const links = getLinks && (() => getLinks({ valueRowIndex: Math.max(0, field.values.length - 1) }));
  return { role, cluster: labels["cluster"] ?? "", deployment, labels, links, ...samplesOf(time, field) };
};

const isOfGpu = (frame: FrameLike, field: FieldLike): boolean =>
  chosenRole(field) === null && gpuRoleOf(metricOf(frame, field)) !== null;

const readFrame = (frame: FrameLike, room: number): readonly (Series | FrameProblem)[] => {
  const values = frame.fields.filter((field) => field.type === "number" && !isOfGpu(frame, field));
  if (values.length === 0) return [];
  const time = frame.fields.find(({ type }) => type === "time");
  if (time === undefined) return [{ kind: "no-time-field", frame: frameName(frame) }];
  const read = values.slice(0, room).map((field) => readField(frame, time, field));
  const leftOut = values.length - read.length;
  return leftOut === 0 ? read : [...read, { kind: "too-many-series", count: leftOut }];
};

const isSeries = (read: Series | FrameProblem): read is Series => "role" in read;

const countLeftOut = (problems: readonly FrameProblem[]): number =>
  problems.reduce((sum, problem) => sum + (problem.kind === "too-many-series" ? problem.count : 0), 0);

/** The series that the frames hold, and what could not be read; series beyond the first 5,000 are counted alone. */
export const readFrames = (frames: readonly FrameLike[]): ReadFrames => {
  const series: Series[] = [];
  const problems: FrameProblem[] = [];
  for (const frame of frames) {
    for (const read of readFrame(frame, Math.max(0, mostSeries - series.length))) {
      if (isSeries(read)) series.push(read);
      else problems.push(read);
    }
  }
  const count = countLeftOut(problems);
  const others = problems.filter(({ kind }) => kind !== "too-many-series");
  return { series, problems: count === 0 ? others : [{ kind: "too-many-series", count }, ...others] };
};
