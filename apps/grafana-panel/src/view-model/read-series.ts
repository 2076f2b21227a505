import { areEqual } from "./align.ts";
import { type FieldLike, type FrameLike, knownNumber, type Labels, type LinkLike, property } from "./frame.ts";
import { engineIdentity, gpuRoleOf, isCacheUsage, isKnownMetric, isRole, type Role, roleOf } from "./metrics.ts";
import { seriesFrames } from "./series-frames.ts";

/** Samples of one series. Times rise strictly; a value is null where it is unknown. */
interface Samples {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

export interface Series extends Samples {
  readonly role: Role;
  readonly cluster: string;
  readonly deployment: string;
  readonly labels: Labels;
  /** Data links of its last row. */
  readonly links?: (() => readonly LinkLike[]) | undefined;
}

/** Why a frame, or one field of it, was left out. */
export type FrameProblem =
  | { readonly kind: "no-time-field"; readonly frame: string }
  | { readonly kind: "no-deployment-label" | "no-usable-time" | "unknown-metric"; readonly metric: string }
  | { readonly kind: "impossible-values"; readonly metric: string; readonly count: number }
  | { readonly kind: "too-many-series"; readonly count: number };

/** More series than this are not read: such a query is a mistake, and would block the browser. */
export const mostSeries = 20_000;

const frameName = (frame: FrameLike): string => frame.name ?? frame.refId ?? "frame without a name";

/** Grafana names the value field of a Prometheus frame "Value"; the metric is then in the labels or the frame's name. */
export const metricOf = (frame: FrameLike, field: FieldLike): string => {
  const named = field.labels?.["__name__"];
  if (named !== undefined && isKnownMetric(named)) return named;
  return [field.name, frame.name].find((name) => name !== undefined && isKnownMetric(name)) ?? named ?? field.name;
};

/** The role that the field override "Role" sets. */
const chosenRole = ({ config }: FieldLike): Role | null => {
  const role = property(config?.custom, "role");
  return isRole(role) ? role : null;
};

/** The last list of times that was read: one query gives all its series the same. */
interface KnownTimes {
  last: readonly number[] | null;
}

interface FrameReading {
  readonly frame: FrameLike;
  readonly time: FieldLike;
  readonly known: KnownTimes;
}

const checkedTimes = (values: readonly unknown[]): readonly number[] | null => {
  let before = Number.NEGATIVE_INFINITY;
  for (const time of values) {
    if (typeof time !== "number" || !(time > before) || time === Number.POSITIVE_INFINITY) return null;
    before = time;
  }
  return values as readonly number[];
};

/** Times that are known and rise are taken without a copy; equal lists become one, which makes aligning them cheap. */
const risingTimes = ({ values }: FieldLike, known: KnownTimes): readonly number[] | null => {
  if (!Array.isArray(values)) return null;
  if (known.last === null || !areEqual(values, known.last)) known.last = checkedTimes(values);
  return known.last;
};

/** Whether all are numbers that are possible: a plain loop, because every value of every series passes here. */
const arePossible = (values: readonly unknown[], least: number): boolean => {
  for (const value of values)
    if (!(typeof value === "number" && value >= least && value < Number.POSITIVE_INFINITY)) return false;
  return true;
};

/** The values of so many rows, without a copy where all are numbers. */
const knownValues = ({ values }: FieldLike, rows: number): Samples["values"] =>
  Array.isArray(values) && values.length === rows && arePossible(values, -Number.MAX_VALUE)
    ? values
    : Array.from({ length: rows }, (_, row) => knownNumber(values[row]));

/** Samples in time order; of two at the same time the later one in the frame stands. */
const samplesOf = ({ time, known }: FrameReading, field: FieldLike): Samples => {
  const rising = risingTimes(time, known);
  if (rising !== null) return { timesMs: rising, values: knownValues(field, rising.length) };
  const byTime = new Map<number, number | null>();
  for (let row = 0; row < time.values.length; row++) {
    const timeMs = knownNumber(time.values[row]);
    if (timeMs !== null) byTime.set(timeMs, knownNumber(field.values[row]));
  }
  const sorted = [...byTime].sort(([a], [b]) => a - b);
  return { timesMs: sorted.map(([timeMs]) => timeMs), values: sorted.map(([, value]) => value) };
};

type Identity = Pick<Series, "role" | "cluster" | "deployment">;

const identityOf = (frame: FrameLike, field: FieldLike): Identity | FrameProblem => {
  const metric = metricOf(frame, field);
  const chosen = chosenRole(field);
  const labels = field.labels ?? {};
  const role = chosen ?? (isCacheUsage(metric) ? "headroom" : roleOf(metric));
  if (role === null) return { kind: "unknown-metric", metric };
  if (chosen === null && isCacheUsage(metric)) {
    const engine = engineIdentity(labels);
    return engine.deployment === "" ? { kind: "no-deployment-label", metric } : { role, ...engine };
  }
  // A field with a role of its own may come from a source without labels; its frame then names the deployment.
  const deployment = labels["deployment"] || (chosen === null ? "" : frameName(frame));
  if (deployment === "") return { kind: "no-deployment-label", metric };
  return { role, deployment, cluster: labels["cluster"] ?? "" };
};

/** What may be below zero: demand above the load line, a time that has passed, and capacity that is lost. */
const belowZero: ReadonlySet<Role> = new Set<Role>([
  "headroom",
  "headroom-least",
  "exhaustion",
  "ledger-requests",
  "ledger-gpus",
]);

/** Values with those below zero as unknown, and their number. */
const withoutNegative = (values: Samples["values"]): { readonly values: Samples["values"]; readonly count: number } => {
  const isNegative = (value: number | null): boolean => value !== null && value < 0;
  const count = arePossible(values, 0) ? 0 : values.filter(isNegative).length;
  return { count, values: count === 0 ? values : values.map((one) => (isNegative(one) ? null : one)) };
};

const readField = (reading: FrameReading, field: FieldLike): readonly (Series | FrameProblem)[] => {
  const metric = metricOf(reading.frame, field);
  const identity = identityOf(reading.frame, field);
  if ("kind" in identity) return [identity];
  const { timesMs, values: all } = samplesOf(reading, field);
  if (timesMs.length === 0 && field.values.length > 0) return [{ kind: "no-usable-time", metric }];
  const engine = chosenRole(field) === null && isCacheUsage(metric);
  const read = engine ? all.map((used) => (used === null ? null : 1 - used)) : all;
  const { values, count } = belowZero.has(identity.role) ? { values: read, count: 0 } : withoutNegative(read);
  const { getLinks } = field;
  const links = getLinks && (() => getLinks({ valueRowIndex: Math.max(0, field.values.length - 1) }));
  const series = { ...identity, labels: field.labels ?? {}, links, timesMs, values };
  return count === 0 ? [series] : [series, { kind: "impossible-values", metric, count }];
};

const isOfGpu = (frame: FrameLike, field: FieldLike): boolean =>
  chosenRole(field) === null && gpuRoleOf(metricOf(frame, field)) !== null;

/** The series that the frames hold, and what could not be read; series beyond the first 20,000 are only counted. */
export const readFrames = (frames: readonly FrameLike[]) => {
  const series: Series[] = [];
  const problems: FrameProblem[] = [];
  const known: KnownTimes = { last: null };
  let leftOut = 0;
  for (const frame of frames.flatMap(seriesFrames)) {
    const fields = frame.fields.filter((field) => field.type === "number" && !isOfGpu(frame, field));
    if (fields.length === 0) continue;
    const time = frame.fields.find(({ type }) => type === "time");
    if (time === undefined) {
      problems.push({ kind: "no-time-field", frame: frameName(frame) });
      continue;
    }
    const taken = fields.slice(0, Math.max(0, mostSeries - series.length));
    leftOut += fields.length - taken.length;
    for (const read of taken.flatMap((field) => readField({ frame, time, known }, field))) {
      if ("role" in read) series.push(read);
      else problems.push(read);
    }
  }
  if (leftOut > 0) problems.unshift({ kind: "too-many-series", count: leftOut });
  return { series, problems };
};
