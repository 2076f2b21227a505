import { areEqual, type Sampled } from "./align.ts";
import { type FieldLike, type FrameLike, knownNumber, type Labels, type LinkLike, property } from "./frame.ts";
import {
  engineIdentity,
  gpuRoleOf,
  isCacheUsage,
  isKnownMetric,
  isNodeRole,
  isRole,
  type Role,
  roleOf,
} from "./metrics.ts";
import { addGpu, type GpuSamples, type GpuSource, sourceOf } from "./read-gpus.ts";
import { seriesFrames } from "./series-frames.ts";

export interface Series extends Sampled {
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
  const role = config?.custom === undefined ? null : property(config.custom, "role");
  return isRole(role) ? role : null;
};

/** The last list of times that was read: one query gives all its series the same. */
interface KnownTimes {
  last: readonly number[] | null;
}

interface FieldReading {
  readonly frame: FrameLike;
  readonly time: FieldLike;
  readonly field: FieldLike;
  readonly metric: string;
  /** The role that its override sets. */
  readonly chosen: Role | null;
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
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!(typeof value === "number" && value >= least && value < Number.POSITIVE_INFINITY)) return false;
  }
  return true;
};

/** Sampled in time order; of two at the same time the later one in the frame stands. No copy where all are possible. */
const samplesOf = ({ time, field }: FieldReading, known: KnownTimes, least: number): Sampled => {
  const rising = risingTimes(time, known);
  if (rising !== null) {
    const { values } = field;
    if (Array.isArray(values) && values.length === rising.length && arePossible(values, least))
      return { timesMs: rising, values };
    return { timesMs: rising, values: Array.from(rising, (_, row) => knownNumber(values[row])) };
  }
  const byTime = new Map<number, number | null>();
  for (let row = 0; row < time.values.length; row++) {
    const timeMs = knownNumber(time.values[row]);
    if (timeMs !== null) byTime.set(timeMs, knownNumber(field.values[row]));
  }
  const sorted = [...byTime].sort(([a], [b]) => a - b);
  return { timesMs: sorted.map(([timeMs]) => timeMs), values: sorted.map(([, value]) => value) };
};

type Identity = Pick<Series, "role" | "cluster" | "deployment">;

