import { ObjectWatch } from "@loadline/runtime/kubernetes";
import type { Clock } from "../../../system/clock.ts";
import type { Logger } from "../../../system/logger.ts";
import { type ClusterAccess, get } from "./cluster-access.ts";
import { enginesInPod, type FoundEngines, merged, type PodEnginesState } from "./find-engines.ts";

interface PodWatchSettings {
  readonly access: ClusterAccess;
  /** Name of the node in Kubernetes. */
  readonly node: string;
  /** One that may be watched; null for all of them. */
  readonly namespace: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Far more than a kubelet runs. */
const mostPods = 1000;

/** The engines in the pods of one node; what is found stays while the API server does not answer. */
export class PodWatch {
  readonly #logger: Logger;
  readonly #watch: ObjectWatch<FoundEngines>;
  #logged = "";
  #isRead = false;

  constructor({ access, node, namespace, clock, logger }: PodWatchSettings) {
    this.#logger = logger;
    const within = namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
    this.#watch = new ObjectWatch({
      what: `pods of node ${node}`,
      path: () => `/api/v1${within}/pods?fieldSelector=spec.nodeName%3D${encodeURIComponent(node)}`,
      get: (path, signal) => get(access, path, signal),
      keep: enginesInPod,
      most: mostPods,
      time: clock,
      changed: () => this.#changed(),
    });
  }

  get #engines(): FoundEngines {
    return merged([...this.#watch.retained.values()]);
  }

  /** What is known now; the watch starts with the first call. */
  state(): PodEnginesState {
    this.#watch.start();
    return { engines: this.#engines, isRead: this.#isRead, problem: this.#watch.problem };
  }

  close(): Promise<void> {
    return this.#watch.close();
  }

  load(): Promise<void> {
    return this.#watch.load();
  }

  /** One line per change of what is found. */
  #changed(): void {
    this.#isRead = true;
    const engines = this.#engines.found.map(
      ({ target, by }) => `${target.id} ${target.url} ${target.deployment} by ${by}`,
    );
    const text = engines.join("\n");
    if (text === this.#logged) return;
    this.#logged = text;
    this.#logger.info({ engines }, "engines in pods of this node");
  }
}
