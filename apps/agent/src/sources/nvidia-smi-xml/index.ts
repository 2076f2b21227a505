import type { Clock } from "../../clock.ts";
import type { Logger } from "../../logger.ts";
import { nvidiaSmiCsvReader } from "../nvidia-smi-csv/read-nvidia-smi-csv.ts";
import { LoopReader } from "../nvidia-smi-csv/read-nvidia-smi-loop.ts";
import type { Source } from "../source.ts";
import type { GpuReport } from "./gpu-report.ts";
import { sliceNamer } from "./name-slices.ts";
import { interpretNvidiaSmi, readNvidiaSmi } from "./read-nvidia-smi.ts";

export interface NvidiaSmiSettings {
  /** Program to run: a path, or a name to look up in PATH. */
  readonly command: string;
  readonly format: "xml" | "csv" | "csv-loop";
  /** Distance of two rounds of the loop. */
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly deadlineSeconds: number;
  readonly firstDeadlineSeconds: number;
}

const xmlReader = (command: string) => async (signal: AbortSignal) =>
  interpretNvidiaSmi(await readNvidiaSmi(command, signal), command);

/** GPUs by `nvidia-smi`: its XML document, or its table. */
export const nvidiaSmiSource = (settings: NvidiaSmiSettings, logger: Logger): Source<GpuReport> => {
  const { command, format } = settings;
  const loop = format === "csv-loop" ? new LoopReader(settings) : null;
  const once = format === "csv" ? nvidiaSmiCsvReader(command) : xmlReader(command);
  const readOnce = (signal: AbortSignal) => (loop === null ? once(signal) : loop.read(signal));
  const named = sliceNamer(command);
  let warned = "";
  return {
    name: "nvidia-smi",
    deadlineSeconds: settings.deadlineSeconds,
    firstDeadlineSeconds: settings.firstDeadlineSeconds,
    read: async (signal) => {
      const read = await readOnce(signal);
      const outcome = "value" in read ? { ...read, value: await named(read.value, signal) } : read;
      const warnings = outcome.kind === "ok" || outcome.kind === "degraded" ? outcome.value.warnings : [];
      const text = warnings.join("; ");
      if (text !== warned && text !== "")
        logger.warn({ source: "nvidia-smi", warnings }, "nvidia-smi said something unexpected");
      warned = text;
      return outcome;
    },
    ...(loop === null ? {} : { close: () => loop.close() }),
  };
};
