import { parsePrometheusText } from "../../prometheus-text/parse-prometheus-text.ts";
import type { EngineReading } from "./engine-report.ts";
import { engineAdapters } from "./engines/index.ts";
import { collectFamilies } from "./families.ts";

export type ParsedEngineMetrics =
  | {
      readonly kind: "ok";
      /** Name of the adapter that read it. */
      readonly engine: string;
      readonly reading: EngineReading;
      readonly rejectedLines: number;
    }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

/** Labels under which people know an engine whose adapter is named otherwise. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["trtllm", "tensorrt-llm"],
  ["tensorrtllm", "tensorrt-llm"],
  ["trt-llm", "tensorrt-llm"],
  ["text-generation-inference", "tgi"],
]);

const adaptersFor = (engine: string | null) => {
  const wanted = engine?.toLowerCase() ?? "";
  const name = otherNames.get(wanted) ?? wanted;
  const named = engineAdapters.filter((adapter) => adapter.name === name);
  return named.length > 0 ? named : engineAdapters;
};

/**
 * Reads the `/metrics` text of an engine. Never throws.
 * @param engine what the target says it is; null, or a name without adapter, lets the names of the metrics decide
 */
export const parseEngineMetrics = (text: string, engine: string | null): ParsedEngineMetrics => {
  const { samples, rejectedLines } = parsePrometheusText(text);
  for (const { name, prefix, read } of adaptersFor(engine)) {
    const reading = read(collectFamilies(samples, prefix), samples);
    if (reading !== null) return { kind: "ok", engine: name, reading, rejectedLines };
  }
  return { kind: "no-known-metric", samples: samples.length, rejectedLines };
};
