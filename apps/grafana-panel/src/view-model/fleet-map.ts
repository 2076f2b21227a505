import { byText, type CellLayout, type FleetLayout, layoutOf, noLayout } from "./fleet-layout.ts";
import { type FrameLike, groupBy, knownNumber } from "./frame.ts";
import type { GpuRole } from "./metrics.ts";
import { byNode, type NodeProblem, nodeFacts, staleAfterMs } from "./nodes.ts";
import type { Grouping, Shading } from "./options.ts";
import type { GpuSamples } from "./read-gpus.ts";
import { type ReadFrames, readFrames, type Series } from "./read-series.ts";
import { currentValue, type Freshness, newestSampleMs } from "./select-series.ts";

/** State of one GPU. "unknown": no series of it has a value. */
export type GpuHealth = "ok" | "fault" | "stale" | "unknown";

/** One GPU, or one slice of one. Null: unknown. */
export interface GpuCell extends Omit<CellLayout, "indices"> {
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
  /** How it is paid for; null: no label has it; several where its series disagree. */
  readonly purchase: string | null;
  /** Names of its GPUs; null: no label has them. */
  readonly model: string | null;
  readonly zone: string | null;
  /** Deployments of which it has replicas, and their pools; empty: none is known. */
  readonly deployment: string;
  readonly pool: string;
  /** The worst that the recommender found; null: nothing. */
  readonly problem: NodeProblem | null;
  readonly cells: readonly GpuCell[];
  /** GPUs that are expected and not seen; null: no expected number is known. */
  readonly missing: number | null;
}

/** How many more replicas of a deployment its pool has GPUs for. */
interface Fit {
  readonly deployment: string;
  readonly gpu: string;
  readonly gpusPerReplica: string;
  readonly replicas: number;
}

export interface FleetMap {
  readonly nodes: readonly FleetNode[];
  readonly fits: readonly Fit[];
  readonly asOfMs: number;
  /** Cells, drawn or not: GPUs, or slices of them. */
  readonly cells: number;
  /** Cells beyond the most that are drawn. */
  readonly leftOut: number;
  /** For the next update. */
  readonly layout: FleetLayout;
}

/** More cells than this are not drawn: those of 2,500 nodes of eight GPUs. */
export const mostCells = 20_000;

/** Of the series with these indices the newest value of a role; null where it is unknown, or older than counts. */
const newestOf = (
  role: GpuRole,
  indices: readonly number[],
  { sources, timesMs, values }: GpuSamples,
  { asOfMs, staleAfterMs }: Freshness,
): number | null => {
  let [newestMs, newest] = [Number.NEGATIVE_INFINITY, Number.NaN];
  for (const index of indices) {
    const timeMs = timesMs[index] ?? Number.NEGATIVE_INFINITY;
    if (sources[index]?.role !== role || timeMs <= newestMs || asOfMs - timeMs > staleAfterMs) continue;
    newestMs = timeMs;
    newest = values[index] ?? Number.NaN;
  }
  return knownNumber(newest);
};

const healthOf = (xid: number | null, isKnown: boolean, isStale: boolean): GpuHealth => {
  if (!isKnown) return "unknown";
  if (isStale) return "stale";
  return xid !== null && xid > 0 ? "fault" : "ok";
};

const cellOf = (layout: CellLayout, samples: GpuSamples, freshness: Freshness): GpuCell => {
  const { indices, node, gpu, uuid, key, board } = layout;
  const newest = (role: GpuRole): number | null => newestOf(role, indices, samples, freshness);
  let [lastMs, isKnown] = [0, false];
  for (const index of indices) {
    lastMs = Math.max(lastMs, samples.timesMs[index] ?? 0);
    isKnown ||= !Number.isNaN(samples.values[index]);
  }
  const ageMs = freshness.asOfMs - lastMs;
  const used = newest("memory-used");
  const free = newest("memory-free");
  const xid = newest("xid");
  const total = newest("memory-total") ?? (used === null || free === null ? null : knownNumber(used + free));
  // Each by its name: after a spread the others take several times as long, and there are tens of thousands of cells.
  return {
    key,
    node,
    gpu,
    uuid,
    board,
    xid,
    // Without the share of time with a kernel (a slice has none), the profiled activity of the multiprocessors.
    utilizationRatio: newest("utilization") ?? newest("sm-active") ?? newest("engine-active"),
    memoryUsedBytes: used,
    memoryTotalBytes: total,
    memoryRatio: used === null || total === null || total <= 0 ? null : knownNumber(used / total),
    temperatureCelsius: newest("temperature"),
    powerWatts: newest("power"),
    health: healthOf(xid, isKnown, ageMs > freshness.staleAfterMs),
    dataAgeSeconds: ageMs / 1000,
  };
};

const noContent: NodeContent = { deployment: "", pool: "", problem: null };

interface NodeContent {
  readonly deployment: string;
  readonly pool: string;
  readonly problem: NodeProblem | null;
}

const missingOf = (own: readonly number[], samples: GpuSamples, freshness: Freshness): number | null => {
  const wanted = newestOf("gpus-expected", own, samples, freshness);
  const found = newestOf("gpus-seen", own, samples, freshness);
  return wanted === null || found === null ? null : Math.max(0, wanted - found);
};

