import type { AppsV1Api, KubeConfig } from "@kubernetes/client-node";
import type { ScaleApi, ScaleTarget } from "./apply-scale.ts";

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

/**
 * The `scale` subresource through the API server of the default configuration: in a pod its service account, else
 * the user's. The client is loaded here, so that nobody else pays for it.
 */
export const kubernetesScaleApi = async (configure?: (config: KubeConfig) => void): Promise<ScaleApi> => {
  const { AppsV1Api: Apps, KubeConfig: Config } = await import("@kubernetes/client-node");
  const config = new Config();
  if (configure === undefined) config.loadFromDefault();
  else configure(config);
  return apiOf(config.makeApiClient(Apps));
};
