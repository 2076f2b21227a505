import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import type { Child } from "@loadline/tools/processes/child";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { startNatsServer } from "@loadline/tools/processes/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstreamManager } from "@nats-io/jetstream";
import { usageOf } from "./pipeline/world.ts";
import { type SimulatedNode, simulatedNode } from "./simulated-node.ts";
import { percent, printTable } from "./table.ts";

export interface AgentOptions {
  readonly seconds: number;
  /** Seconds before the measurement. */
  readonly warmUp: number;
  readonly gpus: number;
  readonly engines: number;
  /** none or deflate. */
  readonly compression: string;
  /** Flags of Node instead of those of the unit and the image. */
  readonly nodeFlags?: string;
  /** Seconds without a broker after the measurement. */
  readonly outage: number;
}

const childrenCpuSeconds = (pid: number | undefined): number =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .filter(Boolean)
    .reduce((sum, child) => {
      try {
        return sum + usageOf(Number(child)).cpuSeconds;
      } catch {
        return sum; // It ended meanwhile.
      }
    }, 0);

interface Watched {
  readonly cpuShare: number;
  readonly childrenCpuShare: number;
  readonly medianMiB: number;
  readonly highestMiB: number;
}

/** Reads a process once a second; CPU as shares of one core over the whole time. */
const watch = async ({ pid }: Child, seconds: number): Promise<Watched> => {
  const startedAt = performance.now();
  const [before, childrenBefore] = [usageOf(pid), childrenCpuSeconds(pid)];
  const resident: number[] = [];
  while (performance.now() - startedAt < seconds * 1000) {
    await sleep(1000);
    resident.push(usageOf(pid).residentMiB);
  }
  const passed = (performance.now() - startedAt) / 1000;
  const sorted = resident.toSorted((a, b) => a - b);
  return {
    cpuShare: (usageOf(pid).cpuSeconds - before.cpuSeconds) / passed,
    childrenCpuShare: Math.max(0, childrenCpuSeconds(pid) - childrenBefore) / passed,
    medianMiB: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    highestMiB: sorted.at(-1) ?? Number.NaN,
  };
};

/** As the systemd unit and the container file start it. */
const nodeFlags = "--single-threaded --max-lazy --lite-mode --max-semi-space-size=1 --max-old-space-size=48";
const bundle = join(repositoryRoot, "apps/agent/dist/loadline-agent.mjs");

const startAgent = (group: ProcessGroup, server: string, node: SimulatedNode, options: AgentOptions): Child =>
  group.start({
    name: "agent",
    program: process.execPath,
    env: { MALLOC_ARENA_MAX: "1" },
    args: [
      ...(options.nodeFlags ?? nodeFlags).split(" ").filter(Boolean),
      bundle,
      "--server",
      server,
      "--listen",
      "127.0.0.1:0",
      "--interval-seconds",
      "1",
      "--cluster",
      "bench",
      "--nvidia-smi",
      node.nvidiaSmi,
      "--compression",
      options.compression,
      ...node.engines.flatMap((url) => ["--engine", `${url},deployment=chat`]),
    ],
  });

const row = (name: string, { medianMiB, highestMiB, cpuShare, childrenCpuShare }: Watched): readonly string[] => [
  name,
  `${medianMiB.toFixed(1)} MiB`,
  `${highestMiB.toFixed(1)} MiB`,
  percent(cpuShare, 2),
  percent(childrenCpuShare, 2),
];

const measure = async (group: ProcessGroup, node: SimulatedNode, options: AgentOptions): Promise<void> => {
  const { url, child: broker } = await startNatsServer(group);
  const connection = await connectNats({ server: url, name: "bench", wait: false });
  await ensureStreams(connection);
  const manager = await jetstreamManager(connection);
  const stored = async () => (await manager.streams.info("LOADLINE_TELEMETRY")).state;
  const bare = group.start({
    name: "bare Node",
    program: process.execPath,
    args: ["-e", "setInterval(() => undefined, 1000)"],
  });
  const agent = startAgent(group, url, node, options);
  await sleep(options.warmUp * 1000);
  const before = await stored();
  const [baseline, own] = await Promise.all([bare, agent].map((child) => watch(child, options.seconds)));
  const after = await stored();
  await connection.close();
  const rows = [row("bare Node", baseline as Watched), row("agent", own as Watched)];
  if (options.outage > 0) {
    await broker.kill();
    rows.push(row(`agent, ${options.outage} s without broker`, await watch(agent, options.outage)));
  }
  const messages = after.messages - before.messages;
  const bytes = ((after.bytes - before.bytes) / messages).toFixed(0);
  process.stdout.write(
    `${options.gpus} GPUs, ${options.engines} engines, 1 Hz for ${options.seconds} s: ` +
      `${messages} samples of ${bytes} bytes (${options.compression})\n`,
  );
  printTable(["process", "RSS median", "RSS highest", "CPU of a core", "children's CPU"], rows);
};

/** Memory, CPU and bytes on the wire of the agent's bundle, beside a bare Node process. */
export const benchAgent = async (options: AgentOptions): Promise<void> => {
  const group = processGroup("loadline-bench-");
  const node = await simulatedNode(group.folder, options.gpus, options.engines);
  try {
    await Promise.race([measure(group, node, options), group.failure]);
  } finally {
    await group.stop();
    await node.close();
  }
};
