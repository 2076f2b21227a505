import { type ExporterSettings, exporterSource, pageOutcome } from "../../exporter/exporter-source.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { type DcgmReport, parseDcgmExporter } from "./parse-dcgm-exporter.ts";

export const interpretDcgmExporter = (text: string): ReadOutcome<DcgmReport> => {
  const outcome = pageOutcome(parseDcgmExporter(text), "DCGM metric");
  if (!("value" in outcome)) return outcome;
  const { gpus, gpuReport, slices } = outcome.value;
  if (gpus.length + gpuReport.gpus.length + slices.length > 0) return outcome;
  return { kind: "degraded", value: outcome.value, reason: "no-known-metric", detail: "no GPU is named" };
};

/** GPUs, MIG slices and profiling counters by the page of a dcgm-exporter. */
export const dcgmExporterSource = (settings: ExporterSettings): Source<DcgmReport> =>
  exporterSource("dcgm-exporter", settings, interpretDcgmExporter);
