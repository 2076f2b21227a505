import { seededRandom } from "@loadline/model";
import { type EngineColumns, partitionOf, type Telemetry } from "@loadline/protocol";
import { type EngineSample, EngineSeries, type Retention } from "./engine-series.ts";
import { nextStretch, type StretchSettings, type StretchState } from "./engine-stretch.ts";
import { DeploymentLatencies, hasRises, type LatencyCounters } from "./latencies.ts";
import { devicesOf, type NodeDevices } from "./node-devices.ts";

/** What an engine reports of itself; null: it does not. */
export interface ReportedEngine {
  readonly engine: string | null;
  /** Served name, several of them with a comma between. */
  readonly model: string | null;
  /** Settings by the name of the plan's key. */
  readonly configuration: Readonly<Record<string, string>> | null;
}

/** What is known of an engine. It changes with each sample of its node. */
export interface EngineState {
  readonly id: string;
  /** null: the engine names none. */
  readonly deployment: string | null;
  /** It was in the last sample of its node. */
  readonly present: boolean;
  readonly reachable: boolean;
  readonly draining: boolean;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly reported: ReportedEngine;
  /** Sums of its latencies as last read; null: never. */
  readonly latencies: LatencyCounters | null;
  readonly series: EngineSeries;
  /** To measure what it carries; null: its counters are not known. */
  readonly stretch: StretchState | null;
}

/** What decides whether a sample is accepted. */
export interface SampleStamp {
  readonly bootId: string;
  readonly seq: number;
  /** Epoch seconds, by the node's clock. */
  readonly sampledAt: number;
}

/** What is known of a node. It changes with each of its samples. */
export interface NodeState extends SampleStamp {
  readonly node: string;
  /** Seconds since a sample of it was accepted, by a clock that only rises. */
  readonly receivedSecondsAgo: number;
  /** A later sample was rejected because of its time, or was not read: what is stored is not the newest. */
  readonly rejectedSince: RejectReason | null;
  readonly engines: ReadonlyMap<string, EngineState>;
  /** GPUs and slices that it lists; 0: it reports none, as one does that reads engines elsewhere. */
  readonly gpus: number;
  /** Its GPUs and what uses them; null: not known. */
  readonly devices: NodeDevices | null;
}

export type RejectReason = "future-dated" | "old-sequence" | "old-boot" | "too-many-nodes" | "over-budget";

export type SampleVerdict =
  /** `gap`: samples between this one and the last that never came. */
  { readonly kind: "new"; readonly gap: number } | { readonly kind: "rejected"; readonly reason: RejectReason };

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface StoredNode extends Writable<NodeState> {
  engines: Map<string, StoredEngine>;
  receivedAt: number;
  /** The boot before this one; samples of it are old. */
  previousBoot: string | null;
  /** It was never accepted: all that is known is which engines its rejected sample lists. */
  isRejected: boolean;
  /** Engines of it are watched. */
  isWatched: boolean;
  /** Its agent, since its start, sends observations that are in one sample each. */
  hasRises: boolean;
  /** Samples that were skipped since the last one that was accepted, and how many may be. */
  skipped: number;
  mostSkipped: number;
}

type StoredEngine = Writable<EngineState>;

// Clocks of nodes and of this process differ by less than this where time is kept at all.
export const toleratedLeadSeconds = 5;

/**
 * Accepts a sample once and in order: (boot, seq) rises, and an earlier boot does not come back.
 * Counters are totals, so a sample that comes after a newer one has nothing to add.
 */
export const judgeSample = (last: SampleStamp | null, sample: SampleStamp, now: number): SampleVerdict => {
  if (sample.sampledAt > now + toleratedLeadSeconds) return { kind: "rejected", reason: "future-dated" };
  if (last === null) return { kind: "new", gap: 0 };
  if (sample.bootId !== last.bootId) {
    return sample.sampledAt > last.sampledAt ? { kind: "new", gap: 0 } : { kind: "rejected", reason: "old-boot" };
  }
  return sample.seq > last.seq && sample.sampledAt > last.sampledAt
    ? { kind: "new", gap: sample.seq - last.seq - 1 }
    : { kind: "rejected", reason: "old-sequence" };
};

