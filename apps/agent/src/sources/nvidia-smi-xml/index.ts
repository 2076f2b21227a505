import type { Clock } from "../../clock.ts";
import type { Logger } from "../../logger.ts";
import { nvidiaSmiCsvReader } from "../nvidia-smi-csv/read-nvidia-smi-csv.ts";
import { LoopReader } from "../nvidia-smi-csv/read-nvidia-smi-loop.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { AutoReader } from "./auto-reader.ts";
import type { GpuReport } from "./gpu-report.ts";
import { sliceNamer } from "./name-slices.ts";
import { interpretNvidiaSmi, readNvidiaSmi } from "./read-nvidia-smi.ts";

export interface NvidiaSmiSettings {
  /** Program to run: a path, or a name to look up in PATH. */
  readonly command: string;
  readonly format: "auto" | "xml" | "csv" | "csv-loop";
  /** Distance of two rounds of the loop. */
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly deadlineSeconds: number;
  readonly firstDeadlineSeconds: number;
}

const xmlReader = (command: string) => async (signal: AbortSignal) =>
  interpretNvidiaSmi(await readNvidiaSmi(command, signal), command);

interface Reader {
  read(signal: AbortSignal): Promise<ReadOutcome<GpuReport>>;
  close?(): Promise<void>;
}

const readerOf = (settings: NvidiaSmiSettings): Reader => {
  switch (settings.format) {
    case "auto":
      return new AutoReader(settings);
    case "csv-loop":
      return new LoopReader(settings);
    case "csv":
      return { read: nvidiaSmiCsvReader(settings.command) };
    case "xml":
      return { read: xmlReader(settings.command) };
  }
};

/** GPUs by `nvidia-smi`: its XML document, its table, or what fits the node. */
export const nvidiaSmiSource = (settings: NvidiaSmiSettings, logger: Logger): Source<GpuReport> => {
  const reader = readerOf(settings);
  const named = sliceNamer(settings.command);
  let warned = "";
  return {
    name: "nvidia-smi",
    deadlineSeconds: settings.deadlineSeconds,
    firstDeadlineSeconds: settings.firstDeadlineSeconds,
    read: async (signal) => {
      const read = await reader.read(signal);
      const outcome = "value" in read ? { ...read, value: await named(read.value, signal) } : read;
      const warnings = outcome.kind === "ok" || outcome.kind === "degraded" ? outcome.value.warnings : [];
      const text = warnings.join("; ");
      if (text !== warned && text !== "")
        logger.warn({ source: "nvidia-smi", warnings }, "nvidia-smi said something unexpected");
      warned = text;
      return outcome;
    },
    close: async () => reader.close?.(),
  };
};
