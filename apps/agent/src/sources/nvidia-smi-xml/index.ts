import type { Logger } from "../../logger.ts";
import type { Source } from "../source.ts";
import type { GpuReport } from "./gpu-report.ts";
import { interpretNvidiaSmi, readNvidiaSmi } from "./read-nvidia-smi.ts";

export interface NvidiaSmiSettings {
  /** Program to run: a path, or a name to look up in PATH. */
  readonly command: string;
  readonly deadlineSeconds: number;
  readonly firstDeadlineSeconds: number;
}

/** GPUs by `nvidia-smi -q -x`. */
export const nvidiaSmiSource = (settings: NvidiaSmiSettings, logger: Logger): Source<GpuReport> => {
  let warned = "";
  return {
    name: "nvidia-smi",
    deadlineSeconds: settings.deadlineSeconds,
    firstDeadlineSeconds: settings.firstDeadlineSeconds,
    read: async (signal) => {
      const outcome = interpretNvidiaSmi(await readNvidiaSmi(settings.command, signal), settings.command);
      const warnings = outcome.kind === "ok" || outcome.kind === "degraded" ? outcome.value.warnings : [];
      const text = warnings.join("; ");
      if (text !== warned && text !== "")
        logger.warn({ source: "nvidia-smi", warnings }, "nvidia-smi said something unexpected");
      warned = text;
      return outcome;
    },
  };
};