const readingOf = (columns: EngineColumns, row: number, at: number): EngineSample => ({
  at,
  startedAt: columns.startedAt[row] ?? null,
  finished: columns.finishedRequestsTotal[row] ?? null,
  running: columns.running[row] ?? null,
  waiting: columns.waiting[row] ?? null,
  promptTokens: columns.finishedPromptTokensTotal[row] ?? null,
  generatedTokens: columns.finishedGenerationTokensTotal[row] ?? null,
  interTokenSeconds: columns.interTokenLatencySecondsSum[row] ?? null,
  interTokenCount: columns.interTokenLatencySecondsCount[row] ?? null,
  processedPromptTokens: columns.promptTokensTotal[row] ?? null,
  processedGeneratedTokens: columns.generationTokensTotal[row] ?? null,
  firstTokenSeconds: columns.timeToFirstTokenSecondsSum[row] ?? null,
  firstTokenCount: columns.timeToFirstTokenSecondsCount[row] ?? null,
});

// What agents read beside engines. A source of any other name lists engines, also one that is added later.
const otherSource = /^(nvidia|dcgm|amd|kmsg|pod|node)/;

/**
 * A source of engines could not be read for this sample, or never yet, so a row that is missing does not mean an engine that
 * is gone. One that found no engine, whose state is "absent", was read.
 */
const enginesUnknown = ({ sources, engines }: Telemetry): boolean =>
  Object.entries(sources).some(
    ([name, { state }]) =>
      !otherSource.test(name) && (state === "stalled" || (state === "degraded" && engines.id.length === 0)),
  );

const usualStretch: StretchSettings = { freshnessSeconds: 20, windowSeconds: 60 };

/**
 * Series of an engine not seen before. One that started after the node's last sample counts from zero, so that
 * its first requests are not lost; when the requests of an older one came is not known.
 */
const firstSeries = (previous: StoredNode | undefined, startedAt: number | null): EngineSeries =>
  previous !== undefined && startedAt !== null && startedAt > previous.sampledAt
    ? EngineSeries.fromZero(previous.sampledAt)
    : new EngineSeries();

const unreported: ReportedEngine = { engine: null, model: null, configuration: null };

// A longer name or list of settings is none that a plan could have.
const longestReport = 253;
/** `before` where it is the same; null where it is too long. */
const short = <T>(value: T | null | undefined, before: T | null): T | null => {
  if (value === before || value === null || value === undefined) return value ?? null;
  const text = JSON.stringify(value);
  if (text.length > longestReport) return null;
  return text === JSON.stringify(before) ? before : value;
};

/** What it reports of itself; the same object while that stays, and for engines of a node that are alike. */
const reportedIn = (columns: EngineColumns, row: number, before: ReportedEngine): ReportedEngine => {
  const engine = short(columns.engine[row], before.engine);
  const model = short(columns.model[row], before.model);
  const configuration = short(columns.configuration?.[row], before.configuration);
  return before.engine === engine && before.model === model && before.configuration === configuration
    ? before
    : { engine, model, configuration };
};

const newEngine = (
  id: string,
  deployment: string | null,
  { previous, reading: { at, startedAt } }: { previous: StoredNode | undefined; reading: EngineSample },
): StoredEngine =>
  Object.assign(
    { id, deployment, series: firstSeries(previous, startedAt), stretch: null, reported: unreported, latencies: null },
    { present: true, reachable: false, draining: false, firstSeenAt: at, lastSeenAt: at },
  );

/** What readings are taken with. */
interface Taking {
  readonly settings: FleetSettings;
  /** By deployment. */
  readonly latencies: ReadonlyMap<string | null, DeploymentLatencies>;
}

