import { setTimeout as sleep } from "node:timers/promises";
import { waitFor } from "@loadline/servers";
import type { Child } from "@loadline/tools/processes/child";
import { percent, printTable } from "../table.ts";
import { deploymentsIn, followEvents, type StoredEvent, verdictsIn } from "./events.ts";
import {
  figureOf,
  lastLine,
  quantile,
  readyAddress,
  receivedIn,
  scrape,
  startFleet,
  startParser,
  startRecommenders,
  sumOf,
  type World,
} from "./world.ts";

/** What one run cost; rates are means over the time that was measured. */
export interface Figures {
  readonly nodes: number;
  readonly deployments: number;
  readonly samplesPerSecond: number;
  /** Share of the samples that are read; the others are skipped by the name in their subject. */
  readonly readShare: number;
  /** Share of a core of all recommenders, and of a consumer that only parses. */
  readonly recommenderCores: number;
  readonly parseOnlyCores: number;
  /** Of a consumer that does not even parse; null: it was not started. */
  readonly receiveOnlyCores: number | null;
  readonly brokerCores: number;
  /** Of the generator, which a real fleet spreads over its nodes. */
  readonly fleetCores: number;
  readonly recommenderMiB: number;
  readonly brokerMiB: number;
  readonly sampleBytes: number;
  /** Lines of the metrics page. */
  readonly series: number;
}

export interface Measured {
  readonly figures: Figures;
  readonly recommenders: readonly [Child, ...Child[]];
  readonly fleet: Child;
  readonly events: StoredEvent[];
}

// As often as Prometheus reads the page by deploy/compose/prometheus.yml.
const scrapeSeconds = 15;

