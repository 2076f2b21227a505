import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { waitFor } from "@loadline/servers";
import { announced, type Child, endedEarly, listening } from "@loadline/tools/processes/child";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { startNatsServer } from "@loadline/tools/processes/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { type Recommendation, subjectFilter } from "@loadline/wire";
import { connectNats, ensureStreams } from "@loadline/wire/nats";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { type Usage, usageOf } from "../process-usage.ts";
import { printTable } from "../table.ts";

export interface PipelineOptions {
  readonly nodes: number;
  readonly gpus: number;
  readonly engines: number;
  readonly deployments: number;
  /** Seconds that are measured, after as many again as the recommender's window. */
  readonly seconds: number;
  /** Seconds between two decisions. */
  readonly interval: number;
  /** Recommenders, each with its share of the deployments. */
  readonly partitions: number;
  /** Agents that connect at once. */
  readonly herd: number;
  /** Seconds of telemetry that wait when the recommender is started anew. */
  readonly backlog: number;
  /** Folder for a CPU profile of the recommender. */
  readonly profile?: string;
}

const planText = ({ nodes, deployments, gpus, engines }: PipelineOptions): string =>
  JSON.stringify({
    version: 1,
    cluster: "bench",
    pools: [{ name: "h100", gpu: "h100-sxm-80gb", nodes, gpusPerNode: gpus, purchase: "reserved" }],
    deployments: Array.from({ length: deployments }, (_, index) => {
      const replicas = Math.ceil(nodes / deployments) * engines;
      return {
        name: `deployment-${index}`,
        ...{ model: "llama-3.1-8b", pool: "h100", parallel: { tensor: 1 } },
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

/** The last JSON line that a child has written; empty before the first. */
const lastLine = (child: Child): Readonly<Record<string, number>> => {
  const line = child
    .log()
    .trimEnd()
    .split("\n")
    .findLast((one) => one.startsWith("{") && one.endsWith("}"));
  return line === undefined ? {} : (JSON.parse(line) as Record<string, number>);
};

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;

/** Sum and count of a step's durations, and the messages taken: what the recommender reports of itself. */
const scrape = async (address: string): Promise<string> => (await fetch(`http://${address}/metrics`)).text();
const figureOf = (page: string, series: string): number => {
  const line = page.split("\n").find((one) => one.startsWith(series));
  return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(" ") + 1));
};
const received = (page: string): number => figureOf(page, 'loadline_messages_received_total{kind="telemetry"');
const rejected = (page: string): number =>
  page
    .split("\n")
    .reduce(
      (sum, line) =>
        sum + (line.startsWith('loadline_messages_rejected_total{kind="telemetry"') ? figureOf(line, "loadline") : 0),
      0,
    );

// As often as a Prometheus would read the page.
const scrapeSeconds = 5;

const steps = ["observe", "decide", "advise", "emit", "checkpoint", "expose"] as const;

interface World {
  readonly options: PipelineOptions;
  readonly group: ProcessGroup;
  readonly server: string;
  readonly connection: NatsConnection;
}

const startRecommenders = ({ options, group, server }: World, name = "recommender"): readonly [Child, ...Child[]] => {
  const plan = join(group.folder, "plan.json");
  writeFileSync(plan, planText(options));
  const start = (index: number): Child =>
    group.start({
      name: `${name} ${index}`,
      program: process.execPath,
      args: [
        ...(options.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profile}`]),
        join(repositoryRoot, "apps/recommender/dist/main.js"),
        ...flags({ plan, server, listen: "127.0.0.1:0", "interval-seconds": options.interval }),
        ...flags({ "heartbeat-seconds": options.interval, "replay-seconds": Math.max(60, options.backlog) }),
        ...flags({ partition: `${index}/${options.partitions}` }),
      ],
    });
  return [start(0), ...Array.from({ length: options.partitions - 1 }, (_, other) => start(other + 1))];
};

const startFleet = ({ options, group, server }: World): Child =>
  group.start({
    name: "fleet",
    program: process.execPath,
    args: [
      ...[self, "pipeline-fleet", ...flags({ port: new URL(server).port, nodes: options.nodes })],
      ...flags({ gpus: options.gpus, engines: options.engines, deployments: options.deployments, herd: options.herd }),
    ],
  });

interface Events {
  /** Seconds from a decision to its arrival here. */
  readonly delays: number[];
  readonly deployments: Set<string>;
  readonly verdicts: Map<string, number>;
}

const followEvents = (connection: NatsConnection): Events => {
  const events: Events = { delays: [], deployments: new Set(), verdicts: new Map() };
  connection.subscribe(subjectFilter("recommendation", "bench"), {
    callback: (_error, message) => {
      const { time, data } = message.json<Recommendation>();
      events.delays.push(Date.now() / 1000 - new Date(time).getTime() / 1000);
      events.deployments.add(message.subject);
      events.verdicts.set(data.verdict, (events.verdicts.get(data.verdict) ?? 0) + 1);
    },
  });
  return events;
};

interface Snapshot {
  readonly cpu: readonly number[];
  readonly page: string;
  readonly parsed: number;
}

const ready = (address: string, child: Child, seconds: number): Promise<true> =>
  waitFor(async () => ((await fetch(`http://${address}/readyz`).catch(() => null))?.ok === true ? true : null), {
    what: "the recommender to be ready",
    seconds,
    everySeconds: 0.1,
    givenUp: () => endedEarly(child),
  });

const measure = async (world: World): Promise<void> => {
  const { options, connection } = world;
  const events = followEvents(connection);
  const recommenders = startRecommenders(world);
  const [recommender] = recommenders;
  const ofAll = (figure: keyof Usage): number => recommenders.reduce((sum, { pid }) => sum + usageOf(pid)[figure], 0);
  const parser = world.group.start({
    name: "parse-only",
    program: process.execPath,
    args: [self, "pipeline-parse", "--server", world.server],
  });
  const address = await listening(recommender, 300);
  await Promise.all([announced(parser, "following"), ready(address, recommender, 300)]);
  const idleMiB = ofAll("residentMiB");
  const warmUp = 70;
  const fleet = startFleet(world);
  await announced(fleet, "connected", 300);
  await sleep(warmUp * 1000);
  const snapshot = async (): Promise<Snapshot> => ({
    cpu: [ofAll("cpuSeconds"), usageOf(parser.pid).cpuSeconds],
    page: await scrape(address),
    parsed: lastLine(parser)["parsed"] ?? 0,
  });
  events.delays.length = 0;
  const before = await snapshot();
  const lags: number[] = [];
  let residentMiB = 0;
  for (
    const end = performance.now() + options.seconds * 1000;
    performance.now() < end;
    await sleep(scrapeSeconds * 1000)
  ) {
    const { published = 0 } = lastLine(fleet);
    lags.push(Math.max(0, (published - received(await scrape(address))) / options.nodes));
    residentMiB = Math.max(residentMiB, ofAll("residentMiB"));
  }
  const after = await snapshot();
  const startedScrape = performance.now();
  const page = await scrape(address);
  const scrapeMilliseconds = performance.now() - startedScrape;
  const messages = received(after.page) - received(before.page);
  const cpu = (index: number): number => (after.cpu[index] ?? 0) - (before.cpu[index] ?? 0);
  const each = (seconds: number, count: number): number => (seconds / Math.max(1, count)) * 1e6;
  const own = each(cpu(0), messages);
  const parseOnly = each(cpu(1), after.parsed - before.parsed);
  const step = (name: string): string => {
    const of = (part: string): number => {
      const series = `loadline_step_duration_seconds_${part}{step="${name}"`;
      return figureOf(after.page, series) - figureOf(before.page, series);
    };
    return `${((1000 * of("sum")) / Math.max(1, of("count"))).toFixed(0)} ms`;
  };
  printTable(
    ["what", "figure"],
    [
      ["nodes, engines, deployments", `${options.nodes}, ${options.nodes * options.engines}, ${options.deployments}`],
      ["partitions", String(options.partitions)],
      ["samples published and taken a second", `${(messages / options.seconds).toFixed(0)}`],
      ["samples rejected", String(rejected(after.page))],
      ["bytes of a sample", (lastLine(fleet)["bytesEach"] ?? Number.NaN).toFixed(0)],
      ["CPU of the recommender a sample", `${own.toFixed(0)} µs`],
      ["CPU of a consumer that only parses", `${parseOnly.toFixed(0)} µs, ratio ${(own / parseOnly).toFixed(2)}`],
      ["CPU of the recommender", `${((100 * cpu(0)) / options.seconds).toFixed(1)} % of a core`],
      [
        "ingest lag, from counters",
        `p50 ${quantile(lags, 0.5).toFixed(2)} s, p99 ${quantile(lags, 0.99).toFixed(2)} s`,
      ],
      [
        "decision to event",
        `p50 ${quantile(events.delays, 0.5).toFixed(2)} s, p99 ${quantile(events.delays, 0.99).toFixed(2)} s`,
      ],
      ...steps.map((name) => [`step ${name} of a tick`, step(name)]),
      ["memory a node", `${((1024 * (residentMiB - idleMiB)) / options.nodes).toFixed(1)} KiB`],
      [
        "metrics page",
        `${(page.length / 1e6).toFixed(2)} MB, ${page.split("\n").filter((line) => !line.startsWith("#")).length} series, ${scrapeMilliseconds.toFixed(0)} ms`,
      ],
      [
        "deployments with events; verdicts",
        `${events.deployments.size}; ${[...events.verdicts].map(([verdict, count]) => `${verdict} ${count}`).join(", ")}`,
      ],
    ],
  );
  await Promise.all(recommenders.map((one) => one.stop()));
  await restart(world, fleet);
};

/** A recommender that is started while telemetry waits: how long to the end of the replay, and to the first decision. */
const restart = async (world: World, fleet: Child): Promise<void> => {
  const { state } = await (await jetstreamManager(world.connection)).streams.info("LOADLINE_TELEMETRY");
  const events = followEvents(world.connection);
  const startedAt = performance.now();
  const recommenders = startRecommenders(world, "recommender started anew");
  const [recommender] = recommenders;
  const address = await listening(recommender, 300);
  await ready(address, recommender, 300);
  const caughtUp = (performance.now() - startedAt) / 1000;
  const taken = received(await scrape(address));
  await waitFor(() => (events.deployments.size >= world.options.deployments ? true : null), {
    what: "a decision of each deployment",
    seconds: 60 + 3 * world.options.interval,
    everySeconds: 0.05,
    givenUp: () => endedEarly(recommender),
  });
  const decided = (performance.now() - startedAt) / 1000;
  printTable(
    ["started anew", "figure"],
    [
      ["samples that are stored", String(state.messages)],
      ["ready after", `${caughtUp.toFixed(1)} s, ${(taken / caughtUp).toFixed(0)} samples/s`],
      ["first decision of every deployment after", `${decided.toFixed(1)} s`],
    ],
  );
  await Promise.all([...recommenders, fleet].map((one) => one.stop()));
};

/** From agents through the broker to recommendations, beside a consumer that only parses. */
export const benchPipeline = async (options: PipelineOptions): Promise<void> => {
  const group = processGroup("loadline-bench-");
  let connection: NatsConnection | null = null;
  try {
    const { url } = await startNatsServer(group);
    connection = await connectNats({ server: url, name: "bench", wait: false });
    await ensureStreams(connection);
    await Promise.race([measure({ options, group, server: url, connection }), group.failure]);
  } catch (error) {
    for (const child of group.children())
      process.stderr.write(`${child.name}: ${readFileSync(child.logFile, "utf8").slice(-2000)}\n`);
    throw error;
  } finally {
    await connection?.close();
    await group.stop();
  }
};
