import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { now, planned, viewOfNodes } from "../../test/decided.ts";
import { type SyntheticEngine, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { workloadAsking } from "../../test/workload.ts";
import { Fleet, type NodeState } from "../fleet/fleet.ts";
import type {
  ClusterInput,
  ClusterView,
  KubernetesNode,
  KubernetesPod,
  KubernetesWorkload,
} from "../kubernetes/cluster-view.ts";
import { noUnseenPods, offeredNodes, startingPods, unseenPods } from "./cluster-rules.ts";
import { demandBounds } from "./deployment-view.ts";
import type { FindingContext } from "./findings.ts";

const stepSeconds = 10;

interface Reporting {
  readonly engines: readonly SyntheticEngine[];
  /** Seconds ago of its first and its last sample. */
  readonly from?: number;
  readonly to?: number;
  /** Seconds by which its clock is ahead. */
  readonly ahead?: number;
  readonly gpus?: number;
}

type Nodes = Readonly<Record<string, Reporting>>;

/** The engine with the counters of that rate after so many seconds. */
const after = (seconds: number, { finished, ...rest }: SyntheticEngine): SyntheticEngine => {
  const total = finished === null ? null : (finished ?? 1) * seconds;
  return { ...rest, finished: total, promptTokens: (total ?? 0) * 1000, generatedTokens: (total ?? 0) * 200 };
};

/** What is found in nodes that report, every ten seconds, engines whose `finished` is a rate (1 by default). */
const viewOf = (nodes: Nodes, rest: Partial<FindingContext> & { readonly capacity?: number } = {}) => {
  let monotonic = 0;
  const fleet = new Fleet({
    horizonSeconds: 660,
    resolutionSeconds: 2,
    rememberSeconds: 600,
    monotonic: () => monotonic,
  });
  const begin = now - 1_200;
  for (let at = begin; at <= now; at += stepSeconds) {
    monotonic = at;
    for (const [node, { engines, from = 600, to = 0, ahead = 0, gpus = 8 }] of Object.entries(nodes)) {
      if (at < now - from || at > now - to) continue;
      const rows = engines.map((engine) => after(at - begin, engine));
      const sample = syntheticTelemetry({ seq: at - begin, sampledAt: at + ahead, engines: rows });
      const uuid = Array.from({ length: gpus }, (_, index) => `gpu-${index}`);
      fleet.accept(node, { ...sample, gpus: { ...sample.gpus, uuid } }, at);
    }
    fleet.forget(at);
  }
  return viewOfNodes(fleet.nodes, now, rest);
};

const chat = (id: string, rest: Partial<SyntheticEngine> = {}): SyntheticEngine => ({
  id,
  deployment: "chat",
  ...rest,
});
const of = (count: number, node: string): Reporting => ({
  engines: Array.from({ length: count }, (_, index) => chat(`${node}-${index}`)),
});
const missingIn = (...call: Parameters<typeof viewOf>): readonly string[] =>
  viewOf(...call).missing.map(({ input }) => input);

test("three replicas on two nodes: nothing is found", () => {
  expect(viewOf({ a: of(2, "a"), b: of(1, "b") })).toMatchObject({ ready: 3, complete: true, findings: [] });
});

test("pods of another namespace than the plan names are no replicas, whatever their labels name", () => {
  const { deployment } = planned({ kubernetes: { namespace: "serving", name: "chat" } });
  const found = ["serving/chat-1", "serving/chat-2/vllm", "10.0.0.7:8000/v1", "staging/chat-1"];
  const nodes = { a: { engines: found.map((id) => chat(id)) } };
  expect(viewOf(nodes, { deployment })).toMatchObject({ ready: 3, demand: { requestsPerSecond: 3 } });
  expect(missingIn(nodes, { deployment, target: 4 })).toEqual([
    'a deployment of the plan for engine staging/chat-1 on node a (it names "chat", in another namespace)',
  ]);
  // Without a workload in the plan it is not known which namespace is meant.
  expect(viewOf(nodes)).toMatchObject({ ready: 4 });
});

describe("a node that held a replica and stopped reporting", () => {
  const servingNodes = { b: now - 3_000 };

  test.each([
    {
      name: "the fleet still knows it",
      nodes: { a: of(3, "a"), b: { ...of(1, "b"), to: 120 } },
      ready: null,
      age: 120,
    },
    { name: "the fleet has forgotten it, and too few serve elsewhere", nodes: { a: of(2, "a") }, ready: 2, age: 3_000 },
  ])("is missing while $name", ({ nodes, ready, age }) => {
    const view = viewOf(nodes, { servingNodes });
    expect(view).toMatchObject({ ready, complete: false });
    expect(view.missing).toMatchObject([{ input: "telemetry of node b", ageSeconds: age }]);
  });

  test("is not missing once as many replicas as were asked for had requests elsewhere", () => {
    expect(missingIn({ a: of(3, "a") }, { servingNodes })).toEqual([]);
  });

  test("is missing while all that serve elsewhere were there before: second names of one of them replace no replica", () => {
    const since = { servingNodes: { b: now - 500 } };
    expect(missingIn({ a: of(5, "a") }, since)).toEqual(["telemetry of node b"]);
    const replaced = { a: of(2, "a"), c: { ...of(1, "c"), from: 400 } };
    expect(missingIn(replaced, since)).toEqual([]);
    // A process that began before is no new one under a new name.
    const renamed = { engines: [chat("c", { startedAt: now - 900 })], from: 400 };
    expect(missingIn({ a: of(2, "a"), c: renamed }, since)).toEqual(["telemetry of node b"]);
  });

  test.each<{ readonly name: string; readonly third: SyntheticEngine }>([
    { name: "had no request", third: chat("c", { finished: 0 }) },
    { name: "does not answer", third: chat("c", { reachable: false }) },
    { name: "drains", third: chat("c", { draining: true }) },
    { name: "serves another deployment", third: chat("c", { deployment: "code" }) },
  ])("is missing while one of those $name", ({ third }) => {
    expect(missingIn({ a: of(2, "a"), c: { engines: [third] } }, { servingNodes })).toEqual(["telemetry of node b"]);
  });

  test("is missing again when what served in its place goes", () => {
    const nodes = { a: of(2, "a"), c: { engines: [chat("c")], to: 0 } };
    expect(missingIn(nodes, { servingNodes })).toEqual([]);
    expect(missingIn({ ...nodes, c: { engines: [] } }, { servingNodes })).toEqual(["telemetry of node b"]);
  });

  test.each([
    { name: "reports that it serves none", node: { engines: [] } },
    { name: "reports that it drains", node: { engines: [chat("b", { draining: true })] } },
  ])("is not missing when it $name", ({ node }) => {
    expect(missingIn({ a: of(2, "a"), b: node }, { servingNodes, target: 2 })).toEqual([]);
  });

  test("is not missing after a day", () => {
    expect(missingIn({ a: of(2, "a") }, { servingNodes: { b: now - 86_401 } })).toEqual([]);
  });

  test("is hidden by no more invented engines than a node's GPUs carry", () => {
    const target = 12;
    const outlier = (count: number) => ({ a: of(3, "a"), outlier: of(count, "b-outlier") });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (count) => {
        expect(missingIn(outlier(count), { servingNodes, target })).toContain("telemetry of node b");
      }),
      { numRuns: 10 },
    );
  });
});