const steps = ["observe", "decide", "advise", "emit", "checkpoint", "expose"] as const;

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
const seconds = (values: readonly number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(2)} s, p99 ${quantile(values, 0.99).toFixed(2)} s`;
const microseconds = (cores: number, samplesPerSecond: number): number => (1e6 * cores) / samplesPerSecond;

const printFigures = (figures: Figures, { options }: World): void => {
  const { nodes, deployments, samplesPerSecond, recommenderCores, parseOnlyCores, receiveOnlyCores } = figures;
  const each = microseconds(recommenderCores, samplesPerSecond);
  printTable(
    ["what", "figure"],
    [
      ["nodes, engines, deployments", `${nodes}, ${nodes * options.engines}, ${deployments}`],
      ["brokers, partitions", `${options.brokers}, ${options.partitions}`],
      ["samples taken a second, of them read", `${samplesPerSecond.toFixed(0)}, ${percent(figures.readShare, 0)}`],
      ["bytes of a sample", figures.sampleBytes.toFixed(0)],
      ["recommender, CPU of a core", `${(100 * recommenderCores).toFixed(1)} %`],
      ["recommender, CPU of a sample", `${each.toFixed(0)} µs`],
      ["only parsing, CPU of a sample", `${microseconds(parseOnlyCores, samplesPerSecond).toFixed(0)} µs`],
      ...(receiveOnlyCores === null
        ? []
        : [["only receiving, CPU of a sample", `${microseconds(receiveOnlyCores, samplesPerSecond).toFixed(0)} µs`]]),
      ["recommender ÷ only parsing", (recommenderCores / parseOnlyCores).toFixed(2)],
      ["brokers, CPU of a core", `${(100 * figures.brokerCores).toFixed(1)} %`],
      ["agents, CPU of a core", `${(100 * figures.fleetCores).toFixed(1)} %`],
      ["recommender, memory", `${figures.recommenderMiB.toFixed(0)} MiB`],
      ["brokers, memory", `${figures.brokerMiB.toFixed(0)} MiB`],
    ],
  );
};

interface Snapshot {
  /** Seconds. */
  readonly at: number;
  readonly recommenders: number;
  readonly brokers: number;
  readonly fleet: number;
  readonly receiver: number;
  readonly pages: readonly string[];
}

interface Watched {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Seconds of samples that were published and not taken, at each scrape. */
  readonly lags: readonly number[];
  readonly residentMiB: number;
  /** Share of a core of the recommenders between two scrapes. */
  readonly cores: readonly number[];
  readonly scrapeMilliseconds: readonly number[];
}

const watch = async (
  { options, brokers }: World,
  {
    recommenders,
    fleet,
    receiver,
    addresses,
  }: {
    readonly fleet: Child;
    readonly receiver: Child | null;
    readonly recommenders: readonly Child[];
    readonly addresses: readonly string[];
  },
): Promise<Watched> => {
  const servers = [...brokers.servers.values()];
  const snapshot = async (): Promise<Snapshot> => ({
    at: performance.now() / 1000,
    recommenders: sumOf(recommenders, "cpuSeconds"),
    brokers: sumOf(servers, "cpuSeconds"),
    fleet: sumOf([fleet], "cpuSeconds"),
    receiver: receiver === null ? 0 : sumOf([receiver], "cpuSeconds"),
    pages: await Promise.all(addresses.map(scrape)),
  });
  const before = await snapshot();
  const lags: number[] = [];
  const scrapeMilliseconds: number[] = [];
  const cores: number[] = [];
  let residentMiB = 0;
  let last: Pick<Snapshot, "at" | "recommenders"> = before;
  const end = performance.now() + options.seconds * 1000;
  while (performance.now() < end) {
    await sleep(scrapeSeconds * 1000);
    const { published = 0 } = lastLine(fleet);
    const startedAt = performance.now();
    const [page = ""] = await Promise.all(addresses.map(scrape));
    scrapeMilliseconds.push(performance.now() - startedAt);
    lags.push(Math.max(0, (published - receivedIn(page)) / options.nodes));
    residentMiB = Math.max(residentMiB, sumOf(recommenders, "residentMiB"));
    const now = { at: performance.now() / 1000, recommenders: sumOf(recommenders, "cpuSeconds") };
    cores.push((now.recommenders - last.recommenders) / (now.at - last.at));
    last = now;
  }
  return { before, after: await snapshot(), lags, residentMiB, cores, scrapeMilliseconds };
};

// The first samples compile its code.
const parsing = { warmUpSamples: 10_000, seconds: 15 };

/** CPU seconds of a sample of a consumer that only parses; it comes after the recommender was measured, whose time it would take. */
const parseOnlySeconds = async (world: World): Promise<number> => {
  const parser = await startParser(world, "parse");
  const now = () => ({ cpu: sumOf([parser], "cpuSeconds"), parsed: lastLine(parser)["parsed"] ?? 0 });
  await waitFor(() => (now().parsed >= parsing.warmUpSamples ? true : null), {
    what: "samples to parse",
    seconds: 120,
  });
  const before = now();
  await sleep(1000 * parsing.seconds);
  const after = now();
  await parser.stop();
  return (after.cpu - before.cpu) / Math.max(1, after.parsed - before.parsed);
};

/** Mean duration of a step of a tick between two metrics pages. */
export const stepRows = (before: string, after: string): readonly string[][] =>
  steps.map((step) => {
    const of = (part: string): number => {
      const series = `loadline_step_duration_seconds_${part}{step="${step}"`;
      return figureOf(after, series) - figureOf(before, series);
    };
    return [`step ${step} of a tick`, milliseconds((1000 * of("sum")) / Math.max(1, of("count")))];
  });

/** Agents, brokers and recommenders at their pace, beside a consumer that only parses. */
export const measure = async (world: World): Promise<Measured> => {
  const { options, brokers, connection } = world;
  const events = await followEvents(connection);
  const recommenders = startRecommenders(world);
  // Another consumer takes the broker's time: it is compared where there are several.
  const receiver = options.partitions > 1 ? await startParser(world, "receive") : null;
  const addresses = await Promise.all(recommenders.map(readyAddress));
  const fleet = await startFleet(world);
  await sleep(options.warmUp * 1000);
  events.length = 0;
  const { before, after, ...watched } = await watch(world, { recommenders, fleet, receiver, addresses });
  const [page = ""] = after.pages;
  const stored = [...events];
  const { late = 0 } = lastLine(fleet);
  const taken = receivedIn(page) - receivedIn(before.pages[0] ?? "");
  const skippedIn = (text = ""): number => figureOf(text, 'loadline_messages_skipped_total{kind="telemetry"');
  const passed = after.at - before.at;
  const samplesPerSecond = taken / passed;
  const rise = (of: "recommenders" | "brokers" | "fleet" | "receiver"): number => (after[of] - before[of]) / passed;
  const figures: Figures = {
    nodes: options.nodes,
    deployments: options.deployments,
    samplesPerSecond,
    readShare: 1 - (skippedIn(page) - skippedIn(before.pages[0])) / Math.max(1, taken),
    recommenderCores: rise("recommenders"),
    parseOnlyCores: samplesPerSecond * (await parseOnlySeconds(world)),
    receiveOnlyCores: receiver === null ? null : rise("receiver"),
    brokerCores: rise("brokers"),
    fleetCores: rise("fleet"),
    recommenderMiB: watched.residentMiB,
    brokerMiB: sumOf([...brokers.servers.values()], "residentMiB"),
    sampleBytes: lastLine(fleet)["bytesEach"] ?? Number.NaN,
    series: page.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length,
  };
  await receiver?.stop();
  printFigures(figures, world);
  const { published = 0 } = lastLine(fleet);
  printTable(
    ["service", "figure"],
    [
      [
        "samples published, rejected, missing in a row",
        `${published}, ${figureOf(page, 'loadline_messages_rejected_total{kind="telemetry"')}, ${figureOf(page, "loadline_telemetry_gap_samples_total")}`,
      ],
      ["agents behind their clock", `${late.toFixed(2)} s`],
      [
        "recommender, CPU of a core between scrapes",
        `${percent(Math.min(...watched.cores))} to ${percent(Math.max(...watched.cores))}`,
      ],
      ["ingest lag", seconds(watched.lags)],
      ["decision to event", seconds(stored.map(({ delay }) => delay))],
      [
        "demand's age in an event",
        seconds(stored.flatMap(({ demandAge, delay }) => (demandAge === null ? [] : demandAge + delay))),
      ],
      ...stepRows(before.pages[0] ?? "", page),
      [
        "metrics page",
        `${(page.length / 1e6).toFixed(2)} MB, ${figures.series} series, ${milliseconds(quantile(watched.scrapeMilliseconds, 0.5))}`,
      ],
      ["deployments with events; verdicts", `${deploymentsIn(stored)}; ${verdictsIn(stored)}`],
    ],
  );
  return { figures, recommenders, fleet, events };
};
