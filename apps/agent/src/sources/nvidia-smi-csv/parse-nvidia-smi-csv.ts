import { missingCells } from "../gpu-metrics/missing-cells.ts";
import { type GpuCells, gpuReadingOf } from "../nvidia-smi-xml/gpu-reading.ts";
import type { GpuReading, ParsedGpuReport, RejectedGpu } from "../nvidia-smi-xml/gpu-report.ts";
import { nameOfUnreachable, strayLines, unreachableGpus } from "../nvidia-smi-xml/stray-text.ts";
import { countCell, textCell } from "../values/cell.ts";
import { type Cell, firstKnown, orNull, unknown } from "../values/unknown.ts";
import { fields, identityFields, nodeFields, type Row, resetCell, throttleCell } from "./fields.ts";
import { readTable, type Table, withUnit } from "./read-table.ts";

/** Sixteen GPUs with every field stay well below this. */
export const maxTableCharacters = 2 ** 20;
const mostCells = 2000;
/** No value is longer; what is must not be kept. */
const longestKept = 200;

/** Cells of earlier tables by field and text: most of a table is the same each time. */
export class CellMemo {
  readonly #cells = new Map<string, Cell<unknown>>();

  read(name: string, text: string, read: (text: string) => Cell<unknown>): Cell<unknown> {
    if (text.length > longestKept) return read(text);
    const key = `${name} ${text}`;
    const before = this.#cells.get(key);
    if (before !== undefined) return before;
    if (this.#cells.size >= mostCells) this.#cells.clear();
    const cell = read(text);
    this.#cells.set(key, cell);
    return cell;
  }
}

/** The first known of its columns; else why the first that is there has none. Many times a second, so without lists. */
const readCell = (row: Row, key: keyof typeof fields, memo: CellMemo): Cell<unknown> => {
  const { names, read, unit } = fields[key];
  let absent: Cell<unknown> = missing;
  for (const name of names) {
    const text = row.get(name);
    if (text === undefined) continue;
    const cell = memo.read(key, text, (told) => read(withUnit(told, unit)));
    if (cell.kind === "known") return cell;
    if (absent.kind === "unknown" && absent.why === "missing") absent = cell;
  }
  return absent;
};

const missing = unknown("missing");

const keys = Object.keys(fields) as readonly (keyof typeof fields)[];

const noUuids = "the table has no column uuid; its GPUs are named by bus id or place";

/** What a row is known by: its UUID; in a table without such a column, which no query of the agent makes, its place. */
const keyOf = (row: Row, names: readonly string[], place: number, memo: CellMemo): string | null => {
  if (names.includes(identityFields.uuid)) return orNull(textCell(row.get(identityFields.uuid)));
  const index = orNull(countCell(row.get(identityFields.index))) ?? place;
  const busId = orNull(readCell(row, "pciBusId", memo)) as string | null;
  return busId === null ? `index-${index}` : `pci-${busId}`;
};

const readGpu = (row: Row, uuid: string, place: number, memo: CellMemo): GpuReading => {
  const single: Partial<Record<keyof typeof fields, Cell<unknown>>> = {};
  for (const key of keys) single[key] = readCell(row, key, memo);
  const index = orNull(countCell(row.get(identityFields.index))) ?? place;
  const recoveryAction = firstKnown([single.recoveryAction ?? missing, resetCell(row)]);
  const cells = { ...missingCells, ...single, recoveryAction, throttleSeconds: throttleCell(row, withUnit) };
  return gpuReadingOf({ uuid, index, slices: [] }, cells as GpuCells);
};

const readGpus = (
  { rows, names }: Table,
  memo: CellMemo,
): { gpus: readonly GpuReading[]; rejected: readonly RejectedGpu[] } => {
  const gpus = new Map<string, GpuReading>();
  const rejected: RejectedGpu[] = [];
  for (const [place, row] of rows.entries()) {
    const uuid = keyOf(row, names, place, memo);
    const pciBusId = orNull(readCell(row, "pciBusId", memo)) as string | null;
    if (uuid === null) rejected.push({ pciBusId, reason: "uuid-missing" });
    else if (gpus.has(uuid)) rejected.push({ pciBusId, reason: "uuid-repeated" });
    else gpus.set(uuid, readGpu(row, uuid, place, memo));
  }
  return { gpus: [...gpus.values()], rejected };
};

/**
 * Reads the output of `nvidia-smi --query-gpu=… --format=csv`. Never throws; a bad cell costs that cell, a row with
 * another number of columns costs that row.
 * @param asked the fields of the query, in their order; a table of other columns is read by its titles
 * @param memo of a reader that reads one table after another
 */
export const parseNvidiaSmiCsv = (
  text: string,
  asked: readonly string[],
  memo: CellMemo = new CellMemo(),
): ParsedGpuReport => {
  if (text.length > maxTableCharacters) {
    return { kind: "rejected", reason: "too-large", detail: `${text.length} characters` };
  }
  const table = readTable(text, asked);
  if ("kind" in table) return table;
  const { gpus, rejected } = readGpus(table, memo);
  const [first] = table.rows;
  const named = table.names.includes(identityFields.uuid);
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
        ...unreachableGpus(said).map((gpu) => ({ pciBusId: nameOfUnreachable(gpu), reason: "lost" as const })),
      ],
      warnings: [...(named ? [] : [noUuids]), ...strayLines(said)],
    },
  };
};