/** Takes what an engine that answered reports. */
const addReading = (
  engine: StoredEngine,
  { columns, row, reading, like }: { columns: EngineColumns; row: number; reading: EngineSample; like: ReportedEngine },
  { settings, latencies }: Taking,
): void => {
  engine.reported = reportedIn(columns, row, engine.reported === unreported ? like : engine.reported);
  engine.series.add(reading, settings);
  engine.stretch = nextStretch(engine.stretch, reading, settings.stretch ?? usualStretch);
  engine.latencies = latencies.get(engine.deployment)?.add(columns, row, engine.latencies) ?? null;
};

// As many as one sample may list: a node that renames its engines all the time is remembered no longer than that.
const mostGone = 512;

/** Marks engines that are not in this sample; those whose finished work still counts are returned. */
const markGone = (
  before: ReadonlyMap<string, StoredEngine>,
  sample: Telemetry,
  { horizonSeconds }: Retention,
): readonly StoredEngine[] => {
  const listed = new Set(sample.engines.id);
  const unknown = enginesUnknown(sample);
  const gone = [...before.values()]
    .filter(({ id }) => !listed.has(id))
    .filter(({ present, lastSeenAt }) => (unknown && present) || lastSeenAt > sample.sampledAt - horizonSeconds)
    .toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
    .slice(0, mostGone);
  for (const engine of gone) engine.present = unknown && engine.present;
  return gone;
};

/** The engines of a node with one more sample, those that are gone first. */
const nextEngines = (
  previous: StoredNode | undefined,
  sample: Telemetry,
  taking: Taking,
): Map<string, StoredEngine> => {
  const { engines: columns, sampledAt } = sample;
  const before = previous?.engines ?? new Map<string, StoredEngine>();
  const areSame = before.size === columns.id.length && columns.id.every((id) => before.has(id));
  const engines = areSame ? before : new Map(markGone(before, sample, taking.settings).map((one) => [one.id, one]));
  for (let row = 0; row < columns.id.length; row += 1) {
    const id = columns.id[row] ?? "";
    const deployment = columns.deployment[row] ?? null;
    // Of rows with the same key the last one counts.
    if (columns.id.lastIndexOf(id) !== row) continue;
    const reading = readingOf(columns, row, sampledAt);
    const earlier = before.get(id);
    const engine = earlier?.deployment === deployment ? earlier : newEngine(id, deployment, { previous, reading });
    engine.present = true;
    engine.reachable = columns.reachable[row] === true;
    engine.draining = columns.draining[row] === true;
    engine.lastSeenAt = sampledAt;
    const [{ reported: like } = engine] = engines.values();
    if (engine.reachable) addReading(engine, { columns, row, reading, like }, taking);
    if (engine !== earlier || !areSame) engines.set(id, engine);
  }
  return engines;
};

/** 100,000 GPUs are 12,500 nodes: more than these are invented by somebody who may name any. */
export const mostNodes = 20_000;

// A stamp is small; nodes of a cluster that renames them at every start still must not pile up.
const mostStamps = 10_000;
const stampSeconds = 86_400;

export interface FleetSettings extends Retention {
  /** How long a stale node is remembered. */
  readonly rememberSeconds: number;
  /** How stretches of one engine are observed; by default as the settings' own defaults. */
  readonly stretch?: StretchSettings;
  /** Seconds that only rise; by default the process's own. */
  readonly monotonic?: () => number;
  /** By default everything is watched. */
  readonly watched?: Watched | undefined;
}

// Reading a sample takes about 40 µs. Its counters are totals, and points closer together than the resolution are merged: of a
// larger fleet a node is read less often, down to once in that resolution on average: from a third of the longest distance on.
const mostReadPerSecond = 3_000;
const mostOfUsual = 1.5;

/** Of a node without an engine of a watched deployment one sample in so many seconds is enough. */
export interface Watched {
  readonly otherwiseSeconds: number;
  readonly has: (deployment: string) => boolean;
}

