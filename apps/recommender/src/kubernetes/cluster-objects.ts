import { token } from "@loadline/protocol";
import { z } from "zod";
import type { KubernetesNode, KubernetesPod, KubernetesQuota, PublishedGpus } from "./cluster-view.ts";
import { conditions, metadata, shortText, texts } from "./object-fields.ts";

const Containers = z
  .array(z.object({ state: z.object({ waiting: z.object({ reason: shortText, message: shortText }).optional() }) }))
  .max(100)
  .catch([]);

const Pod = z.object({
  metadata,
  spec: z
    .object({ nodeName: z.string().regex(/[a-z0-9]/i) })
    .nullable()
    .catch(null),
  status: z
    .object({ phase: shortText, conditions, containerStatuses: Containers, initContainerStatuses: Containers })
    .catch({ phase: "", conditions: [], containerStatuses: [], initContainerStatuses: [] }),
});
type Pod = z.infer<typeof Pod>;

/** What every start goes through. */
const usual = new Set(["", "ContainerCreating", "PodInitializing"]);

const waitOf = ({ metadata: { creationTimestamp }, status }: Pod): KubernetesPod["waiting"] => {
  const scheduled = status.conditions.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False" || status.conditions.some(({ type }) => type === "SchedulingGated")) {
    const reason = scheduled?.message || scheduled?.reason || "it waits for a node";
    return { reason, since: scheduled?.lastTransitionTime ?? creationTimestamp, forNode: true };
  }
  const waiting = [...status.initContainerStatuses, ...status.containerStatuses]
    .flatMap(({ state }) => state.waiting ?? [])
    .find(({ reason }) => !usual.has(reason));
  if (waiting === undefined) return null;
  const reason = waiting.message === "" ? waiting.reason : `${waiting.reason}: ${waiting.message}`;
  return { reason, since: creationTimestamp, forNode: false };
};

export const podIn = (raw: unknown): KubernetesPod | null => {
  const parsed = Pod.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata: own, spec, status } = parsed.data;
  const is = (type: string): boolean => status.conditions.some((one) => one.type === type && one.status === "True");
  const ended = status.phase === "Succeeded" || status.phase === "Failed";
  const leaving = ended || own.deletionTimestamp !== null || is("DisruptionTarget");
  const node = spec === null ? null : token(spec.nodeName);
  return {
    name: own.name,
    node,
    leaving,
    ready: is("Ready") && !leaving,
    waiting: leaving ? null : waitOf(parsed.data),
  };
};

const Node = z.object({
  metadata,
  spec: z
    .object({
      unschedulable: z.boolean().catch(false),
      taints: z
        .array(z.object({ key: shortText }))
        .max(100)
        .catch([]),
    })
    .catch({ unschedulable: false, taints: [] }),
  status: z.object({ conditions, allocatable: texts }).catch({ conditions: [], allocatable: {} }),
});

/** Taints of a node whose pods will go: of the cluster autoscaler, Karpenter, and of notices of the clouds. */
const leavingTaint =
  /^(?:ToBeDeletedByClusterAutoscaler|karpenter\.sh\/disrupt(?:ed|ion)|node\.kubernetes\.io\/out-of-service|cloud\.google\.com\/impending-node-termination|aws-node-termination-handler\/.+)$/;
const gpuResource = /^(?:nvidia\.com\/gpu|amd\.com\/gpu)$/;

const leavingBecause = ({ metadata: own, spec }: z.infer<typeof Node>): string | null => {
  if (own.deletionTimestamp !== null) return "it is being deleted";
  const taint = spec.taints.find(({ key }) => leavingTaint.test(key));
  if (taint !== undefined) return `it has the taint ${taint.key}`;
  return spec.unschedulable ? "it is cordoned" : null;
};

const countIn = (resources: Readonly<Record<string, string>>, pattern: RegExp): number | null => {
  const counts = Object.entries(resources).flatMap(([name, value]) => (pattern.test(name) ? [Number(value)] : []));
  return counts.length > 0 && counts.every(Number.isInteger) ? counts.reduce((sum, count) => sum + count, 0) : null;
};

