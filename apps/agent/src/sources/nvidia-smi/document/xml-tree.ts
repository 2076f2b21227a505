import { isRecord } from "@loadline/model";

/** An element of a parsed document: its children by name, each a text, an element, or a list of either. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** The child at a path below a node, or undefined. */
export const at = (node: unknown, path: string): unknown =>
  path
    .split("/")
    .reduce<unknown>((inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined), node);

/** A repeated element as a list, however often it occurs. */
export const listAt = (node: unknown, path: string): readonly unknown[] => {
  const value = at(node, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/** Deeper than any document of a driver. */
const deepest = 24;
const longestTag = 500;

const namePattern = /^[A-Za-z_][\w.-]{0,99}(?=[\s/]|$)/;

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
  /** Children by name; null until there is one. */
  node: Record<string, unknown> | null;
  text: string;
}

const add = (parent: Open, name: string, value: unknown): void => {
  // Without a prototype, so that every name of an element is only a key.
  parent.node ??= Object.create(null) as Record<string, unknown>;
  const before = parent.node[name];
  if (before === undefined) parent.node[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else parent.node[name] = [before, value];
};

/** Attributes are not read. */
const begin = (tag: string, stack: Open[]): void => {
  const name = tag.length > longestTag ? undefined : namePattern.exec(tag)?.[0];
  if (name === undefined) throw new SyntaxError(`no element: ${tag.slice(0, 40)}`);
  if (stack.length > deepest) throw new SyntaxError("elements are nested too deep");
  stack.push({ name, node: null, text: "" });
  if (tag.endsWith("/")) close(`/${name}`, stack);
};

const close = (tag: string, stack: Open[]): void => {
  const open = stack.pop();
  const parent = stack.at(-1);
  if (open === undefined || parent === undefined || open.name !== tag.slice(1).trim())
    throw new SyntaxError(`an element ends that did not begin: ${tag.slice(0, 40)}`);
  // An element without children is its text.
  add(parent, open.name, open.node ?? decoded(open.text.trim()));
};

/** Comments, instructions and declarations, by their beginning. */
const skipped = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/** Reads the markup that begins at a `<`; returns the position after it. */
const readMarkup = (text: string, start: number, stack: Open[]): number => {
  const [first, last] = skipped.find(([beginning]) => text.startsWith(beginning, start)) ?? ["<", ">"];
  const end = text.indexOf(last, start + first.length);
  if (first !== "<") return end < 0 ? text.length : end + last.length;
  if (end < 0) throw new SyntaxError("a tag does not end");
  const tag = text.slice(start + 1, end);
  if (tag.startsWith("/")) close(tag, stack);
  else begin(tag, stack);
  return end + 1;
};

/**
 * Reads the elements of a document: the part of XML that drivers write. Text beside child elements is left out. Linear in
 * the length of the text.
 * @throws SyntaxError where elements do not match
 */
export const parseXmlTree = (text: string): XmlNode => {
  const root: Open = { name: "", node: null, text: "" };
  const stack: Open[] = [root];
  let position = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", position)) {
    const top = stack.at(-1);
    if (top !== undefined && top.node === null) top.text += text.slice(position, start);
    position = readMarkup(text, start, stack);
  }
  if (stack.length > 1) throw new SyntaxError(`${stack.at(-1)?.name} does not end`);
  return root.node ?? {};
};

/** The parts of the output of `nvidia-smi -q -x`. */
export interface DocumentParts {
  /** The text before and after the document: a driver's messages. */
  readonly before: string;
  readonly after: string;
  /** The text outside of the `<gpu>` elements: the facts of the node, and messages. */
  readonly head: string;
  /** One whole `<gpu>` element each. */
  readonly gpus: readonly string[];
  /** A `<gpu>` element that has a beginning and no end; null when there is none. */
  readonly cut: string | null;
  /** The document has its end. */
  readonly whole: boolean;
}

const openTag = "<nvidia_smi_log";
const closeTag = "</nvidia_smi_log>";
const gpuOpen = /<gpu(?:\s[^<>]{0,200})?>/g;
const gpuClose = "</gpu>";

/** No node has more GPUs; the rest of a longer list is not read. */
export const mostGpus = 256;

const startsIn = (body: string): readonly number[] => {
  const starts: number[] = [];
  for (const { index } of body.matchAll(gpuOpen)) {
    starts.push(index);
    if (starts.length > mostGpus) break;
  }
  return starts;
};

/** An element that begins again before its end has none: the writer was interrupted in it. */
const splitGpus = (body: string): Pick<DocumentParts, "head" | "gpus" | "cut"> => {
  const starts = startsIn(body);
  const gpus: string[] = [];
  const between: string[] = [];
  let cut: string | null = null;
  let position = 0;
  let end = body.indexOf(gpuClose);
  for (const [place, start] of starts.entries()) {
    between.push(body.slice(position, start));
    const limit = starts[place + 1] ?? body.length;
    // Without an end behind one element there is none behind the next.
    if (end >= 0 && end < start) end = body.indexOf(gpuClose, start);
    if (end >= 0 && end < limit) {
      gpus.push(body.slice(start, end + gpuClose.length));
      position = end + gpuClose.length;
    } else {
      cut = body.slice(start, limit);
      position = limit;
    }
  }
  between.push(body.slice(position));
  return { head: between.join("\n"), gpus, cut };
};

/**
 * The last whole document in a text, else the last that begins; null when none begins. After a whole one the writer may
 * have begun the next.
 */
export const splitDocument = (text: string): DocumentParts | null => {
  const end = text.lastIndexOf(closeTag);
  const start = end < 0 ? text.lastIndexOf(openTag) : text.lastIndexOf(openTag, end);
  if (start < 0) return null;
  const close = end < 0 ? text.length : end;
  const { head, gpus, cut } = splitGpus(text.slice(start, close));
  const after = end < 0 ? "" : text.slice(end + closeTag.length);
  return { before: text.slice(0, start), after, head, gpus, cut, whole: end >= 0 };
};