describe("a node whose clock is off", () => {
  test("ahead: its engines are missing, and no count is made of the others", () => {
    const view = viewOf({ a: of(3, "a"), b: { ...of(1, "b"), ahead: 60 } }, { target: null });
    expect(view.missing).toMatchObject([{ input: "telemetry of node b, whose clock is ahead", ageSeconds: 0 }]);
    expect(view.ready).toBeNull();
  });

  test("behind: it is missing since its last sample was received, not by its own clock", () => {
    const view = viewOf({ a: of(3, "a"), b: { ...of(1, "b"), ahead: -300 } });
    expect(view.missing).toMatchObject([
      { input: "telemetry of node b, whose clock is behind or whose samples come late", ageSeconds: 0 },
    ]);
    expect(view.ready).toBeNull();
  });
});

describe("engines without a deployment of the plan", () => {
  const unmatched = { engines: [chat("x", { deployment: "chatt" }), chat("y", { deployment: "chatt" })] };

  test("are named while fewer replicas are seen than were asked for", () => {
    const [first] = missingIn({ a: of(2, "a"), b: unmatched });
    expect(first).toBe('a deployment of the plan for engine x on node b (it names "chatt") and of 1 more');
  });

  test("block nothing where as many are seen", () => {
    expect(missingIn({ a: of(3, "a"), b: unmatched })).toEqual([]);
  });

  test("give no count before an engine of the deployment was seen", () => {
    const view = viewOf({ b: unmatched }, { target: null });
    expect(view.ready).toBeNull();
    expect(view.missing.map(({ input }) => input)).toContain("telemetry of any engine of chat");
  });
});

