import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planned } from "../../test/decided.ts";
import { eventually } from "../../test/lab.ts";
import { workloadAsking } from "../../test/workload.ts";
import { nodeIn, podIn, publishedGpusIn, quotaIn, withPublished } from "./cluster-objects.ts";
import { ClusterWatch } from "./cluster-watch.ts";
import { kubernetesAccess } from "./kubernetes-client.ts";
import { podAutoscalerIn, scaledObjectIn, workloadIn } from "./scale-objects.ts";

const kubernetes = { apiVersion: "apps/v1", namespace: "serving", kind: "Deployment", name: "chat" };
const { deployment } = planned({ kubernetes });

const condition = (type: string, status: string, message = "") => ({
  type,
  status,
  message,
  lastTransitionTime: "2026-01-01T00:00:00Z",
});
const since = Date.parse("2026-01-01T00:00:00Z") / 1000;
const pod = (name: string, status: object, over: object = {}) => ({
  metadata: { name, namespace: "serving", creationTimestamp: "2026-01-01T00:00:00Z", ...over },
  status,
});
const node = (name: string, spec: object, status: object = {}) => ({ metadata: { name }, spec, status });

const slice = (nodeName: string, generation: number, devices: readonly object[], over: object = {}) => ({
  metadata: { name: `${nodeName}-${generation}` },
  spec: { driver: "gpu.nvidia.com", nodeName, pool: { name: nodeName, generation }, devices, ...over },
});

const workloads = "/apis/apps/v1/namespaces/serving/deployments";
const workload = (name: string, spec: object) => ({ metadata: { name, namespace: "serving" }, spec });
const scaledObjects = "/apis/keda.sh/v1alpha1/namespaces/serving/scaledobjects";
const podAutoscalers = "/apis/autoscaling/v2/namespaces/serving/horizontalpodautoscalers";
const scaling = (name: string, spec: object) => ({
  metadata: { name: `of-${name}`, namespace: "serving" },
  spec: { scaleTargetRef: { name }, ...spec },
});

let server: Server;
let watch: ClusterWatch;
let now = since;
let lines: string[];
let asked: string[];
let failed: string[];
/** Refused lists by path. */
let forbidden: RegExp;
/** Kinds that the cluster does not serve. */
let missing: RegExp;
let streams: Map<string, ServerResponse>;
/** Answers that a test sends itself, by path. */
let delayed: { readonly path: RegExp; answer?: () => void };
const lists: Record<string, readonly object[]> = {};

