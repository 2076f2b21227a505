import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "@loadline/servers";
import { announced, type Child, endedEarly, listening } from "@loadline/tools/processes/child";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";
import { imageArguments } from "@loadline/tools/release/image-parts";
import { repositoryRoot } from "@loadline/tools/repository";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Brokers } from "./brokers.ts";

export interface PipelineOptions {
  readonly nodes: number;
  readonly gpus: number;
  readonly engines: number;
  readonly deployments: number;
  /** Seconds that are measured, and those before. */
  readonly seconds: number;
  readonly warmUp: number;
  /** Seconds between two decisions. */
  readonly interval: number;
  /** Recommenders, each with its share of the deployments. */
  readonly partitions: number;
  /** Agents that connect at once. */
  readonly herd: number;
  /** Most seconds by which clocks of nodes are wrong. */
  readonly clockError: number;
  /** Seconds at the start of each minute in which agents hold their samples back. */
  readonly burst: number;
  /** Seconds of telemetry that wait when the recommender is started anew. */
  readonly backlog: number;
  /** How many brokers there are, and how they are connected. */
  readonly brokers: "one" | "leaf" | "cluster";
  /** Kill a leading recommender while its standby waits. */
  readonly takeOver: boolean;
  /** Folder for a CPU profile of the recommender. */
  readonly profile?: string;
}

/** The processes of one run. */
export interface World {
  readonly options: PipelineOptions;
  readonly group: ProcessGroup;
  readonly brokers: Brokers;
  readonly connection: NatsConnection;
}

const planOf = ({ nodes, deployments, gpus, engines }: PipelineOptions): string =>
  JSON.stringify({
    version: 1,
    cluster: "bench",
    pools: [{ name: "h100", gpu: "h100-sxm-80gb", nodes, gpusPerNode: gpus, purchase: "reserved" }],
    deployments: Array.from({ length: deployments }, (_, index) => {
      const replicas = Math.ceil(nodes / deployments) * engines;
      return {
        name: `deployment-${index}`,
        model: "llama-3.1-8b",
        pool: "h100",
        parallel: { tensor: 1 },
        slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 },
        replicas: { planned: replicas, min: 1, max: 2 * replicas },
        leadTimeSeconds: 60,
        expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 2 * replicas },
      };
    }),
  });

const self = join(repositoryRoot, "test/dist/bench/main.js");
const flags = (values: Readonly<Record<string, string | number>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);

// The least telemetry that a decision rests on: one window.
const leastReplaySeconds = 60;

interface RecommenderStart {
  readonly partition?: number;
  readonly planText?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** One recommender for a share of the deployments, as its image starts it. */
export const startRecommender = (
  { options, group, brokers }: World,
  name: string,
  { partition = 0, planText = planOf(options), env = {} }: RecommenderStart = {},
): Child => {
  const plan = join(group.folder, "plan.json");
  writeFileSync(plan, planText);
  const server = brokers.recommenders;
  return group.start({
    name,
    program: process.execPath,
    env,
    args: [
      ...(options.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profile}`]),
      ...imageArguments("loadline-recommender"),
      ...flags({ plan, server, listen: "127.0.0.1:0", "interval-seconds": options.interval }),
      ...flags({ "heartbeat-seconds": options.interval }),
      ...flags({ "replay-seconds": Math.max(leastReplaySeconds, options.backlog) }),
      ...flags({ partition: `${partition}/${options.partitions}` }),
    ],
  });
};

/** One for each share. */
export const startRecommenders = (world: World, name = "recommender"): readonly [Child, ...Child[]] => {
  const start = (partition: number): Child => startRecommender(world, `${name} ${partition}`, { partition });
  return [start(0), ...Array.from({ length: world.options.partitions - 1 }, (_, other) => start(other + 1))];
};

export const startFleet = async ({ options, group, brokers }: World): Promise<Child> => {
  const { nodes, gpus, engines, deployments, herd, burst } = options;
  const settings = { port: new URL(brokers.agents).port, nodes, gpus, engines, deployments, herd, burst };
  const fleet = group.start({
    name: "fleet",
    program: process.execPath,
    args: [self, "pipeline-fleet", ...flags({ ...settings, "clock-error": options.clockError })],
  });
  await announced(fleet, "connected", 300);
  return fleet;
};

export const startParser = async ({ group, brokers }: World, does: "parse" | "receive"): Promise<Child> => {
  const parser = group.start({
    name: `${does}-only`,
    program: process.execPath,
    args: [self, `pipeline-${does}`, ...flags({ server: brokers.recommenders })],
  });
  await announced(parser, "following");
  return parser;
};

/** The last JSON line that a child has written; empty before the first. */
export const lastLine = (child: Child): Readonly<Record<string, number>> => {
  const line = child
    .log()
    .trimEnd()
    .split("\n")
    .findLast((one) => one.startsWith("{") && one.endsWith("}"));
  return line === undefined ? {} : (JSON.parse(line) as Record<string, number>);
};

export interface Usage {
  /** Of the process alone, without children. */
  readonly cpuSeconds: number;
  readonly residentMiB: number;
}

/** Clock ticks of /proc per second; the kernel's interface has had this value on every platform for long. */
const ticksPerSecond = 100;
const userTime = 11;

export const usageOf = (pid: number | undefined): Usage => {
  // The name in brackets may contain spaces; what follows it does not.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const [, residentKiB = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return {
    cpuSeconds: (Number(fields[userTime]) + Number(fields[userTime + 1])) / ticksPerSecond,
    residentMiB: Number(residentKiB) / 1024,
  };
};

/** One figure of several processes together. */
export const sumOf = (children: readonly Child[], figure: keyof Usage): number =>
  children.reduce((sum, { pid }) => sum + usageOf(pid)[figure], 0);

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;

/** What a recommender reports of itself. */
export const scrape = async (address: string): Promise<string> => (await fetch(`http://${address}/metrics`)).text();

/** Sum of the series whose text begins so. */
export const figureOf = (page: string, series: string): number =>
  page
    .split("\n")
    .filter((line) => line.startsWith(series))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);

export const receivedIn = (page: string): number => figureOf(page, 'loadline_messages_received_total{kind="telemetry"');

/** The address of a recommender, once all that was stored is replayed. */
export const readyAddress = async (child: Child): Promise<string> => {
  const address = await listening(child, 300);
  await waitFor(async () => ((await fetch(`http://${address}/readyz`).catch(() => null))?.ok === true ? true : null), {
    what: "the recommender to be ready",
    seconds: 300,
    everySeconds: 0.1,
    givenUp: () => endedEarly(child),
  });
  return address;
};
