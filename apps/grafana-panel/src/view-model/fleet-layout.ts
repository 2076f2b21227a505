// Which series belong to which GPU of which node. Labels change rarely, values with each update.
import { groupBy } from "./frame.ts";
import type { GpuSample, GpuSource } from "./read-gpus.ts";

/** A series and its place among the samples. */
interface Placed {
  readonly source: GpuSource;
  readonly place: number;
}

type OneOrMore = readonly [Placed, ...Placed[]];

/** One GPU, or slice of one. */
export interface CellLayout {
  readonly key: string;
  readonly node: string;
  /** How it is named: "0", "0 slice 3". */
  readonly gpu: string;
  readonly uuid: string | null;
  /** A slice has the board of its GPU. */
  readonly board: string;
  /** Places of its samples. */
  readonly places: readonly number[];
}

interface NodeLayout {
  readonly node: string;
  readonly purchase: string | null;
  readonly model: string | null;
  readonly zone: string | null;
  readonly cells: readonly CellLayout[];
  /** Places of the samples that are of the node as a whole. */
  readonly own: readonly number[];
}

export interface FleetLayout {
  readonly sources: readonly GpuSource[];
  /** In the order of their names. */
  readonly nodes: readonly NodeLayout[];
}

export const noLayout: FleetLayout = { sources: [], nodes: [] };

export const { compare: byText } = new Intl.Collator("en", { numeric: true });

const placeOf = ({ place }: Placed): number => place;

const cellOf = (placed: OneOrMore): CellLayout => {
  const [{ node, uuid, number, slice, board: ofNode }] = [placed[0].source];
  // The length keeps names apart that are joined to the same text.
  const board = `${node.length} ${node} ${ofNode}`;
  const key = slice === null ? board : JSON.stringify([board, slice]);
  return {
    places: placed.map(placeOf),
    node,
    uuid,
    board,
    key,
    gpu: slice === null ? number : `${number} slice ${slice}`,
  };
};

const isOfNode = ({ source: { role } }: Placed) =>
  role === "gpus-seen" || role === "gpus-expected" || role === "node-labels";

/** The values of a label, each once; null: none. */
const distinct = (placed: OneOrMore, label: "purchase" | "model"): string | null => {
  const first = placed[0].source[label];
  if (placed.every(({ source }) => source[label] === first)) return first;
  return [...new Set(placed.flatMap(({ source }) => source[label] ?? []))].sort().join(", ") || null;
};

const nodeOf = (placed: OneOrMore): NodeLayout => {
  const own = placed.filter(isOfNode);
  const ofGpus = own.length === 0 ? placed : placed.filter((one) => !isOfNode(one));
  const { node, zone } = placed[0].source;
  return {
    node,
    purchase: distinct(placed, "purchase"),
    model: distinct(placed, "model"),
    zone: zone ?? own.find(({ source }) => source.zone !== null)?.source.zone ?? null,
    cells: groupBy(ofGpus, ({ source }) => source.board)
      .flatMap((ofGpu) => groupBy(ofGpu, ({ source }) => source.slice))
      .map(cellOf)
      .sort((a, b) => byText(a.gpu, b.gpu) || byText(a.key, b.key)),
    own: own.map(placeOf),
  };
};

/** A node with its name taken apart: thousands that differ in their last number alone sort by it. */
const numbered = (layout: NodeLayout) => {
  const [, name, digits] = /^([ -~]*\D|)(\d{1,15})$/.exec(layout.node) ?? [];
  return { layout, name, number: Number(digits) };
};

/** @param before the layout of the last update, which stands where the same series come in the same order */
export const layoutOf = (samples: readonly GpuSample[], before: FleetLayout): FleetLayout => {
  const { sources } = before;
  if (samples.length === sources.length && samples.every(({ source }, at) => source === sources[at])) return before;
  const placed = samples.map(({ source }, place) => ({ source, place }));
  const nodes = groupBy(placed, ({ source }) => source.node).map((group) => numbered(nodeOf(group)));
  nodes.sort((a, b) => (a.name === b.name && a.number - b.number) || byText(a.layout.node, b.layout.node));
  return { sources: samples.map(({ source }) => source), nodes: nodes.map(({ layout }) => layout) };
};
