import type { Logger } from "../logger.ts";
import { type NvidiaSmiSettings, nvidiaSmiSource } from "./nvidia-smi-xml/index.ts";
import type { Source, SourceName, SourceValues } from "./source.ts";
import { type Snapshot, SupervisedSource, type SupervisorDeps } from "./supervised-source.ts";
import { type EngineSettings, vllmSource } from "./vllm/index.ts";

export interface SourceSettings {
  readonly nvidiaSmi: NvidiaSmiSettings;
  readonly engines: EngineSettings;
}

type Sources = { readonly [N in SourceName]: Source<SourceValues[N]> };

/** Every source of the agent. One more is one folder and one line here and in {@link SourceValues}. */
export const createSources = (settings: SourceSettings, logger: Logger): Sources => ({
  "nvidia-smi": nvidiaSmiSource(settings.nvidiaSmi, logger),
  vllm: vllmSource(settings.engines),
});

export type SupervisedSources = { readonly [N in SourceName]: SupervisedSource<SourceValues[N]> };
export type Snapshots = { readonly [N in SourceName]: Snapshot<SourceValues[N]> };

/** The same names with another thing behind each; the types of the values stay paired with their names. */
const mapSources = <R>(sources: object, make: (source: never) => unknown): R =>
  Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, make(source as never)])) as R;

export const supervise = (sources: Sources, deps: SupervisorDeps): SupervisedSources =>
  mapSources(sources, (source: Source<unknown>) => new SupervisedSource(source, deps));

/** Starts what is not already running and waits for it, at most `patienceSeconds`; none can hold up another. */
export const readAll = async (sources: SupervisedSources, patienceSeconds: number): Promise<Snapshots> => {
  const all = Object.values(sources);
  for (const source of all) source.start();
  await Promise.all(all.map((source) => source.wait(patienceSeconds)));
  return mapSources(sources, (source: SupervisedSource<unknown>) => source.snapshot());
};
