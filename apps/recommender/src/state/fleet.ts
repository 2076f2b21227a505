import { engines as engineKinds } from "@loadline/core";
import type { EngineColumns, Telemetry } from "@loadline/wire";
import { judgeSample, type SampleStamp, type SampleVerdict } from "../input/judge-sample.ts";
import {
  addReading,
  type EngineReading,
  type EngineSeries,
  emptySeries,
  type Retention,
  seriesFromZero,
} from "./engine-series.ts";
import { devicesOf, type NodeDevices } from "./node-devices.ts";

export interface EngineState {
  readonly id: string;
  readonly deployment: string;
  /** It was in the last sample of its node. */
  readonly present: boolean;
  readonly reachable: boolean;
  readonly draining: boolean;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** When its node last told its engines without it, epoch seconds; null: it was there in the first word of its node. */
  readonly absentAt: number | null;
  readonly series: EngineSeries;
}

export interface NodeState {
  readonly node: string;
  readonly bootId: string;
  readonly seq: number;
  readonly sampledAt: number;
  /** Seconds since its last sample was taken, by a clock that only rises. */
  readonly silentSeconds: number;
  /** It has said something later since, which its own clock forbade to take: what is known is not its newest word. */
  readonly outdated: boolean;
  readonly engines: ReadonlyMap<string, EngineState>;
  /** Its GPUs and who has them; null: not known. */
  readonly devices?: NodeDevices | null;
}

interface HeardNode extends Omit<NodeState, "silentSeconds"> {
  /** The boot before this one; what still comes of it is old. */
  readonly leftBoot: string | null;
  /** When it last could tell which engines there are; null: never. */
  readonly listedAt: number | null;
}

/** What is kept of a node that was forgotten: who comes back is not counted twice, and its gap is known. */
interface LeftNode extends SampleStamp {
  readonly listedAt: number | null;
  readonly engines: ReadonlyMap<string, Pick<EngineState, "deployment" | "absentAt">>;
}

interface EngineRow {
  readonly id: string;
  readonly deployment: string;
  readonly reachable: boolean;
  readonly draining: boolean;
  readonly reading: EngineReading;
}

const cell = <T>(column: readonly (T | null)[], row: number): T | null => column[row] ?? null;

const readingOf = (columns: EngineColumns, row: number, at: number): EngineReading => ({
  at,
  startedAt: cell(columns.startedAt, row),
  finished: cell(columns.finishedRequestsTotal, row),
  running: cell(columns.running, row),
  waiting: cell(columns.waiting, row),
  promptTokens: cell(columns.finishedPromptTokensTotal, row),
  generatedTokens: cell(columns.finishedGenerationTokensTotal, row),
  interTokenSeconds: cell(columns.interTokenLatencySecondsSum, row),
  interTokenCount: cell(columns.interTokenLatencySecondsCount, row),
});

/** Rows that name their deployment; the others belong to nobody the plan knows. */
const rowsOf = ({ engines: columns, sampledAt }: Telemetry): readonly EngineRow[] =>
  columns.id.flatMap((id, row) => {
    const deployment = cell(columns.deployment, row);
    if (deployment === null) return [];
    return [
      {
        id,
        deployment,
        reachable: columns.reachable[row] === true,
        draining: cell(columns.draining, row) === true,
        reading: readingOf(columns, row, sampledAt),
      },
    ];
  });

/** The source that lists engines could not tell in this sample, so an absent row does not mean an absent engine. */
const enginesUnknown = ({ sources }: Telemetry): boolean =>
  engineKinds.some((kind) => {
    const state = sources[kind]?.state;
    return state === "stalled" || state === "absent";
  });

/**
 * Series of an engine not seen before. One that started after the node's last sample counts from zero, so that
 * its first requests are not lost; of an older one nobody knows when its requests came.
 */
const firstSeries = (previous: HeardNode | undefined, { reading }: EngineRow): EngineSeries =>
  previous !== undefined && reading.startedAt !== null && reading.startedAt > previous.sampledAt
    ? seriesFromZero(previous.sampledAt)
    : emptySeries;

const leftOf = ({ bootId, seq, sampledAt, listedAt, engines }: HeardNode): LeftNode => {
  const present = [...engines.values()].filter((engine) => engine.present);
  const kept = present.map(({ id, deployment, absentAt }) => [id, { deployment, absentAt }] as const);
  return { bootId, seq, sampledAt, listedAt, engines: new Map(kept) };
};

/** When its node was heard without an engine that is new to it; null where it may have been there before. */
const absentAt = (
  previous: HeardNode | undefined,
  left: LeftNode | undefined,
  { id, deployment }: EngineRow,
): number | null => {
  if (previous !== undefined) return previous.listedAt;
  if (left === undefined) return null;
  const known = left.engines.get(id);
  return known?.deployment === deployment ? known.absentAt : left.listedAt;
};

