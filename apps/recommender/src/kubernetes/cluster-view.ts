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

export interface KubernetesWorkload {
  /** The count that its specification asks for; null: it names none. */
  readonly replicas: number | null;
}

/** What Kubernetes reports about one deployment of the plan. */
export interface ClusterView {
  /** The workload itself; none: there is no such object. */
  readonly workload: ClusterInput<KubernetesWorkload>;
  readonly pods: ClusterInput<KubernetesPod>;
  readonly nodes: ClusterInput<KubernetesNode>;
  readonly quotas: ClusterInput<KubernetesQuota>;
  readonly devices: ClusterInput<PublishedGpus>;
}

/** The cluster has no such kind. */
export const notServed = (problem: string): boolean => /: 404: /.test(problem);