beforeEach(async () => {
  [lines, asked, failed, forbidden, missing, streams] = [[], [], [], /^$/, /^$/, new Map()];
  delayed = { path: /^$/ };
  lists["/api/v1/nodes"] = [node("gpu-1.internal", {}), node("gpu-2", { unschedulable: true })];
  lists["/api/v1/namespaces/serving/pods"] = [pod("a", { conditions: [condition("Ready", "True")] })];
  lists["/api/v1/namespaces/serving/resourcequotas"] = [];
  lists[workloads] = [workload("chat", { replicas: 3 }), workload("other", {})];
  lists[scaledObjects] = [scaling("chat", { maxReplicaCount: 8 }), scaling("other", {})];
  lists[podAutoscalers] = [scaling("chat", { maxReplicas: 9 }), scaling("other", { maxReplicas: 9 })];
  lists["/apis/resource.k8s.io/v1/resourceslices"] = [slice("gpu-2", 1, [{}, {}])];
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://api");
    asked.push(request.url ?? "");
    if (missing.test(pathname)) response.writeHead(404).end("404 page not found");
    else if (forbidden.test(pathname))
      response.writeHead(403).end(JSON.stringify({ message: `${pathname} is forbidden` }));
    else if (pathname.endsWith("/scale")) {
      const answer = () => void response.end(JSON.stringify({ status: { selector: "app=chat,tier in (a)" } }));
      if (delayed.path.test(pathname)) delayed.answer = answer;
      else answer();
    } else if (searchParams.get("watch") === null)
      response.end(JSON.stringify({ metadata: { resourceVersion: "7" }, items: lists[pathname] }));
    else streams.set(pathname, response.writeHead(200));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake = { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true };
  // No call ends by its deadline.
  const access = await kubernetesAccess((config) => config.loadFromClusterAndUser(fake, { name: "u" }), 3_600_000);
  watch = new ClusterWatch({
    access: async () => access,
    clock: () => now,
    failed: (kind) => void failed.push(kind),
    // A pause lasts a turn of the event loop, and nothing is ever stalled.
    time: {
      elapsed: () => 0,
      sleep: (seconds, signal) =>
        new Promise((resolve) => {
          if (seconds > 60 && signal?.aborted !== true) signal?.addEventListener("abort", () => resolve());
          else setImmediate(resolve);
        }),
    },
    logger: pino({}, { write: (line: string) => void lines.push(line) }),
  });
});
afterEach(async () => {
  await watch.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const podNames = (): string => (watch.of(deployment)?.pods.objects ?? []).map(({ name }) => name).join(" ");

test("pods by the selector of the workload's scale, quotas and nodes are listed once and then watched", async () => {
  watch.follow([deployment]);
  watch.follow([deployment]);
  await eventually(() => streams.size === 7 || undefined);
  expect(podNames()).toBe("a");
  expect(watch.nodes()).toEqual([
    { name: "gpu-1-internal", leaving: null, closed: false, gpus: null },
    { name: "gpu-2", leaving: "it is cordoned", closed: true, gpus: 2 },
  ]);
  const send = (type: string, object: object) =>
    streams.get("/api/v1/namespaces/serving/pods")?.write(`${JSON.stringify({ type, object })}\n`);
  send("ADDED", pod("b", { conditions: [condition("PodScheduled", "False", "0/3 nodes are available")] }));
  await eventually(() => podNames() === "a b" || undefined);
  expect(watch.of(deployment)?.pods.objects[1]?.waiting).toEqual({
    reason: "0/3 nodes are available",
    since,
    forNode: true,
  });
  send("DELETED", pod("a", {}));
  await eventually(() => podNames() === "b" || undefined);
  expect(asked.filter((url) => url.includes("pods?"))[0]).toContain("labelSelector=app%3Dchat%2Ctier%20in%20(a)");
  expect(asked.filter((url) => url.includes("watch=1"))).toHaveLength(7);
  watch.follow([]);
  expect(watch.of(deployment)?.pods).toMatchObject({ objects: [], ageSeconds: null });
});

test("the nodes of 100,000 GPUs are all known", async () => {
  lists["/api/v1/nodes"] = Array.from({ length: 12_500 }, (_, index) => node(`gpu-${index}`, {}));
  watch.follow([deployment]);
  await eventually(() => streams.size === 7 || undefined);
  expect(watch.nodes()).toHaveLength(12_500);
});

describe("workloads", () => {
  const countOf = (over: Partial<typeof kubernetes> = {}) =>
    watch.of({ ...deployment, kubernetes: { ...kubernetes, ...over } })?.workload.objects;

  test("are watched by namespace and kind", async () => {
    watch.follow([deployment]);
    await eventually(() => streams.size === 7 || undefined);
    expect(countOf()).toEqual([workloadAsking(3)]);
    expect(countOf({ name: "other" })).toEqual([workloadAsking(null)]);
    expect(countOf({ name: "deleted" })).toEqual([]);
    const changed = workload("chat", { replicas: 4 });
    streams.get(workloads)?.write(`${JSON.stringify({ type: "MODIFIED", object: changed })}\n`);
    await eventually(() => countOf()?.[0]?.replicas === 4 || undefined);
  });

  test("have when their count was seen to change: of kubectl scale the API server keeps no time", async () => {
    const scaled = (replicas: number, name: string) => ({
      ...workload("chat", { replicas }),
      metadata: {
        ...{ name: "chat", namespace: "serving", uid: "u" },
        managedFields: [{ manager: name, subresource: "scale", fieldsV1: { "f:spec": { "f:replicas": {} } } }],
      },
    });
    lists[workloads] = [scaled(3, "kubectl")];
    watch.follow([deployment]);
    await eventually(() => streams.size === 7 || undefined);
    const atOf = () => countOf()?.[0]?.writer?.at;
    expect(atOf()).toBeNull();
    const send = (object: object) => streams.get(workloads)?.write(`${JSON.stringify({ type: "MODIFIED", object })}\n`);
    now = since + 60;
    send(scaled(8, "kubectl"));
    await eventually(() => atOf() === since + 60 || undefined);
    now = since + 90;
    send({ ...scaled(8, "kubectl"), status: { replicas: 8 } });
    send(workload("other", { replicas: 1 }));
    await eventually(() => countOf({ name: "other" })?.[0]?.replicas === 1 || undefined);
    expect(atOf()).toBe(since + 60);
  });

  test("that may not be listed are a failure that is named", async () => {
    forbidden = /deployments$/;
    watch.follow([deployment]);
    await eventually(() => failed.includes("workloads") || undefined);
    expect(watch.of(deployment)?.workload).toMatchObject({ objects: [], problem: expect.stringMatching(/403/) });
  });
});

describe("what scales a workload", () => {
  const scaling = () => watch.of(deployment)?.autoscalers;
  const names = () => scaling()?.objects.map(({ kind, name, max }) => `${kind} ${name} ${max}`);

  test("are the ScaledObjects and pod autoscalers that refer to it", async () => {
    watch.follow([deployment]);
    await eventually(() => streams.size === 7 || undefined);
    expect(names()).toEqual(["ScaledObject of-chat 8", "HorizontalPodAutoscaler of-chat 9"]);
    expect(scaling()).toMatchObject({ problem: null, ageSeconds: 0 });
  });

  test("are pod autoscalers alone where there is no KEDA, which is no failure", async () => {
    missing = /keda/;
    watch.follow([deployment]);
    await eventually(() => streams.size === 6 || undefined);
    expect(names()).toEqual(["HorizontalPodAutoscaler of-chat 9"]);
    expect({ problem: scaling()?.problem, failed }).toEqual({ problem: null, failed: [] });
  });

  test("is not known where one of them may not be read", async () => {
    forbidden = /keda/;
    watch.follow([deployment]);
    await eventually(() => failed.includes("autoscalers") || undefined);
    await eventually(() => /403/.test(scaling()?.problem ?? "") || undefined);
    expect(scaling()?.ageSeconds).toBeNull();
  });
});

test("ends at once while the API server leaves a question without an answer", { timeout: 60_000 }, async () => {
  delayed = { path: /scale$/ };
  watch.follow([deployment]);
  await eventually(() => delayed.answer);
  await watch.close();
});

test("a watch that is closed while it asks for a selector asks for no pods afterwards", async () => {
  delayed = { path: /scale$/ };
  watch.follow([deployment]);
  const answer = await eventually(() => delayed.answer);
  const closed = watch.close();
  answer();
  await closed;
  expect(asked.filter((url) => url.includes("/pods"))).toEqual([]);
});

test("a cluster that publishes no GPUs of drivers is no failure", async () => {
  missing = /resourceslices/;
  watch.follow([deployment]);
  await eventually(() => asked.filter((url) => url.includes("resourceslices")).length > 2 || undefined);
  await eventually(() => streams.size === 6 || undefined);
  expect(watch.nodes().map(({ gpus }) => gpus)).toEqual([null, null]);
  expect({ failed, lines }).toEqual({ failed: [], lines: [] });
});

test("GPUs of a driver count where the device plugin has none: whole ones without a taint, of the newest generation", () => {
  const devices = [
    { name: "gpu-0", attributes: { type: { string: "gpu" } } },
    { name: "gpu-1", attributes: { type: { string: "gpu" } }, taints: [{ key: "unhealthy", effect: "NoExecute" }] },
    { name: "gpu-2", attributes: { type: { string: "gpu" } }, taints: [{ key: "noted", effect: "None" }] },
    { name: "gpu-0-mig", attributes: { type: { string: "mig" } } },
  ];
  const slices = [slice("a", 7, devices), slice("a", 6, [{}, {}, {}]), slice("a", 7, [{}]), slice("b", 1, [{}])];
  const published = slices.flatMap((raw) => publishedGpusIn(raw) ?? []);
  const nodes = ["a", "b", "c"].flatMap((name) => nodeIn(node(name, {})) ?? []);
  expect(withPublished(nodes, published).map(({ gpus }) => gpus)).toEqual([3, 1, null]);
  const plugin = nodes.map((one) => ({ ...one, gpus: 8 }));
  expect(withPublished(plugin, published).map(({ gpus }) => gpus)).toEqual([8, 8, 8]);
  expect(publishedGpusIn(slice("a", 1, [{}], { driver: "net.example" }))).toBeNull();
  expect(publishedGpusIn(slice("a", 1, [{}], { nodeName: undefined }))).toBeNull();
});

test("without a right on nodes the rest is read; the reason is logged once, and so is its end", async () => {
  forbidden = /nodes/;
  watch.follow([deployment]);
  const problem = "nodes: 403: /api/v1/nodes is forbidden";
  await eventually(() => watch.of(deployment)?.nodes.problem === problem || undefined);
  await eventually(() => podNames() === "a" || undefined);
  await eventually(() => failed.length > 3 || undefined);
  expect(new Set(failed)).toEqual(new Set(["nodes"]));
  const logged = () => lines.filter((line) => line.includes("nodes")).map((line) => JSON.parse(line).msg);
  expect(logged()).toEqual(["Kubernetes not read"]);
  forbidden = /^$/;
  await eventually(() => watch.of(deployment)?.nodes.problem === null || undefined);
  expect(watch.of(deployment)?.nodes.interruption?.problem).toBe(problem);
  expect(logged()).toEqual(["Kubernetes not read", "Kubernetes is read again"]);
});

test.each([
  { name: "ready", status: { conditions: [condition("Ready", "True")] }, is: { ready: true } },
  {
    name: "evicted",
    status: { conditions: [condition("Ready", "True"), condition("DisruptionTarget", "True")] },
    is: { ready: false, leaving: true },
  },
  {
    name: "ended",
    status: { phase: "Failed", conditions: [condition("PodScheduled", "False")] },
    is: { leaving: true, waiting: null },
  },
  {
    name: "without its image",
    status: { containerStatuses: [{ state: { waiting: { reason: "ImagePullBackOff", message: "no such tag" } } }] },
    is: { waiting: { reason: "ImagePullBackOff: no such tag", since, forNode: false } },
  },
  {
    name: "being created",
    status: {
      containerStatuses: [{ state: { waiting: { reason: "ContainerCreating" } } }, { state: { running: {} } }],
    },
    is: { ready: false, leaving: false, waiting: null },
  },
])("a pod that is $name", ({ status, is }) => {
  expect(podIn(pod("a", status))).toMatchObject({ name: "a", ...is });
});

test.each([
  { name: "deleted", raw: { ...node("a", {}), metadata: { name: "a", deletionTimestamp: "2026-01-01T00:00:00Z" } } },
  { name: "taken by the cluster autoscaler", raw: node("a", { taints: [{ key: "ToBeDeletedByClusterAutoscaler" }] }) },
  { name: "replaced by Karpenter", raw: node("a", { taints: [{ key: "karpenter.sh/disrupted" }] }) },
])("a node that is $name leaves", ({ raw }) => {
  expect(nodeIn(raw)).toMatchObject({ closed: true, leaving: expect.any(String) });
});

test.each([
  {
    name: "not ready takes no pods",
    raw: node("a", {}, { conditions: [condition("Ready", "False")] }),
    is: { closed: true },
  },
  {
    name: "of GPUs stays, with those its device plugin offers",
    raw: node("a", { taints: [{ key: "nvidia.com/gpu" }] }, { allocatable: { cpu: "64", "nvidia.com/gpu": "7" } }),
    is: { closed: false, gpus: 7 },
  },
])("a node that is $name", ({ raw, is }) => {
  expect(nodeIn(raw)).toMatchObject({ leaving: null, ...is });
});

test("a quota of GPUs counts, one with scopes does not", () => {
  const status = { hard: { "requests.nvidia.com/gpu": "16", pods: "9" }, used: { "requests.nvidia.com/gpu": "13" } };
  const raw = { metadata: { name: "gpus", namespace: "serving" }, spec: {}, status };
  const text = "quota gpus of namespace serving leaves 3 of 16 GPUs";
  expect(quotaIn(raw)).toEqual({ name: "gpus", freeGpus: 3, text });
  const devices = "gpu.nvidia.com.deviceclass.resource.k8s.io/devices";
  const both = { hard: { ...status.hard, [devices]: "9" }, used: { ...status.used, [devices]: "8" } };
  expect(quotaIn({ ...raw, status: both })).toMatchObject({ freeGpus: 1 });
  expect(quotaIn({ ...raw, spec: { scopes: ["BestEffort"] } })).toBeNull();
  expect(quotaIn({ ...raw, status: { hard: { pods: "9" } } })).toBeNull();
});

test("whatever the API server answers, nothing is thrown and no count is invented", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (spec, status) => {
      const raw = { metadata: { name: "a", namespace: "b" }, spec, status };
      for (const read of [podIn, nodeIn, quotaIn, publishedGpusIn, workloadIn, scaledObjectIn, podAutoscalerIn])
        for (const answer of [status, raw, { ...raw, metadata: status }]) read(answer);
      expect(podIn(raw)?.ready ?? false).toBe(false);
      expect(nodeIn(raw)?.gpus ?? null).toBeNull();
      expect(quotaIn(raw)).toBeNull();
    }),
  );
});
