import type { Clock } from "./clock.ts";
import type { AgentConfig } from "./settings/config.ts";
import type { EngineTarget } from "./sources/engines/engine-report.ts";
import { engineIdOf } from "./sources/engines/engines-file.ts";
import type { SourceSettings } from "./sources/index.ts";

const metricsUrl = (url: string): string => (/\/metrics$/.test(url) ? url : `${url.replace(/\/$/, "")}/metrics`);

const targetOf = ({ url, id, deployment, engine, gpus }: AgentConfig["engines"][number]): EngineTarget => ({
  id: id ?? engineIdOf(metricsUrl(url)),
  url: metricsUrl(url),
  deployment: deployment ?? null,
  engine: engine ?? null,
  gpus: gpus ?? null,
  draining: null,
});

/** What each source needs to know of the configuration. */
export const sourceSettings = (config: AgentConfig, clock: Clock): SourceSettings => ({
  nvidiaSmi: {
    command: config.nvidiaSmi,
    format: config.nvidiaSmiFormat,
    intervalSeconds: config.nvidiaSmiIntervalSeconds ?? config.intervalSeconds,
    clock,
    deadlineSeconds: config.nvidiaSmiDeadlineSeconds,
    firstDeadlineSeconds: config.nvidiaSmiFirstDeadlineSeconds,
  },
  engines: {
    targets: config.engines.map(targetOf),
    enginesFile: config.enginesFile,
    podsFile: config.podsFile,
    searchLocalPorts: config.engineSearch ? clock : null,
    deadlineSeconds: config.engineDeadlineSeconds,
  },
  dcgmExporter:
    config.dcgmExporter === null
      ? null
      : { url: metricsUrl(config.dcgmExporter), deadlineSeconds: config.dcgmDeadlineSeconds },
  kmsg: config.kmsg,
  amdExporter:
    config.amdExporter === null
      ? null
      : { url: metricsUrl(config.amdExporter), deadlineSeconds: config.dcgmDeadlineSeconds },
  podResources:
    config.podResources === null
      ? null
      : { socket: config.podResources, deadlineSeconds: config.podResourcesDeadlineSeconds },
  dcgmiDmon: config.dcgmi === null ? null : { command: config.dcgmi, deadlineSeconds: config.dcgmDeadlineSeconds },
});

/** Least distance of two reads of a source; null: with every sample. */
export const distanceSeconds = (config: AgentConfig, source: string): number | null => {
  switch (source) {
    case "nvidia-smi":
      return config.nvidiaSmiIntervalSeconds;
    case "vllm":
      return config.engineIntervalSeconds;
    case "dcgm-exporter":
    case "amd-exporter":
    case "dcgmi-dmon":
      return config.dcgmIntervalSeconds;
    default:
      return null;
  }
};