/** The latest state of the nodes of the cluster, and the work of their engines over time. */
export class Fleet {
  readonly #nodes = new Map<string, StoredNode>();
  /** Last stamps of nodes that were forgotten: what they sent before is not accepted again, and their gap is known. */
  readonly #stamps = new Map<string, SampleStamp>();
  readonly #latencies = new Map<string | null, DeploymentLatencies>();
  readonly #settings: FleetSettings;
  /** Seconds that only rise. */
  readonly monotonic: () => number;
  /** Samples before this, on the clock that only rises, are not followed by all that came after them. */
  #skippedAt = Number.NEGATIVE_INFINITY;

  constructor(settings: FleetSettings) {
    this.#settings = settings;
    this.monotonic = settings.monotonic ?? (() => performance.now() / 1000);
  }

  /** All nodes; what they hold changes with their next samples. */
  get nodes(): readonly NodeState[] {
    const now = this.monotonic();
    const nodes = [...this.#nodes.values()];
    for (const node of nodes) node.receivedSecondsAgo = now - node.receivedAt;
    return nodes;
  }

  readonly has = (node: string): boolean => this.#nodes.has(node);

  /** Most seconds between two samples of a node that are read. */
  #mostSeconds(isWatched: boolean): number {
    const { watched, resolutionSeconds, stretch = usualStretch } = this.#settings;
    const usual = Math.min(resolutionSeconds, this.#nodes.size / mostReadPerSecond);
    const most = Math.min(mostOfUsual * usual, stretch.freshnessSeconds / 3);
    return isWatched ? most : Math.max(most, watched?.otherwiseSeconds ?? 0);
  }

  /** How many samples of a node may be skipped after this one: by chance, or what recurs is always or never seen. */
  #mostSkipped({ node, isWatched, hasRises }: StoredNode, { seq, intervalSeconds, engines }: Telemetry): number {
    const most = Math.floor(this.#mostSeconds(isWatched) / intervalSeconds);
    if (!isWatched) return most - 1;
    // A queue lasts if the next sample shows it, too.
    if (hasRises || engines.waiting.some((requests) => requests !== null && requests > 0)) return 0;
    const least = Math.ceil(most / 3);
    const byChance = seededRandom(partitionOf(`${node} ${seq}`, 2 ** 32))();
    return least - 1 + Math.floor(byChance * (most - least + 1));
  }

  /**
   * Skips a sample that is not decoded yet, by the node that its subject names. They are counted, so that a backlog is read
   * as what comes live.
   * @returns false: it is needed
   */
  skips(node: string, now: number): boolean {
    const stored = this.#nodes.get(node);
    if (stored === undefined || stored.skipped >= stored.mostSkipped || stored.rejectedSince !== null) return false;
    // Its interval may be longer by now; after samples that were left out each node is needed, and after a clock was set back.
    const elapsed = this.monotonic() - stored.receivedAt;
    if (elapsed >= this.#mostSeconds(stored.isWatched) || stored.receivedAt <= this.#skippedAt) return false;
    if (stored.sampledAt > now + toleratedLeadSeconds) return false;
    stored.skipped += 1;
    return true;
  }

  /** What this node sends is not read, as it is too much or keeps being refused. */
  exceed(node: string): void {
    const stored = this.#nodes.get(node);
    if (stored !== undefined) stored.rejectedSince = "over-budget";
  }

  #isWatched(engines: ReadonlyMap<string, EngineState>): boolean {
    const { watched } = this.#settings;
    if (watched === undefined) return true;
    return [...engines.values()].some(({ deployment }) => deployment !== null && watched.has(deployment));
  }

  /** Latencies of a deployment since this was first asked: names that engines make up are not remembered. */
  latenciesOf(deployment: string): DeploymentLatencies {
    const latencies = this.#latencies.get(deployment) ?? new DeploymentLatencies();
    this.#latencies.set(deployment, latencies);
    return latencies;
  }

  /** @param receivedAt when it came, on the clock that only rises */
  accept(node: string, sample: Telemetry, now: number, receivedAt = this.monotonic()): SampleVerdict {
    const stored = this.#nodes.get(node);
    if (stored === undefined && this.#nodes.size >= mostNodes) return { kind: "rejected", reason: "too-many-nodes" };
    const previous = stored?.isRejected === true ? undefined : stored;
    const verdict = judgeSample(previous ?? this.#stamps.get(node) ?? null, sample, now);
    if (verdict.kind === "rejected") {
      this.#reject(node, sample, { previous, reason: verdict.reason, now, receivedAt });
      return verdict;
    }
    const isGapKnown =
      previous?.isWatched !== false && (previous?.receivedAt ?? Number.POSITIVE_INFINITY) > this.#skippedAt;
    const gap = isGapKnown ? Math.max(0, verdict.gap - (previous?.skipped ?? 0)) : 0;
    this.#stamps.delete(node);
    this.#nodes.set(node, this.#next(node, sample, { previous, receivedAt }));
    return { kind: "new", gap };
  }

  /** Samples were left out, not lost: no node's next one shows a gap. */
  skipped(): void {
    this.#skippedAt = this.monotonic();
  }

  #next(
    node: string,
    sample: Telemetry,
    { previous, receivedAt }: { readonly previous: StoredNode | undefined; readonly receivedAt: number },
  ): StoredNode {
    const { bootId, seq, sampledAt } = sample;
    const engines = nextEngines(previous, sample, { settings: this.#settings, latencies: this.#latencies });
    // Spread parts would give each node a layout of its own, of 0.7 KiB.
    const stored: StoredNode =
      previous ??
      Object.assign(
        { node, bootId, seq, sampledAt, engines, rejectedSince: null, isRejected: false },
        { receivedAt: 0, receivedSecondsAgo: 0, previousBoot: null, gpus: 0, devices: null },
        { isWatched: true, hasRises: false, skipped: 0, mostSkipped: 0 },
      );
    if (stored.bootId !== bootId) {
      stored.previousBoot = stored.bootId;
      stored.bootId = bootId;
      stored.hasRises = false;
    }
    stored.seq = seq;
    stored.sampledAt = sampledAt;
    stored.rejectedSince = null;
    stored.receivedAt = receivedAt;
    stored.engines = engines;
    stored.isWatched = this.#isWatched(engines);
    stored.hasRises ||= hasRises(sample.engines);
    stored.skipped = 0;
    stored.mostSkipped = this.#mostSkipped(stored, sample);
    stored.gpus = sample.gpus.uuid.length + (sample.slices?.uuid.length ?? 0);
    stored.devices = devicesOf(sample);
    return stored;
  }

  /** A node is stale from its first sample on that its own clock forbids to accept, whether it was known before or not. */
  #reject(
    node: string,
    sample: Telemetry,
    {
      previous,
      reason,
      now,
      receivedAt,
    }: { previous: StoredNode | undefined; reason: RejectReason; now: number; receivedAt: number },
  ): void {
    if (previous === undefined) {
      if (reason !== "future-dated") return;
      const listed = { ...sample.engines, reachable: sample.engines.id.map(() => false) };
      const only = { ...sample, sampledAt: now, engines: listed };
      const stored = this.#next(node, only, { previous: undefined, receivedAt });
      this.#nodes.set(node, Object.assign(stored, { devices: null, rejectedSince: reason, isRejected: true }));
      return;
    }
    const isLater =
      sample.bootId === previous.bootId ? sample.seq > previous.seq : sample.bootId !== previous.previousBoot;
    if (isLater) previous.rejectedSince = reason;
  }

  /** Drops nodes that have been stale for so long that they are not expected to come back. */
  forget(now: number): void {
    const monotonic = this.monotonic();
    for (const { node, bootId, seq, sampledAt, receivedAt, isRejected } of this.#nodes.values()) {
      if (Math.max(now - sampledAt, monotonic - receivedAt) <= this.#settings.rememberSeconds) continue;
      this.#nodes.delete(node);
      if (!isRejected) this.#stamps.set(node, { bootId, seq, sampledAt });
    }
    for (const [node, { sampledAt }] of this.#stamps) {
      if (this.#stamps.size > mostStamps || now - sampledAt > stampSeconds) this.#stamps.delete(node);
    }
  }
}
