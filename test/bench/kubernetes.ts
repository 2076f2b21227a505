import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import type { Child } from "@loadline/tools/processes/child";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { ApiProxy } from "../kubernetes/api-proxy.ts";
import { controlPlaneFolder, missingParts } from "../kubernetes/build-control-plane.ts";
import { ControlPlane, standingNodes } from "../kubernetes/control-plane.ts";
import { startBrokers } from "./pipeline/brokers.ts";
import { stepRows } from "./pipeline/measure.ts";
import {
  readyAddress,
  scrape,
  startFleet,
  startRecommender,
  type Usage,
  usageOf,
  type World,
} from "./pipeline/world.ts";
import { percent, printTable } from "./table.ts";

export interface KubernetesOptions {
  readonly nodes: number;
  readonly workloads: number;
  /** Time that is measured once every count is set, and the longest until then. */
  readonly seconds: number;
  readonly within: number;
  /** Folder for CPU profiles of the recommenders. */
  readonly profile?: string;
}

const namespace = "serving";
const gpusPerNode = 8;
/** Replicas that every workload is first given. */
const initial = 2;
const nameOf = (index: number): string => `workload-${index}`;
const listOf = <T>(length: number, one: (index: number) => T): readonly T[] =>
  Array.from({ length }, (_, index) => one(index));

type Send = (method: "GET" | "POST", path: string, body?: object) => Promise<unknown>;

/** Calls as an administrator, over connections that are kept. */
const administrator = ({ kubeconfig, keys, server }: ControlPlane): Send => {
  const [{ user }] = (JSON.parse(readFileSync(kubeconfig, "utf8")) as { users: [{ user: { token: string } }] }).users;
  const agent = new Agent({ keepAlive: true, ca: readFileSync(join(keys, "ca.crt")) });
  const headers = { authorization: `Bearer ${user.token}`, "content-type": "application/json" };
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const asked = request(new URL(path, server), { method, headers, agent }, async (answer) => {
        const content = await text(answer);
        if ((answer.statusCode ?? 0) < 300) resolve(JSON.parse(content));
        else reject(new Error(content.slice(0, 300)));
      });
      asked.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
};

const callsAtOnce = 16;

const createAll = async (send: Send, path: string, objects: readonly object[]): Promise<void> => {
  for (let from = 0; from < objects.length; from += callsAtOnce)
    await Promise.all(objects.slice(from, from + callsAtOnce).map((one) => send("POST", path, one)));
};

const nodeOf = (index: number): object => {
  const name = `gpu-node-${index}`;
  const sizes = { cpu: "64", memory: "512Gi", pods: "110", "nvidia.com/gpu": String(gpusPerNode) };
  return {
    apiVersion: "v1",
    kind: "Node",
    status: { allocatable: sizes, capacity: sizes },
    metadata: { name, annotations: { "kwok.x-k8s.io/node": "fake" }, labels: { "kubernetes.io/hostname": name } },
  };
};

const workloadOf = (index: number): object => {
  const labels = { app: nameOf(index) };
  const resources = { limits: { "nvidia.com/gpu": "1" } };
  const template = { metadata: { labels }, spec: { containers: [{ name: "vllm", image: "vllm", resources }] } };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: nameOf(index), namespace },
    spec: { replicas: initial, selector: { matchLabels: labels }, template },
  };
};

const planOf = ({ nodes, workloads }: KubernetesOptions): string =>
  JSON.stringify({
    version: 1,
    cluster: "bench",
    pools: [{ name: "h100", gpu: "h100-sxm-80gb", nodes, gpusPerNode, purchase: "reserved" }],
    deployments: listOf(workloads, (index) => ({
      name: nameOf(index),
      model: "llama-3.1-8b",
      pool: "h100",
      parallel: { tensor: 1 },
      leadTimeSeconds: 60,
      kubernetes: { namespace, apiVersion: "apps/v1", kind: "Deployment", name: nameOf(index) },
      slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 },
      replicas: { planned: initial, min: 1, max: 2 * initial, initial },
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 2 * initial },
    })),
  });

/** What was asked of the API server, by the kind of call. */
const kindOf = (method: string, url: string): string => {
  const { pathname, searchParams } = new URL(url, "https://api");
  if (method !== "GET") return "changes";
  if (pathname.endsWith("/scale")) return "scales read";
  return searchParams.has("watch") ? "watches begun" : "pages of lists";
};

// One for telemetry: without any sample nothing is decided.
const agents = { nodes: 1, deployments: 1, gpus: gpusPerNode, engines: 1, herd: 1, clockError: 0, burst: 0 };
const interval = 10;

const worldOf = async (group: ProcessGroup, { profile }: KubernetesOptions): Promise<World> => {
  const brokers = await startBrokers(group, "one");
  const connection = await connectNats({ server: brokers.recommenders, name: "bench", wait: false });
  await ensureStreams(connection);
  const run = { seconds: 0, warmUp: 0, backlog: 0, brokers: "one", takeOver: false } as const;
  const profiled = profile === undefined ? {} : { profile };
  return { options: { ...agents, ...run, ...profiled, interval, partitions: 1 }, group, brokers, connection };
};

