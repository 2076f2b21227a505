import type {
  ClusterInput,
  ClusterView,
  KubernetesAutoscaler,
  KubernetesWorkload,
} from "../src/kubernetes/cluster-view.ts";

export const workloadAsking = (
  replicas: number | null,
  rest: Partial<KubernetesWorkload> = {},
): KubernetesWorkload => ({
  uid: "",
  replicas,
  writer: null,
  raisedAt: null,
  leaving: false,
  problems: [],
  ...rest,
});

export const inputOf = <T>(...objects: readonly T[]): ClusterInput<T> => ({
  objects,
  ageSeconds: 5,
  problem: null,
  interruption: null,
});

/** A cluster with this workload and what scales it, and nothing else. */
export const clusterScaling = (
  workload: KubernetesWorkload | null,
  ...autoscalers: readonly KubernetesAutoscaler[]
): ClusterView => ({
  workload: inputOf(...(workload === null ? [] : [workload])),
  autoscalers: inputOf(...autoscalers),
  pods: inputOf(),
  nodes: inputOf(),
  quotas: inputOf(),
  devices: inputOf(),
});

export const scaledObject = (rest: Partial<KubernetesAutoscaler> = {}): KubernetesAutoscaler => ({
  kind: "ScaledObject",
  name: "chat",
  target: "apps/Deployment/chat",
  min: 0,
  max: 30,
  wants: null,
  pause: null,
  problems: [],
  limits: [],
  owner: null,
  ...rest,
});

export const podAutoscaler = (rest: Partial<KubernetesAutoscaler> = {}): KubernetesAutoscaler => ({
  ...scaledObject(),
  kind: "HorizontalPodAutoscaler",
  min: 1,
  wants: 5,
  ...rest,
});
