import { z } from "zod";
import { serves } from "../fleet/counted-engines.ts";
import type { NodeState } from "../fleet/fleet.ts";
import type { FleetView } from "../fleet/fleet-view.ts";
import type { NodeDevices } from "../fleet/node-devices.ts";
import {
  type ClusterInput,
  type ClusterView,
  type KubernetesNode,
  type KubernetesPod,
  notServed,
} from "../kubernetes/cluster-view.ts";
import type { DeploymentFacts } from "./deployment-facts.ts";
import { blocking, type Finding } from "./finding.ts";

interface Context {
  readonly leadTimeSeconds: number;
  readonly gpusPerReplica: number;
  readonly facts: DeploymentFacts;
  readonly fleet: FleetView;
  readonly target: number | null;
  readonly cluster: ClusterView | null;
  readonly unseen: UnseenPods;
}

type Rule = (context: Context & { readonly cluster: ClusterView }) => readonly Finding[];

// The API server sends something at least every minute while a watch stands.
const freshSeconds = 100;

// A message has at most 1,000 characters, and is made of more than this.
const longestReason = 300;

export const isFreshInput = ({ ageSeconds }: ClusterInput<unknown>): boolean =>
  ageSeconds !== null && ageSeconds <= freshSeconds;

const staying = ({ objects }: ClusterInput<KubernetesPod>): readonly KubernetesPod[] =>
  objects.filter(({ leaving }) => !leaving);

const ready = (pods: ClusterInput<KubernetesPod>): number => staying(pods).filter((pod) => pod.ready).length;

/** Pods wait for a node; null where it is not known whether any does. */
export const waitsForNode = ({ pods }: ClusterView): boolean | null =>
  isFreshInput(pods) ? staying(pods).some(({ waiting }) => waiting?.forNode === true) : null;

/** Pods beyond those that are ready or whose engines serve already; none where that is not known. */
export const startingPods = ({ pods }: ClusterView, serving: number): number =>
  isFreshInput(pods) ? Math.max(0, staying(pods).length - Math.max(ready(pods), serving)) : 0;

// As long as a stale node is remembered by default.
const namedSeconds = 600;

const textOf = ({ problem, interruption }: ClusterInput<unknown>, text: string): string => {
  if (problem !== null) return problem;
  if (interruption === null || interruption.secondsAgo > namedSeconds) return text;
  return `${text}; not read ${Math.round(interruption.secondsAgo)} s ago: ${interruption.problem}`;
};

interface NodesWithTrouble {
  /** They take no new pods. */
  readonly closed: number;
  readonly leaving: readonly KubernetesNode[];
}

const troubleByList = new WeakMap<readonly KubernetesNode[], NodesWithTrouble>();

/** Looked up once of a list, about which hundreds of deployments ask. */
const troubleIn = (nodes: readonly KubernetesNode[]): NodesWithTrouble => {
  const trouble = troubleByList.get(nodes) ?? {
    closed: nodes.filter(({ closed }) => closed).length,
    leaving: nodes.filter(({ leaving }) => leaving !== null),
  };
  troubleByList.set(nodes, trouble);
  return trouble;
};

/** One row for each input, with its age, or why it is not known. */
const inputs: Rule = ({ cluster: { workload, pods, nodes, quotas, devices } }) => {
  const row = (name: string, input: ClusterInput<unknown>, text: string): Finding => ({
    code: "cluster-input",
    input: `kubernetes.${name}`,
    ageSeconds: input.ageSeconds,
    blocksScaleDown: false,
    message: textOf(input, text),
  });
  const { closed } = troubleIn(nodes.objects);
  const [own] = workload.objects;
  const asks =
    own === undefined ? "there is no such workload" : `it asks for ${own.replicas ?? "no count of"} replicas`;
  return [
    row("workload", workload, asks),
    row("pods", pods, `${staying(pods).length} pods, ${ready(pods)} ready`),
    row("nodes", nodes, `${nodes.objects.length} nodes, ${closed} of them take no new pods`),
    row("quota", quotas, quotas.objects.map(({ text }) => text).join("; ") || "no quota of GPUs"),
    // Most clusters have none, and those before 1.34 do not serve them.
    ...(devices.objects.length > 0 || (devices.problem !== null && !notServed(devices.problem))
      ? [row("devices", devices, `GPUs of drivers: ${devices.objects.reduce((total, { gpus }) => total + gpus, 0)}`)]
      : []),
  ];
};

const count = z.number().int().nonnegative();

export const UnseenPods = z
  .object({ ready: count, unseen: count })
  .describe("Ready pods as they were listed last, and those of them that no agent reported then.");
export type UnseenPods = Readonly<z.infer<typeof UnseenPods>>;

export const noUnseenPods: UnseenPods = { ready: 0, unseen: 0 };

/**
 * As the pods were listed last: a watch that fails does not count their requests. Fewer pods than engines is no finding, as
 * engines may run elsewhere too.
 */