interface Known {
  readonly previous: HeardNode | undefined;
  readonly left: LeftNode | undefined;
}

const nextEngine = ({ previous, left }: Known, row: EngineRow, retention: Retention): EngineState => {
  const known = previous?.engines.get(row.id);
  const before = known?.deployment === row.deployment ? known : undefined;
  const { id, deployment, reachable, draining, reading } = row;
  const series = before?.series ?? firstSeries(previous, row);
  return {
    id,
    deployment,
    present: true,
    reachable,
    draining,
    firstSeenAt: before?.firstSeenAt ?? reading.at,
    lastSeenAt: reading.at,
    absentAt: before === undefined ? absentAt(previous, left, row) : before.absentAt,
    series: reachable ? addReading(series, reading, retention) : series,
  };
};

/** Engines that were there before and are not in this sample: gone, but their finished work still counts. */
const leftBehind = (
  previous: HeardNode | undefined,
  sample: Telemetry,
  retention: Retention,
): readonly EngineState[] => {
  const listed = new Set(sample.engines.id);
  const unknown = enginesUnknown(sample);
  return [...(previous?.engines.values() ?? [])]
    .filter(({ id, lastSeenAt }) => !listed.has(id) && lastSeenAt > sample.sampledAt - retention.horizonSeconds)
    .map((engine) => ({ ...engine, present: unknown && engine.present }));
};

const nextNode = (known: Known, node: string, sample: Telemetry, retention: Retention): HeardNode => {
  const { previous } = known;
  const seen = rowsOf(sample).map((row) => nextEngine(known, row, retention));
  const engines = [...leftBehind(previous, sample, retention), ...seen];
  const { bootId, seq, sampledAt } = sample;
  const leftBoot =
    previous === undefined || previous.bootId === bootId ? (previous?.leftBoot ?? null) : previous.bootId;
  const listedAt = enginesUnknown(sample) ? (previous?.listedAt ?? null) : sampledAt;
  const byId = new Map(engines.map((engine) => [engine.id, engine]));
  const devices = devicesOf(sample);
  return { node, bootId, seq, sampledAt, outdated: false, leftBoot, listedAt, engines: byId, devices };
};

/** Whether a sample was sent after the one that is known, whatever the node's clock says. */
const isLater = (known: HeardNode, { bootId, seq }: SampleStamp): boolean =>
  bootId === known.bootId ? seq > known.seq : bootId !== known.leftBoot;

// A stamp is small; nodes of a cluster that renames them at every start still must not pile up.
const mostStamps = 10_000;
const stampSeconds = 86_400;

export interface FleetSettings extends Retention {
  /** How long a silent node is remembered. */
  readonly rememberSeconds: number;
  /** Seconds that only rise; by default the process's own. */
  readonly monotonic?: () => number;
}

const processSeconds = (): number => performance.now() / 1000;

/** What the nodes of the cluster last said, and the work of their engines over time. */
export class Fleet {
  readonly #nodes = new Map<string, HeardNode>();
  readonly #heardAt = new Map<string, number>();
  readonly #left = new Map<string, LeftNode>();
  readonly #settings: FleetSettings;
  readonly #monotonic: () => number;

  constructor(settings: FleetSettings) {
    this.#settings = settings;
    this.#monotonic = settings.monotonic ?? processSeconds;
  }

  get nodes(): readonly NodeState[] {
    const now = this.#monotonic();
    return [...this.#nodes.values()].map((node) => ({
      ...node,
      silentSeconds: now - this.#heardSince(node.node, now),
    }));
  }

  #heardSince(node: string, now: number): number {
    return this.#heardAt.get(node) ?? now;
  }

  accept(node: string, sample: Telemetry, now: number): SampleVerdict {
    const previous = this.#nodes.get(node);
    const left = this.#left.get(node);
    const verdict = judgeSample(previous ?? left ?? null, sample, now);
    if (verdict.kind !== "new") {
      if (previous !== undefined && isLater(previous, sample)) this.#nodes.set(node, { ...previous, outdated: true });
      return verdict;
    }
    this.#left.delete(node);
    this.#nodes.set(node, nextNode({ previous, left }, node, sample, this.#settings));
    this.#heardAt.set(node, this.#monotonic());
    return verdict;
  }

  /** Drops nodes that have been silent for so long that nobody expects them back. */
  forget(now: number): void {
    for (const heard of this.#nodes.values()) {
      const { node } = heard;
      const silence = this.#monotonic() - this.#heardSince(node, this.#monotonic());
      if (Math.max(now - heard.sampledAt, silence) <= this.#settings.rememberSeconds) continue;
      this.#nodes.delete(node);
      this.#heardAt.delete(node);
      this.#left.set(node, leftOf(heard));
    }
    for (const [node, { sampledAt }] of this.#left) {
      if (this.#left.size > mostStamps || now - sampledAt > stampSeconds) this.#left.delete(node);
    }
  }
}