const identityOf = ({ frame, field, metric, chosen }: FieldReading): Identity | FrameProblem => {
  const labels = field.labels ?? {};
  const role = chosen ?? (isCacheUsage(metric) ? "headroom" : roleOf(metric));
  if (role === null) return { kind: "unknown-metric", metric };
  if (chosen === null && isCacheUsage(metric)) {
    const engine = engineIdentity(labels);
    return engine.deployment === "" ? { kind: "no-deployment-label", metric } : { role, ...engine };
  }
  // A field with a role of its own may come from a source without labels; its frame then names the deployment.
  const deployment = labels["deployment"] || (chosen === null ? "" : frameName(frame));
  if (deployment === "" && !isNodeRole(role)) return { kind: "no-deployment-label", metric };
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

const isNegative = (value: number | null): boolean => value !== null && value < 0;

/** What the frames hold, and what could not be read. */
class FrameReader {
  /** What each field measures of a GPU, field by field; null: nothing. */
  readonly sources: (GpuSource | null)[] = [];
  readonly #settings: ReadSettings;
  readonly series: Series[] = [];
  /** What the recommender knows of nodes. */
  readonly nodes: Series[] = [];
  readonly gpus: GpuSamples = { sources: [], timesMs: [], values: [] };
  readonly problems: FrameProblem[] = [];
  /** Series beyond the most that are read. */
  leftOut = 0;
  readonly known: KnownTimes = { last: null };

  constructor(settings: ReadSettings) {
    this.#settings = settings;
  }

  #readGpu(source: GpuSource | null, time: FieldLike | undefined, field: FieldLike): void {
    const { gpusAtMs } = this.#settings;
    if (gpusAtMs !== null && source !== null && time !== undefined) addGpu(this.gpus, source, time, field, gpusAtMs);
  }

  #readKnown(time: FieldLike | undefined, field: FieldLike): boolean {
    const source = this.#settings.known?.[this.sources.length] ?? null;
    if (source === null || field.labels === undefined) return false;
    this.sources.push(source);
    this.#readGpu(source, time, field);
    return true;
  }

  read(frame: FrameLike): void {
    const time = frame.fields.find(({ type }) => type === "time");
    const others: Pick<FieldReading, "field" | "metric" | "chosen">[] = [];
    for (const field of frame.fields) {
      if (field.type !== "number" || this.#readKnown(time, field)) continue;
      const metric = metricOf(frame, field);
      const [gpu, chosen] = [gpuRoleOf(metric), chosenRole(field)];
      if (gpu === null || chosen !== null) others.push({ field, metric, chosen });
      const source = gpu && sourceOf(gpu, field.labels ?? {});
      // Grafana does not count labels that come or go as a whole.
      this.sources.push(chosen === null && field.labels !== undefined ? source : null);
      this.#readGpu(source, time, field);
    }
    if (others.length === 0) return;
    if (time === undefined) return void this.problems.push({ kind: "no-time-field", frame: frameName(frame) });
    const taken = others.slice(0, Math.max(0, mostSeries - this.series.length));
    this.leftOut += others.length - taken.length;
    for (const { field, metric, chosen } of taken) this.#readField({ frame, time, field, metric, chosen });
  }

  #readField(reading: FieldReading): void {
    const { field, metric, chosen } = reading;
    const identity = identityOf(reading);
    if ("kind" in identity) return void this.problems.push(identity);
    const { role, cluster, deployment } = identity;
    const least = belowZero.has(role) ? -Number.MAX_VALUE : 0;
    const { timesMs, values: all } = samplesOf(reading, this.known, least);
    if (timesMs.length === 0 && field.values.length > 0)
      return void this.problems.push({ kind: "no-usable-time", metric });
    const engine = chosen === null && isCacheUsage(metric);
    const read = engine ? all.map((used) => (used === null ? null : 1 - used)) : all;
    const count = least < 0 || read === field.values ? 0 : read.filter(isNegative).length;
    const values = count === 0 ? read : read.map((one) => (isNegative(one) ? null : one));
    const { getLinks, labels = {} } = field;
    const links = getLinks && (() => getLinks({ valueRowIndex: Math.max(0, field.values.length - 1) }));
    const into = isNodeRole(role) ? this.nodes : this.series;
    into.push({ role, cluster, deployment, labels, links, timesMs, values });
    if (count > 0) this.problems.push({ kind: "impossible-values", metric, count });
  }
}

/** Distance of the last two times; 0: not known. */
const intervalOf = (times: readonly number[]): number => (times.at(-1) ?? 0) - (times.at(-2) ?? times.at(-1) ?? 0);

interface ReadSettings {
  /** When samples of GPUs, which the fleet map alone shows, are the newest that are read; null: none of them is. */
  readonly gpusAtMs: number | null;
  /** What was read of frames that differ from these in their values alone: their labels are not taken apart again. */
  readonly known: readonly (GpuSource | null)[] | null;
}

const everything: ReadSettings = { gpusAtMs: Number.MAX_VALUE, known: null };

/** The series that the frames hold, and what could not be read; series beyond the first 20,000 are only counted. */
export const readFrames = (frames: readonly FrameLike[], settings = everything) => {
  const reader = new FrameReader(settings);
  // A table has its labels among its values.
  let isPlain = true;
  for (const frame of frames) {
    const parts = settings.known === null ? seriesFrames(frame) : null;
    isPlain &&= parts === null || parts[0] === frame;
    if (parts === null) reader.read(frame);
    else for (const part of parts) reader.read(part);
  }
  const { series, nodes, gpus, problems, leftOut, known, sources } = reader;
  if (leftOut > 0) problems.unshift({ kind: "too-many-series", count: leftOut });
  const intervalMs = intervalOf(known.last ?? []);
  return { series, nodes, gpus, problems, isEmpty: frames.length === 0, intervalMs, sources: isPlain ? sources : null };
};

export type ReadFrames = ReturnType<typeof readFrames>;
