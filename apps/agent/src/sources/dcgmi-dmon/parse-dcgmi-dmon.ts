import { dcgmShare } from "../../profiling/dcgm-share.ts";
import {
  type ProfilingKey,
  type ProfilingReading,
  type ProfilingReport,
  profilingFields,
  profilingKeys,
} from "../../profiling/profiling-fields.ts";
import { strayLines } from "../nvidia-smi-xml/stray-text.ts";

export type ParsedDcgmiDmon =
  | { readonly kind: "ok"; readonly report: ProfilingReport }
  | { readonly kind: "rejected"; readonly reason: "too-large" | "incomplete"; readonly detail: string };

export const maxOutputCharacters = 2 ** 20;

/** Where a column stands: from the first character of its title to that of the next. */
interface Column {
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

const readHeader = (line: string): readonly Column[] => {
  const titles = [...line.matchAll(/\S+/g)];
  return titles.map((found, place) => ({
    title: found[0],
    start: found.index,
    end: titles[place + 1]?.index ?? Number.POSITIVE_INFINITY,
  }));
};

/** A GPU or a slice by itself; a link of one is named behind it. */
const entityPattern = /^\s*(?:GPU|GPU-C?I) \d{1,4}(?=\s|$)(?!\s+[A-Z]{2,} )/;
const gpuPattern = /^GPU (\d{1,4})$/;
const partPattern = /^(?:GPU-C?I \d+|GPU \d+ \S.*|(?:Switch|CPU|Link|Core).*)$/i;
const numberPattern = /^\d{1,15}(?:\.\d{1,9})?$/;

/** Values that reach over the edge of their column cannot be told from the next one. */
const cellAt = (line: string, { start, end }: Column): string =>
  start > 0 && /\S/.test(line[start - 1] ?? " ") ? "" : line.slice(start, end).trim();

/**
 * Cells by their columns' titles. As many words as columns are those columns, wherever they stand: versions differ in how
 * they align. With fewer, as where a field is left empty, only the place of the titles tells which is which.
 */
const cellsOf = (line: string, columns: readonly Column[]): ReadonlyMap<string, string> => {
  const [entity, ...values] = columns;
  const name = entityPattern.exec(line)?.[0] ?? "";
  const words = name === "" || entity === undefined ? [] : line.slice(name.length).trim().split(/\s+/);
  const inOrder = words.length === values.length;
  return new Map(
    values.map((column, place) => [column.title, inOrder ? (words[place] ?? "") : cellAt(line, column)] as const),
  );
};

/** A value that is cut ends in dots, and a blank is a word or nothing: neither is a number. */
const readShare = (cells: ReadonlyMap<string, string>, key: ProfilingKey): number | null => {
  const text = cells.get(profilingFields[key].column) ?? "";
  return numberPattern.test(text) ? dcgmShare(Number(text)) : null;
};

const readRow = (line: string, index: number, columns: readonly Column[]): ProfilingReading => {
  const cells = cellsOf(line, columns);
  const shares = Object.fromEntries(profilingKeys.map((key) => [key, readShare(cells, key)]));
  return { uuid: null, index, ...(shares as Record<ProfilingKey, number | null>) };
};

const isHeader = (line: string): boolean => /^\s*# ?Entity\s/.test(line);
const isQuiet = (line: string): boolean => line === "" || /^\s*ID\b/i.test(line) || line.startsWith("dmon was stopped");
/** `# Entity` is one title. */
const asOneTitle = (line: string): string => line.replace("# Entity", "#_Entity");

/** What has been read so far. */
interface Progress {
  columns: readonly Column[] | null;
  readonly gpus: Map<number, ProfilingReading>;
  readonly parts: Set<string>;
  rejectedLines: number;
}

const takeLine = (progress: Progress, line: string): void => {
  const { columns } = progress;
  if (isHeader(line)) {
    progress.columns = readHeader(asOneTitle(line));
    return;
  }
  if (columns === null || isQuiet(line)) return;
  const entity = (entityPattern.exec(line)?.[0] ?? line.slice(0, columns[1]?.start)).trim();
  const [, index] = gpuPattern.exec(entity) ?? [];
  if (index !== undefined) progress.gpus.set(Number(index), readRow(line, Number(index), columns));
  else if (partPattern.test(entity)) progress.parts.add(entity);
  else progress.rejectedLines += 1;
};

/**
 * Reads the output of `dcgmi dmon`: the last row of each GPU. Columns are found by the place of their titles, because
 * a field that an entity lacks is left empty. Never throws; a row that is not understood costs that row.
 */
export const parseDcgmiDmon = (text: string): ParsedDcgmiDmon => {
  if (text.length > maxOutputCharacters) {
    return { kind: "rejected", reason: "too-large", detail: `${text.length} characters` };
  }
  const lines = text.split("\n");
  const cut = (lines.pop() ?? "").trim() !== "";
  const progress: Progress = { columns: null, gpus: new Map(), parts: new Set(), rejectedLines: cut ? 1 : 0 };
  for (const line of lines) takeLine(progress, line.trimEnd());
  if (progress.columns === null) {
    const [said] = strayLines(text.slice(0, 10_000));
    const detail = said === undefined ? "no header of dcgmi dmon" : `no header of dcgmi dmon: ${said}`;
    return { kind: "rejected", reason: "incomplete", detail };
  }
  const { gpus, parts, rejectedLines } = progress;
  return { kind: "ok", report: { gpus: [...gpus.values()], partsIgnored: parts.size, rejectedLines } };
};
