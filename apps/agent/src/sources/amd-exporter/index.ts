import { tooManyDetail } from "../../prometheus-text/parse-prometheus-text.ts";
import { readText } from "../engines/read-text.ts";
import type { GpuReport } from "../nvidia-smi-xml/gpu-report.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { parseAmdExporter } from "./parse-amd-exporter.ts";

export interface AmdExporterSettings {
  readonly url: string;
  readonly deadlineSeconds: number;
}

/** Partitions make many rows of one card; a node of eight stays well below this. */
const maxMetricsBytes = 4 * 2 ** 20;

/** What the text of an exporter says about the GPUs. */
export const interpretAmdExporter = (text: string): ReadOutcome<GpuReport> => {
  const parsed = parseAmdExporter(text);
  if (parsed.kind === "too-many") {
    return { kind: "failed", reason: "too-large", detail: tooManyDetail };
  }
  if (parsed.kind === "no-known-metric") {
    return {
      kind: "failed",
      reason: "no-known-metric",
      detail: `no metric of an AMD GPU in ${parsed.samples} samples`,
    };
  }
  const { report: value, rejectedLines } = parsed;
  if (rejectedLines === 0) return { kind: "ok", value };
  return { kind: "degraded", value, reason: "unreadable", detail: `${rejectedLines} lines are not in the text format` };
};

/** AMD GPUs by the text of their exporter. */
export const amdExporterSource = ({ url, deadlineSeconds }: AmdExporterSettings): Source<GpuReport> => ({
  name: "amd-exporter",
  deadlineSeconds,
  firstDeadlineSeconds: deadlineSeconds,
  read: async (signal) => {
    const result = await readText({ url, signal, maxBytes: maxMetricsBytes });
    return result.kind === "failed" ? result : interpretAmdExporter(result.text);
  },
});