const deploymentsPath = `/apis/apps/v1/namespaces/${namespace}/deployments`;

const createObjects = async (send: Send, { nodes, workloads }: KubernetesOptions): Promise<void> => {
  await send("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  await createAll(send, "/api/v1/nodes", listOf(nodes, nodeOf));
  await createAll(send, deploymentsPath, listOf(workloads, workloadOf));
};

interface Taken extends Usage {
  readonly requests: ReadonlyMap<string, number>;
  readonly page: string;
  readonly bare: Usage;
  readonly at: number;
}

interface Recommenders {
  readonly child: Child;
  /** Of `child`. */
  readonly address: string;
  /** The same without Kubernetes. */
  readonly bare: Child;
}

const startBoth = async (world: World, planText: string, kubeconfig: string): Promise<Recommenders> => {
  await startFleet(world);
  const shadow = { LOADLINE_RECOMMENDER_SHADOW: "true" };
  const bare = startRecommender(world, "without Kubernetes", { planText, env: shadow });
  await readyAddress(bare);
  const settings = { LOADLINE_RECOMMENDER_KUBERNETES_COUNTS: "true" };
  const child = startRecommender(world, "recommender", { planText, env: { KUBECONFIG: kubeconfig, ...settings } });
  return { child, bare, address: await readyAddress(child) };
};

/** Rows of what the recommender asked and took between two looks. */
const rowsBetween = (before: Taken, after: Taken): readonly string[][] => {
  const passed = after.at - before.at;
  const core = (from: Usage, to: Usage): string => percent((to.cpuSeconds - from.cpuSeconds) / passed);
  const made = (kind: string): number => (after.requests.get(kind) ?? 0) - (before.requests.get(kind) ?? 0);
  return [
    ...[...after.requests.keys()].map((kind) => [kind, `${made(kind)}, ${(made(kind) / passed).toFixed(1)} a second`]),
    ["CPU of a core; without Kubernetes", `${core(before, after)}; ${core(before.bare, after.bare)}`],
    ["memory; without Kubernetes", `${after.residentMiB.toFixed(0)} MiB; ${after.bare.residentMiB.toFixed(0)} MiB`],
    ...stepRows(before.page, after.page),
  ];
};

const failuresIn = (page: string): string =>
  page
    .split("\n")
    .filter((line) => /^loadline_kubernetes_watch_failures_total\{/.test(line))
    .join("; ") || "none";

/** What the recommender asks, how soon it watches every workload, and what it takes. */
const measure = async (
  { child, bare, address }: Recommenders,
  { options, calls }: { readonly options: KubernetesOptions; readonly calls: ReadonlyMap<string, number> },
): Promise<void> => {
  const { nodes, workloads, seconds, within } = options;
  const take = async (): Promise<Taken> => ({
    requests: new Map(calls),
    page: await scrape(address),
    at: performance.now() / 1000,
    ...usageOf(child.pid),
    bare: usageOf(bare.pid),
  });
  const start = await take();
  // One for the pods of each workload, and some for what they share.
  const begun = (): number => calls.get("watches begun") ?? 0;
  while (begun() <= workloads && performance.now() / 1000 < start.at + within) await sleep(1000);
  const watched = await take();
  printTable(
    ["from the start until every workload was watched", "figure"],
    [
      ["nodes, workloads, replicas", `${nodes}, ${workloads}, ${workloads * initial}`],
      ["watches begun, after", `${begun()}, ${(watched.at - start.at).toFixed(1)} s`],
      ...rowsBetween(start, watched),
    ],
  );
  await sleep(2 * interval * 1000);
  const before = await take();
  await sleep(seconds * 1000);
  const after = await take();
  printTable(
    ["afterwards", "figure"],
    [...rowsBetween(before, after), ["failures of watches", failuresIn(after.page)]],
  );
  const warnings = child
    .log()
    .split("\n")
    .filter((line) => line.startsWith('{"level":40'));
  process.stderr.write(`${warnings.slice(-20).join("\n")}\n`);
};

/** The recommender beside a real API server with many nodes and workloads, and beside one that asks no Kubernetes. */
export const benchKubernetes = async (options: KubernetesOptions): Promise<void> => {
  if (missingParts().length > 0)
    throw new Error(`${controlPlaneFolder()} lacks ${missingParts().join(", ")}: npm run test:kubernetes builds them`);
  const plane = await ControlPlane.start(standingNodes);
  const group = processGroup("loadline-bench-");
  const calls = new Map<string, number>();
  const proxy = await ApiProxy.start(plane, (method, url) => {
    const kind = kindOf(method, url);
    calls.set(kind, (calls.get(kind) ?? 0) + 1);
  });
  let world: World | null = null;
  try {
    const send = administrator(plane);
    await createObjects(send, options);
    world = await worldOf(group, options);
    const config = join(group.folder, "recommender.kubeconfig");
    writeFileSync(config, readFileSync(plane.kubeconfig, "utf8").replaceAll(plane.server, proxy.url), { mode: 0o600 });
    const started = await startBoth(world, planOf(options), config);
    await Promise.race([measure(started, { options, calls }), group.failure]);
  } finally {
    await world?.connection.close();
    await group.stop();
    await proxy.stop();
    await plane.stop();
  }
};
