import type { EngineColumns, Telemetry } from "@loadline/wire";
import {
  addReading,
  type EngineReading,
  type EngineSeries,
  emptySeries,
  type Retention,
  seriesFromZero,
} from "./engine-series.ts";
import { nextStretch, type StretchSettings, type StretchState } from "./engine-stretch.ts";
import { devicesOf, type NodeDevices } from "./node-devices.ts";

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

export interface NodeState extends SampleStamp {
  readonly node: string;
  /** Seconds since a sample of it was accepted, by a clock that only rises. */
  readonly receivedSecondsAgo: number;
  /** A later sample was rejected because of its time: what is stored is not the newest. */
  readonly rejectedSince: RejectReason | null;
  readonly engines: ReadonlyMap<string, EngineState>;
  /** GPUs and slices that it lists; 0: it reports none, as one does that reads engines elsewhere. */
  readonly gpus: number;
  /** Its GPUs and what uses them; null: not known. */
  readonly devices?: NodeDevices | null;
}

export type RejectReason = "future-dated" | "old-sequence" | "old-boot";

export type SampleVerdict =
  /** `gap`: samples between this one and the last that never came. */
  { readonly kind: "new"; readonly gap: number } | { readonly kind: "rejected"; readonly reason: RejectReason };

interface StoredNode extends Omit<NodeState, "receivedSecondsAgo"> {
  readonly receivedAt: number;
  /** The boot before this one; samples of it are old. */
  readonly previousBoot: string | null;
  /** It was never accepted: all that is known is which engines its rejected sample lists. */
  readonly isRejected: boolean;
}

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

const readingOf = (columns: EngineColumns, row: number, at: number): EngineReading => ({
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

/** A source of engines could not be read for this sample, so an absent row does not mean an absent engine. */
const enginesUnknown = ({ sources }: Telemetry): boolean =>
  Object.entries(sources).some(
    ([name, { state }]) => !otherSource.test(name) && (state === "stalled" || state === "absent"),
  );

const usualStretch: StretchSettings = { freshnessSeconds: 20, windowSeconds: 60 };

/**
 * Series of an engine not seen before. One that started after the node's last sample counts from zero, so that
 * its first requests are not lost; when the requests of an older one came is not known.
 */
const firstSeries = (previous: StoredNode | undefined, startedAt: number | null): EngineSeries =>
  previous !== undefined && startedAt !== null && startedAt > previous.sampledAt
    ? seriesFromZero(previous.sampledAt)
    : emptySeries;

const nextEngine = (
  previous: StoredNode | undefined,
  { engines: columns, sampledAt }: Telemetry,
  {
    row,
    retention,
    stretch = usualStretch,
  }: { readonly row: number; readonly retention: Retention; readonly stretch?: StretchSettings | undefined },
): EngineState => {
  const id = columns.id[row] ?? "";
  const deployment = columns.deployment[row] ?? null;
  const known = previous?.engines.get(id);
  const before = known?.deployment === deployment ? known : undefined;
  const reachable = columns.reachable[row] === true;
  const reading = readingOf(columns, row, sampledAt);
  const series = before?.series ?? firstSeries(previous, reading.startedAt);
  return {
    id,
    deployment,
    present: true,
    reachable,
    draining: columns.draining[row] === true,
    firstSeenAt: before?.firstSeenAt ?? sampledAt,
    lastSeenAt: sampledAt,
    series: reachable ? addReading(series, reading, retention) : series,
    stretch: reachable ? nextStretch(before?.stretch ?? null, reading, stretch) : (before?.stretch ?? null),
  };
};

// As many as one sample may list: a node that renames its engines all the time is remembered no longer than that.
const mostGone = 512;

/** Engines that were there before and are not in this sample: gone, but their finished work still counts. */
const goneEngines = (
  previous: StoredNode | undefined,
  sample: Telemetry,
  retention: Retention,
): readonly EngineState[] => {
  const listed = new Set(sample.engines.id);
  const unknown = enginesUnknown(sample);
  return [...(previous?.engines.values() ?? [])]
    .filter(({ id, lastSeenAt }) => !listed.has(id) && lastSeenAt > sample.sampledAt - retention.horizonSeconds)
    .toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
    .slice(0, mostGone)
    .map((engine) => ({ ...engine, present: unknown && engine.present }));
};

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
}

/** The latest state of the nodes of the cluster, and the work of their engines over time. */
export class Fleet {
  readonly #nodes = new Map<string, StoredNode>();
  /** Last stamps of nodes that were forgotten: what they sent before is not accepted again, and their gap is known. */
  readonly #stamps = new Map<string, SampleStamp>();
  readonly #settings: FleetSettings;
  readonly #monotonic: () => number;

  constructor(settings: FleetSettings) {
    this.#settings = settings;
    this.#monotonic = settings.monotonic ?? (() => performance.now() / 1000);
  }

  get nodes(): readonly NodeState[] {
    const now = this.#monotonic();
    return [...this.#nodes.values()].map(({ receivedAt, ...node }) => ({
      ...node,
      receivedSecondsAgo: now - receivedAt,
    }));
  }

  accept(node: string, sample: Telemetry, now: number): SampleVerdict {
    const stored = this.#nodes.get(node);
    const previous = stored?.isRejected === true ? undefined : stored;
    const verdict = judgeSample(previous ?? this.#stamps.get(node) ?? null, sample, now);
    if (verdict.kind === "rejected") this.#reject(node, sample, { previous, reason: verdict.reason, now });
    else {
      this.#stamps.delete(node);
      this.#nodes.set(node, this.#next(node, sample, previous));
    }
    return verdict;
  }

  #next(node: string, sample: Telemetry, previous: StoredNode | undefined): StoredNode {
    const { bootId, seq, sampledAt, engines: columns } = sample;
    const retention = this.#settings;
    const engines = [
      ...goneEngines(previous, sample, retention),
      ...columns.id.map((_, row) => nextEngine(previous, sample, { row, retention, stretch: this.#settings.stretch })),
    ];
    return {
      ...{ node, bootId, seq, sampledAt, rejectedSince: null, isRejected: false },
      receivedAt: this.#monotonic(),
      previousBoot:
        previous === undefined || previous.bootId === bootId ? (previous?.previousBoot ?? null) : previous.bootId,
      engines: new Map(engines.map((engine) => [engine.id, engine])),
      gpus: sample.gpus.uuid.length + (sample.slices?.uuid.length ?? 0),
      devices: devicesOf(sample),
    };
  }

  /** A node is stale from its first sample on that its own clock forbids to accept, whether it was known before or not. */
  #reject(
    node: string,
    sample: Telemetry,
    { previous, reason, now }: { previous: StoredNode | undefined; reason: RejectReason; now: number },
  ): void {
    if (previous === undefined) {
      if (reason !== "future-dated") return;
      const listed = { ...sample.engines, reachable: sample.engines.id.map(() => false) };
      const stored = this.#next(node, { ...sample, sampledAt: now, engines: listed }, undefined);
      this.#nodes.set(node, { ...stored, devices: null, rejectedSince: reason, isRejected: true });
      return;
    }
    const isLater =
      sample.bootId === previous.bootId ? sample.seq > previous.seq : sample.bootId !== previous.previousBoot;
    if (isLater) this.#nodes.set(node, { ...previous, rejectedSince: reason });
  }

  /** Drops nodes that have been stale for so long that they are not expected to come back. */
  forget(now: number): void {
    const monotonic = this.#monotonic();
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
