import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { AgentConfig } from "../../settings/config.ts";
import type { Source } from "../../source/source.ts";
import type { Clock } from "../../system/clock.ts";
import type { Logger } from "../../system/logger.ts";
import { sliceNamer } from "./name-slices.ts";
import { AutoReader } from "./nvidia-smi-reader.ts";
import { readDocument } from "./output/interpret-output.ts";
import { csvReader, LoopReader } from "./table/table-loop.ts";

const readerOf = (config: AgentConfig, clock: Clock): Pick<Source<GpuReport>, "read" | "close"> => {
  const command = config.nvidiaSmi;
  const loop = { command, intervalSeconds: config.nvidiaSmiIntervalSeconds ?? config.intervalSeconds, clock };
  switch (config.nvidiaSmiFormat) {
    case "auto":
      return new AutoReader(loop);
    case "csv-loop":
      return new LoopReader(loop, csvReader(command));
    case "csv":
      return { read: csvReader(command) };
    case "xml":
      return { read: (signal) => readDocument(command, signal) };
  }
};

/** GPUs by `nvidia-smi`: its XML document, its table, or what fits the node. */
export const nvidiaSmiSource = (config: AgentConfig, clock: Clock, logger: Logger): Source<GpuReport> => {
  const reader = readerOf(config, clock);
  const named = sliceNamer(config.nvidiaSmi);
  let warned = "";
  return {
    name: "nvidia-smi",
    deadlineSeconds: config.nvidiaSmiDeadlineSeconds,
    firstDeadlineSeconds: config.nvidiaSmiFirstDeadlineSeconds,
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
