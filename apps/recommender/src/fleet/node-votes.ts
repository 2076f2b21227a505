/** What one engine reports, as a vote on what is normal in its deployment. */
export interface Vote {
  readonly node: string;
  readonly value: number;
}

// Of three votes one is outvoted: the middle one is never beyond those of the others.
export const fewestNodes = 3;

/**
 * The votes of a deployment: each node has one, the mean of its engines, so that engines that a node invents add nothing.
 * Where nodes are too few each engine has one, of no node more than of the other.
 */
export const votesOf = (all: readonly Vote[]): readonly number[] => {
  const byNode = new Map<string, number[]>();
  for (const { node, value } of all) {
    const own = byNode.get(node) ?? [];
    own.push(value);
    byNode.set(node, own);
  }
  const nodes = [...byNode.values()];
  if (nodes.length >= fewestNodes) return nodes.map((own) => own.reduce((sum, value) => sum + value, 0) / own.length);
  const most = Math.min(...nodes.map((own) => own.length));
  return nodes.flatMap((own) => own.slice(0, most));
};

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The lower of the two middle values of an even number: of four votes one cannot move it. 0 for none. */
export const lowerMedian = (values: readonly number[]): number =>
  sorted(values)[Math.floor((values.length - 1) / 2)] ?? 0;

/** The upper of the two middle values of an even number. 0 for none. */
export const upperMedian = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? 0;
