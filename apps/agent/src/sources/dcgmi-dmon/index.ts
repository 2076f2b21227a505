import {
  dcgmShare,
  type ProfilingKey,
  type ProfilingReading,
  type ProfilingReport,
  profilingFields,
  profilingKeys,
} from "../../profiling/profiling-fields.ts";
import { failedRun, type RunResult, runBounded } from "../../run-bounded.ts";
import { strayLines } from "../nvidia-smi/stray-text.ts";
import type { ReadOutcome, Source } from "../source.ts";

type ParsedDcgmiDmon =
  | { readonly kind: "ok"; readonly report: ProfilingReport; readonly rejectedLines: number }
  | { readonly kind: "rejected"; readonly reason: "too-large" | "unreadable"; readonly detail: string };

export const maxOutputCharacters = 2 ** 20;

/** A column spans from the first character of its title to that of the next. */
interface Column {
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

const readHeader = (line: string): readonly Column[] => {
  // `# Entity` is one title.
  const titles = [...line.replace("# Entity", "#_Entity").matchAll(/\S+/g)];
  return titles.map((found, place) => ({
    title: found[0],
    start: found.index,
    end: titles[place + 1]?.index ?? Number.POSITIVE_INFINITY,
  }));
};

/** A GPU or a slice by itself; a link of one is named after it. */
const entityPattern = /^\s*(?:GPU|GPU-C?I) \d{1,4}(?=\s|$)(?!\s+[A-Z]{2,} )/;
const gpuPattern = /^GPU (\d{1,4})$/;
/** Slices, links and other parts are not read. */
const partPattern = /^(?:GPU-C?I \d+|GPU \d+ \S.*|(?:Switch|CPU|Link|Core).*)$/i;
const numberPattern = /^\d{1,15}(?:\.\d{1,9})?$/;
const headerPattern = /^\s*# ?Entity\s/;
const ignoredPattern = /^(?:$|\s*ID\b|dmon was stopped)/i;

/** A value that reaches over the edge of its column cannot be separated from the next one. */
const cellAt = (line: string, { start, end }: Column): string =>
  start > 0 && /\S/.test(line[start - 1] ?? " ") ? "" : line.slice(start, end).trim();

/**
 * Cells by the titles of their columns. As many texts as columns are the columns in order: versions align them
 * differently. With fewer, as where a field is left empty, only the position of the titles separates them.
 */
const cellsOf = (line: string, columns: readonly Column[]): ReadonlyMap<string, string> => {
  const values = columns.slice(1);
  const name = entityPattern.exec(line)?.[0] ?? "";
  const texts = name === "" ? [] : line.slice(name.length).trim().split(/\s+/);
  const inOrder = texts.length === values.length;
  return new Map(
    values.map((column, place) => [column.title, inOrder ? (texts[place] ?? "") : cellAt(line, column)] as const),
  );
};

const readRow = (line: string, index: number, columns: readonly Column[]): ProfilingReading => {
  const cells = cellsOf(line, columns);
  // A value that is cut ends in dots, and a blank is a token or nothing: neither is a number.
  const share = (key: ProfilingKey): number | null => {
    const text = cells.get(profilingFields[key].column) ?? "";
    return numberPattern.test(text) ? dcgmShare(Number(text)) : null;
  };
  const shares = Object.fromEntries(profilingKeys.map((key) => [key, share(key)]));
  return { uuid: null, index, ...(shares as Record<ProfilingKey, number | null>) };
};

/** The rows read so far, below the newest header. */
interface Progress {
  columns: readonly Column[] | null;
  readonly gpus: Map<number, ProfilingReading>;
  rejectedLines: number;
}

const readLine = (progress: Progress, line: string): void => {
  const { columns, gpus } = progress;
  if (headerPattern.test(line)) progress.columns = readHeader(line);
  else if (columns !== null && !ignoredPattern.test(line)) {
    const entity = (entityPattern.exec(line)?.[0] ?? line.slice(0, columns[1]?.start)).trim();
    const [, index] = gpuPattern.exec(entity) ?? [];
    if (index !== undefined) gpus.set(Number(index), readRow(line, Number(index), columns));
    else if (!partPattern.test(entity)) progress.rejectedLines += 1;
  }
};

/** Reads the output of `dcgmi dmon`: the last row of each GPU. Never throws; a row that cannot be read costs itself. */
export const parseDcgmiDmon = (text: string): ParsedDcgmiDmon => {
  if (text.length > maxOutputCharacters)
    return { kind: "rejected", reason: "too-large", detail: `${text.length} characters` };
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  const progress: Progress = { columns: null, gpus: new Map(), rejectedLines: rest.trim() === "" ? 0 : 1 };
  for (const line of lines) readLine(progress, line.trimEnd());
  const { columns, gpus, rejectedLines } = progress;
  if (columns !== null) return { kind: "ok", report: { gpus: [...gpus.values()] }, rejectedLines };
  const [message] = strayLines(text.slice(0, 10_000));
  const detail = `no header of dcgmi dmon${message === undefined ? "" : `: ${message}`}`;
  return { kind: "rejected", reason: "unreadable", detail };
};

/** The first round of a new watch has no values for counters that need two readings. */
const rounds = 2;
const roundMilliseconds = 500;
const fieldIds = Object.values(profilingFields).map(({ id }) => id);
const args = ["dmon", "-e", fieldIds.join(), "-d", String(roundMilliseconds), "-c", String(rounds)];

export const interpretDcgmiDmon = (result: RunResult, command: string): ReadOutcome<ProfilingReport> => {
  if (result.kind !== "exited" || result.code !== 0) return failedRun(result, command);
  const parsed = parseDcgmiDmon(result.stdout);
  if (parsed.kind === "rejected") return { kind: "failed", reason: parsed.reason, detail: parsed.detail };
  const { report: value, rejectedLines } = parsed;
  return rejectedLines === 0
    ? { kind: "ok", value }
    : { kind: "degraded", value, reason: "unreadable", detail: `${rejectedLines} rows cannot be read` };
};

export const dcgmiDmonSource = ({
  command,
  deadlineSeconds,
}: {
  readonly command: string;
  readonly deadlineSeconds: number;
}): Source<ProfilingReport> => ({
  name: "dcgmi-dmon",
  deadlineSeconds,
  firstDeadlineSeconds: deadlineSeconds,
  read: async (signal) =>
    interpretDcgmiDmon(await runBounded({ command, args, signal, maxOutputBytes: maxOutputCharacters }), command),
});
