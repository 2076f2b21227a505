import type { AgentConfig, ConfigKey } from "../settings/config.ts";
import { startKeys } from "../settings/settings.ts";
import type { Clock } from "../system/clock.ts";
import type { Logger } from "../system/logger.ts";
import { createSources, inUse, type NodeSnapshot, readAll, type SupervisedSources, supervise } from "./index.ts";

/** Key of the least time between two reads of a source; the others are read for every sample. */
const intervalKeys = {
  "nvidia-smi": "nvidiaSmiIntervalSeconds",
  engines: "engineIntervalSeconds",
  "dcgm-exporter": "dcgmIntervalSeconds",
  "amd-exporter": "dcgmIntervalSeconds",
} as const;

/** Keys that change no source, beside those that are read at the start only. */
const otherKeys = ["expectedGpus", "logLevel", "engineIntervalSeconds", "dcgmIntervalSeconds"] as const;
const ignoredKeys: ReadonlySet<string> = new Set<ConfigKey>([...startKeys, ...otherKeys]);

const fingerprint = (config: AgentConfig): string =>
  JSON.stringify(Object.entries(config).filter(([key]) => !ignoredKeys.has(key)));

interface SourceDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The sources of the configuration in force. */
export class LiveSources {
  readonly #deps: SourceDeps;
  #config: AgentConfig;
  #sources: SupervisedSources;

  constructor(config: AgentConfig, deps: SourceDeps) {
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
    const same = fingerprint(config) === fingerprint(this.#config);
    this.#config = config;
    if (!same) this.#sources = this.#create(config, this.stop());
  }

  /** Stops all reads; resolves when they have ended. */
  stop(): Promise<unknown> {
    return Promise.all(inUse(this.#sources).map((source) => source.stop()));
  }

  #create(config: AgentConfig, after?: Promise<unknown>): SupervisedSources {
    const { clock, logger } = this.#deps;
    return supervise(createSources(config, clock, logger), {
      clock,
      logger,
      freshnessSeconds: config.freshnessSeconds,
      intervalSeconds: (source) => {
        const key = intervalKeys[source as keyof typeof intervalKeys];
        return key === undefined ? null : this.#config[key];
      },
      ...(after === undefined ? {} : { after }),
    });
  }
}
