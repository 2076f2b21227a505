import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";
import type { AgentConfig } from "./settings/config.ts";
import { distanceSeconds, sourceSettings } from "./source-settings.ts";
import { createSources, readAll, type Snapshots, type SupervisedSources, supervise } from "./sources/index.ts";

interface SourcesDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The sources that the present configuration asks for. */
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

  read(patienceSeconds: number): Promise<Snapshots> {
    return readAll(this.#sources, patienceSeconds);
  }

  /**
   * Takes another configuration. Where it changes what is read or how, all sources begin anew, each when everything that
   * was being read has ended: a driver call that hangs is never joined by a second one.
   */
  apply(config: AgentConfig): void {
    const same = this.#fingerprint(config) === this.#fingerprint(this.#config);
    this.#config = config;
    if (!same) this.#sources = this.#create(config, this.stop());
  }

  /** Asks all that is being read to end; resolves when it has. */
  stop(): Promise<unknown> {
    return Promise.all(Object.values(this.#sources).map((source) => source.stop()));
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
      distanceSeconds: (source) => distanceSeconds(this.#config, source),
      ...(after === undefined ? {} : { after }),
    });
  }
}
