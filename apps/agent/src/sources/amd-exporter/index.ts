import { type ExporterSettings, exporterSource, pageOutcome } from "../../exporter/exporter-source.ts";
import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { parseAmdExporter } from "./parse-amd-exporter.ts";

export const interpretAmdExporter = (text: string): ReadOutcome<GpuReport> =>
  pageOutcome(parseAmdExporter(text), "metric of an AMD GPU");

/** AMD GPUs by the page of their exporter. */
export const amdExporterSource = (settings: ExporterSettings): Source<GpuReport> =>
  exporterSource("amd-exporter", settings, interpretAmdExporter);
