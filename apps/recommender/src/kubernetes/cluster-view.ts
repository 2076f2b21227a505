/** What the API server reports of one kind of object, as far as it could be watched. */
export interface ClusterInput<T> {
  readonly objects: readonly T[];
  /** Seconds since the API server sent anything of it; null: never. */
  readonly ageSeconds: number | null;
  /** Why it may be old or is not known; null while the API server answers. */
  readonly problem: string | null;
  /** When and why it was not read last; null: it always was. */
  readonly interruption: { readonly problem: string; readonly secondsAgo: number } | null;
}

export interface KubernetesPod {
  readonly name: string;
  /** As agents name it; null or absent: not known, or none yet. */
  readonly node?: string | null;
  readonly ready: boolean;
  /** It was deleted, evicted or has ended. */
  readonly leaving: boolean;
  /** Why it does not start; null where nothing says so. */
  readonly waiting: { readonly reason: string; readonly since: number | null; readonly forNode: boolean } | null;
}

export interface KubernetesNode {
  /** As agents name it. */
  readonly name: string;
  /** Why its pods will go; null: they stay. */
  readonly leaving: string | null;
  /** It takes no new pods. */
  readonly closed: boolean;
  /** GPUs that its device plugin or a driver offers; null: none does. */
  readonly gpus: number | null;
}

/** A slice of the GPUs that a driver of dynamic resource allocation publishes. */
export interface PublishedGpus {
  readonly node: string;
  readonly pool: string;
  readonly generation: number;
  readonly gpus: number;
}

export interface KubernetesQuota {
  readonly name: string;
  /** GPUs that it still leaves. */
  readonly freeGpus: number;
  readonly text: string;
}

/** Who wrote the count of a workload last. */
export interface CountWriter {
  /** As it names itself to the API server, such as kubectl-edit. */
  readonly name: string;
  /** The pod autoscaler's controller, or KEDA: not a person or another program. */
  readonly isAutoscaler: boolean;
  /** Epoch seconds: when a change was seen, else as the API server has it, which keeps none of kubectl scale; null: not known. */
  readonly at: number | null;
}

export interface KubernetesWorkload {
  readonly uid: string;
  /** The count that its specification asks for; null: it names none. */
  readonly replicas: number | null;
  /** null: it is not known, as at times of what a pod autoscaler sets. */
  readonly writer: CountWriter | null;
  /** Epoch seconds: when the count was last seen to rise while the API server named nobody; null: it was not. */
  readonly raisedAt: number | null;
  /** It was deleted and waits for its end. */
  readonly leaving: boolean;
  /** What its controller reports as failed, such as pods that a quota refuses. */
  readonly problems: readonly string[];
}

/** By what KEDA is paused: annotations of the ScaledObject. */
export interface KedaPause {
  /** The count at which it is paused; null: the present one. */
  readonly replicas: number | null;
  readonly up: boolean;
  readonly down: boolean;
}

/** A ScaledObject of KEDA, or a pod autoscaler. */
export interface KubernetesAutoscaler {
  readonly kind: "ScaledObject" | "HorizontalPodAutoscaler";
  readonly name: string;
  /** API group, kind and name of what it scales. */
  readonly target: string;
  readonly min: number;
  readonly max: number;
  /** The count that a pod autoscaler came to last; null: none, or it is no pod autoscaler. */
  readonly wants: number | null;
  readonly pause: KedaPause | null;
  /** Why it does not work, and what limits what it wants. */
  readonly problems: readonly string[];
  readonly limits: readonly string[];
  /** The ScaledObject that made it; null: somebody else. */
  readonly owner: string | null;
}

/** How an autoscaler and a workload of the plan name the same object. */
export const scaleTarget = (one: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}): string => `${one.apiVersion.includes("/") ? one.apiVersion.split("/")[0] : ""}/${one.kind}/${one.name}`;

/** What Kubernetes reports about one deployment of the plan. */
export interface ClusterView {
  /** The workload itself; none: there is no such object. */
  readonly workload: ClusterInput<KubernetesWorkload>;
  /** Those that refer to the workload. */
  readonly autoscalers: ClusterInput<KubernetesAutoscaler>;
  readonly pods: ClusterInput<KubernetesPod>;
  readonly nodes: ClusterInput<KubernetesNode>;
  readonly quotas: ClusterInput<KubernetesQuota>;
  readonly devices: ClusterInput<PublishedGpus>;
}

/** The cluster has no such kind. */
export const notServed = (problem: string): boolean => /: 404: /.test(problem);
