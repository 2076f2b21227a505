/** One data file to embed: `kind` is its folder under data/, `id` its name without ending. */
export interface DataFile {
  readonly kind: string;
  readonly id: string;
  readonly json: unknown;
}

const lineWidth = 120;
const indentOf = (depth: number): string => "  ".repeat(depth);
const isPlainKey = (key: string): boolean => /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key);

const renderString = (text: string): string => {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  if (doubles <= singles) return JSON.stringify(text);
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
};

const renderArray = (items: readonly unknown[], depth: number, used: number): string => {
  const flat = `[${items.map((item) => renderValue(item, depth, 0)).join(", ")}]`;
  if (!flat.includes("\n") && used + flat.length < lineWidth) return flat;
  const lines = items.map((item) => `${indentOf(depth + 1)}${renderValue(item, depth + 1, 0)},\n`);
  return `[\n${lines.join("")}${indentOf(depth)}]`;
};

const renderProperty = ([key, value]: [string, unknown], depth: number): string => {
  const name = isPlainKey(key) ? key : renderString(key);
  const start = `${indentOf(depth)}${name}: `;
  const text = renderValue(value, depth, start.length);
  const tooLong = typeof value === "string" && start.length + text.length + 1 > lineWidth;
  return tooLong ? `${start.trimEnd()}\n${indentOf(depth + 1)}${text},\n` : `${start}${text},\n`;
};

const renderObject = (value: object, depth: number): string => {
  const properties = Object.entries(value);
  if (properties.length === 0) return "{}";
  return `{\n${properties.map((entry) => renderProperty(entry, depth + 1)).join("")}${indentOf(depth)}}`;
};

/** @param used columns already taken on the line where the value starts */
const renderValue = (value: unknown, depth: number, used: number): string => {
  if (Array.isArray(value)) return renderArray(value, depth, used);
  if (typeof value === "object" && value !== null) return renderObject(value, depth);
  return typeof value === "string" ? renderString(value) : String(value);
};

const inOrder = (a: DataFile, b: DataFile): number => {
  const [left, right] = [`${a.kind}/${a.id}`, `${b.kind}/${b.id}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

/**
 * Text of catalogue/data.generated.ts for these files, formatted as Biome would.
 * Sorted by kind and id, so the order in which a folder is read does not matter.
 */
export const renderDataModule = (files: readonly DataFile[]): string => {
  const entries = files.toSorted(inOrder).map(({ kind, id, json }) => ({ kind, id, json }));
  return [
    "// Generated from packages/core/data; edit the files there.",
    'import type { DataFile } from "./render-data-module.ts";',
    "",
    `export const dataFiles: readonly DataFile[] = ${renderArray(entries, 0, lineWidth)};`,
    "",
  ].join("\n");
};