test.each([
  { target: null, from: 30, ready: null },
  { target: null, from: 90, ready: 3 },
  { target: 3, from: 30, ready: 3 },
])("with a count of $target published, $from s of telemetry give $ready ready replicas", ({ target, from, ready }) => {
  expect(viewOf({ a: { ...of(3, "a"), from } }, { target }).ready).toBe(ready);
});

test("an engine that answers without counters is missing from its first sample on", () => {
  const view = viewOf({ a: of(3, "a"), b: { engines: [chat("b", { finished: null })], from: 0 } });
  expect(view.missing).toMatchObject([{ input: "counters of engine b on node b", ageSeconds: 0 }]);
});

test("engines beyond what the GPUs of their node carry are not counted, and named", () => {
  const view = viewOf({ a: of(9, "a") });
  expect(view).toMatchObject({ ready: 8, missing: [{ input: "engines of node a beyond its GPUs" }] });
});

test("an agent without GPUs of its own may read any number of engines", () => {
  expect(viewOf({ a: { ...of(9, "a"), gpus: 0 } })).toMatchObject({ ready: 9, missing: [] });
});

describe("what Kubernetes reports", () => {
  const nodes = { a: of(3, "a") };
  const input = <T>(...objects: readonly T[]): ClusterInput<T> => ({
    objects,
    ageSeconds: 5,
    problem: null,
    interruption: null,
  });
  const pods = (count: number, over: Partial<KubernetesPod> = {}): readonly KubernetesPod[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `pod-${index}`,
      ready: true,
      leaving: false,
      waiting: null,
      ...over,
    }));
  const cluster = (over: Partial<ClusterView> = {}): ClusterView => ({
    pods: input(...pods(3)),
    nodes: input(),
    quotas: input(),
    devices: input(),
    workload: input(workloadAsking(3)),
    autoscalers: input(),
    ...over,
  });
  const node = (over: Partial<KubernetesNode>): KubernetesNode => ({
    name: "a",
    leaving: null,
    closed: false,
    gpus: 8,
    ...over,
  });
  const waiting = (seconds: number, forNode = true) => ({
    pods: input(
      ...pods(3),
      ...pods(2, {
        ready: false,
        waiting: { reason: "3 Insufficient nvidia.com/gpu.", since: now - seconds, forNode },
      }),
    ),
  });
  const found = (over: Partial<ClusterView>, rest: Partial<FindingContext> = {}) =>
    viewOf(nodes, { cluster: cluster(over), ...rest });

  test("ready pods that no agent sees are missing", () => {
    expect(missingIn(nodes, { cluster: cluster({ pods: input(...pods(5)) }) })).toEqual([
      "telemetry of 2 of 5 ready pods",
    ]);
  });

  test("they are missing while the pods are not listed anew, whatever engines come and go", () => {
    const facts = viewOf(nodes);
    const listed = unseenPods(noUnseenPods, facts, cluster({ pods: input(...pods(5)) }));
    const old = cluster({ pods: { ...input(...pods(5)), ageSeconds: 101 } });
    expect(unseenPods(listed, { ...facts, ready: 7 }, old)).toEqual({ ready: 5, unseen: 2 });
    expect(unseenPods(listed, facts, cluster())).toEqual({ ready: 3, unseen: 0 });
  });

  test.each<{ readonly name: string; readonly over: Partial<ClusterView>; readonly seen?: Nodes }>([
    { name: "as many pods as engines", over: {} },
    { name: "fewer pods: engines may run elsewhere", over: { pods: input(...pods(1)) } },
    { name: "pods that leave", over: { pods: input(...pods(3), ...pods(2, { leaving: true, ready: false })) } },
    {
      name: "a draining engine that is a ready pod",
      over: { pods: input(...pods(4)) },
      seen: { ...nodes, b: { engines: [chat("b", { draining: true })] } },
    },
    { name: "pods that were reported long ago", over: { pods: { ...input(...pods(5)), ageSeconds: 101 } } },
    { name: "pods that were never reported", over: { pods: { ...input(), ageSeconds: null, problem: "403" } } },
  ])("nothing is missing with $name", ({ over, seen = nodes }) => {
    expect(missingIn(seen, { cluster: cluster(over) })).toEqual([]);
  });

  test.each([
    { name: "one more than engines serve", count: 4, starting: 1 },
    { name: "as many as engines serve: their readiness is only not known yet", count: 3, starting: 0 },
  ])("pods that start: $name", ({ count, starting }) => {
    expect(startingPods(cluster({ pods: input(...pods(count, { ready: false })) }), 3)).toBe(starting);
  });

  test("each input has its age, or why it is not known", () => {
    const { findings } = found({ nodes: { ...input(), ageSeconds: null, problem: "nodes: 403: forbidden" } });
    expect(findings.map(({ input: name, ageSeconds, message }) => [name, ageSeconds, message])).toEqual([
      ["kubernetes.workload", 5, "it asks for 3 replicas"],
      ["kubernetes.pods", 5, "3 pods, 3 ready"],
      ["kubernetes.nodes", null, "nodes: 403: forbidden"],
      ["kubernetes.quota", 5, "no quota of GPUs"],
    ]);
    const interruption = { problem: "nodes: aborted", secondsAgo: 20 };
    const since = (secondsAgo: number) =>
      found({ nodes: { ...input(), interruption: { ...interruption, secondsAgo } } }).findings[2]?.message;
    expect(since(20)).toBe("0 nodes, 0 of them take no new pods; not read 20 s ago: nodes: aborted");
    expect(since(601)).toBe("0 nodes, 0 of them take no new pods");
  });

  test.each([
    { name: "was deleted", workload: input<KubernetesWorkload>(), message: "there is no such workload" },
    { name: "names no count", workload: input(workloadAsking(null)), message: "it asks for no count of replicas" },
  ])("a workload that $name is named, and is no shortage", ({ workload, message }) => {
    const { findings, placeable } = found({ workload });
    expect(findings[0]).toMatchObject({ input: "kubernetes.workload", message });
    expect(placeable).toBeNull();
  });

  test("a pod that waits for a node is named; beyond the lead time it is late, and no more can be placed", () => {
    const message = "2 of 5 pods wait, the longest for 299 s: 3 Insufficient nvidia.com/gpu.";
    expect(found(waiting(299)).findings).toContainEqual(expect.objectContaining({ input: "pods that wait", message }));
    expect(found(waiting(299)).placeable).toBeNull();
    expect(found(waiting(301)).placeable).toMatchObject({ replicas: 0, detail: message.replace("299", "301") });
    expect(found(waiting(301, false)).placeable).toBeNull();
    const [first] = waiting(301, false).pods.objects.slice(3);
    const [second] = waiting(10).pods.objects.slice(3);
    const both = input(...pods(3), ...[first, second].flatMap((one) => one ?? []));
    expect(found({ pods: both }).placeable).toBeNull();
  });

  test("the replicas on a node that is drained will go, and nothing is missing", () => {
    const view = found({ nodes: input(node({ leaving: "it is cordoned", closed: true }), node({ name: "b" })) });
    expect(view).toMatchObject({ ready: 3, leavingReplicas: 3, missing: [] });
    expect(view.findings).toContainEqual(
      expect.objectContaining({
        input: "node a",
        message: "it is cordoned: as many are asked for elsewhere before the 3 on it go",
      }),
    );
  });

  test.each([
    { freeGpus: 8, gpusPerReplica: 2, target: 3, replicas: 4 },
    { freeGpus: 8, gpusPerReplica: 2, target: 5, replicas: 2 },
    { freeGpus: 1, gpusPerReplica: 2, target: 5, replicas: 0 },
  ])("a quota leaves what is neither used nor asked for: $freeGpus GPUs, $target asked for", (given) => {
    const text = "quota gpus of namespace serving leaves some GPUs";
    const { freeGpus, gpusPerReplica, target, replicas } = given;
    const view = found({ quotas: input({ name: "gpus", freeGpus, text }) }, { gpusPerReplica, target });
    expect(view.placeable).toEqual({ replicas, detail: text });
  });

  test.each([
    { name: "a node that is closed has none free", reported: node({ closed: true }), free: [0] },
    { name: "GPUs that the device plugin withdrew are not free", reported: node({ gpus: 5 }), free: [1] },
    { name: "a node without a device plugin has what its agent reports", reported: node({ gpus: null }), free: [4] },
    { name: "a closed node without an agent has none", reported: node({ name: "z", closed: true }), free: [4, 0] },
    { name: "an open node without an agent is as the plan has it", reported: node({ name: "z" }), free: [4] },
  ])("free GPUs: $name", ({ reported, free }) => {
    const devices = { whole: 8, wholeFree: 4, slices: new Map(), slicesFree: new Map() };
    const state = { node: "a", engines: new Map(), devices } as unknown as NodeState;
    expect(offeredNodes([state], [reported]).map((one) => one.devices?.wholeFree)).toEqual(free);
  });
});

