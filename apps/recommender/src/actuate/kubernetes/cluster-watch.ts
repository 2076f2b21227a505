import type { PlanDeployment } from "@loadline/wire";
import { ObjectWatch, type WatchTime } from "@loadline/wire/kubernetes";
import type { Logger } from "pino";
import type { ClusterInput, ClusterView, KubernetesNode, KubernetesPod, KubernetesQuota } from "../../state/cluster.ts";
import { nodeIn, podIn, quotaIn } from "./cluster-objects.ts";
import type { KubernetesAccess, KubernetesClient, ScaleTarget } from "./kubernetes-client.ts";

export interface ClusterWatchDeps {
  readonly access: () => Promise<KubernetesAccess>;
  readonly client: () => Promise<Pick<KubernetesClient, "readSelector">>;
  /** Why the count of a deployment could not be set lately. */
  readonly scaleFault: (deployment: string) => string | null;
  readonly time: WatchTime;
  readonly logger: Logger;
}

/** Some hundred bytes are remembered of each. */
const mostObjects = 10_000;

type Kept = KubernetesPod | KubernetesNode | KubernetesQuota;

const keyOf = ({ apiVersion, kind, namespace, name }: ScaleTarget): string =>
  `pods of ${kind} ${namespace}/${name} of ${apiVersion}`;
const nodesKey = "nodes";
const quotaKey = (namespace: string): string => `quotas of namespace ${namespace}`;

const inputOf = <T>(watch: ObjectWatch<Kept> | undefined): ClusterInput<T> => ({
  objects: watch === undefined ? [] : ([...watch.kept.values()] as T[]),
  ageSeconds: watch?.ageSeconds ?? null,
  problem: watch === undefined ? "not asked yet" : watch.problem,
});

/**
 * The pods of the plan's workloads, the quotas of their namespaces and the nodes, each by a watch of its own: what may
 * not be read does not keep the rest away.
 */
export class ClusterWatch {
  readonly #deps: ClusterWatchDeps;
  readonly #watches = new Map<string, ObjectWatch<Kept>>();
  readonly #logged = new Map<string, string>();

  constructor(deps: ClusterWatchDeps) {
    this.#deps = deps;
  }

  /** Begins the watches that these deployments need, ends the others, and logs each problem once. */
  follow(deployments: readonly PlanDeployment[]): void {
    const targets = deployments.flatMap(({ kubernetes }) => kubernetes ?? []);
    const wanted = new Map<string, () => ObjectWatch<Kept>>();
    for (const target of targets) {
      const { namespace } = target;
      wanted.set(keyOf(target), () => this.#watch(keyOf(target), () => this.#podsOf(target), podIn));
      const quotas = `/api/v1/namespaces/${encodeURIComponent(namespace)}/resourcequotas`;
      wanted.set(quotaKey(namespace), () => this.#watch(quotaKey(namespace), () => quotas, quotaIn));
      wanted.set(nodesKey, () => this.#watch(nodesKey, () => "/api/v1/nodes", nodeIn));
    }
    for (const [key, watch] of this.#watches) if (!wanted.has(key)) this.#end(key, watch);
    for (const [key, begin] of wanted) if (!this.#watches.has(key)) this.#watches.set(key, begin());
    this.#logProblems();
  }

  async #podsOf(target: ScaleTarget): Promise<string> {
    const selector = await (await this.#deps.client()).readSelector(target);
    const path = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/pods`;
    return `${path}?labelSelector=${encodeURIComponent(selector)}`;
  }

  #watch<T extends Kept>(what: string, path: () => string | Promise<string>, keep: (raw: unknown) => T | null) {
    const { access, time } = this.#deps;
    const get = async (...request: Parameters<KubernetesAccess["get"]>) => (await access()).get(...request);
    const watch = new ObjectWatch<Kept>({ what, path, get, keep, most: mostObjects, time });
    watch.start();
    return watch;
  }

  #end(key: string, watch: ObjectWatch<Kept>): void {
    void watch.close();
    this.#watches.delete(key);
    this.#logged.delete(key);
  }

  #logProblems(): void {
    for (const [key, { problem }] of this.#watches) {
      const before = this.#logged.get(key);
      if (problem === null) {
        if (before !== undefined) this.#deps.logger.info({ watch: key }, "Kubernetes is read again");
        this.#logged.delete(key);
      } else if (problem !== before && !problem.endsWith("not listed yet")) {
        this.#deps.logger.warn({ watch: key, detail: problem }, "Kubernetes not read");
        this.#logged.set(key, problem);
      }
    }
  }

  /** What is known of a deployment's workload; null where the plan names none. */
  of({ name, kubernetes }: PlanDeployment): ClusterView | null {
    if (kubernetes === undefined) return null;
    return {
      pods: inputOf(this.#watches.get(keyOf(kubernetes))),
      nodes: inputOf(this.#watches.get(nodesKey)),
      quotas: inputOf(this.#watches.get(quotaKey(kubernetes.namespace))),
      scaleFault: this.#deps.scaleFault(name),
    };
  }

  nodes(): readonly KubernetesNode[] {
    return inputOf<KubernetesNode>(this.#watches.get(nodesKey)).objects;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#watches.values()].map((watch) => watch.close()));
  }
}
