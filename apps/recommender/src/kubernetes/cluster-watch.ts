import type { PlanDeployment } from "@loadline/plan";
import { ObjectWatch, type WatchTime } from "@loadline/runtime/kubernetes";
import type { Logger } from "pino";
import { mostNodes } from "../fleet/fleet.ts";
import type { Clock } from "../settings/clock.ts";
import { nodeIn, podIn, publishedGpusIn, quotaIn, withPublished } from "./cluster-objects.ts";
import {
  type ClusterInput,
  type ClusterView,
  type KubernetesAutoscaler,
  type KubernetesNode,
  type KubernetesPod,
  type KubernetesQuota,
  type KubernetesWorkload,
  notServed,
  type PublishedGpus,
  scaleTarget,
} from "./cluster-view.ts";
import { type KubernetesAccess, lazily, type Workload, workloadReader } from "./kubernetes-client.ts";
import { podAutoscalerIn, scaledObjectIn, workloadIn } from "./scale-objects.ts";

interface ClusterWatchDeps {
  readonly access: () => Promise<KubernetesAccess>;
  readonly time: WatchTime;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Counts a watch that failed, by what it reads. */
  readonly failed: (kind: WatchKind) => void;
}

type WatchKind = "pods" | "nodes" | "quota" | "devices" | "workloads" | "autoscalers";

type Retained =
  | KubernetesPod
  | KubernetesNode
  | KubernetesQuota
  | KubernetesWorkload
  | KubernetesAutoscaler
  | PublishedGpus;

const keyOf = ({ apiVersion, kind, namespace, name }: Workload): string =>
  `pods of ${kind} ${namespace}/${name} of ${apiVersion}`;
const nodesKey = "nodes";
const devicesKey = "resource slices";
const workloadsKey = ({ apiVersion, kind, namespace }: Workload): string =>
  `each ${kind} of ${apiVersion} in ${namespace}`;
const scaledObjectsKey = (namespace: string): string => `ScaledObjects in ${namespace}`;
const podAutoscalersKey = (namespace: string): string => `pod autoscalers in ${namespace}`;
const quotaKey = (namespace: string): string => `quotas of namespace ${namespace}`;

const objectsOf = <T>(watch: ObjectWatch<Retained> | undefined): readonly T[] =>
  watch === undefined ? [] : ([...watch.retained.values()] as T[]);

const inputOf = <T>(watch: ObjectWatch<Retained> | undefined, objects = objectsOf<T>(watch)): ClusterInput<T> => ({
  objects,
  ageSeconds: watch?.ageSeconds ?? null,
  problem: watch === undefined ? "not asked yet" : watch.problem,
  interruption: watch?.interruption ?? null,
});

/** What may well not be served: GPUs of drivers before 1.34, and KEDA's kinds without KEDA. */
const isOptional = (what: string): boolean => what === devicesKey || what.startsWith("ScaledObjects");

/**
 * The plan's workloads, what scales them, their pods, the quotas of their namespaces, the nodes and the GPUs of drivers, each by a watch of
 * its own: what may not be read does not keep the rest away.
 */
export class ClusterWatch {
  readonly #deps: ClusterWatchDeps;
  readonly #watches = new Map<string, ObjectWatch<Retained>>();
  /** The nodes with the GPUs of drivers, as hundreds of deployments ask for them at a tick; null: one of them changed. */
  #placed: readonly KubernetesNode[] | null = null;

  readonly #reader: () => Promise<ReturnType<typeof workloadReader>>;

  constructor(deps: ClusterWatchDeps) {
    this.#deps = deps;
    this.#reader = lazily(async () => workloadReader(await deps.access()));
  }