describe("the demand while a part of it is not counted", () => {
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`n${index}`, of(1, `n${index}`)]));
  const stale = { ...ten, gone: { ...of(1, "gone"), to: 120 } };
  const forgotten = { servingNodes: { gone: now - 3_000 }, target: 11 };

  test.each([
    { name: "a stale replica gets nothing, or as much as each of the others", nodes: stale, rest: {}, upper: 11 },
    { name: "so does one of a node that was forgotten", nodes: ten, rest: { ...forgotten, served: 11 }, upper: 11 },
    {
      name: "what a quiet engine may not count comes on top",
      nodes: { ...stale, n1: { engines: [chat("n1-0", { finished: 0 })] } },
      rest: {},
      upper: 11,
    },
  ])("$name", ({ nodes, rest, upper }) => {
    const bounds = demandBounds(viewOf(nodes, { target: 11, ...rest }));
    expect(bounds?.upper).toBeCloseTo(upper, 0);
    expect(bounds?.lower).toBeLessThanOrEqual(10.001);
  });

  test("has no bounds where all of it is counted", () => {
    expect(demandBounds(viewOf(ten, { target: 10 }))).toBeNull();
  });
});

test("whatever one node of eleven reports, it moves the demand by no more than its GPUs carry", () => {
  const row = fc.record({
    id: fc.constantFrom("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"),
    finished: fc.double({ min: 0, max: 1e9, noNaN: true }),
    waiting: fc.double({ min: 0, max: 1e9, noNaN: true }),
    reachable: fc.boolean(),
    draining: fc.boolean(),
  });
  const truthful = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`n${index}`, of(1, `n${index}`)]));
  const capacity = 2;
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 10 }), (rows) => {
      const engines = rows.map((one) => ({ ...one, deployment: "chat" }));
      const view = viewOf({ ...truthful, outlier: { engines } }, { capacity, target: 10 });
      const difference = (view.demand?.requestsPerSecond ?? Number.NaN) - 10;
      expect(difference).toBeGreaterThanOrEqual(-1e-6);
      expect(difference).toBeLessThanOrEqual(8 * capacity + 1e-6);
      expect(view.ready ?? 0).toBeLessThanOrEqual(18);
    }),
    { numRuns: 50 },
  );
});
