import type { Logger } from "../logger.ts";
import { type AmdExporterSettings, amdExporterSource } from "./amd-exporter/index.ts";
import { type DcgmExporterSettings, dcgmExporterSource } from "./dcgm-exporter/index.ts";
import { type DcgmiDmonSettings, dcgmiDmonSource } from "./dcgmi-dmon/index.ts";
import { type EngineSettings, engineSource } from "./engines/index.ts";
import { kmsgXidSource } from "./kmsg-xid/index.ts";
import { type NvidiaSmiSettings, nvidiaSmiSource } from "./nvidia-smi-xml/index.ts";
import { type PodResourcesSettings, podResourcesSource } from "./pod-resources/index.ts";
import type { OptionalSourceValues, Source, SourceValues } from "./source.ts";
import { type Snapshot, SupervisedSource, type SupervisorDeps } from "./supervised-source.ts";

export interface SourceSettings {
  readonly nvidiaSmi: NvidiaSmiSettings;
  readonly engines: EngineSettings;
  readonly dcgmExporter: DcgmExporterSettings | null;
  readonly dcgmiDmon: DcgmiDmonSettings | null;
  /** The kernel's log, where Xids are to be read from it. */
  readonly kmsg: string | null;
  readonly amdExporter?: AmdExporterSettings | null;
  readonly podResources?: PodResourcesSettings | null;
}

type Sources = { readonly [N in keyof SourceValues]: Source<SourceValues[N]> } & {
  readonly [N in keyof OptionalSourceValues]?: Source<OptionalSourceValues[N]>;
};

/** Every source of the agent. One more is one folder and one line here and in {@link SourceValues} or {@link OptionalSourceValues}. */
export const createSources = (settings: SourceSettings, logger: Logger): Sources => ({
  "nvidia-smi": nvidiaSmiSource(settings.nvidiaSmi, logger),
  vllm: engineSource(settings.engines),
  ...(settings.dcgmExporter === null ? {} : { "dcgm-exporter": dcgmExporterSource(settings.dcgmExporter) }),
  ...(settings.dcgmiDmon === null ? {} : { "dcgmi-dmon": dcgmiDmonSource(settings.dcgmiDmon) }),
  ...(settings.kmsg === null ? {} : { "kmsg-xid": kmsgXidSource(settings.kmsg) }),
  ...(settings.amdExporter == null ? {} : { "amd-exporter": amdExporterSource(settings.amdExporter) }),
  ...(settings.podResources == null ? {} : { "pod-resources": podResourcesSource(settings.podResources) }),
});

export type SupervisedSources = { readonly [N in keyof SourceValues]: SupervisedSource<SourceValues[N]> } & {
  readonly [N in keyof OptionalSourceValues]?: SupervisedSource<OptionalSourceValues[N]>;
};
export type Snapshots = { readonly [N in keyof SourceValues]: Snapshot<SourceValues[N]> } & {
  readonly [N in keyof OptionalSourceValues]?: Snapshot<OptionalSourceValues[N]>;
};

/** The same names with another thing behind each; the types of the values stay paired with their names. */
const mapSources = <R>(sources: object, make: (source: never) => unknown): R =>
  Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, make(source as never)])) as R;

export const supervise = (sources: Sources, deps: SupervisorDeps): SupervisedSources =>
  mapSources(sources, (source: Source<unknown>) => new SupervisedSource(source, deps));

/**
 * Where the driver's own report is not to be had, an exporter tells of the same GPUs. The state stays that of the driver's
 * report, so that it is seen that there is none.
 */
const withOtherGpus = (snapshots: Snapshots): Snapshots => {
  const { "nvidia-smi": own, "dcgm-exporter": dcgm, "amd-exporter": amd } = snapshots;
  if (own.value !== null && own.fresh) return snapshots;
  const found = [dcgm?.fresh ? dcgm.value?.driver : null, amd?.fresh ? amd.value : null].find(
    (report) => report != null && report.gpus.length > 0,
  );
  return found == null ? snapshots : { ...snapshots, "nvidia-smi": { ...own, value: found, fresh: true } };
};

/** Starts what is not already running and waits for it, at most `patienceSeconds`; none can hold up another. */
export const readAll = async (sources: SupervisedSources, patienceSeconds: number): Promise<Snapshots> => {
  const all = Object.values(sources);
  for (const source of all) source.start();
  await Promise.all(all.map((source) => source.wait(patienceSeconds)));
  return withOtherGpus(mapSources(sources, (source: SupervisedSource<unknown>) => source.snapshot()));
};
