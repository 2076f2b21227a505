import type { Clock } from "../../../clock.ts";
import type { Logger } from "../../../logger.ts";
import { apiServerOf } from "./cluster-access.ts";
import { type FoundEngines, together } from "./find-engines.ts";
import { KubeletPods } from "./kubelet-pods.ts";
import { PodWatch } from "./pod-watch.ts";

/** Engines in the pods of this node. */
export interface PodEngines {
  /** What is known now, and why it may be old; starts with the first call. */
  state(): { readonly engines: FoundEngines; readonly problem: string | null };
  /** Reads the pods once. @throws Error with the reason */
  load(): Promise<void>;
  close(): Promise<void>;
}

export interface PodEngineSettings {
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

/** Answers for a setting that cannot work. */
const impossible = (problem: string): PodEngines => ({
  state: () => ({ engines: { found: [], left: [] }, problem }),
  load: () => Promise.reject(new Error(problem)),
  close: async () => undefined,
});

const all = (parts: readonly PodEngines[]): PodEngines => ({
  state: () => {
    const states = parts.map((part) => part.state());
    return {
      engines: together(states.map(({ engines }) => engines)),
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
  if (server === null)
    return impossible("podSource is api, but KUBERNETES_SERVICE_HOST is not set: the agent does not run in a pod");
  const namespaces = podNamespaces?.split(",").map((name) => name.trim()) ?? [null];
  return all(
    namespaces.map((namespace) => new PodWatch({ ...settings, access: { server, serviceAccount }, namespace })),
  );
};