export const unseenPods = (
  before: UnseenPods,
  { ready: serving, draining }: DeploymentFacts,
  cluster: ClusterView | null,
): UnseenPods => {
  if (cluster === null || serving === null || !isFreshInput(cluster.pods)) return before;
  const there = cluster.pods.objects.filter((pod) => pod.ready).length;
  return { ready: there, unseen: Math.max(0, there - serving - draining) };
};

const podsWithoutAgent: Rule = ({ unseen: { ready: there, unseen } }) =>
  unseen === 0
    ? []
    : [
        blocking(
          "unseen-pods",
          `telemetry of ${unseen} of ${there} ready pods`,
          null,
          "install the agent on their nodes",
        ),
      ];

/** Pods that wait for a node are late once they have waited for the lead time: then the cluster takes no more of them. */
const waitingPods: Rule = ({ leadTimeSeconds, fleet: { now }, cluster: { pods } }) => {
  const waits = staying(pods).flatMap(({ waiting }) => (waiting === null ? [] : [waiting]));
  if (waits.length === 0) return [];
  const longest = (ones: typeof waits): number => Math.max(0, ...ones.map(({ since }) => now - (since ?? now)));
  const reasons = [...new Set(waits.map(({ reason }) => reason))].join("; ").slice(0, longestReason);
  const message = `${waits.length} of ${staying(pods).length} pods wait, the longest for ${Math.round(longest(waits))} s: ${reasons}`;
  const isLate = longest(waits.filter(({ forNode }) => forNode)) > leadTimeSeconds;
  const late = isLate ? { placeable: { replicas: 0, detail: message } } : {};
  const code = isLate ? "late-pods" : "waiting-pods";
  return [{ code, input: "pods that wait", ageSeconds: pods.ageSeconds, blocksScaleDown: false, ...late, message }];
};

/** A node that is drained or taken away: its replicas serve now and go soon, so that others have to be there before. */
const leavingNodes: Rule = ({ facts, cluster: { nodes } }) =>
  troubleIn(nodes.objects).leaving.flatMap(({ name, leaving }) => {
    const on = facts.engines.filter((one) => one.fresh && serves(one) && one.node.node === name).length;
    if (leaving === null || on === 0) return [];
    const message = `${leaving}: as many are asked for elsewhere before the ${on} on it go`;
    return [
      {
        code: "leaving-node",
        input: `node ${name}`,
        ageSeconds: nodes.ageSeconds,
        blocksScaleDown: false,
        leavingReplicas: on,
        message,
      },
    ];
  });

/** What a quota leaves, less what was asked for and has no pod yet. */
const quota: Rule = ({ facts, target, gpusPerReplica, cluster: { pods, quotas } }) =>
  quotas.objects.map(({ name, freeGpus, text }) => {
    const there = Math.max(facts.lastKnownReplicas, staying(pods).length);
    const asked = Math.max(0, (target ?? 0) - there);
    const replicas = Math.max(0, Math.floor(freeGpus / gpusPerReplica) - asked);
    return {
      code: "cluster-input",
      input: `quota ${name}`,
      ageSeconds: quotas.ageSeconds,
      blocksScaleDown: false,
      placeable: { replicas, detail: text },
      message: text,
    };
  });

/** What Kubernetes adds to telemetry; without it nothing. */
export const clusterRules = [inputs, podsWithoutAgent, waitingPods, leavingNodes, quota].map(
  (rule) =>
    (context: Context): readonly Finding[] =>
      context.cluster === null ? [] : rule({ ...context, cluster: context.cluster }),
);

const none: NodeDevices = { whole: 0, wholeFree: 0, slices: new Map(), slicesFree: new Map() };

/** A node's GPUs without those that Kubernetes gives to no new pod. */
const offered = (devices: NodeDevices, { closed, gpus }: KubernetesNode): NodeDevices => {
  if (closed) return { ...devices, wholeFree: 0, slicesFree: new Map() };
  const used = devices.whole - devices.wholeFree;
  return gpus === null ? devices : { ...devices, wholeFree: Math.max(0, Math.min(devices.wholeFree, gpus - used)) };
};

type Placed = Pick<NodeState, "node" | "engines" | "devices">;

/** Nodes with what Kubernetes places on them; one without an agent that takes no new pods has no GPU free. */
export const offeredNodes = (nodes: readonly NodeState[], reported: readonly KubernetesNode[]): readonly Placed[] => {
  const byName = new Map(reported.map((node) => [node.name, node]));
  const withAgent = new Set(nodes.map(({ node }) => node));
  return [
    ...nodes.map((state) => {
      const node = byName.get(state.node);
      const { devices = null } = state;
      return node === undefined || devices === null ? state : { ...state, devices: offered(devices, node) };
    }),
    ...reported
      .filter(({ name, closed, gpus }) => closed && (gpus ?? 0) > 0 && !withAgent.has(name))
      .map(({ name }) => ({ node: name, engines: new Map(), devices: none })),
  ];
};
