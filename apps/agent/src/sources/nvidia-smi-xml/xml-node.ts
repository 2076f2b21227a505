/** An element of a parsed document: its children by name, each a text, an element, or a list of either. */
export type XmlNode = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is XmlNode =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const child = (node: unknown, name: string): unknown =>
  isNode(node) && Object.hasOwn(node, name) ? node[name] : undefined;

/** What stands at a path below a node, or undefined. */
export const at = (node: unknown, path: string): unknown => path.split("/").reduce(child, node);

/** What stands at the first of the paths that holds anything. */
export const atFirst = (node: unknown, paths: readonly string[]): unknown => {
  const path = paths.find((candidate) => at(node, candidate) !== undefined);
  return path === undefined ? undefined : at(node, path);
};

/** A repeated element as a list, however often it occurs. */
export const listAt = (node: unknown, path: string): readonly unknown[] => {
  const value = at(node, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};
