import { hasText, t } from "../text/text.ts";
import { type FleetMap, type FleetNode, type GpuCell, type GpuHealth, isDown } from "./fleet-map.ts";
import { formatAge, formatCompact, formatPercent, shortened, unknownText } from "./format-value.ts";
import { groupBy } from "./frame.ts";

const bytesPerGibibyte = 2 ** 30;

const gibibytes = (bytes: number | null) => (bytes === null ? unknownText() : formatCompact(bytes / bytesPerGibibyte));

const measured = (value: number | null, unit: string) => (value === null ? [] : [`${formatCompact(value)} ${unit}`]);

/** One GPU in text: what its cell shows by fill and sign. */
export const cellText = (cell: GpuCell): string =>
  [
    t("gpu.name", { gpu: shortened(cell.gpu), node: shortened(cell.node) }),
    t("gpu.memory", {
      percent: formatPercent(cell.memoryRatio),
      used: gibibytes(cell.memoryUsedBytes),
      total: gibibytes(cell.memoryTotalBytes),
    }),
    t("gpu.utilisation", { percent: formatPercent(cell.utilizationRatio) }),
    ...measured(cell.temperatureCelsius, "°C"),
    ...measured(cell.powerWatts, "W"),
    t(`gpu.${cell.health}`, { xid: cell.xid ?? unknownText(), age: formatAge(cell.dataAgeSeconds) }),
  ].join("; ");

/** Below this share of its memory in use a GPU holds no model: a driver alone takes a little. */
const freeBelow = 0.02;

/** True for a GPU, or slice of one, that is known to hold nothing. */
export const isFree = ({ memoryRatio, health }: GpuCell): boolean =>
  health === "ok" && memoryRatio !== null && memoryRatio < freeBelow;

/** GPUs of a node: a GPU with slices counts once. */
const boards = (cells: readonly GpuCell[]) => groupBy(cells, ({ board }) => board);

const freeOf = (gpus: ReturnType<typeof boards>): number => gpus.filter((slices) => slices.every(isFree)).length;

/** GPUs of a node that hold nothing at all; of one that does not serve none is free. */
export const freeGpus = (node: FleetNode): number => (isDown(node) ? 0 : freeOf(boards(node.cells)));

/** What is wrong with a node and since when; null: nothing. */
export const problemText = ({ problem, missing }: FleetNode, asOfMs: number): string | null => {
  // Beside a node there is little space: its number stays with the unit.
  const age = formatAge(problem === null ? null : (asOfMs - problem.sinceMs) / 1000).replace(" ", "\u00a0");
  const key = `node.${problem?.problem}`;
  const found = problem === null ? [] : [hasText(key) ? t(key, { age }) : `${shortened(problem.problem)} ${age}`];
  const gone = (missing ?? 0) > 0 ? [t("fleet.missing", { count: missing ?? 0 })] : [];
  return [...found, ...gone].join(", ") || null;
};

const sumOf = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((sum, item) => sum + of(item), 0);

/** GPUs of one node: they are counted once for all that is said of them. */
const countOf = (node: FleetNode) => {
  const gpus = boards(node.cells);
  return { purchase: node.purchase, gpus: gpus.length, free: isDown(node) ? 0 : freeOf(gpus) };
};
type NodeCount = ReturnType<typeof countOf>;

/** How many GPUs are free, and how many of them are on one node, which is what a replica needs. */
const freeText = (nodes: readonly NodeCount[]): readonly string[] => {
  const perNode = nodes.map(({ free }) => free).filter((count) => count > 0);
  const count = sumOf(perNode, (free) => free);
  if (count === 0) return [];
  if (perNode.length === 1) return [t("fleet.free-one-node", { count })];
  const most = Math.max(...perNode);
  const next = t("fleet.gpus", { count: most + 1 });
  return [t("fleet.free", { count, nodes: t("fleet.nodes", { count: perNode.length }), most, next })];
};

/** GPUs by how their nodes are paid for; nothing where no label has it. */
const purchaseText = (nodes: readonly NodeCount[]): readonly string[] => {
  if (nodes.every(({ purchase }) => purchase === null)) return [];
  return groupBy(nodes, ({ purchase }) => purchase ?? "")
    .map((group) => ({
      purchase: group[0].purchase ?? t("fleet.unknown-purchase"),
      count: sumOf(group, ({ gpus }) => gpus),
    }))
    .sort((a, b) => b.count - a.count)
    .map(({ purchase, count }) => `${count} ${shortened(purchase)}`);
};

const countText = (fleet: FleetMap, nodes: readonly NodeCount[]): string => {
  const count = sumOf(nodes, ({ gpus }) => gpus);
  const slices = fleet.cells - fleet.leftOut;
  const values = { gpus: t("fleet.gpus", { count }), nodes: t("fleet.nodes", { count: nodes.length }) };
  const text = slices === count ? t("fleet.on", values) : t("fleet.in-slices", { ...values, slices });
  return fleet.leftOut > 0 ? t("fleet.drawn", { count: fleet.cells, drawn: text }) : text;
};

/** How many more replicas of a deployment fit. */
export const fitText = ({ deployment, gpu, gpusPerReplica: gpus, replicas }: FleetMap["fits"][number]): string =>
  t("fleet.fit", { deployment: shortened(deployment), gpus: shortened(gpus), gpu: shortened(gpu), count: replicas });

const some = (key: "fleet.fault" | "fleet.stale" | "fleet.missing", count: number): readonly string[] =>
  count > 0 ? [t(key, { count })] : [];

export const fleetText = (fleet: FleetMap): string => {
  const { nodes } = fleet;
  const counts = nodes.map(countOf);
  const having: Record<GpuHealth, number> = { ok: 0, fault: 0, stale: 0, unknown: 0 };
  for (const { cells } of nodes) for (const { health } of cells) having[health]++;
  const missing = sumOf(nodes, (node) => node.missing ?? 0);
  const down = nodes.filter(isDown);
  const parts = [
    ...(down.length === 0 ? [] : [t("fleet.down", { count: down.length })]),
    countText(fleet, counts),
    ...purchaseText(counts),
    ...(fleet.fits.length === 0
      ? freeText(counts)
      : [t("fleet.node-free", { count: sumOf(counts, ({ free }) => free) })]),
    ...some("fleet.fault", having.fault),
    ...some("fleet.stale", having.stale),
    ...some("fleet.missing", missing),
  ];
  return `${parts.join(", ")}.`;
};
