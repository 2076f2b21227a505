// Which series belong to which GPU of which node. Labels change rarely, values with each update.
import { groupBy } from "./frame.ts";
import type { GpuSource } from "./read-gpus.ts";

/** A series and its index among the samples. */
interface Indexed {
  readonly source: GpuSource;
  readonly index: number;
}

type OneOrMore = readonly [Indexed, ...Indexed[]];

/** One GPU, or slice of one. */
export interface CellLayout {
  readonly key: string;
  readonly node: string;
  /** How it is named: "0", "0 slice 3". */
  readonly gpu: string;
  readonly uuid: string | null;
  /** A slice has the board of its GPU. */
  readonly board: string;
  /** Of its samples. */
  readonly indices: readonly number[];
}

interface NodeLayout {
  readonly node: string;
  readonly purchase: string | null;
  readonly model: string | null;
  readonly zone: string | null;
  readonly cells: readonly CellLayout[];
  /** Of the samples that are of the node as a whole. */
  readonly own: readonly number[];
}

export interface FleetLayout {
  readonly sources: readonly GpuSource[];
  /** In the order of their names. */
  readonly nodes: readonly NodeLayout[];
}

export const noLayout: FleetLayout = { sources: [], nodes: [] };

export const { compare: byText } = new Intl.Collator("en", { numeric: true });

const indexOf = ({ index }: Indexed): number => index;

const cellOf = (indexed: OneOrMore): CellLayout => {
  const [{ node, uuid, number, slice, board: ofNode }] = [indexed[0].source];
  // The length keeps names apart that are joined to the same text.
  const board = `${node.length} ${node} ${ofNode}`;
  const key = slice === null ? board : JSON.stringify([board, slice]);
  return {
    indices: indexed.map(indexOf),
    node,
    uuid,
    board,
    key,
    gpu: slice === null ? number : `${number} slice ${slice}`,
  };
};

const isOfNode = ({ source: { role } }: Indexed) =>
  role === "gpus-seen" || role === "gpus-expected" || role === "node-labels";

/** The values of a label, each once; null: none. */
const distinct = (indexed: OneOrMore, label: "purchase" | "model"): string | null => {
  const first = indexed[0].source[label];
  if (indexed.every(({ source }) => source[label] === first)) return first;
  return [...new Set(indexed.flatMap(({ source }) => source[label] ?? []))].sort().join(", ") || null;
};

const nodeOf = (indexed: OneOrMore): NodeLayout => {
  const own = indexed.filter(isOfNode);
  const ofGpus = own.length === 0 ? indexed : indexed.filter((one) => !isOfNode(one));
  const { node, zone } = indexed[0].source;
  return {
    node,
    purchase: distinct(indexed, "purchase"),
    model: distinct(indexed, "model"),
    zone: zone ?? own.find(({ source }) => source.zone !== null)?.source.zone ?? null,
    cells: groupBy(ofGpus, ({ source }) => source.board)
      .flatMap((ofGpu) => groupBy(ofGpu, ({ source }) => source.slice))
      .map(cellOf)
      .sort((a, b) => byText(a.gpu, b.gpu) || byText(a.key, b.key)),
    own: own.map(indexOf),
  };
};

/** A node with its name taken apart: thousands that differ in their last number alone sort by it. */
const numbered = (layout: NodeLayout) => {
  const [, name, digits] = /^([ -~]*\D|)(\d{1,15})$/.exec(layout.node) ?? [];
  return { layout, name, number: Number(digits) };
};

/** @param before the layout of the last update, which stands where the same series come in the same order */
export const layoutOf = (sources: readonly GpuSource[], before: FleetLayout): FleetLayout => {
  if (sources.length === before.sources.length && sources.every((source, at) => source === before.sources[at]))
    return before;
  const indexed = sources.map((source, index) => ({ source, index }));
  const nodes = groupBy(indexed, ({ source }) => source.node).map((group) => numbered(nodeOf(group)));
  nodes.sort((a, b) => (a.name === b.name && a.number - b.number) || byText(a.layout.node, b.layout.node));
  return { sources, nodes: nodes.map(({ layout }) => layout) };
};