export const nodeIn = (raw: unknown): KubernetesNode | null => {
  const parsed = Node.safeParse(raw);
  if (!parsed.success || !/[a-z0-9]/i.test(parsed.data.metadata.name)) return null;
  const { metadata: own, status } = parsed.data;
  const leaving = leavingBecause(parsed.data);
  const isReady = status.conditions.find(({ type }) => type === "Ready")?.status !== "False";
  return {
    name: token(own.name),
    leaving,
    closed: leaving !== null || !isReady,
    gpus: countIn(status.allocatable, gpuResource),
  };
};

const Quota = z.object({
  metadata: metadata.extend({ namespace: shortText }),
  spec: z
    .object({ scopes: z.array(z.unknown()).optional(), scopeSelector: z.unknown().optional() })
    .catch({ scopes: [{}] }),
  status: z.object({ hard: texts, used: texts }).catch({ hard: {}, used: {} }),
});
const gpuQuota =
  /^(?:requests\.(?:nvidia\.com\/gpu|amd\.com\/gpu)|gpu\.(?:nvidia|amd)\.com\.deviceclass\.resource\.k8s\.io\/devices)$/;

/** null: no quota of GPUs for all pods of its namespace. */
export const quotaIn = (raw: unknown): KubernetesQuota | null => {
  const parsed = Quota.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata: own, spec, status } = parsed.data;
  const limits = Object.entries(status.hard).flatMap(([name, limit]) => {
    const hard = gpuQuota.test(name) ? Number(limit) : Number.NaN;
    return Number.isInteger(hard) ? [{ hard, free: Math.max(0, hard - (Number(status.used[name]) || 0)) }] : [];
  });
  const [least] = limits.sort((one, other) => one.free - other.free);
  // One with scopes may not count these pods.
  if (least === undefined || (spec.scopes ?? []).length > 0 || spec.scopeSelector !== undefined) return null;
  return {
    name: own.name,
    freeGpus: least.free,
    text: `quota ${own.name} of namespace ${own.namespace} leaves ${least.free} of ${least.hard} GPUs`,
  };
};

const Device = z.object({
  attributes: z.object({ type: z.object({ string: shortText }).optional() }).catch({}),
  taints: z
    .array(z.object({ effect: shortText }))
    .max(100)
    .catch([]),
});
const ResourceSlice = z.object({
  metadata,
  spec: z.object({
    driver: z.enum(["gpu.nvidia.com", "gpu.amd.com"]),
    nodeName: z.string().regex(/[a-z0-9]/i),
    pool: z.object({ name: shortText, generation: z.number() }),
    devices: z.array(Device).max(1_000).catch([]),
  }),
});

/** GPUs among the devices that a driver publishes; a slice of one has another type. */
const wholeGpu = /^(?:|gpu|amdgpu)$/;

/** GPUs that a driver of dynamic resource allocation offers on a node; null: none of them. */
export const publishedGpusIn = (raw: unknown): PublishedGpus | null => {
  const parsed = ResourceSlice.safeParse(raw);
  if (!parsed.success) return null;
  const { nodeName, pool, devices } = parsed.data.spec;
  const isOffered = ({ attributes: { type }, taints }: z.infer<typeof Device>): boolean =>
    wholeGpu.test(type?.string ?? "") && !taints.some(({ effect }) => effect !== "None");
  const gpus = devices.filter(isOffered).length;
  return { node: token(nodeName), pool: pool.name, generation: pool.generation, gpus };
};

/** Nodes with the GPUs of their device plugin or, where that has none, of a driver; an older generation of a pool counts no more. */
export const withPublished = (nodes: readonly KubernetesNode[], published: readonly PublishedGpus[]) => {
  const newest = new Map<string, PublishedGpus[]>();
  for (const slice of published) {
    const key = `${slice.node}/${slice.pool}`;
    const [known] = newest.get(key) ?? [];
    if (known?.generation === slice.generation) newest.get(key)?.push(slice);
    else if ((known?.generation ?? -1) < slice.generation) newest.set(key, [slice]);
  }
  const counts = new Map<string, number>();
  for (const { node, gpus } of [...newest.values()].flat()) counts.set(node, (counts.get(node) ?? 0) + gpus);
  return nodes.map((node) => ({ ...node, gpus: node.gpus || (counts.get(node.name) ?? node.gpus) }));
};
