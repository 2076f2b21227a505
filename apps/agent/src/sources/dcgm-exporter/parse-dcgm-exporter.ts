import { type ParsedPage, pageOutcome } from "../../exporter/exporter-source.ts";
import { parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { ReadOutcome } from "../../source/source.ts";
import { prefix, readDcgmGpus, readLastXids } from "./read-dcgm-gpus.ts";

/** An exporter's page. */
export interface DcgmReport {
  /** The last Xid of each GPU by UUID, 0 for none. */
  readonly lastXids: ReadonlyMap<string, number>;
  readonly gpuReport: GpuReport;
}

/** Reads the page of a dcgm-exporter, names before and since DCGM 4.6. Never throws; a blank is null. */
export const parseDcgmExporter = (text: string): ParsedPage<DcgmReport> => {
  const { samples: all, rejectedLines, tooMany } = parsePrometheusText(text);
  if (tooMany) return { kind: "too-many" };
  const samples = all.filter(({ name }) => name.startsWith(prefix));
  if (samples.length === 0) return { kind: "no-known-metric", samples: all.length, rejectedLines };
  return { kind: "ok", report: { lastXids: readLastXids(samples), gpuReport: readDcgmGpus(samples) }, rejectedLines };
};

export const interpretDcgmExporter = (text: string): ReadOutcome<DcgmReport> => {
  const outcome = pageOutcome(parseDcgmExporter(text), "DCGM metric");
  if (!("value" in outcome) || outcome.value.gpuReport.gpus.length > 0) return outcome;
  return { kind: "degraded", value: outcome.value, reason: "no-known-metric", detail: "no GPU is named" };
};
