import Papa from "papaparse";
import { badLine, type TraceLine, type TraceRepairs } from "./trace-lines.ts";

/** A line of delimited text; its number is right as long as no quoted cell holds a line break. */
export interface CsvLine extends TraceLine {
  readonly cells: readonly string[];
}

const delimiters = [",", ";", "\t", "|"] as const;
const decimalComma = /^\s*-?\d+,\d+\s*$/;

/** A cell as written with a point, where the comma is free to be the decimal sign. */
const pointed = (cell: string, delimiter: string): string =>
  delimiter !== "," && decimalComma.test(cell) ? cell.replace(",", ".") : cell;

const delimiterOf = (text: string): string => {
  const end = text.search(/[\r\n]/);
  const first = end < 0 ? text : text.slice(0, end);
  const counted = delimiters.map((delimiter) => ({ delimiter, count: first.split(delimiter).length - 1 }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ",";
};

/** A line that joins its text on demand: of a million lines hardly one needs it. */
class DelimitedLine implements CsvLine {
  readonly cells: readonly string[];
  readonly number: number;
  readonly #delimiter: string;

  constructor(cells: readonly string[], number: number, delimiter: string) {
    this.cells = cells;
    this.number = number;
    this.#delimiter = delimiter;
  }

  get text(): string {
    return this.cells.join(this.#delimiter);
  }
}

/**
 * The lines of a CSV text that are neither blank nor a comment (#): with or without byte order mark and quotes, ended in
 * any way, delimited by comma, semicolon, tab or bar as the first line is. Cells are trimmed.
 */
export const csvLines = (text: string): readonly CsvLine[] => {
  const bare = text
    .replace(/^\uFEFF/, "")
    .replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, (blank) => blank.replace(/[ \t]/g, ""));
  const delimiter = delimiterOf(bare.trimStart());
  const newline = /\r\n/.test(bare) ? "\r\n" : /\n/.test(bare) ? "\n" : "\r";
  const { data } = Papa.parse<string[]>(bare, { delimiter, newline, skipEmptyLines: false });
  const lines: CsvLine[] = [];
  for (const [index, raw] of data.entries()) {
    const cells = raw.map((cell) => pointed(cell.trim(), delimiter));
    if (cells.every((cell) => cell === "") || cells[0]?.startsWith("#") === true) continue;
    lines.push(new DelimitedLine(cells, index + 1, delimiter));
  }
  return lines;
};

const isSameLine = (a: CsvLine, b: CsvLine): boolean => a.cells[0] === b.cells[0] && a.text === b.text;

/** The rows without the header where it stands between them too, as where two files were joined. */
export const withoutHeaders = (
  rows: readonly CsvLine[],
  header: CsvLine | undefined,
  onNotice: TraceRepairs["onNotice"],
): readonly CsvLine[] => {
  const retained = rows.filter((row) => header === undefined || !isSameLine(row, header));
  if (retained.length < rows.length) onNotice?.("the header is repeated between the rows; the repeats are left out");
  return retained;
};

/** @throws LL_TRACE_INVALID where the first line begins as JSON does: there is no header to read it by */
export const assertNoJson = (first: CsvLine): void => {
  if (!/^[[{]/.test(first.text)) return;
  throw badLine(first, first.text.slice(0, 60), "a CSV with a header such as timestamp,input,output, no JSON");
};

/** A column's name without the ways to write it: "Request tokens" and request_tokens are one. */
export const columnName = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");

const digits = /\d/;

/** Whether a line names columns: a first cell without a digit, or one of several that is a word. */
export const isHeaderLine = ({ cells }: CsvLine): boolean =>
  cells.length > 0 && cells.every((cell) => cell === "" || !digits.test(cell) || /^[a-z_ ]+\d?$/i.test(cell));

/** Reads the cells of one line by what they mean. */
export type CellReader<Name extends string> = (line: CsvLine) => Readonly<Record<Name, string>>;

/** The place of the first of these names in a header; -1: none is there. */
export const placeOf = (header: readonly string[], names: readonly string[]): number => {
  const known = header.map(columnName);
  return names.map((name) => known.indexOf(name)).find((place) => place >= 0) ?? -1;
};

/**
 * A reader for lines below this header, whatever the order of its columns and whatever others there are.
 * @param columns names that each meaning may go by, the canonical one first
 * @throws LL_TRACE_INVALID when the header lacks a column, or, from the reader, when a line has another number of cells
 */
export const columnsOf = <Name extends string>(
  header: CsvLine,
  columns: Readonly<Record<Name, readonly string[]>>,
  expected: string,
): CellReader<Name> => {
  const entries = Object.entries<readonly string[]>(columns) as [Name, readonly string[]][];
  const placed = entries.map(([name, names]) => [name, placeOf(header.cells, names)] as const);
  if (placed.some(([, place]) => place < 0)) throw badLine(header, header.text, expected);
  return (line) => {
    if (line.cells.length !== header.cells.length)
      throw badLine(line, line.text, `${header.cells.length} columns as in the header`);
    const read: { [column: string]: string } = {};
    for (const [name, place] of placed) read[name] = line.cells[place] ?? "";
    return read as Record<Name, string>;
  };
};
