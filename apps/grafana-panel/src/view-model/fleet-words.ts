import { t } from "../text/text.ts";
import type { FleetMap, FleetNode, GpuCell, GpuHealth } from "./fleet-map.ts";
import { formatAge, formatCompact, formatPercent, unknownText } from "./format-value.ts";
import { groupBy } from "./group-by.ts";
import { shortened } from "./shortened.ts";

const bytesPerGibibyte = 2 ** 30;

const gibibytes = (bytes: number | null): string =>
  bytes === null ? unknownText() : formatCompact(bytes / bytesPerGibibyte);

export const healthText = ({ health, xid, dataAgeSeconds }: GpuCell): string => {
  const texts: Readonly<Record<GpuHealth, string>> = {
    ok: t("gpu.ok"),
    fault: t("gpu.fault", { xid: xid ?? unknownText() }),
    stale: t("gpu.stale", { age: formatAge(dataAgeSeconds) }),
    unknown: t("gpu.unknown"),
  };
  return texts[health];
};

const measured = (value: number | null, unit: string): readonly string[] =>
  value === null ? [] : [`${formatCompact(value)} ${unit}`];

const memoryText = ({ memoryRatio, memoryUsedBytes, memoryTotalBytes }: GpuCell): string =>
  t("gpu.memory", {
    percent: formatPercent(memoryRatio),
    used: gibibytes(memoryUsedBytes),
    total: gibibytes(memoryTotalBytes),
  });

/** One GPU in words: what its cell shows by fill and sign. */
export const cellText = (cell: GpuCell): string =>
  [
    t("gpu.name", { gpu: shortened(cell.gpu), node: shortened(cell.node) }),
    memoryText(cell),
    t("gpu.utilisation", { percent: formatPercent(cell.utilizationRatio) }),
    ...measured(cell.temperatureCelsius, "°C"),
    ...measured(cell.powerWatts, "W"),
    healthText(cell),
  ].join("; ");

const missingOf = (nodes: readonly FleetNode[]): number => nodes.reduce((sum, { missing }) => sum + (missing ?? 0), 0);

/** Below this share of its memory in use a GPU holds no model: a driver alone takes a little. */
const freeBelow = 0.02;

/** True for a GPU, or slice of one, that is known to hold nothing. */
export const isFree = ({ memoryRatio, health }: GpuCell): boolean =>
  health === "ok" && memoryRatio !== null && memoryRatio < freeBelow;

/** GPUs of a node: a GPU with slices counts once. */
const boards = (cells: readonly GpuCell[]) => groupBy(cells, ({ board }) => board);

/** GPUs of a node that hold nothing at all. */
export const freeGpus = ({ cells }: FleetNode): number => boards(cells).filter((slices) => slices.every(isFree)).length;

/** How many GPUs hold nothing, and how many of them are on one node, which is what a replica needs. */
const freeText = (nodes: readonly FleetNode[]): readonly string[] => {
  const perNode = nodes.map(freeGpus).filter((count) => count > 0);
  const free = perNode.reduce((sum, count) => sum + count, 0);
  if (free === 0) return [];
  if (perNode.length === 1) return [t("fleet.free-one-node", { count: free })];
  const most = Math.max(...perNode);
  const nodeCount = t("fleet.nodes", { count: perNode.length });
  return [t("fleet.free", { count: free, nodes: nodeCount, most, next: t("fleet.gpus", { count: most + 1 }) })];
};

/** GPUs by how their nodes are paid for; nothing where no label tells. */
const purchaseText = (nodes: readonly FleetNode[]): readonly string[] => {
  if (nodes.every(({ purchase }) => purchase === null)) return [];
  return groupBy(nodes, ({ purchase }) => purchase ?? "")
    .map((group) => ({
      purchase: group[0].purchase ?? t("fleet.unknown-purchase"),
      count: group.reduce((sum, { cells }) => sum + boards(cells).length, 0),
    }))
    .sort((a, b) => b.count - a.count)
    .map(({ purchase, count }) => `${count} ${shortened(purchase)}`);
};

const countText = (fleet: FleetMap): string => {
  const drawn = fleet.nodes.flatMap(({ cells }) => cells);
  const count = boards(drawn).length;
  const [gpus, nodes] = [t("fleet.gpus", { count }), t("fleet.nodes", { count: fleet.nodes.length })];
  const text =
    drawn.length === count
      ? t("fleet.on", { gpus, nodes })
      : t("fleet.in-slices", { gpus, nodes, slices: drawn.length });
  return fleet.leftOut > 0 ? t("fleet.drawn", { count: fleet.cells, drawn: text }) : text;
};

const some = (key: "fleet.fault" | "fleet.stale" | "fleet.missing", count: number): readonly string[] =>
  count > 0 ? [t(key, { count })] : [];

/** The fleet in one sentence. */
export const fleetText = (fleet: FleetMap): string => {
  const { nodes } = fleet;
  const cells = nodes.flatMap((node) => node.cells);
  const having = (health: GpuHealth): number => cells.filter((cell) => cell.health === health).length;
  const parts = [
    countText(fleet),
    ...purchaseText(nodes),
    ...freeText(nodes),
    ...some("fleet.fault", having("fault")),
    ...some("fleet.stale", having("stale")),
    ...some("fleet.missing", missingOf(nodes)),
  ];
  return `${parts.join(", ")}.`;
};
