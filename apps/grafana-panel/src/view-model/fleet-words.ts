import type { FleetMap, FleetNode, GpuCell, GpuHealth } from "./fleet-map.ts";
import { formatAge, formatCompact, formatPercent, unknownText } from "./format-value.ts";
import { shortened } from "./shortened.ts";

const bytesPerGibibyte = 2 ** 30;

const gibibytes = (bytes: number | null): string =>
  bytes === null ? unknownText : formatCompact(bytes / bytesPerGibibyte);

export const healthText = ({ health, xid, dataAgeSeconds }: GpuCell): string => {
  const texts: Readonly<Record<GpuHealth, string>> = {
    ok: "no fault reported",
    fault: `fault, XID ${xid}`,
    stale: `stale, ${formatAge(dataAgeSeconds)} old`,
    unknown: "state unknown",
  };
  return texts[health];
};

const measured = (value: number | null, unit: string): readonly string[] =>
  value === null ? [] : [`${formatCompact(value)} ${unit}`];

/** One GPU in words: what its cell shows by fill and sign. */
export const cellText = (cell: GpuCell): string =>
  [
    `GPU ${shortened(cell.gpu)} on ${shortened(cell.node)}`,
    `memory ${formatPercent(cell.memoryRatio)} full (${gibibytes(cell.memoryUsedBytes)} of ${gibibytes(cell.memoryTotalBytes)} GiB)`,
    `utilisation ${formatPercent(cell.utilizationRatio)}`,
    ...measured(cell.temperatureCelsius, "°C"),
    ...measured(cell.powerWatts, "W"),
    healthText(cell),
  ].join("; ");

const missingOf = (nodes: readonly FleetNode[]): number => nodes.reduce((sum, { missing }) => sum + (missing ?? 0), 0);

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Below this share of its memory in use a GPU holds no model: a driver alone takes a little. */
const freeBelow = 0.02;

/** GPUs that hold nothing: how many, and how many of them are on one node, which is what a replica needs. */
const freeText = (nodes: readonly FleetNode[]): readonly string[] => {
  const isFree = ({ memoryRatio, health }: GpuCell): boolean =>
    health === "ok" && memoryRatio !== null && memoryRatio < freeBelow;
  const perNode = nodes.map(({ cells }) => cells.filter(isFree).length);
  const free = perNode.reduce((sum, count) => sum + count, 0);
  return free === 0 ? [] : [`${free} free, at most ${Math.max(...perNode)} of them on one node`];
};

/** The fleet in one sentence. */
export const fleetText = ({ nodes, gpus }: FleetMap): string => {
  const cells = nodes.flatMap((node) => node.cells);
  const having = (health: GpuHealth): number => cells.filter((cell) => cell.health === health).length;
  const parts = [
    `${counted(gpus, "GPU")} on ${counted(nodes.length, "node")}`,
    ...freeText(nodes),
    ...(having("fault") > 0 ? [`${having("fault")} with a fault`] : []),
    ...(having("stale") > 0 ? [`${having("stale")} stale`] : []),
    ...(missingOf(nodes) > 0 ? [`${missingOf(nodes)} missing`] : []),
  ];
  return `${parts.join(", ")}.`;
};
