/** An element of a parsed document: its children by name, each a text, an element, or a list of either. */
export type XmlNode = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is XmlNode =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The child at a path below a node, or undefined. */
export const at = (node: unknown, path: string): unknown =>
  path
    .split("/")
    .reduce<unknown>((inner, name) => (isNode(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined), node);

/** A repeated element as a list, however often it occurs. */
export const listAt = (node: unknown, path: string): readonly unknown[] => {
  const value = at(node, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/** Deeper than any document of a driver. */
const deepest = 24;
const longestTag = 500;

const tagPattern = /^([A-Za-z_][\w.-]{0,99})((?:\s+[A-Za-z_][\w.-]{0,99}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)$/;
const plainTag = /^[A-Za-z_][\w.-]{0,99}$/;
const attributePattern = /([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const largestCodePoint = 0x10ffff;

const entity = (whole: string, name: string): string => {
  const [, hex, digits] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  if (hex === undefined && digits === undefined) return entities[name] ?? whole;
  const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
  return code <= largestCodePoint ? String.fromCodePoint(code) : whole;
};

/** The five entities of every document and numbered characters; none that a document declares itself. */
const decoded = (text: string): string => (text.includes("&") ? text.replace(/&(#?[A-Za-z0-9]{1,8});/g, entity) : text);

interface Open {
  readonly name: string;
  /** Children by name and attributes by `@name`; null until there is one. */
  node: Record<string, unknown> | null;
  text: string;
}

/** Without a prototype, so that every name of an element is only a key. */
const nodeOf = (open: Open): Record<string, unknown> => {
  open.node ??= Object.create(null) as Record<string, unknown>;
  return open.node;
};

const add = (parent: Open, name: string, value: unknown): void => {
  const node = nodeOf(parent);
  const before = node[name];
  if (before === undefined) node[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else node[name] = [before, value];
};

/** An element without children and attributes is its text. */
const contentOf = ({ node, text }: Open): unknown => node ?? decoded(text.trim());

const begin = (tag: string, stack: Open[]): void => {
  const plain = plainTag.test(tag);
  const found = plain ? [tag, tag] : tag.length > longestTag ? [] : (tagPattern.exec(tag) ?? []);
  const [, name, attributes = "", selfClosed] = found;
  if (name === undefined) throw new SyntaxError(`no element: ${tag.slice(0, 40)}`);
  if (stack.length > deepest) throw new SyntaxError("elements are nested too deep");
  const open: Open = { name, node: null, text: "" };
  for (const [, key = "", double, single] of attributes === "" ? [] : attributes.matchAll(attributePattern)) {
    nodeOf(open)[`@${key}`] = decoded(double ?? single ?? "");
  }
  const parent = stack.at(-1);
  if (selfClosed === "/" && parent !== undefined) add(parent, name, contentOf(open));
  else stack.push(open);
};

const close = (tag: string, stack: Open[]): void => {
  const open = stack.pop();
  const parent = stack.at(-1);
  if (open === undefined || parent === undefined || open.name !== tag.slice(1).trim()) {
    throw new SyntaxError(`an element ends that did not begin: ${tag.slice(0, 40)}`);
  }
  add(parent, open.name, contentOf(open));
};

const skipped = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/** Position behind what is no element. */
const behindSkipped = (text: string, start: number): number => {
  const [first, last] = skipped.find(([candidate]) => text.startsWith(candidate, start)) ?? ["<", ">"];
  const end = text.indexOf(last, start + first.length);
  return end < 0 ? text.length : end + last.length;
};

/** Takes what begins at a `<`; answers the position behind it. */
const takeMarkup = (text: string, start: number, stack: Open[]): number => {
  const second = text[start + 1];
  if (second === "!" || second === "?") return behindSkipped(text, start);
  const end = text.indexOf(">", start);
  if (end < 0) throw new SyntaxError("a tag does not end");
  const tag = text.slice(start + 1, end);
  if (second === "/") close(tag, stack);
  else begin(tag, stack);
  return end + 1;
};

const takeText = (text: string, top: Open | undefined): void => {
  if (top !== undefined && top.node === null) top.text += text;
};

/**
 * Reads the elements of a document: the part of XML that drivers write. Text beside child elements is left out. Linear in the length of the text.
 * @throws SyntaxError where elements do not match
 */
export const parseXmlTree = (text: string): XmlNode => {
  const root: Open = { name: "", node: null, text: "" };
  const stack: Open[] = [root];
  let position = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", position)) {
    takeText(text.slice(position, start), stack.at(-1));
    position = takeMarkup(text, start, stack);
  }
  takeText(text.slice(position), stack.at(-1));
  if (stack.length > 1) throw new SyntaxError(`${stack.at(-1)?.name} does not end`);
  return nodeOf(root);
};
