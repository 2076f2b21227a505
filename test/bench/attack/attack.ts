import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AccessPolicy, passwordVariable, renderNatsConfig, usersOf } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { announced, type Child } from "@loadline/tools/processes/child";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { imageArguments } from "@loadline/tools/release/image-parts";
import { repositoryRoot } from "@loadline/tools/repository";
import { followEvents, longestPause, type StoredEvent } from "../pipeline/events.ts";
import { quantile, readyAddress, scrape, usageOf } from "../pipeline/world.ts";
import { printTable } from "../table.ts";
import { startKubernetes } from "./kubernetes.ts";
import { type AttackFleet, cluster, deploymentsOf, hostileNode, namespace, podOf } from "./nodes.ts";

export interface AttackOptions extends AttackFleet {
  readonly interval: number;
  /** Seconds without the hostile node, and with it. */
  readonly quiet: number;
  readonly seconds: number;
}

const policyOf = (options: AttackOptions): AccessPolicy =>
  AccessPolicy.parse({
    version: 1,
    cluster,
    agents: [
      hostileNode,
      ...deploymentsOf(options).flatMap((name) => Array.from({ length: options.nodes }, (_, at) => podOf(name, at))),
    ],
    recommenders: ["recommender"],
    actuators: [],
    readers: [],
    administrators: ["admin"],
  });

const planOf = (options: AttackOptions): string =>
  JSON.stringify({
    version: 1,
    cluster,
    pools: [{ name: "h100", gpu: "h100-sxm-80gb", nodes: options.deployments * options.nodes * 2, gpusPerNode: 8 }],
    deployments: deploymentsOf(options).map((name) => ({
      name,
      model: "llama-3.1-8b",
      pool: "h100",
      slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 },
      replicas: { planned: options.nodes, min: 1, max: 4 * options.nodes },
      leadTimeSeconds: 60,
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 2 * options.nodes },
      kubernetes: { namespace, name },
    })),
  });

interface World {
  readonly options: AttackOptions;
  readonly group: ProcessGroup;
  readonly server: TestNatsServer;
}

const self = join(repositoryRoot, "test/dist/bench/main.js");

const startNodes = async ({ options, group, server }: World, part: "fleet" | "node"): Promise<Child> => {
  const { deployments, nodes } = options;
  const child = group.start({
    name: `attack-${part}`,
    program: process.execPath,
    args: [self, `attack-${part}`, "--server", server.url, "--deployments", `${deployments}`, "--nodes", `${nodes}`],
  });
  await announced(child, "connected", 120);
  return child;
};

interface Started {
  readonly child: Child;
  readonly address: string;
  /** Seconds from its start until it was ready. */
  readonly ready: number;
}

const start = async ({ options, group, server }: World, name: string): Promise<Started> => {
  const startedAt = performance.now();
  const { interval } = options;
  const settings = {
    plan: join(group.folder, "plan.json"),
    server: server.url,
    natsUser: "recommender",
    natsPasswordFile: join(group.folder, "password"),
    kubernetesCounts: true,
    listen: "127.0.0.1:0",
    intervalSeconds: interval,
    heartbeatSeconds: interval,
  };
  const config = join(group.folder, "recommender.json");
  writeFileSync(config, JSON.stringify(settings));
  const child = group.start({
    name,
    program: process.execPath,
    env: { KUBECONFIG: join(group.folder, "kubeconfig") },
    args: [...imageArguments("loadline-recommender"), "--config", config],
  });
  const address = await readyAddress(child);
  return { child, address, ready: (performance.now() - startedAt) / 1000 };
};

interface Phase {
  readonly events: readonly StoredEvent[];
  readonly pause: number;
  readonly cores: number;
}

const watch = async ({ child }: Started, events: StoredEvent[], seconds: number): Promise<Phase> => {
  events.length = 0;
  const before = usageOf(child.pid).cpuSeconds;
  await sleep(seconds * 1000);
  const own = [...events];
  return { events: own, pause: longestPause(own), cores: (usageOf(child.pid).cpuSeconds - before) / seconds };
};

