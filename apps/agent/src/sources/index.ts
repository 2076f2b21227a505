import { hostname } from "node:os";
import { join } from "node:path";
import type { SourceStatus } from "@loadline/protocol";
import type { EngineReport, EngineTarget } from "../engine-report/engine-report.ts";
import { exporterSource } from "../exporter/exporter-source.ts";
import type { GpuReport } from "../gpu-report/gpu-report.ts";
import type { PodReport } from "../gpu-report/pod-report.ts";
import type { AgentConfig } from "../settings/config.ts";
import { freshValue, type ReadOutcome, type Snapshot, type Source } from "../source/source.ts";
import { SupervisedSource, type SupervisorDeps } from "../source/supervised-source.ts";
import type { Clock } from "../system/clock.ts";
import type { Logger } from "../system/logger.ts";
import { interpretAmdExporter } from "./amd-exporter/index.ts";
import { type DcgmReport, interpretDcgmExporter } from "./dcgm-exporter/parse-dcgm-exporter.ts";
import { engineSource } from "./engines/index.ts";
import { podEngines } from "./engines/pods/pod-engines.ts";
import { engineIdOf } from "./engines/targets/engines-file.ts";
import { kmsgXidSource, type XidReport } from "./kmsg-xid/index.ts";
import { nvidiaSmiSource } from "./nvidia-smi/index.ts";
import { podResourcesSource } from "./pod-resources/index.ts";

interface SourceReports {
  readonly "nvidia-smi": GpuReport;
  readonly engines: EngineReport;
  readonly "dcgm-exporter": DcgmReport;
  readonly "kmsg-xid": XidReport;
  readonly "amd-exporter": GpuReport;
  readonly "pod-resources": PodReport;
}
type SourceName = keyof SourceReports;
/** Something for each source in use. */
type PerSource<T extends { readonly [N in SourceName]: unknown }> = Pick<T, "nvidia-smi" | "engines"> & {
  readonly [N in Exclude<SourceName, "nvidia-smi" | "engines">]: T[N] | null;
};
type Sources = PerSource<{ readonly [N in SourceName]: Source<SourceReports[N]> }>;
export type SupervisedSources = PerSource<{ readonly [N in SourceName]: SupervisedSource<SourceReports[N]> }>;

const metricsUrl = (url: string): string => (/\/metrics$/.test(url) ? url : `${url.replace(/\/$/, "")}/metrics`);

const engineTarget = ({ url, tokenFile, ...target }: AgentConfig["engines"][number]): EngineTarget => ({
  id: target.id ?? engineIdOf(metricsUrl(url)),
  url: metricsUrl(url),
  deployment: target.deployment ?? null,
  engine: target.engine ?? null,
  gpus: target.gpus ?? null,
  draining: null,
  ...(tokenFile === undefined ? {} : { tokenFile }),
});

const given = (paths: readonly (string | null)[]): readonly string[] => paths.filter((path) => path !== null);

/** Files with secrets for the broker, or for no peer at all: no exporter is sent one. */
const secretsOf = (config: AgentConfig): readonly string[] =>
  given([
    config.passwordFile,
    config.natsCredentialsFile,
    config.natsNkeyFile,
    config.natsTokenFile,
    config.natsKeyFile,
    config.tlsKeyFile,
  ]);

/** Every source; null for an optional one that is not configured. One more is a folder, a line here, and its report in {@link SourceReports}. */
export const createSources = (config: AgentConfig, clock: Clock, logger: Logger): Sources => {
  const { dcgmDeadlineSeconds: deadlineSeconds, kmsg, podResources: socket, podSource } = config;
  const tokenFile = config.exporterTokenFile;
  const exporter = <T>(name: SourceName, url: string | null, interpret: (text: string) => ReadOutcome<T>) =>
    url === null ? null : exporterSource(name, { url: metricsUrl(url), deadlineSeconds, tokenFile }, interpret);
  return {
    "nvidia-smi": nvidiaSmiSource(config, clock, logger),
    engines: engineSource({
      ...config,
      targets: config.engines.map(engineTarget),
      searchLocalPorts: config.engineSearch ? clock : null,
      pods:
        podSource === null
          ? null
          : podEngines({ ...config, podSource, node: config.host ?? hostname(), clock, logger }),
      deadlineSeconds: config.engineDeadlineSeconds,
      secrets: secretsOf(config),
      tokens: given([join(config.serviceAccount, "token"), config.exporterTokenFile]),
    }),
    "dcgm-exporter": exporter("dcgm-exporter", config.dcgmExporter, interpretDcgmExporter),
    "kmsg-xid": kmsg === null ? null : kmsgXidSource(kmsg),
    "amd-exporter": exporter("amd-exporter", config.amdExporter, interpretAmdExporter),
    "pod-resources":
      socket === null ? null : podResourcesSource({ socket, deadlineSeconds: config.podResourcesDeadlineSeconds }),
  };
};

