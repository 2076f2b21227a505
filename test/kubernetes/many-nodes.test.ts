import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "@loadline/tools/processes/child";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { connectNats, ensureStreams } from "@loadline/wire/nats";
import { describe, expect, test } from "vitest";
import { startBrokers } from "../bench/pipeline/brokers.ts";
import { readyAddress, startFleet, startRecommender, type World } from "../bench/pipeline/world.ts";
import { type Usage, usageOf } from "../bench/process-usage.ts";
import { percent, printTable } from "../bench/table.ts";
import { ApiProxy } from "./api-proxy.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, standingNodes, until } from "./control-plane.ts";

interface KubernetesOptions {
  readonly nodes: number;
  readonly workloads: number;
  /** Time that is measured once every count is set. */
  readonly seconds: number;
}

const namespace = "serving";
const gpusPerNode = 8;
/** Replicas that every workload is first given. */
const initial = 2;
const nameOf = (index: number): string => `workload-${index}`;

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
    ...{ apiVersion: "v1", kind: "Node", status: { allocatable: sizes, capacity: sizes } },
    metadata: { name, annotations: { "kwok.x-k8s.io/node": "fake" }, labels: { "kubernetes.io/hostname": name } },
  };
};

const workloadOf = (index: number): object => {
  const labels = { app: nameOf(index) };
  const container = {
    name: "vllm",
    image: "vllm/vllm-openai:v0.11.0",
    resources: { limits: { "nvidia.com/gpu": "1" } },
  };
  return {
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: nameOf(index), namespace } },
    spec: {
      ...{ replicas: 0, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  };
};

const planOf = ({ nodes, workloads }: KubernetesOptions): string =>
  JSON.stringify({
    ...{ version: 1, cluster: "bench" },
    pools: [{ name: "h100", gpu: "h100-sxm-80gb", nodes, gpusPerNode, purchase: "reserved" }],
    deployments: Array.from({ length: workloads }, (_, index) => ({
      ...{ name: nameOf(index), model: "llama-3.1-8b", pool: "h100", parallel: { tensor: 1 }, leadTimeSeconds: 60 },
      kubernetes: { namespace, apiVersion: "apps/v1", kind: "Deployment", name: nameOf(index) },
      slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 },
      replicas: { planned: initial, min: 1, max: 2 * initial, initial },
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 2 * initial },
    })),
  });

/** What was asked of the API server, by the kind of call. */
const kindOf = (method: string, url: string): string => {
  const { pathname, searchParams } = new URL(url, "https://api");
  if (pathname.endsWith("/scale")) return method === "GET" ? "scales read" : "scales set";
  if (method !== "GET") return "other changes";
  return searchParams.has("watch") ? "watches begun" : "pages of lists";
};

// One for telemetry beside: without any sample nothing is decided.
const agents = { nodes: 1, deployments: 1, gpus: gpusPerNode, engines: 1, herd: 1, clockError: 0, burst: 0 };
const interval = 10;

const worldOf = async (group: ProcessGroup): Promise<World> => {
  const brokers = await startBrokers(group, "one");
  const connection = await connectNats({ server: brokers.recommenders, name: "bench", wait: false });
  await ensureStreams(connection);
  const run = { seconds: 0, warmUp: 0, backlog: 0, brokers: "one", takeOver: false } as const;
  return { options: { ...agents, ...run, interval, partitions: 1 }, group, brokers, connection };
};

interface Calls {
  readonly counts: Map<string, number>;
  firstSetAt: number;
}

interface Taken extends Usage {
  readonly requests: ReadonlyMap<string, number>;
  readonly at: number;
}

const rowsBetween = (before: Taken, after: Taken): readonly (readonly [string, string])[] => {
  const passed = after.at - before.at;
  return [...after.requests].map(([kind, count]) => {
    const made = count - (before.requests.get(kind) ?? 0);
    return [kind, `${made}, ${(made / passed).toFixed(1)} a second`];
  });
};

const deploymentsPath = `/apis/apps/v1/namespaces/${namespace}/deployments`;

const createObjects = async (send: Send, { nodes, workloads }: KubernetesOptions): Promise<void> => {
  await send("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  await createAll(
    send,
    "/api/v1/nodes",
    Array.from({ length: nodes }, (_, index) => nodeOf(index)),
  );
  await createAll(
    send,
    deploymentsPath,
    Array.from({ length: workloads }, (_, index) => workloadOf(index)),
  );
};

interface Started {
  readonly child: Child;
  /** Of `child`. */
  readonly address: string;
  /** The same without Kubernetes. */
  readonly bare: Child;
}

