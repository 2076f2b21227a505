import { tooManyDetail } from "../../prometheus-text/parse-prometheus-text.ts";
import { readText } from "../engines/read-text.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { type DcgmReport, parseDcgmExporter } from "./parse-dcgm-exporter.ts";

export interface DcgmExporterSettings {
  readonly url: string;
  readonly deadlineSeconds: number;
}

/** Sixteen GPUs with every counter and pod stay well below this. */
const maxMetricsBytes = 4 * 2 ** 20;

/** What the text of an exporter says about the profiling counters. */
export const interpretDcgmExporter = (text: string): ReadOutcome<DcgmReport> => {
  const parsed = parseDcgmExporter(text);
  if (parsed.kind === "too-many") {
    return { kind: "failed", reason: "too-large", detail: tooManyDetail };
  }
  if (parsed.kind === "no-known-metric") {
    return { kind: "failed", reason: "no-known-metric", detail: `no DCGM metric in ${parsed.samples} samples` };
  }
  const { report: value } = parsed;
  if (value.gpus.length === 0 && value.driver.gpus.length === 0 && value.slices.length === 0) {
    const detail = "no GPU is named";
    return { kind: "degraded", value, reason: "no-known-metric", detail };
  }
  return value.rejectedLines === 0
    ? { kind: "ok", value }
    : {
        kind: "degraded",
        value,
        reason: "unreadable",
        detail: `${value.rejectedLines} lines are not in the text format`,
      };
};

/** Profiling counters by the text of a dcgm-exporter. */
export const dcgmExporterSource = ({ url, deadlineSeconds }: DcgmExporterSettings): Source<DcgmReport> => ({
  name: "dcgm-exporter",
  deadlineSeconds,
  firstDeadlineSeconds: deadlineSeconds,
  read: async (signal) => {
    const result = await readText({ url, signal, maxBytes: maxMetricsBytes });
    return result.kind === "failed" ? result : interpretDcgmExporter(result.text);
  },
});
