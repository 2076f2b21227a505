import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { AgentConfig } from "../../settings/config.ts";
import type { Source } from "../../source/source.ts";
import type { Clock } from "../../system/clock.ts";
import type { Logger } from "../../system/logger.ts";
import { sliceNamer } from "./name-slices.ts";
import { NvidiaSmiReader } from "./nvidia-smi-reader.ts";

/** GPUs by `nvidia-smi`. */
export const nvidiaSmiSource = (config: AgentConfig, clock: Clock, logger: Logger): Source<GpuReport> => {
  const command = config.nvidiaSmi;
  const intervalSeconds = config.nvidiaSmiIntervalSeconds ?? config.intervalSeconds;
  const reader = new NvidiaSmiReader({ command, intervalSeconds }, clock);
  const nameSlices = sliceNamer(command);
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
      return { ...read, value: await nameSlices(read.value, signal) };
    },
    close: () => reader.close(),
  };
};