const fits = (series: readonly Series[], freshness: Freshness): readonly Fit[] => {
  const seen = { ...freshness, newestMs: newestSampleMs(series, freshness.asOfMs) };
  const placeable = new Map(
    series.flatMap((one) => (one.role === "placeable-replicas" ? [[one.deployment, currentValue(one, seen)]] : [])),
  );
  return series.flatMap((one): readonly Fit[] => {
    const replicas = one.role === "deployment-info" ? (placeable.get(one.deployment) ?? null) : null;
    const { gpu = "", gpus_per_replica: gpusPerReplica = "" } = one.labels;
    return replicas === null || currentValue(one, seen) === null
      ? []
      : [{ deployment: one.deployment, gpu, gpusPerReplica, replicas }];
  });
};

/** The map of all GPUs: nodes by name, GPUs by number. Never throws on what a query can return. */
export const fleetMap = (
  { gpus: samples, nodes: ofNodes, series }: Pick<ReadFrames, "gpus" | "nodes" | "series">,
  freshness: Freshness,
  before: FleetLayout = noLayout,
): FleetMap => {
  const { asOfMs } = freshness;
  const { problems, replicas } = byNode(nodeFacts(ofNodes, freshness));
  const pools = new Map(
    series.flatMap(({ role, deployment, labels }) =>
      role === "deployment-info" ? [[deployment, labels["pool"]]] : [],
    ),
  );
  const contentOf = (node: string): NodeContent => {
    const [placed = [], problem = null] = [replicas.get(node), problems.get(node)];
    if (placed.length === 0 && problem === null) return noContent;
    problems.delete(node);
    const joined = (names: readonly string[]) => [...new Set(names.filter((name) => name !== ""))].sort().join(", ");
    const deployment = joined(placed.map((one) => one.deployment));
    return { deployment, pool: joined(placed.map((one) => one.pool || (pools.get(one.deployment) ?? ""))), problem };
  };
  const layout = layoutOf(samples.sources, before);
  const nodes: FleetNode[] = [];
  let [cells, drawn] = [0, 0];
  for (const { node, purchase, model, zone, own, cells: all } of layout.nodes) {
    const { deployment, pool, problem } = contentOf(node);
    const shown = (all.length > mostCells - drawn ? all.slice(0, mostCells - drawn) : all).map((cell) =>
      cellOf(cell, samples, freshness),
    );
    cells += all.length;
    drawn += shown.length;
    const missing = missingOf(own, samples, freshness);
    if (shown.length > 0 || (missing ?? 0) > 0 || problem !== null)
      nodes.push({ node, purchase, model, zone, deployment, pool, problem, cells: shown, missing });
  }
  // A node that reported before the range that is shown has no samples in it.
  for (const [name, problem] of problems)
    nodes.push({
      node: name,
      purchase: null,
      model: null,
      zone: null,
      cells: [],
      missing: null,
      ...noContent,
      problem,
    });
  return { nodes, fits: fits(series, freshness), asOfMs, cells, leftOut: cells - drawn, layout };
};

interface FleetData {
  readonly series: readonly FrameLike[];
  readonly structureRev?: number | undefined;
}

/**
 * The maps of one panel, one update after the other. Grafana counts the updates that change more than values; between
 * them what labels say is kept.
 * @source https://github.com/grafana/grafana packages/grafana-data/src/dataframe/frameComparisons.ts
 */
export const fleetReader = () => {
  let before: FleetData = { series: [] };
  let beforeMs = Number.NaN;
  let read: ReadFrames = readFrames([]);
  let layout = noLayout;
  return (data: FleetData, asOfMs: number): FleetMap => {
    const { series, structureRev } = data;
    const isSame = series === before.series || (structureRev !== undefined && structureRev === before.structureRev);
    if (series !== before.series || asOfMs !== beforeMs)
      read = readFrames(series, { gpusAtMs: asOfMs, known: isSame ? read.sources : null });
    [before, beforeMs] = [data, asOfMs];
    const map = fleetMap(read, { asOfMs, staleAfterMs: staleAfterMs(read, asOfMs) }, layout);
    layout = map.layout;
    return map;
  };
};

/** True for a node that cannot serve, by what the recommender found. */
export const isDown = ({ problem }: FleetNode): boolean => problem?.problem === "stale" || problem?.problem === "lost";

/** True for a node that somebody has to look at. */
export const isTroubled = (node: FleetNode): boolean =>
  node.problem !== null || (node.missing ?? 0) > 0 || node.cells.some(({ health }) => health === "fault");

/** Nodes that stand together, in the order of the group's name; those of an unknown group last. */
export const groupsOf = (nodes: readonly FleetNode[], by: Grouping) =>
  groupBy(nodes, (node) => (by === "none" ? "" : (node[by] ?? "")))
    .map((group) => ({ name: by === "none" ? "" : (group[0][by] ?? ""), nodes: group as readonly FleetNode[] }))
    .sort((a, b) => Number(a.name === "") - Number(b.name === "") || byText(a.name, b.name));

/** Degrees at which the shade of a GPU is at its darkest. */
const hotCelsius = 90;

const ratioOf = (cell: GpuCell, by: Shading): number | null => {
  if (by === "memory") return cell.memoryRatio;
  if (by === "utilisation") return cell.utilizationRatio;
  if (by === "temperature") return cell.temperatureCelsius === null ? null : cell.temperatureCelsius / hotCelsius;
  return cell.health === "ok" ? 0 : 1;
};

/** How dark a GPU is, 0 to 1. */
export const shadeOf = (cell: GpuCell, by: Shading): number => Math.min(1, Math.max(0, ratioOf(cell, by) ?? 0));
