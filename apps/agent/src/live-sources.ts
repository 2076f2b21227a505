import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";
import type { AgentConfig } from "./settings/config.ts";
import type { EngineTarget } from "./sources/engines/engine-report.ts";
import { engineIdOf } from "./sources/engines/engines-file.ts";
import {
  createSources,
  inUse,
  type NodeSnapshot,
  readAll,
  type SourceSettings,
  type SupervisedSources,
  supervise,
} from "./sources/index.ts";

const metricsUrl = (url: string): string => (/\/metrics$/.test(url) ? url : `${url.replace(/\/$/, "")}/metrics`);

const targetOf = ({ url, id, deployment, engine, gpus }: AgentConfig["engines"][number]): EngineTarget => ({
  id: id ?? engineIdOf(metricsUrl(url)),
  url: metricsUrl(url),
  deployment: deployment ?? null,
  engine: engine ?? null,
  gpus: gpus ?? null,
  draining: null,
});

const sourceSettings = (config: AgentConfig, clock: Clock): SourceSettings => {
  const exporter = (url: string | null) =>
    url === null ? null : { url: metricsUrl(url), deadlineSeconds: config.dcgmDeadlineSeconds };
  const { dcgmi, podResources, podResourcesDeadlineSeconds } = config;
  return {
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
    dcgmExporter: exporter(config.dcgmExporter),
    kmsg: config.kmsg,
    amdExporter: exporter(config.amdExporter),
    podResources: podResources === null ? null : { socket: podResources, deadlineSeconds: podResourcesDeadlineSeconds },
    dcgmiDmon: dcgmi === null ? null : { command: dcgmi, deadlineSeconds: config.dcgmDeadlineSeconds },
  };
};

/** Least time between two reads of a source; null: every sample. */
const intervalOf = (config: AgentConfig, source: string): number | null => {
  switch (source) {
    case "nvidia-smi":
      return config.nvidiaSmiIntervalSeconds;
    case "engines":
      return config.engineIntervalSeconds;
    case "dcgm-exporter":
    case "amd-exporter":
    case "dcgmi-dmon":
      return config.dcgmIntervalSeconds;
    default:
      return null;
  }
};

interface SourcesDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The sources of the configuration in force. */
export class LiveSources {
  readonly #deps: SourcesDeps;
  #config: AgentConfig;
  #sources: SupervisedSources;

  constructor(config: AgentConfig, deps: SourcesDeps) {
    this.#deps = deps;
    this.#config = config;
    this.#sources = this.#create(config);
  }

  get all(): SupervisedSources {
    return this.#sources;
  }

  read(patienceSeconds: number): Promise<NodeSnapshot> {
    return readAll(this.#sources, patienceSeconds);
  }

  /**
   * Applies another configuration. Where it changes what is read or how, all sources are replaced, and each new one waits
   * until every outstanding read has ended: a driver call that hangs is never joined by a second one.
   */
  apply(config: AgentConfig): void {
    const same = this.#fingerprint(config) === this.#fingerprint(this.#config);
    this.#config = config;
    if (!same) this.#sources = this.#create(config, this.stop());
  }

  /** Stops all reads; resolves when they have ended. */
  stop(): Promise<unknown> {
    return Promise.all(inUse(this.#sources).map((source) => source.stop()));
  }

  #fingerprint(config: AgentConfig): string {
    return JSON.stringify([sourceSettings(config, this.#deps.clock), config.freshnessSeconds]);
  }

  #create(config: AgentConfig, after?: Promise<unknown>): SupervisedSources {
    const { clock, logger } = this.#deps;
    return supervise(createSources(sourceSettings(config, clock), logger), {
      clock,
      logger,
      freshnessSeconds: config.freshnessSeconds,
      intervalSeconds: (source) => intervalOf(this.#config, source),
      ...(after === undefined ? {} : { after }),
    });
  }
}
