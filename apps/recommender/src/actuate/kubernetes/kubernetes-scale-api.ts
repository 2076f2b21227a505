import type { AppsV1Api, KubeConfig } from "@kubernetes/client-node";
import type { ScaleApi, ScaleTarget } from "./apply-scale.ts";
import type { ReadWorkload } from "./workload-reader.ts";

interface Scale {
  readonly spec?: { readonly replicas?: number };
}

/** A workload without a count in its specification runs one replica. */
const replicasOf = ({ spec }: Scale): number => spec?.replicas ?? 1;

const named = ({ namespace, name }: ScaleTarget) => ({ namespace, name });

const apiOf = (apps: AppsV1Api): ScaleApi => ({
  read: async (target) =>
    replicasOf(
      target.kind === "Deployment"
        ? await apps.readNamespacedDeploymentScale(named(target))
        : await apps.readNamespacedStatefulSetScale(named(target)),
    ),
  write: async (target, { from, to, dryRun }) => {
    const body = [
      { op: "test", path: "/spec/replicas", value: from },
      { op: "replace", path: "/spec/replicas", value: to },
    ];
    const request = { ...named(target), body, fieldManager: "loadline", ...(dryRun ? { dryRun: "All" } : {}) };
    if (target.kind === "Deployment") await apps.patchNamespacedDeploymentScale(request);
    else await apps.patchNamespacedStatefulSetScale(request);
  },
});

interface Workload extends Scale {
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
}

/** A count of zero is left out of a status. */
const countsOf = ({ status, ...workload }: Workload) => ({
  wanted: replicasOf(workload),
  pods: status?.replicas ?? 0,
  ready: status?.readyReplicas ?? 0,
});

const connect = async (configure?: (config: KubeConfig) => void): Promise<AppsV1Api> => {
  const { AppsV1Api: Apps, KubeConfig: Config } = await import("@kubernetes/client-node");
  const config = new Config();
  if (configure === undefined) config.loadFromDefault();
  else configure(config);
  return config.makeApiClient(Apps);
};

/** Reads the counts of workloads, through the same API server. */
export const kubernetesWorkloads = async (configure?: (config: KubeConfig) => void): Promise<ReadWorkload> => {
  const apps = await connect(configure);
  return async (target) =>
    countsOf(
      target.kind === "Deployment"
        ? await apps.readNamespacedDeploymentStatus(named(target))
        : await apps.readNamespacedStatefulSetStatus(named(target)),
    );
};

/**
 * The `scale` subresource through the API server of the default configuration: in a pod its service account, else
 * the user's. The client is loaded here, so that nobody else pays for it.
 */
export const kubernetesScaleApi = async (configure?: (config: KubeConfig) => void): Promise<ScaleApi> => {
  return apiOf(await connect(configure));
};
