import type { Freshness } from "./current-value.ts";
import type { FrameLike } from "./frame.ts";
import type { GpuRole } from "./gpu-role.ts";
import { groupBy } from "./group-by.ts";
import { knownNumber } from "./known-number.ts";
import { type GpuSample, readGpus } from "./read-gpus.ts";

/** State of one GPU. "unknown": nothing fresh is known of it. */
export type GpuHealth = "ok" | "fault" | "stale" | "unknown";

/** One GPU, or one slice of one. Null: unknown. */
export interface GpuCell {
  readonly key: string;
  readonly node: string;
  /** "0", or "0 slice 3". */
  readonly gpu: string;
  readonly uuid: string | null;
  /** The same for all slices of one GPU. */
  readonly board: string;
  readonly utilizationRatio: number | null;
  readonly memoryUsedBytes: number | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryRatio: number | null;
  readonly temperatureCelsius: number | null;
  readonly powerWatts: number | null;
  /** Code of the last driver error; 0: none. */
  readonly xid: number | null;
  readonly health: GpuHealth;
  readonly dataAgeSeconds: number | null;
}

export interface FleetNode {
  readonly node: string;
  /** null: no label tells it; several where its series disagree. */
  readonly purchase: string | null;
  /** Names of its GPUs; null: no label tells them. */
  readonly model: string | null;
  readonly cells: readonly GpuCell[];
  /** GPUs that should be there and are not; null: nobody said how many there should be. */
  readonly missing: number | null;
}

export interface FleetMap {
  readonly nodes: readonly FleetNode[];
  /** Cells, drawn or not: GPUs, or slices of them. */
  readonly cells: number;
  /** Cells beyond the most that are drawn. */
  readonly leftOut: number;
}

/** More cells than this are no map any more. */
export const mostCells = 2048;

const byText = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

const fresh = ({ timeMs }: GpuSample, { asOfMs, staleAfterMs }: Freshness): boolean => asOfMs - timeMs <= staleAfterMs;

/** The newest fresh value of a role. */
const freshValue = (samples: readonly GpuSample[], role: GpuRole, freshness: Freshness): number | null => {
  const known = samples.filter((sample) => sample.role === role && fresh(sample, freshness));
  return known.reduce<GpuSample | null>((a, b) => (a === null || b.timeMs > a.timeMs ? b : a), null)?.value ?? null;
};

const sum = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : knownNumber(a + b);

const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : knownNumber(part / whole);

const healthOf = (newestMs: number, freshness: Freshness, cell: Pick<GpuCell, "xid" | "memoryRatio">): GpuHealth => {
  if (freshness.asOfMs - newestMs > freshness.staleAfterMs) return "stale";
  if (cell.xid !== null && cell.xid > 0) return "fault";
  return "ok";
};

const cellOf = (samples: readonly [GpuSample, ...GpuSample[]], freshness: Freshness): GpuCell => {
  const [{ node, gpu, uuid, key, board }] = samples;
  const value = (role: GpuRole): number | null => freshValue(samples, role, freshness);
  const newestMs = Math.max(...samples.map(({ timeMs }) => timeMs));
  const used = value("memory-used");
  const total = value("memory-total") ?? sum(used, value("memory-free"));
  const known = { xid: value("xid"), memoryRatio: share(used, total) };
  const age = (freshness.asOfMs - newestMs) / 1000;
  return {
    ...{ key, node, gpu, uuid, board, ...known },
    // Without the share of time with a kernel (a slice has none) what profiling says of the multiprocessors.
    utilizationRatio: value("utilization") ?? value("sm-active") ?? value("engine-active"),
    memoryUsedBytes: used,
    memoryTotalBytes: total,
    temperatureCelsius: value("temperature"),
    powerWatts: value("power"),
    health: samples.every((sample) => sample.value === null) ? "unknown" : healthOf(newestMs, freshness, known),
    dataAgeSeconds: age,
  };
};

const isOfNode = ({ role }: GpuSample): boolean =>
  role === "gpus-seen" || role === "gpus-expected" || role === "node-labels";

/** What the labels of the series tell, each once; null: nothing. */
const told = (texts: readonly (string | null)[]): string | null => {
  const known = [...new Set(texts.filter((text) => text !== null))].sort();
  return known.length === 0 ? null : known.join(", ");
};

/** The map of all GPUs in the frames: nodes by name, GPUs by number. Never throws on what a query can answer. */
export const fleetMap = (frames: readonly FrameLike[], freshness: Freshness): FleetMap => {
  const byNode = groupBy(readGpus(frames, freshness.asOfMs), ({ node }) => node);
  const ordered = [...byNode].sort(([a], [b]) => byText(a.node, b.node));
  let room = mostCells;
  let count = 0;
  const nodes = ordered.flatMap((samples): readonly FleetNode[] => {
    const groups = groupBy(
      samples.filter((sample) => !isOfNode(sample)),
      ({ key }) => key,
    );
    count += groups.length;
    const sorted = [...groups].sort(([a], [b]) => byText(a.gpu, b.gpu) || byText(a.key, b.key));
    const cells = sorted.slice(0, room).map((group) => cellOf(group, freshness));
    room -= cells.length;
    const expected = freshValue(samples, "gpus-expected", freshness);
    const seen = freshValue(samples, "gpus-seen", freshness);
    const missing = expected === null || seen === null ? null : Math.max(0, expected - seen);
    const purchase = told(samples.map((sample) => sample.purchase));
    const model = told(samples.map((sample) => sample.model));
    return cells.length === 0 && !missing ? [] : [{ node: samples[0].node, purchase, model, cells, missing }];
  });
  return { nodes, cells: count, leftOut: count - (mostCells - room) };
};
