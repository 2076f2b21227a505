import { hasTransformer } from "@loadline/core";
import { type MeasuredRow, measuredRowOf, type RefusedRow } from "./measured-row.ts";

/** Cells of one CSV line; quotes may hold commas. */
const cellsOf = (line: string): readonly string[] => {
  const cells = [""];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === "," && !isQuoted) cells.push("");
    else cells[cells.length - 1] += character;
  }
  return cells;
};

const formatWord = /(bf|fp)\d+\w*|float\d+|(mx|nv)fp\d\w*|int[48]\w*|w\d+a\d+\w*|awq|gptq/i;

/** Tables write FP4 and FP8 also where the checkpoint itself is in MXFP4. "BF16" is left to the model's own format. */
const weightsOf = (model: string, precision: string): string | null => {
  if (/gpt-?oss/i.test(model)) return "mxfp4";
  const named = formatWord.exec(precision)?.[0] ?? null;
  return named === null || /^bf16$/i.test(named) ? null : named;
};

type Cells = ReadonlyMap<string, string>;

/** "DEP4" in the notes: attention on every GPU for requests of its own, experts spread over them. */
const spreadGpus = /\bDEP(\d+)/;
/** "TEP4": one group of tensor ranks, experts whole on each. */
const tensorGpus = /\bTEP(\d+)/;

const parallelOf = (cells: Cells): object => {
  const spread = spreadGpus.exec(cells.get("notes") ?? "")?.[1];
  if (spread !== undefined) return { tensor: 1, attentionData: Number(spread), expert: Number(spread) };
  const wide = tensorGpus.exec(cells.get("notes") ?? "")?.[1];
  if (wide !== undefined) return { tensor: Number(wide), expert: Number(wide) };
  const gpus = Number(cells.get("gpus_per_replica") || 1);
  const pipeline = Number(cells.get("pp") || 1);
  return { tensor: Number(cells.get("tp") || gpus / pipeline), pipeline };
};

const gpusOf = (cells: Cells): number => {
  const perGpu = `${cells.get("metric")} ${cells.get("unit")}`.match(/per[_ ]gpu|\/gpu/i) !== null;
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

/**
 * Runs of models with experts under TensorRT-LLM 1.0 had `enable_attention_dp: true` beside the ranks of the table:
 * every GPU attends for requests of its own, with the experts spread over them, as the page of that version states
 * (docs/source/performance/perf-overview.md@00f37686, read 2026-11-26).
 */
const asItRan = (row: MeasuredRow, cells: Cells): MeasuredRow => {
  const { model, parallel } = row.spec;
  const notes = cells.get("notes") ?? "";
  if (spreadGpus.test(notes) || tensorGpus.test(notes)) return row;
  const hasMoeLayers = hasTransformer(model) && model.transformer.feedForward.some(({ kind }) => kind === "experts");
  if (!hasMoeLayers || parallel.tensor === 1 || !/TensorRT-LLM 1\.0\b/.test(cells.get("engine") ?? "")) return row;
  const ranks = parallel.tensor;
  return { ...row, spec: { ...row.spec, parallel: { ...parallel, tensor: 1, attentionData: ranks, expert: ranks } } };
};

const isSaturated = (cells: Cells): boolean =>
  (cells.get("scenario") ?? "").startsWith("offline max load") && (cells.get("metric") ?? "").includes("throughput");

const byteOrderMark = /^\uFEFF/;
const neededColumns = ["model", "gpu", "isl", "osl", "scenario", "metric", "value"];

const headOf = (text: string): readonly string[] =>
  cellsOf(text.replace(byteOrderMark, "").split(/\r?\n/, 1)[0] ?? "").map((name) => name.trim().toLowerCase());

/** Whether a text is a table of published figures rather than JSON Lines: its first line names the columns. */
export const isPublishedTable = (text: string): boolean => {
  const names = new Set(headOf(text));
  return neededColumns.every((name) => names.has(name));
};

/** Figures at saturation of a table with one published figure a line; figures of other kinds are passed over. */
export const parsePublishedTable = (
  text: string,
): { readonly rows: readonly MeasuredRow[]; readonly refused: readonly RefusedRow[] } => {
  const rows: MeasuredRow[] = [];
  const refused: RefusedRow[] = [];
  const names = headOf(text);
  const [, ...lines] = text.trim().split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const cells: Cells = new Map(cellsOf(line).map((cell, at) => [names[at] ?? "", cell]));
    if (!isSaturated(cells)) continue;
    const row = measuredRowOf(inputOf(cells), index + 2);
    if ("message" in row) refused.push(row);
    else rows.push(asItRan(row, cells));
  }
  return { rows, refused };
};
