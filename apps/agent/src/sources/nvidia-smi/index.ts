import type { Clock } from "../../clock.ts";
import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { Logger } from "../../logger.ts";
import { csvReader } from "../nvidia-smi-csv/csv-reader.ts";
import { LoopReader } from "../nvidia-smi-csv/loop-reader.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { AutoReader } from "./auto-reader.ts";
import { readDocument } from "./interpret-nvidia-smi.ts";
import { sliceNamer } from "./name-slices.ts";

export interface NvidiaSmiSettings {
  /** Program to run: a path, or a name to look up in PATH. */
  readonly command: string;
  readonly format: "auto" | "xml" | "csv" | "csv-loop";
  /** Time between two rounds of the loop. */
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly deadlineSeconds: number;
  readonly firstDeadlineSeconds: number;
}

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
      return { read: csvReader(settings.command) };
    case "xml":
      return { read: (signal) => readDocument(settings.command, signal) };
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
      if (!("value" in read)) return read;
      const { warnings } = read.value;
      const text = warnings.join("; ");
      if (text !== warned && text !== "")
        logger.warn({ source: "nvidia-smi", warnings }, "unexpected output of nvidia-smi");
      warned = text;
      return { ...read, value: await named(read.value, signal) };
    },
    close: async () => reader.close?.(),
  };
};
