import { type CellMemo, parseNvidiaSmiCsv } from "../nvidia-smi-csv/parse-nvidia-smi-csv.ts";
import type { ParsedGpuReport } from "./gpu-report.ts";
import { parseNvidiaSmiXml } from "./parse-nvidia-smi-xml.ts";
import { strayLines } from "./stray-text.ts";

const longestQuote = 200;

/** What was printed instead of a report is most of the time the driver's own word on why. */
const quoting = (parsed: ParsedGpuReport, text: string): ParsedGpuReport => {
  if (parsed.kind === "ok" || parsed.reason !== "incomplete") return parsed;
  const [first] = strayLines(text.slice(0, 10_000).replace(/[^\P{Cc}\n]/gu, " "));
  return first === undefined ? parsed : { ...parsed, detail: `${parsed.detail}: ${first.slice(0, longestQuote)}` };
};

/**
 * Reads what `nvidia-smi` printed, whichever of its formats that is: a wrapper, or a program that stands for it, may answer
 * another question than the one that was asked. Never throws.
 * @param asked the fields of the query where one was made, in their order
 */
export const parseNvidiaSmi = (text: string, asked: readonly string[] = [], memo?: CellMemo): ParsedGpuReport => {
  if (text.includes("<nvidia_smi_log")) return parseNvidiaSmiXml(text);
  const table = parseNvidiaSmiCsv(text, asked, memo);
  if (table.kind === "ok" || asked.length > 0) return quoting(table, text);
  return quoting(parseNvidiaSmiXml(text), text);
};
