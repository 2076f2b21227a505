import { reasonOf } from "@loadline/model";
import type { Clock } from "../../../system/clock.ts";
import type { Logger } from "../../../system/logger.ts";
import { apiServerOf, get, jsonOf } from "./cluster-access.ts";
import { enginesInList, type FoundEngines, merged, type PodEnginesState } from "./find-engines.ts";
import { PodWatch } from "./pod-watch.ts";

interface KubeletPodsSettings {
  /** Address of the kubelet's pods, such as https://10.0.0.7:10250/pods. */
  readonly url: string;
  readonly serviceAccount: string;
  readonly clock: Clock;
}

/** Pods change in seconds; a kubelet writes the whole list at each request. */
const everySeconds = 15;
const deadlineMilliseconds = 10_000;
const largestList = 32 * 2 ** 20;

/** The pods of one node by its kubelet, which has no watch. */
export class KubeletPods {
  readonly #settings: KubeletPodsSettings;
  readonly #stop = new AbortController();
  #engines: FoundEngines | null = null;
  #problem: string | null = "no list of pods yet";
  #reading: Promise<void> | null = null;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(settings: KubeletPodsSettings) {
    this.#settings = settings;
  }

  state(): PodEnginesState {
    const now = this.#settings.clock.elapsed();
    if (this.#reading === null && now - this.#readAt >= everySeconds) {
      this.#readAt = now;
      this.#reading = this.load()
        .catch((error: unknown) => {
          this.#problem = `pods by ${this.#settings.url}: ${reasonOf(error)}`;
        })
        .finally(() => {
          this.#reading = null;
        });
    }
    return { engines: this.#engines ?? merged([]), isRead: this.#engines !== null, problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async load(): Promise<void> {
    const { url, serviceAccount } = this.#settings;
    const { origin, pathname } = new URL(url);
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(deadlineMilliseconds)]);
    const answer = await get({ server: origin, serviceAccount }, pathname === "/" ? "/pods" : pathname, signal);
    const engines = enginesInList(await jsonOf(answer, largestList));
    if (engines === null) throw new RangeError("the answer is not a list of pods");
    this.#engines = engines;
    this.#problem = null;
  }
}

export interface PodEngines {
  /** What is known now; reading starts with the first call. */
  state(): PodEnginesState;
  /** Reads the pods once. @throws Error with the reason */
  load(): Promise<void>;
  close(): Promise<void>;
}

interface PodEngineSettings {
  /** `api`, or the address of the kubelet's pods. */
  readonly podSource: string;
  /** Namespaces to watch, separated by commas; null for all of them. */
  readonly podNamespaces: string | null;
  readonly serviceAccount: string;
  /** Name of the node in Kubernetes. */
  readonly node: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const all = (parts: readonly PodEngines[]): PodEngines => ({
  state: () => {
    const states = parts.map((part) => part.state());
    return {
      engines: merged(states.map(({ engines }) => engines)),
      isRead: states.every(({ isRead }) => isRead),
      problem: states.find(({ problem }) => problem !== null)?.problem ?? null,
    };
  },
  load: async () => {
    await Promise.all(parts.map((part) => part.load()));
  },
  close: async () => {
    await Promise.all(parts.map((part) => part.close()));
  },
});

export const podEngines = (settings: PodEngineSettings): PodEngines => {
  const { podSource, podNamespaces, serviceAccount } = settings;
  if (podSource !== "api") return new KubeletPods({ ...settings, url: podSource });
  const server = apiServerOf(process.env);
  if (server === null) {
    const problem = "podSource is api, but KUBERNETES_SERVICE_HOST is not set: the agent does not run in a pod";
    return {
      state: () => ({ engines: merged([]), isRead: false, problem }),
      load: () => Promise.reject(new Error(problem)),
      close: async () => undefined,
    };
  }
  const namespaces = podNamespaces?.split(",").map((name) => name.trim()) ?? [null];
  return all(
    namespaces.map((namespace) => new PodWatch({ ...settings, access: { server, serviceAccount }, namespace })),
  );
};
