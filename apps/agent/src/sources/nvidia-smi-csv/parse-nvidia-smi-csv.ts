import { missingCells } from "../gpu-metrics/missing-cells.ts";
import { type GpuCells, gpuReadingOf } from "../nvidia-smi-xml/gpu-reading.ts";
import type { GpuReading, ParsedGpuReport, RejectedGpu } from "../nvidia-smi-xml/gpu-report.ts";
import { strayLines, unreachableGpus } from "../nvidia-smi-xml/stray-text.ts";
import { countCell, textCell } from "../values/cell.ts";
import { type Cell, firstKnown, orNull, unknown } from "../values/unknown.ts";
import { fields, identityFields, nodeFields, type Row, throttleCell } from "./fields.ts";

/** Sixteen GPUs with every field stay well below this. */
export const maxTableCharacters = 2 ** 20;
/** No node has more; a longer table would only cost time. */
const mostRows = 256;

type Rejection = Extract<ParsedGpuReport, { readonly kind: "rejected" }>;

interface Table {
  readonly rows: readonly Row[];
  /** Rows with another number of columns: a comma in a value, or a cut line. */
  readonly refused: number;
  /** Lines that are no rows: a driver's messages. */
  readonly stray: readonly string[];
}

/**
 * Cells of a line. The table separates by a comma and a blank, so a comma alone is the mark of decimals; a table that was
 * written without blanks is separated by the comma.
 */
export const splitRow = (line: string, count: number): readonly string[] => {
  const spaced = line.replace(/,\s*$/, ", ").split(/,\s+/);
  return (spaced.length === count ? spaced : line.split(",")).map((cell) => cell.trim());
};
const unitOf = (title: string): string => /\[([A-Za-zµμ%]{1,8})\]$/.exec(title)?.[1] ?? "";

const number = /^-?\d+(?:\.\d+)?$/;

/** A number takes the unit of its column where it has none itself. */
const withUnit = (cell: string, unit: string): string => (unit !== "" && number.test(cell) ? `${cell} ${unit}` : cell);

const isHeader = (line: string, asked: readonly string[]): boolean => {
  const titles = splitRow(line.replace(/^\uFEFF/, ""), asked.length);
  return titles.length === asked.length && titles[0] === asked[0];
};

/** A line with fewer commas than a row has by far is a message, one with nearly as many a damaged row. */
const isMessage = (cells: readonly string[], asked: readonly string[]): boolean =>
  asked.length > 2 && cells.length <= Math.min(asked.length / 2, 4);

/**
 * Columns are told apart by their place: the title of a column is not always the name that was asked for. A header that
 * comes again begins the table anew.
 */
const readTable = (text: string, asked: readonly string[]): Table | Rejection => {
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  const start = lines.findLastIndex((line) => isHeader(line, asked));
  if (start < 0) return { kind: "rejected", reason: "incomplete", detail: `no header of ${asked.length} columns` };
  const units = splitRow(lines[start] ?? "", asked.length).map(unitOf);
  const rows: Row[] = [];
  const stray = lines.slice(0, start).filter((line) => isMessage(splitRow(line, asked.length), asked));
  let refused = rest.trim() === "" ? 0 : 1;
  for (const line of lines.slice(start + 1, start + 1 + mostRows).filter((candidate) => candidate.trim() !== "")) {
    const cells = splitRow(line, asked.length);
    if (cells.length === asked.length) {
      rows.push(new Map(asked.map((name, column) => [name, withUnit(cells[column] ?? "", units[column] ?? "")])));
    } else if (isMessage(cells, asked)) stray.push(line);
    else refused += 1;
  }
  return { rows, refused, stray };
};

const readCell = <K extends keyof typeof fields>(row: Row, key: K): Cell<unknown> => {
  const { names, read, unit } = fields[key];
  return firstKnown<unknown>(
    names.map((name) => {
      const text = row.get(name);
      return text === undefined ? unknown("missing") : read(withUnit(text, unit));
    }),
  );
};

const keys = Object.keys(fields) as readonly (keyof typeof fields)[];

const readGpu = (row: Row, place: number): GpuReading | null => {
  const uuid = orNull(textCell(row.get(identityFields.uuid)));
  if (uuid === null) return null;
  const single = Object.fromEntries(keys.map((key) => [key, readCell(row, key)])) as Partial<GpuCells>;
  const index = orNull(countCell(row.get(identityFields.index))) ?? place;
  const cells = { ...missingCells, ...single, throttleSeconds: throttleCell(row, withUnit) };
  return gpuReadingOf({ uuid, index, slices: [] }, cells);
};

const readGpus = (rows: readonly Row[]): { gpus: readonly GpuReading[]; rejected: readonly RejectedGpu[] } => {
  const gpus = new Map<string, GpuReading>();
  const rejected: RejectedGpu[] = [];
  for (const [place, row] of rows.entries()) {
    const gpu = readGpu(row, place);
    const pciBusId = gpu?.pciBusId ?? (orNull(readCell(row, "pciBusId")) as string | null);
    if (gpu === null) rejected.push({ pciBusId, reason: "uuid-missing" });
    else if (gpus.has(gpu.uuid)) rejected.push({ pciBusId, reason: "uuid-repeated" });
    else gpus.set(gpu.uuid, gpu);
  }
  return { gpus: [...gpus.values()], rejected };
};

/**
 * Reads the output of `nvidia-smi --query-gpu=… --format=csv`. Never throws; a bad cell costs that cell, a row with
 * another number of columns costs that row.
 * @param asked the fields of the query, in their order
 */
export const parseNvidiaSmiCsv = (text: string, asked: readonly string[]): ParsedGpuReport => {
  if (text.length > maxTableCharacters) {
    return { kind: "rejected", reason: "too-large", detail: `${text.length} characters` };
  }
  const table = readTable(text, asked);
  if ("kind" in table) return table;
  const { gpus, rejected } = readGpus(table.rows);
  const [first] = table.rows;
  const said = table.stray.join("\n");
  return {
    kind: "ok",
    report: {
      schemaVersion: null,
      driverVersion: orNull(textCell(first?.get(nodeFields.driverVersion))),
      cudaVersion: null,
      attachedGpus: orNull(countCell(first?.get(nodeFields.attachedGpus))),
      gpus,
      rejected: [
        ...rejected,
        ...Array.from({ length: table.refused }, () => ({ pciBusId: null, reason: "columns-differ" as const })),
        ...unreachableGpus(said).map((pciBusId) => ({ pciBusId, reason: "lost" as const })),
      ],
      warnings: strayLines(said),
    },
  };
};
