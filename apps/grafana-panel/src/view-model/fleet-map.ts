import { groupBy, knownNumber } from "./frame.ts";
import type { GpuRole } from "./metrics.ts";
import { byNode, type NodeProblem, nodeFacts } from "./nodes.ts";
import type { Grouping, Shading } from "./options.ts";
import { type GpuSample, samplesAt, zoneOf } from "./read-gpus.ts";
import type { ReadFrames, Series } from "./read-series.ts";
import { currentValue, type Freshness, newestSampleMs } from "./select-series.ts";

/** State of one GPU. "unknown": no series of it has a value. */
export type GpuHealth = "ok" | "fault" | "stale" | "unknown";

/** One GPU, or one slice of one. Null: unknown. */
export interface GpuCell extends Readonly<Omit<ReturnType<typeof identityOf>, "samples">> {
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
}

/** More cells than this are not drawn: those of 2,500 nodes of eight GPUs. */
export const mostCells = 20_000;

const { compare: byText } = new Intl.Collator("en", { numeric: true });

/** The newest value of a role among samples that are not stale; of thousands of nodes a few samples each. */
const freshValues =
  (samples: readonly GpuSample[], { asOfMs, staleAfterMs }: Freshness) =>
  (role: GpuRole): number | null => {
    let newest: GpuSample | null = null;
    for (const one of samples)
      if (one.role === role && asOfMs - one.timeMs <= staleAfterMs && !(newest !== null && newest.timeMs >= one.timeMs))
        newest = one;
    return newest?.value ?? null;
  };

type Samples = readonly [GpuSample, ...GpuSample[]];

/** How a GPU, or a slice of one, is named ("0", "0 slice 3") and distinguished; a slice has the board of its GPU. */
const identityOf = (samples: Samples) => {
  const [{ node, uuid, number, slice, board: ofNode }] = samples;
  // The length keeps names apart that are joined to the same text.
  const board = `${node.length} ${node} ${ofNode}`;
  const key = slice === null ? board : JSON.stringify([board, slice]);
  return { samples, node, uuid, board, key, gpu: slice === null ? number : `${number} slice ${slice}` };
};

const cellOf = (identity: ReturnType<typeof identityOf>, freshness: Freshness): GpuCell => {
  const { samples, node, gpu, uuid, key, board } = identity;
  const value = freshValues(samples, freshness);
  const ageMs = freshness.asOfMs - samples.reduce((last, { timeMs }) => Math.max(last, timeMs), 0);
  const [used, free, xid] = [value("memory-used"), value("memory-free"), value("xid")];
  const total = value("memory-total") ?? (used === null || free === null ? null : knownNumber(used + free));
  const health = (): GpuHealth => {
    if (samples.every((sample) => sample.value === null)) return "unknown";
    if (ageMs > freshness.staleAfterMs) return "stale";
    return xid !== null && xid > 0 ? "fault" : "ok";
  };
  // Each by its name: after a spread the others take several times as long, and there are tens of thousands of cells.
  return {
    key,
    node,
    gpu,
    uuid,
    board,
    xid,
    // Without the share of time with a kernel (a slice has none), the profiled activity of the multiprocessors.
    utilizationRatio: value("utilization") ?? value("sm-active") ?? value("engine-active"),
    memoryUsedBytes: used,
    memoryTotalBytes: total,
    memoryRatio: used === null || total === null || total <= 0 ? null : knownNumber(used / total),
    temperatureCelsius: value("temperature"),
    powerWatts: value("power"),
    health: health(),
    dataAgeSeconds: ageMs / 1000,
  };
};

const isOfNode = ({ role }: GpuSample) => role === "gpus-seen" || role === "gpus-expected" || role === "node-labels";

/** The values of a label, each once; null: none. */
const distinct = (samples: readonly GpuSample[], label: "purchase" | "model"): string | null => {
  const [{ [label]: first = null } = {}] = samples;
  if (samples.every((sample) => sample[label] === first)) return first;
  return [...new Set(samples.flatMap((sample) => sample[label] ?? []))].sort().join(", ") || null;
};

const noContent: NodeContent = { deployment: "", pool: "", problem: null };

interface NodeContent {
  readonly deployment: string;
  readonly pool: string;
  readonly problem: NodeProblem | null;
}

interface NodeSettings {
  readonly freshness: Freshness;
  readonly mostCells: number;
  readonly content: NodeContent;
}

const nodeOf = (samples: Samples, { freshness, mostCells, content }: NodeSettings) => {
  const ofGpus = samples.some(isOfNode) ? samples.filter((sample) => !isOfNode(sample)) : samples;
  const cells = groupBy(ofGpus, ({ board }) => board)
    .flatMap((ofGpu) => groupBy(ofGpu, ({ slice }) => slice))
    .map(identityOf)
    .sort((a, b) => byText(a.gpu, b.gpu) || byText(a.key, b.key));
  const value = freshValues(samples, freshness);
  const [expected, seen] = [value("gpus-expected"), value("gpus-seen")];
  const node: FleetNode = {
    node: samples[0].node,
    purchase: distinct(samples, "purchase"),
    model: distinct(samples, "model"),
    zone:
      zoneOf(samples[0]) ??
      samples
        .filter(isOfNode)
        .map(zoneOf)
        .find((zone) => zone !== null) ??
      null,
    deployment: content.deployment,
    pool: content.pool,
    problem: content.problem,
    cells: cells.slice(0, mostCells).map((cell) => cellOf(cell, freshness)),
    missing: expected === null || seen === null ? null : Math.max(0, expected - seen),
  };
  return { node, count: cells.length };
};

/** The samples of a node with its name taken apart: thousands that differ in their last number alone sort by it. */
const numbered = (samples: Samples) => {
  const [, name, digits] = /^([ -~]*\D|)(\d{1,15})$/.exec(samples[0].node) ?? [];
  return { samples, node: samples[0].node, name, number: Number(digits) };
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
  { gpus, nodes: ofNodes, series }: Pick<ReadFrames, "gpus" | "nodes" | "series">,
  freshness: Freshness,
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
  const sampled = groupBy(samplesAt(gpus, asOfMs), ({ node }) => node).map(numbered);
  sampled.sort((a, b) => (a.name === b.name && a.number - b.number) || byText(a.node, b.node));
  const nodes: FleetNode[] = [];
  let [cells, drawn] = [0, 0];
  for (const { samples } of sampled) {
    const content = contentOf(samples[0].node);
    const { node, count } = nodeOf(samples, { freshness, content, mostCells: mostCells - drawn });
    cells += count;
    drawn += node.cells.length;
    if (node.cells.length > 0 || (node.missing ?? 0) > 0 || node.problem !== null) nodes.push(node);
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
  return { nodes, fits: fits(series, freshness), asOfMs, cells, leftOut: cells - drawn };
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

/** How dark a GPU is, 0 to 1. */
export const shadeOf = (cell: GpuCell, by: Shading): number => {
  const ratios = {
    health: cell.health === "ok" ? 0 : 1,
    memory: cell.memoryRatio,
    utilisation: cell.utilizationRatio,
    temperature: cell.temperatureCelsius === null ? null : cell.temperatureCelsius / hotCelsius,
  };
  return Math.min(1, Math.max(0, ratios[by] ?? 0));
};