const startBoth = async (world: World, planText: string, kubeconfig: string): Promise<Started> => {
  await startFleet(world);
  const bare = startRecommender(world, "without Kubernetes", {
    planText,
    env: { LOADLINE_RECOMMENDER_SHADOW: "true" },
  });
  await readyAddress(bare);
  const settings = { LOADLINE_RECOMMENDER_KUBERNETES_COUNTS: "true", LOADLINE_RECOMMENDER_KUBERNETES_SCALE: "apply" };
  const child = startRecommender(world, "recommender", { planText, env: { KUBECONFIG: kubeconfig, ...settings } });
  return { child, bare, address: await readyAddress(child) };
};

const failuresIn = async (address: string): Promise<string> => {
  const page = await (await fetch(`http://${address}/metrics`)).text();
  const lines = page.split("\n").filter((line) => /^loadline_(kubernetes_watch|actuation)_failures_total\{/.test(line));
  return lines.length === 0 ? "0" : lines.join("; ");
};

interface Outcome {
  /** Calls in the time that is measured, by kind. */
  readonly asked: ReadonlyMap<string, number>;
  readonly failures: string;
}

/** What the recommender asks, how fast it sets counts, and what it takes, by the calls that the proxy counts. */
const measure = async (
  send: Send,
  { child, bare, address }: Started,
  { options, calls }: { readonly options: KubernetesOptions; readonly calls: Calls },
): Promise<Outcome> => {
  const { nodes, workloads, seconds } = options;
  const take = (): Taken => ({
    ...{ requests: new Map(calls.counts), at: performance.now() / 1000 },
    ...usageOf(child.pid),
  });
  await until("every count", async () => {
    const { items } = (await send("GET", deploymentsPath)) as { items: { spec: { replicas: number } }[] };
    return items.every(({ spec }) => spec.replicas === initial) ? true : null;
  });
  const set = take();
  await sleep(2 * interval * 1000);
  const [before, bareBefore] = [take(), usageOf(bare.pid)];
  await sleep(seconds * 1000);
  const [after, bareAfter] = [take(), usageOf(bare.pid)];
  const failures = await failuresIn(address);
  const core = (from: Usage, to: Usage): string => percent((to.cpuSeconds - from.cpuSeconds) / (after.at - before.at));
  printTable(
    ["until every count was set", "figure"],
    [
      ["nodes, workloads, replicas", `${nodes}, ${workloads}, ${workloads * initial}`],
      ["from the first count that was set to the last", `${(set.at - calls.firstSetAt).toFixed(1)} s`],
      ...[...set.requests].map(([kind, count]) => [kind, String(count)]),
    ],
  );
  printTable(
    ["afterwards", "figure"],
    [
      ...rowsBetween(before, after),
      ["CPU of a core; without Kubernetes", `${core(before, after)}; ${core(bareBefore, bareAfter)}`],
      ["memory; without Kubernetes", `${after.residentMiB.toFixed(0)} MiB; ${bareAfter.residentMiB.toFixed(0)} MiB`],
      ["failures of watches and of counts", failures],
    ],
  );
  const asked = new Map([...after.requests].map(([kind, count]) => [kind, count - (before.requests.get(kind) ?? 0)]));
  return { asked, failures };
};

/** The recommender beside a real API server with many nodes and workloads. */
const runWith = async (options: KubernetesOptions): Promise<Outcome> => {
  const plane = await ControlPlane.start(standingNodes);
  const group = processGroup("loadline-bench-");
  const calls: Calls = { counts: new Map(), firstSetAt: Number.NaN };
  const proxy = await ApiProxy.start(plane, (method, url) => {
    const kind = kindOf(method, url);
    if (kind === "scales set" && !calls.counts.has(kind)) calls.firstSetAt = performance.now() / 1000;
    calls.counts.set(kind, (calls.counts.get(kind) ?? 0) + 1);
  });
  let world: World | null = null;
  try {
    const send = administrator(plane);
    await createObjects(send, options);
    world = await worldOf(group);
    const config = join(group.folder, "recommender.kubeconfig");
    writeFileSync(config, readFileSync(plane.kubeconfig, "utf8").replaceAll(plane.server, proxy.url), { mode: 0o600 });
    const started = await startBoth(world, planOf(options), config);
    return await Promise.race([measure(send, started, { options, calls }), group.failure]);
  } finally {
    await world?.connection.close();
    await group.stop();
    await proxy.stop();
    await plane.stop();
  }
};

// LOADLINE_NODES=12500 LOADLINE_WORKLOADS=500 is a fleet of 100,000 GPUs.
const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);

describe.skipIf(missingParts().length > 0)("a cluster with many nodes and workloads", () => {
  test("every count is set, and then nothing is asked again while nothing changes", async () => {
    const options = {
      nodes: setting("LOADLINE_NODES", 300),
      workloads: setting("LOADLINE_WORKLOADS", 20),
      seconds: 30,
    };
    const { asked, failures } = await runWith(options);
    expect(failures).toBe("0");
    // Lists and watches are begun anew every five minutes.
    expect(asked.get("scales read")).toBe(0);
    expect(asked.get("scales set")).toBe(0);
  });
});