/** The most by which each count was above or below what it was at the end of the quiet time. */
const movesOf = (options: AttackOptions, quiet: Phase, attacked: Phase): readonly number[] =>
  deploymentsOf(options).map((name) => {
    const own = ({ events }: Phase) =>
      events.flatMap(({ deployment, desired }) => (deployment === name && desired !== null ? [desired] : []));
    const before = own(quiet).at(-1) ?? Number.NaN;
    return Math.max(...own(attacked).map((desired) => Math.abs(desired - before)));
  });

const refusals = (page: string): string =>
  [...page.matchAll(/^loadline_messages_rejected_total\{.*kind="(\w+)".*reason="([\w-]+)".*\} (\d+)$/gm)]
    .filter(([, , , count]) => count !== "0")
    .map(([, kind, reason, count]) => `${kind} ${reason} ${count}`)
    .join(", ");

const printOutcome = (
  options: AttackOptions,
  quiet: Phase,
  attacked: Phase,
  restarts: readonly number[],
  page: string,
) => {
  const late = ({ events }: Phase, share: number): number =>
    quantile(
      events.map(({ delay }) => delay),
      share,
    );
  const [before = Number.NaN, after = Number.NaN] = restarts;
  const pair = (name: string, of: (phase: Phase) => string): readonly string[] => [name, of(quiet), of(attacked)];
  printTable(
    ["one node at its worst", "quiet", "attacked"],
    [
      pair("events", ({ events }) => String(events.length)),
      pair("decision to event, p50", (phase) => `${late(phase, 0.5).toFixed(3)} s`),
      pair("decision to event, p99", (phase) => `${late(phase, 0.99).toFixed(3)} s`),
      pair(`longest pause of a deployment (interval ${options.interval} s)`, ({ pause }) => `${pause.toFixed(1)} s`),
      pair("epochs of the lease", ({ events }) => String(new Set(events.map(({ epoch }) => epoch)).size)),
      pair("recommender, CPU of a core", ({ cores }) => `${(100 * cores).toFixed(1)} %`),
      ["start until ready", `${before.toFixed(1)} s`, `${after.toFixed(1)} s`],
      [
        "deployments that moved by more than one",
        "",
        String(movesOf(options, quiet, attacked).filter((by) => by > 1).length),
      ],
      ["most that a count moved", "", String(Math.max(...movesOf(options, quiet, attacked)))],
      ["messages refused", "", refusals(page)],
    ],
  );
};

const run = async (world: World): Promise<void> => {
  const { options, group, server } = world;
  const admin = await connectNats({ server: server.url, name: "admin", user: "admin", password: "secret-admin" });
  await ensureStreams(admin);
  const events = await followEvents(admin);
  await startNodes(world, "fleet");
  const first = await start(world, "recommender");
  // Its window, and what it learns of the load at first.
  await sleep(120_000);
  await first.child.stop(60);
  const usual = await start(world, "recommender started anew");
  const quiet = await watch(usual, events, options.quiet);
  await startNodes(world, "node");
  const attacked = await watch(usual, events, options.seconds);
  const page = await scrape(usual.address);
  await usual.child.stop(60);
  const last = await start(world, "recommender behind the attack");
  printOutcome(options, quiet, attacked, [usual.ready, last.ready], page);
  await group.stop();
  await admin.close();
};

/** One node's credential at its worst, beside a fleet that it does not host; Kubernetes is watched. */
export const benchAttack = async (options: AttackOptions): Promise<void> => {
  const group = processGroup("loadline-bench-");
  const policy = policyOf(options);
  const inFolder = (name: string, text: string): string => {
    const file = join(group.folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  inFolder("plan.json", planOf(options));
  inFolder("password", "secret-recommender");
  const kubernetes = await startKubernetes(options);
  inFolder("kubeconfig", kubernetes.config);
  const server = await startTestNatsServer({
    config: inFolder("nats-server.conf", renderNatsConfig(policy)),
    environment: Object.fromEntries(usersOf(policy).map(({ user }) => [passwordVariable(user), `secret-${user}`])),
  });
  try {
    await Promise.race([run({ options, group, server }), group.failure]);
  } finally {
    await group.stop();
    await server.stop();
    kubernetes.stop();
  }
};
