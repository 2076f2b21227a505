import type { ParsedGpuReport } from "../../../gpu-report/gpu-report.ts";
import { type Row, withUnit } from "./fields.ts";

/** No node has more; a longer table would only cost time. */
const mostRows = 256;

type Rejection = Extract<ParsedGpuReport, { readonly kind: "rejected" }>;

export interface Table {
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

const longestHeader = 20_000;

/**
 * The units of a line of titles; null for another line. Columns are taken by position, since a title is not always the
 * name of its field.
 */
const unitsIn = (line: string, asked: readonly string[]): readonly string[] | null => {
  const text = line.replace(/^\uFEFF/, "").trim();
  if (text.length > longestHeader) return null;
  const titles = splitRow(text, asked.length);
  return titles.length === asked.length && titles[0] === asked[0] ? titles.map(unitOf) : null;
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

/**
 * The table in the output of a query. The last header counts.
 * @param asked the fields of the query, in their order
 */
export const readTable = (text: string, asked: readonly string[]): Table | Rejection => {
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  const headers = lines.map((line) => unitsIn(line, asked));
  const header = headers.findLastIndex((units) => units !== null);
  const units = headers[header];
  if (units == null) return { kind: "rejected", reason: "incomplete", detail: `no header of ${asked.length} columns` };
  const columns = new Map(asked.map((name, place) => [name, place]));
  const rows: Row[] = [];
  const stray = lines.slice(0, header).filter((line) => isMessage(splitRow(line, asked.length), asked.length));
  let rejected = rest.trim() === "" ? 0 : 1;
  for (const line of lines.slice(header + 1, header + 1 + mostRows).filter((candidate) => candidate.trim() !== "")) {
    const cells = splitRow(line, asked.length);
    if (cells.length === asked.length) rows.push(rowOf(cells, columns, units));
    else if (isMessage(cells, asked.length)) stray.push(line);
    else rejected += 1;
  }
  return { rows, rejected, stray };
};
