import type { ParsedGpuReport } from "../../../gpu-report/gpu-report.ts";
import { fieldAliases, type Row, wantedNames, withUnit } from "./fields.ts";

/** No node has more; a longer table would only cost time. */
const mostRows = 256;

type Rejection = Extract<ParsedGpuReport, { readonly kind: "rejected" }>;

export interface Table {
  /** The field of each column. */
  readonly names: readonly string[];
  readonly rows: readonly Row[];
  /** Number of rows with another number of columns: a comma in a value, or a cut line. */
  readonly rejected: number;
  /** Lines that are no rows: a driver's messages. */
  readonly stray: readonly string[];
}

/**
 * Cells of a line. The table separates by a comma and a blank, so a comma alone is the decimal separator; a table
 * without blanks is separated by the comma.
 */
export const splitRow = (line: string, count: number): readonly string[] => {
  const usual = line.split(", ");
  if (usual.length === count) return usual.map((cell) => cell.trim());
  const spaced = line.replace(/,\s*$/, ", ").split(/,\s+/);
  return (spaced.length === count ? spaced : line.split(",")).map((cell) => cell.trim());
};

const unitOf = (title: string): string => /\[([A-Za-zµμ%]{1,8})\]$/.exec(title)?.[1] ?? "";

interface Header {
  readonly names: readonly string[];
  readonly units: readonly string[];
}

const titlePattern = /^[a-z][a-z0-9_.]{0,100}(?: \[[^[\]]{1,8}\])?$/i;
const known: ReadonlySet<string> = new Set(wantedNames);
const longestHeader = 20_000;

const nameOf = (title: string): string => {
  const [name = ""] = title.split(" ");
  return fieldAliases[name] ?? name;
};

/**
 * The columns of a line of titles. The fields of the query are taken by position, since a title is not always the name of
 * its field; a table of another query is read by its titles.
 */
const headerIn = (line: string, asked: readonly string[]): Header | null => {
  const text = line.replace(/^\uFEFF/, "").trim();
  if (text.length > longestHeader) return null;
  const titled = splitRow(text, asked.length);
  if (asked.length > 0 && titled.length === asked.length && titled[0] === asked[0])
    return { names: asked, units: titled.map(unitOf) };
  const titles = text.split(",").map((title) => title.trim());
  if (titles.length < 2 || !titles.every((title) => titlePattern.test(title))) return null;
  const names = titles.map(nameOf);
  return names.some((name) => known.has(name)) ? { names, units: titles.map(unitOf) } : null;
};

const rowOf = (cells: readonly string[], columns: ReadonlyMap<string, number>, units: readonly string[]): Row => ({
  lost: cells.some((cell) => /^\[?GPU is lost\b/i.test(cell)),
  get: (name) => {
    const place = columns.get(name);
    return place === undefined ? undefined : withUnit(cells[place] ?? "", units[place] ?? "");
  },
});

/** A line with far fewer commas than a row is a message, one with nearly as many a damaged row. */
const isMessage = (cells: readonly string[], columns: number): boolean =>
  columns > 2 && cells.length <= Math.min(columns / 2, 4);

const findHeader = (lines: readonly string[], asked: readonly string[]): { at: number; header: Header } | null => {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const header = headerIn(lines[at] ?? "", asked);
    if (header !== null) return { at, header };
  }
  return null;
};

/** The table in the output of a query. The last header counts. */
export const readTable = (text: string, asked: readonly string[]): Table | Rejection => {
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  const found = findHeader(lines, asked);
  if (found === null) return { kind: "rejected", reason: "incomplete", detail: `no header of ${asked.length} columns` };
  const { at, header } = found;
  const { names, units } = header;
  const columns = new Map(names.map((name, place) => [name, place]));
  const rows: Row[] = [];
  const stray = lines.slice(0, at).filter((line) => isMessage(splitRow(line, names.length), names.length));
  let rejected = rest.trim() === "" ? 0 : 1;
  for (const line of lines.slice(at + 1, at + 1 + mostRows).filter((candidate) => candidate.trim() !== "")) {
    const cells = splitRow(line, names.length);
    if (cells.length === names.length) {
      rows.push(rowOf(cells, columns, units));
    } else if (isMessage(cells, names.length)) stray.push(line);
    else rejected += 1;
  }
  return { names, rows, rejected, stray };
};