export const supervise = (sources: Sources, deps: SupervisorDeps): SupervisedSources => {
  const supervised = Object.entries<Source<unknown> | null>(sources).map(
    ([name, source]) => [name, source && new SupervisedSource(source, deps)] as const,
  );
  return Object.fromEntries(supervised) as unknown as SupervisedSources;
};

export const inUse = (sources: SupervisedSources): readonly SupervisedSource<unknown>[] =>
  Object.values<SupervisedSource<unknown> | null>(sources).filter((source) => source !== null);

/** What all sources have at one moment. */
export interface NodeSnapshot {
  /** The GPUs by nvidia-smi, or by an exporter where nvidia-smi has none; the status is that of nvidia-smi. */
  readonly gpus: Snapshot<GpuReport>;
  readonly engines: Snapshot<SourceReports["engines"]>;
  readonly dcgm?: Snapshot<SourceReports["dcgm-exporter"]> | undefined;
  readonly xids?: Snapshot<SourceReports["kmsg-xid"]> | undefined;
  /** By the kubelet, else by the labels of an exporter; null where neither reports them. */
  readonly pods?: PodReport | null;
  /** By name of the source. */
  readonly statuses: Readonly<Record<string, SourceStatus>>;
}

const firstWithGpus = (own: Snapshot<GpuReport>, others: readonly (GpuReport | null | undefined)[]) => {
  if (freshValue(own) !== null) return own;
  const found = others.find((report) => report != null && report.gpus.length > 0);
  return found == null ? own : { ...own, value: found, fresh: true };
};

const podsOf = (reports: readonly (GpuReport | null | undefined)[]): PodReport | null => {
  const devices = reports.flatMap((report) => report?.pods ?? []);
  return devices.length === 0 ? null : { devices, allocatable: null, rejected: 0 };
};

/** Starts what is not already running and waits for it, at most `patienceSeconds`; none can delay another. */
export const readAll = async (sources: SupervisedSources, patienceSeconds: number): Promise<NodeSnapshot> => {
  const all = inUse(sources);
  for (const source of all) source.start();
  await Promise.all(all.map((source) => source.wait(patienceSeconds)));
  const engines = sources.engines.snapshot();
  const dcgm = sources["dcgm-exporter"]?.snapshot();
  const amd = sources["amd-exporter"]?.snapshot();
  const own = sources["nvidia-smi"].snapshot();
  const kubelet = sources["pod-resources"]?.snapshot();
  const exported = [freshValue(dcgm)?.gpuReport, freshValue(amd)];
  const rest = {
    xids: sources["kmsg-xid"]?.snapshot(),
    pods: freshValue(kubelet) ?? podsOf(exported),
  };
  const gpus = firstWithGpus(own, exported);
  const statuses = Object.entries({
    "nvidia-smi": own,
    engines,
    // Whoever reads the sample takes no engine that it lacks for gone.
    "engine-lists":
      engines.value?.isPartial === true ? { status: { ...engines.status, state: "stalled" as const } } : undefined,
    "dcgm-exporter": dcgm,
    "kmsg-xid": rest.xids,
    "amd-exporter": amd,
    "pod-resources": kubelet,
  }).flatMap(([name, snapshot]) => (snapshot === undefined ? [] : [[name, snapshot.status] as const]));
  return { gpus, engines, dcgm, ...rest, statuses: Object.fromEntries(statuses) };
};
