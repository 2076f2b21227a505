import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectNats, ensureStreams } from "@loadline/wire/nats";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { Command } from "commander";
import type { Child } from "../processes/child.ts";
import { type NatsServer, startNatsServer } from "../processes/nats-server.ts";
import { type ProcessGroup, processGroup } from "../processes/process-group.ts";
import { repositoryRoot } from "../repository.ts";
import { tellFailure } from "../tell-failure.ts";
import { readBacklog } from "./agent/backlog.ts";
import { type SimulatedNode, simulatedNode } from "./agent/simulated-node.ts";
import { type WatchedProcess, watchProcess } from "./agent/watch-process.ts";

interface Flags {
  readonly seconds: string;
  readonly warmUp: string;
  readonly gpus: string;
  readonly engines: string;
  readonly format: string;
  readonly compression: string;
  readonly outage: string;
  readonly nodeFlags?: string;
}

const flags = new Command("node tools/dist/bench/agent.js")
  .description("Measures the agent's bundle beside a bare Node process: memory, CPU of its own, bytes on the wire.")
  .option("--seconds <n>", "time that is measured", "600")
  .option("--warm-up <n>", "time before that", "60")
  .option("--gpus <n>", "GPUs of the node", "8")
  .option("--engines <n>", "engines of the node", "2")
  .option("--format <name>", "how nvidia-smi is read: auto, csv-loop, csv, xml", "auto")
  .option("--compression <name>", "none or deflate", "deflate")
  .option("--node-flags <flags>", "flags of Node instead of those of the unit and the image")
  .option("--outage <n>", "seconds without a broker after that", "0")
  .addHelpText("after", "\nExample:\n  nice -n 10 node tools/dist/bench/agent.js --seconds 600")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Flags>();

/** As the systemd unit and the container file start it. */
const nodeFlags = [
  "--single-threaded",
  "--max-lazy",
  "--lite-mode",
  "--no-expose-wasm",
  "--max-semi-space-size=1",
  "--max-old-space-size=48",
];
const bundle = join(repositoryRoot, "apps/agent/dist/loadline-agent.mjs");

const startAgent = (group: ProcessGroup, server: string, node: SimulatedNode) =>
  group.start({
    name: "agent",
    program: process.execPath,
    env: { MALLOC_ARENA_MAX: "1" },
    args: [
      ...(flags.nodeFlags?.split(" ").filter(Boolean) ?? nodeFlags),
      bundle,
      ...["--server", server, "--listen", "127.0.0.1:0", "--interval-seconds", "1", "--cluster", "bench"],
      ...["--nvidia-smi", node.nvidiaSmi, "--nvidia-smi-format", flags.format],
      ...["--ring-directory", join(group.folder, "ring"), "--compression", flags.compression],
      ...node.engines.flatMap((url) => ["--engine", `${url},deployment=chat`]),
    ],
  });

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

const line = ({ name, residentMiB, cpuShareOfCore, childrenCpuShareOfCore }: WatchedProcess): string =>
  [
    name.padEnd(10),
    `RSS ${residentMiB.median.toFixed(1)} MiB (highest ${residentMiB.highest.toFixed(1)})`,
    `CPU ${percent(cpuShareOfCore)} of a core`,
    `children ${percent(childrenCpuShareOfCore)}`,
  ].join("  ");

const withBroker = async <T>(url: string, use: (connection: NatsConnection) => Promise<T>): Promise<T> => {
  const connection = await connectNats({ server: url, name: "bench", wait: false });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
};

/** Messages and bytes that the broker has stored of telemetry, with subject and headers; and the place of the last. */
const wireBytes = (
  url: string,
): Promise<{ readonly messages: number; readonly bytes: number; readonly last: number }> =>
  withBroker(url, async (connection) => {
    const { state } = await (await jetstreamManager(connection)).streams.info("LOADLINE_TELEMETRY");
    return { messages: state.messages, bytes: state.bytes, last: state.last_seq };
  });

const folderBytes = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** What an outage of the broker costs: memory beside what it was, and the files of the ring; and what comes after it. */
const measureOutage = async (
  group: ProcessGroup,
  { url, child: broker }: NatsServer,
  agent: Child,
  before: WatchedProcess,
): Promise<void> => {
  const seconds = Number(flags.outage);
  if (seconds === 0) return;
  const { last } = await wireBytes(url);
  await broker.kill();
  const { residentMiB } = await watchProcess(agent.name, agent.pid, seconds);
  const more = (residentMiB.highest - before.residentMiB.median).toFixed(1);
  const ring = folderBytes(join(group.folder, "ring"));
  process.stdout.write(`outage      ${seconds} s: RSS +${more} MiB at the highest, ring ${ring} bytes on disk\n`);
  await startNatsServer(group, Number(new URL(url).port));
  const {
    first,
    oldest,
    missing,
    inGaps,
    seconds: took,
  } = await withBroker(url, (connection) => readBacklog(connection, last + 1));
  const came = `first sample ${first}, then from ${oldest} on in ${took.toFixed(0)} s`;
  process.stdout.write(`return      ${came}; ${missing} did not come, ${inGaps} told as gaps\n`);
};

const measure = async (group: ProcessGroup, node: SimulatedNode): Promise<void> => {
  const server = await startNatsServer(group);
  const { url } = server;
  await withBroker(url, (connection) => ensureStreams(connection));
  const bare = group.start({
    name: "bare Node",
    program: process.execPath,
    args: ["-e", "setInterval(() => undefined, 1000)"],
  });
  const agent = startAgent(group, url, node);
  await sleep(Number(flags.warmUp) * 1000);
  const before = await wireBytes(url);
  const seconds = Number(flags.seconds);
  const watched = await Promise.all([bare, agent].map(({ name, pid }) => watchProcess(name, pid, seconds)));
  const after = await wireBytes(url);
  const messages = after.messages - before.messages;
  process.stdout.write(`${flags.gpus} GPUs, ${flags.engines} engines, 1 Hz, ${seconds} s, ${flags.format}\n`);
  for (const result of watched) process.stdout.write(`${line(result)}\n`);
  const perSample = ((after.bytes - before.bytes) / messages).toFixed(0);
  process.stdout.write(`wire        ${messages} samples, ${perSample} bytes each (${flags.compression})\n`);
  const [, own] = watched;
  if (own !== undefined) await measureOutage(group, server, agent, own);
};

const group = processGroup("loadline-bench-");
const node = await simulatedNode(group.folder, Number(flags.gpus), Number(flags.engines));
try {
  await Promise.race([measure(group, node), group.failure]);
} catch (error) {
  process.exitCode = tellFailure(error);
} finally {
  await group.stop();
  await node.close();
}
