import { type MeasuredRow, measuredRowOf, type RefusedRow } from "./measured-row.ts";

/** Cells of one CSV line; quotes may hold commas. */
export const cellsOf = (line: string): readonly string[] => {
  const cells = [""];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === "," && !isQuoted) cells.push("");
    else cells[cells.length - 1] += character;
  }
  return cells;
};

const precisions: ReadonlyMap<string, string> = new Map([
  ["FP4", "nvfp4"],
  ["FP8", "fp8"],
  ["FP16", "fp16"],
]);

/** Tables speak of FP4 and FP8 also where the checkpoint itself is in MXFP4. */
const weightsOf = (model: string, precision: string): string | null =>
  model.startsWith("gpt-oss") ? "mxfp4" : (precisions.get(precision) ?? null);

type Cells = ReadonlyMap<string, string>;

/** "DEP4" in the notes: attention on every GPU for requests of its own, experts spread over them. */
const spreadGpus = /DEP(\d+)/;

const parallelOf = (cells: Cells): object => {
  const spread = spreadGpus.exec(cells.get("notes") ?? "")?.[1];
  if (spread !== undefined) return { tensor: 1, attentionData: Number(spread), expert: Number(spread) };
  const gpus = Number(cells.get("gpus_per_replica") || 1);
  return { tensor: Number(cells.get("tp") || gpus), pipeline: Number(cells.get("pp") || 1) };
};

const gpusOf = (cells: Cells): number => {
  const perGpu = cells.get("metric") === "output_throughput_per_gpu";
  return perGpu ? Number(cells.get("gpus_per_replica") || 1) : 1;
};

const inputOf = (cells: Cells): object => {
  const [engine = "", ...version] = (cells.get("engine") ?? "")
    .replace(/\(.*\)/, "")
    .trim()
    .split(" ");
  return {
    model: cells.get("model"),
    gpu: cells.get("gpu"),
    engine,
    engineVersion: version.join(" "),
    weights: weightsOf(cells.get("model") ?? "", cells.get("precision") ?? "") ?? undefined,
    parallel: parallelOf(cells),
    inputTokens: Number(cells.get("isl")),
    outputTokens: Number(cells.get("osl")),
    load: { saturated: true },
    measured: { outputTokensPerSecond: Number(cells.get("value")) * gpusOf(cells) },
  };
};

const isSaturated = (cells: Cells): boolean =>
  (cells.get("scenario") ?? "").startsWith("offline max load") && (cells.get("metric") ?? "").includes("throughput");

/** Whether a text is a table of published figures rather than JSON Lines. */
export const isPublishedTable = (text: string): boolean => text.startsWith("source,engine,model,");

/** Figures at saturation of a table with one published figure a line; figures of other kinds are passed over. */
export const parsePublishedTable = (
  text: string,
): { readonly rows: readonly MeasuredRow[]; readonly refused: readonly RefusedRow[] } => {
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = cellsOf(head);
  const rows: MeasuredRow[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, line] of lines.entries()) {
    const cells: Cells = new Map(cellsOf(line).map((cell, at) => [names[at] ?? "", cell]));
    if (!isSaturated(cells)) continue;
    const row = measuredRowOf(inputOf(cells), index + 2);
    if ("message" in row) refused.push(row);
    else rows.push(row);
  }
  return { rows, refused };
};
