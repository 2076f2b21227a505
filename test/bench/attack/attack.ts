import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { passwordVariable, renderNatsConfig, usersOf } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { announced, type Child } from "@loadline/tools/processes/child";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { imageArguments } from "@loadline/tools/release/image-parts";
import { repositoryRoot } from "@loadline/tools/repository";
import { followEvents, longestPause, type StoredEvent } from "../pipeline/events.ts";
import { figureOf, quantile, readyAddress, scrape, usageOf } from "../pipeline/world.ts";
import { printTable } from "../table.ts";
import { startKubernetes } from "./kubernetes.ts";
import { type AttackFleet, cluster, deploymentsOf, hostileNode, namespace, policyOf } from "./nodes.ts";

export interface AttackOptions extends AttackFleet {
  readonly interval: number;
  /** Seconds without an attack, with the hostile node, and with one credential of each other role. */
  readonly quiet: number;
  readonly seconds: number;
  readonly each: number;
}

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

/** The agents of the fleet, or a hostile credential. */
const startSenders = async ({ options, group, server }: World, user: string | null): Promise<Child> => {
  const { deployments, nodes } = options;
  const [part, more] = user === null ? ["fleet", []] : ["hostile", ["--user", user]];
  const child = group.start({
    name: `attack-${user ?? part}`,
    program: process.execPath,
    args: [
      self,
      `attack-${part}`,
      "--server",
      server.url,
      "--deployments",
      `${deployments}`,
      "--nodes",
      `${nodes}`,
      ...more,
    ],
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
  readonly name: string;
  readonly events: readonly StoredEvent[];
  readonly pause: number;
  readonly cores: number;
}

const watch = async (name: string, { child }: Started, events: StoredEvent[], seconds: number): Promise<Phase> => {
  events.length = 0;
  const before = usageOf(child.pid).cpuSeconds;
  await sleep(seconds * 1000);
  const own = [...events];
  return { name, events: own, pause: longestPause(own), cores: (usageOf(child.pid).cpuSeconds - before) / seconds };
};

/** The most by which any count was above or below what it was at the end of the quiet time. */
const moveOf = (options: AttackOptions, quiet: Phase, phase: Phase): number =>
  Math.max(
    ...deploymentsOf(options).map((name) => {
      const own = ({ events }: Phase) =>
        events.flatMap(({ deployment, desired }) => (deployment === name && desired !== null ? [desired] : []));
      const before = own(quiet).at(-1) ?? Number.NaN;
      return Math.max(...own(phase).map((desired) => Math.abs(desired - before)));
    }),
  );

const printPhases = (options: AttackOptions, phases: readonly [Phase, ...Phase[]]): void => {
  const [quiet] = phases;
  printTable(
    [
      "credential",
      "events",
      "decision to event",
      "longest pause",
      "epochs",
      "most that a count moved",
      "CPU of a core",
    ],
    phases.map((phase) => {
      const delays = phase.events.map(({ delay }) => delay);
      return [
        phase.name,
        String(phase.events.length),
        `p50 ${quantile(delays, 0.5).toFixed(3)} s, p99 ${quantile(delays, 0.99).toFixed(3)} s`,
        `${phase.pause.toFixed(1)} s`,
        String(new Set(phase.events.map(({ epoch }) => epoch)).size),
        String(moveOf(options, quiet, phase)),
        `${(100 * phase.cores).toFixed(1)} %`,
      ];
    }),
  );
};

const refusals = (page: string): string =>
  [...page.matchAll(/^loadline_messages_rejected_total\{.*kind="(\w+)".*reason="([\w-]+)".*\} (\d+)$/gm)]
    .filter(([, , , count]) => count !== "0")
    .map(([, kind, reason, count]) => `${kind} ${reason} ${count}`)
    .join(", ");

const run = async (world: World): Promise<void> => {
  const { options, server } = world;
  const admin = await connectNats({ server: server.url, name: "admin", user: "admin", password: "secret-admin" });
  await ensureStreams(admin);
  const events = await followEvents(admin);
  await startSenders(world, null);
  const first = await start(world, "recommender");
  // Its window, and what it learns of the load at first.
  await sleep(120_000);
  await first.child.stop(60);
  const usual = await start(world, "recommender started anew");
  const phases: [Phase, ...Phase[]] = [await watch("none", usual, events, options.quiet)];
  for (const user of [hostileNode, "actuator", "planner", "reader"]) {
    const attacker = await startSenders(world, user);
    phases.push(await watch(user, usual, events, user === hostileNode ? options.seconds : options.each));
    await attacker.stop();
  }
  const page = await scrape(usual.address);
  await usual.child.stop(60);
  const last = await start(world, "recommender behind the attacks");
  printPhases(options, phases);
  printTable(
    ["what", "figure"],
    [
      ["interval", `${options.interval} s`],
      [
        "start until ready, before the attacks and behind them",
        `${usual.ready.toFixed(1)} s, ${last.ready.toFixed(1)} s`,
      ],
      ["watches of Kubernetes that failed", String(figureOf(page, "loadline_kubernetes_watch_failures_total{"))],
      ["messages refused", refusals(page)],
    ],
  );
  await admin.close();
};

/** One credential of each role at its worst, beside a fleet that the hostile node has no part in; Kubernetes is watched. */
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
