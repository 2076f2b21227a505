import { type Cell, countCell, firstKnown, orNull, textCell, unknown } from "../../../gpu-report/cell.ts";
import { gpuReadingOf } from "../../../gpu-report/gpu-cells.ts";
import {
  type GpuCells,
  type GpuReading,
  type GpuValueName,
  gpuReport,
  missingCells,
  type ParsedGpuReport,
  type RejectedGpu,
} from "../../../gpu-report/gpu-report.ts";
import { nameOfUnreachable, strayLines, unreachableGpus } from "../output/stray-text.ts";
import { type Field, fields, type Row, resetCell, throttleCell, withUnit } from "./fields.ts";
import { readTable } from "./read-table.ts";

/** Sixteen GPUs with every field stay well below this. */
export const maxTableCharacters = 2 ** 20;
const mostCells = 100;
/** No value is longer; a longer text is not remembered. */
const longestRemembered = 200;

/** Cells of earlier tables by field and text, of each field so many: most of a table is the same each time. */
export class CellMemo {
  readonly #cells = new Map<string, Map<string, Cell<unknown>>>();

  read(name: string, text: string, { read, unit }: Field): Cell<unknown> {
    const cells = this.#cells.get(name) ?? new Map<string, Cell<unknown>>();
    const before = cells.get(text);
    if (before !== undefined) return before;
    const cell = read(withUnit(text, unit));
    if (cells.size >= mostCells) cells.clear();
    if (text.length <= longestRemembered) this.#cells.set(name, cells.set(text, cell));
    return cell;
  }
}

const missing = unknown("missing");
const noField: Field = { names: [], read: textCell, unit: "" };

/** The first known of its columns; else the reason of the first that exists. Runs many times a second, so without lists. */
const readCell = (row: Row, key: GpuValueName, memo: CellMemo): Cell<unknown> => {
  const field = fields[key] ?? noField;
  let absent: Cell<unknown> = missing;
  for (const name of field.names) {
    const text = row.get(name);
    if (text === undefined) continue;
    const cell = memo.read(key, text, field);
    if (cell.kind === "known") return cell;
    if (absent.kind === "unknown" && absent.why === "missing") absent = cell;
  }
  return absent;
};

const keys = Object.keys(fields) as readonly GpuValueName[];

const readGpu = (row: Row, uuid: string, place: number, memo: CellMemo): GpuReading => {
  const cells: Record<GpuValueName, Cell<unknown>> = { ...missingCells };
  for (const key of keys) cells[key] = readCell(row, key, memo);
  cells.recoveryAction = firstKnown([cells.recoveryAction, resetCell(row)]);
  cells.throttleSeconds = throttleCell(row);
  const index = orNull(countCell(row.get("index"))) ?? place;
  return gpuReadingOf({ uuid, index, slices: [] }, cells as Partial<GpuCells>);
};

const readGpus = (rows: readonly Row[], memo: CellMemo) => {
  const gpus = new Map<string, GpuReading>();
  const rejected: RejectedGpu[] = [];
  for (const [place, row] of rows.entries()) {
    const pciBusId = orNull(readCell(row, "pciBusId", memo)) as string | null;
    const uuid = orNull(textCell(row.get("uuid")));
    if (row.lost) rejected.push({ pciBusId, reason: "lost" });
    else if (uuid === null) rejected.push({ pciBusId, reason: "uuid-missing" });
    else if (gpus.has(uuid)) rejected.push({ pciBusId, reason: "uuid-repeated" });
    else gpus.set(uuid, readGpu(row, uuid, place, memo));
  }
  return { gpus: [...gpus.values()], rejected };
};

/**
 * Reads the output of `nvidia-smi --query-gpu=… --format=csv`. Never throws; a bad cell costs that cell, a row with
 * another number of columns costs that row.
 * @param asked the fields of the query, in their order
 * @param memo of a reader that reads one table after another
 */
export const parseTable = (
  text: string,
  asked: readonly string[],
  memo: CellMemo = new CellMemo(),
): ParsedGpuReport => {
  if (text.length > maxTableCharacters)
    return { kind: "rejected", reason: "too-large", detail: `${text.length} characters` };
  const table = readTable(text, asked);
  if ("kind" in table) return table;
  const { gpus, rejected } = readGpus(table.rows, memo);
  const [first] = table.rows;
  const messages = table.stray.join("\n");
  return {
    kind: "ok",
    report: gpuReport({
      driverVersion: orNull(textCell(first?.get("driver_version"))),
      attachedGpus: orNull(countCell(first?.get("count"))),
      gpus,
      rejected: [
        ...rejected,
        ...Array.from({ length: table.rejected }, () => ({ pciBusId: null, reason: "columns-differ" as const })),
        ...unreachableGpus(messages).map((gpu) => ({ pciBusId: nameOfUnreachable(gpu), reason: "lost" as const })),
      ],
      warnings: strayLines(messages),
    }),
  };
};