  /** Begins the watches that these deployments need, and ends the others. */
  follow(deployments: readonly PlanDeployment[]): void {
    const targets = deployments.flatMap(({ kubernetes }) => kubernetes ?? []);
    const wanted = new Map<string, () => ObjectWatch<Retained>>();
    for (const target of targets) {
      const [pods, quotas] = [keyOf(target), quotaKey(target.namespace)];
      const quotaPath = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/resourcequotas`;
      wanted.set(pods, () => this.#watch("pods", pods, (signal) => this.#podsOf(target, signal), podIn));
      wanted.set(quotas, () => this.#watch("quota", quotas, () => quotaPath, quotaIn));
      wanted.set(nodesKey, () => this.#watch("nodes", nodesKey, () => "/api/v1/nodes", nodeIn));
      const workloads = workloadsKey(target);
      const workloadsPath = async (signal: AbortSignal) => (await this.#reader()).pathOf(target, signal);
      const before = new Map<string, KubernetesWorkload>();
      const dated = (raw: unknown) => this.#withChange(workloadIn(raw), before);
      wanted.set(workloads, () => this.#watch("workloads", workloads, workloadsPath, dated));
      const { namespace } = target;
      const [scaled, scalers] = [scaledObjectsKey(namespace), podAutoscalersKey(namespace)];
      const scaledPath = `/apis/keda.sh/v1alpha1/namespaces/${encodeURIComponent(namespace)}/scaledobjects`;
      wanted.set(scaled, () => this.#watch("autoscalers", scaled, () => scaledPath, scaledObjectIn));
      const scalersPath = `/apis/autoscaling/v2/namespaces/${encodeURIComponent(namespace)}/horizontalpodautoscalers`;
      wanted.set(scalers, () => this.#watch("autoscalers", scalers, () => scalersPath, podAutoscalerIn));
      const slices = "/apis/resource.k8s.io/v1/resourceslices";
      wanted.set(devicesKey, () => this.#watch("devices", devicesKey, () => slices, publishedGpusIn));
    }
    for (const [key, watch] of this.#watches) {
      if (wanted.has(key)) continue;
      void watch.close();
      this.#watches.delete(key);
      this.#placed = null;
    }
    for (const [key, begin] of wanted) if (!this.#watches.has(key)) this.#watches.set(key, begin());
  }

  /** The workload with when its count was seen to change; until it does, when the API server has it written. */
  #withChange(workload: KubernetesWorkload | null, before: Map<string, KubernetesWorkload>): KubernetesWorkload | null {
    if (workload === null) return null;
    const last = before.get(workload.uid);
    const { writer, replicas } = workload;
    const isSame = last?.replicas === replicas && last?.writer?.name === writer?.name;
    const at = last === undefined ? writer?.at : isSame ? last.writer?.at : this.#deps.clock();
    const rose = (replicas ?? 0) > (last?.replicas ?? Number.POSITIVE_INFINITY);
    const raisedAt = writer !== null ? null : rose ? this.#deps.clock() : (last?.raisedAt ?? null);
    const dated = { ...workload, writer: writer && { ...writer, at: at ?? null }, raisedAt };
    before.set(workload.uid, dated);
    return dated;
  }

  async #podsOf(target: Workload, signal: AbortSignal): Promise<string> {
    const selector = await (await this.#reader()).selectorOf(target, signal);
    const path = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/pods`;
    return `${path}?labelSelector=${encodeURIComponent(selector)}`;
  }

  #watch<T extends Retained>(
    kind: WatchKind,
    what: string,
    path: (signal: AbortSignal) => string | Promise<string>,
    keep: (raw: unknown) => T | null,
  ) {
    const { access, time, logger, failed } = this.#deps;
    const get = async (...request: Parameters<KubernetesAccess["get"]>) => (await access()).get(...request);
    let logged = "";
    const watch = new ObjectWatch<Retained>({
      what,
      path,
      get,
      keep,
      time,
      // Some hundred bytes are remembered of each.
      most: mostNodes,
      changed: () => {
        if (kind === "nodes" || kind === "devices") this.#placed = null;
      },
      failed: (detail) => {
        if (isOptional(what) && notServed(detail)) return;
        failed(kind);
        if (detail !== logged) logger.warn({ watch: what, detail }, "Kubernetes not read");
        logged = detail;
      },
      answered: () => {
        if (logged !== "") logger.info({ watch: what }, "Kubernetes is read again");
        logged = "";
      },
    });
    watch.start();
    return watch;
  }

  /** What is known of a deployment's workload; null where the plan names none. */
  of({ kubernetes }: PlanDeployment): ClusterView | null {
    if (kubernetes === undefined) return null;
    const workloads = this.#watches.get(workloadsKey(kubernetes));
    const own = workloads?.retained.get(`${kubernetes.namespace}/${kubernetes.name}`);
    return {
      workload: inputOf(workloads, own === undefined ? [] : [own as KubernetesWorkload]),
      autoscalers: this.#autoscalersOf(kubernetes),
      pods: inputOf(this.#watches.get(keyOf(kubernetes))),
      nodes: this.#nodes(),
      devices: inputOf(this.#watches.get(devicesKey)),
      quotas: inputOf(this.#watches.get(quotaKey(kubernetes.namespace))),
    };
  }

  /** Both kinds as one input, as old as the older; without KEDA there are no ScaledObjects. */
  #autoscalersOf(workload: Workload): ClusterInput<KubernetesAutoscaler> {
    const isOfWorkload = ({ target }: KubernetesAutoscaler): boolean => target === scaleTarget(workload);
    const keys = [scaledObjectsKey(workload.namespace), podAutoscalersKey(workload.namespace)];
    const [scaled, scalers] = keys.map((key) => inputOf<KubernetesAutoscaler>(this.#watches.get(key))) as [
      ClusterInput<KubernetesAutoscaler>,
      ClusterInput<KubernetesAutoscaler>,
    ];
    if (scaled.problem !== null && notServed(scaled.problem))
      return { ...scalers, objects: scalers.objects.filter(isOfWorkload) };
    const ages = [scaled.ageSeconds, scalers.ageSeconds];
    return {
      objects: [...scaled.objects, ...scalers.objects].filter(isOfWorkload),
      ageSeconds: ages.includes(null) ? null : Math.max(...ages.map(Number)),
      problem: scalers.problem ?? scaled.problem,
      interruption: scalers.interruption ?? scaled.interruption,
    };
  }

  #nodes(): ClusterInput<KubernetesNode> {
    const nodes = this.#watches.get(nodesKey);
    this.#placed ??= withPublished(objectsOf(nodes), objectsOf(this.#watches.get(devicesKey)));
    return inputOf(nodes, this.#placed);
  }

  nodes(): readonly KubernetesNode[] {
    return this.#nodes().objects;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#watches.values()].map((watch) => watch.close()));
  }
}
