import { countCell, orNull, textCell } from "../nvidia-smi-xml/cell.ts";
import type { GpuReading, ParsedGpuReport, RejectedGpu } from "../nvidia-smi-xml/gpu-report.ts";
import { fields, nodeFields } from "./fields.ts";

/** Sixteen GPUs with every field stay well below this. */
export const maxTableCharacters = 2 ** 20;

type Rejection = Extract<ParsedGpuReport, { readonly kind: "rejected" }>;
/** Cells by the name that was asked for. */
type Row = ReadonlyMap<string, string>;

interface Table {
  readonly rows: readonly Row[];
  /** Rows with another number of columns: a comma in a value, or a cut line. */
  readonly refused: number;
  readonly stray: readonly string[];
}

const split = (line: string): readonly string[] => line.split(",").map((cell) => cell.trim());
const unitOf = (title: string): string => /\[([A-Za-z%]{1,8})\]$/.exec(title)?.[1] ?? "";

const number = /^-?\d+(?:\.\d+)?$/;

/** A number takes the unit of its column where it has none itself. */
const withUnit = (cell: string, unit: string): string => (unit !== "" && number.test(cell) ? `${cell} ${unit}` : cell);

/** Columns are told apart by their place: the title of a column is not always the name that was asked for. */
const readTable = (text: string, asked: readonly string[]): Table | Rejection => {
  const lines = text.split("\n");
  const cut = lines.pop()?.trim() !== "";
  const start = lines.findIndex((line) => {
    const titles = split(line);
    return titles.length === asked.length && titles[0] === asked[0];
  });
  if (start < 0) return { kind: "rejected", reason: "incomplete", detail: `no header of ${asked.length} columns` };
  const units = split(lines[start] ?? "").map(unitOf);
  const rows: Row[] = [];
  let refused = cut ? 1 : 0;
  for (const line of lines.slice(start + 1).filter((candidate) => candidate.trim() !== "")) {
    const cells = split(line);
    if (cells.length !== asked.length) refused += 1;
    else rows.push(new Map(asked.map((name, column) => [name, withUnit(cells[column] ?? "", units[column] ?? "")])));
  }
  const stray = lines.slice(0, start).map((line) => line.trim().slice(0, 200));
  return { rows, refused, stray: stray.filter((line) => line !== "").slice(0, 4) };
};

const readCell = <K extends keyof GpuReading>(row: Row, key: K): GpuReading[K] | null => {
  const { names, read, unit } = fields[key];
  for (const name of names) {
    const text = row.get(name);
    const value = text === undefined ? null : read(withUnit(text, unit ?? ""));
    if (value !== null) return value as GpuReading[K];
  }
  return null;
};

const keys = Object.keys(fields) as readonly (keyof GpuReading)[];

const readGpu = (row: Row, place: number): GpuReading | null => {
  const gpu = Object.fromEntries(keys.map((key) => [key, readCell(row, key)])) as unknown as GpuReading;
  if ((gpu.uuid as string | null) === null) return null;
  return { ...gpu, index: (gpu.index as number | null) ?? place };
};

const readGpus = (rows: readonly Row[]): { gpus: readonly GpuReading[]; rejected: readonly RejectedGpu[] } => {
  const gpus = new Map<string, GpuReading>();
  const rejected: RejectedGpu[] = [];
  for (const [place, row] of rows.entries()) {
    const gpu = readGpu(row, place);
    const pciBusId = readCell(row, "pciBusId");
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
      ],
      warnings: table.stray,
    },
  };
};
