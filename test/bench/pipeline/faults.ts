import { setTimeout as sleep } from "node:timers/promises";
import { partitionOf, streamOf } from "@loadline/protocol";
import { waitFor } from "@loadline/servers";
import { type Child, listening } from "@loadline/tools/processes/child";
import { jetstreamManager } from "@nats-io/jetstream";
import { printTable } from "../table.ts";
import { deploymentsIn, doubledIn, followEvents, longestPause, type StoredEvent } from "./events.ts";
import type { Measured } from "./measure.ts";
import {
  figureOf,
  readyAddress,
  receivedIn,
  scrape,
  startRecommender,
  startRecommenders,
  type World,
} from "./world.ts";

// As an older demand counts as missing by default.
const freshnessSeconds = 20;

const changesIn = (events: readonly StoredEvent[]): readonly StoredEvent[] =>
  events.filter(({ verdict }) => verdict.startsWith("scale"));

/** Changes without a demand are as little founded as those on an old one. */
const staleIn = (events: readonly StoredEvent[]): number =>
  changesIn(events).filter(({ demandAge }) => demandAge === null || demandAge > freshnessSeconds).length;

/** Deployments without a decision that was made after then, epoch seconds. */
const withoutSince = (events: readonly StoredEvent[], then: number, deployments: number): number =>
  deployments - deploymentsIn(events.filter(({ at, delay }) => at - delay > then));

// The default of the recommender.
const leaseSeconds = 3;

/** The leader of the first share is killed while its standby waits. */
export const takeOver = async (world: World, { recommenders: [leader], events }: Measured): Promise<void> => {
  const { partitions, deployments, interval } = world.options;
  await readyAddress(startRecommender(world, "standby"));
  const names = Array.from({ length: deployments }, (_, index) => `deployment-${index}`);
  const concerned = new Set(names.filter((name) => partitionOf(name, partitions) === 0));
  const own = (): readonly StoredEvent[] => events.filter(({ deployment }) => concerned.has(deployment));
  await sleep(2 * interval * 1000);
  const epoch = Math.max(...own().map((event) => event.epoch));
  const killedAt = Date.now() / 1000;
  await leader.kill();
  const taken = (): readonly StoredEvent[] => own().filter((event) => event.epoch > epoch);
  await waitFor(() => (deploymentsIn(taken()) === concerned.size ? true : null), {
    what: "an event of each deployment",
    seconds: 10 * leaseSeconds,
    everySeconds: 0.05,
  });
  const last = Math.max(...taken().map(({ at }) => at)) - killedAt;
  await sleep(2 * interval * 1000);
  printTable(
    ["a leader killed, its standby takes over", "figure"],
    [
      ["deployments of the share", String(concerned.size)],
      [
        "first and last deployment decided anew",
        `${((taken()[0]?.at ?? Number.NaN) - killedAt).toFixed(1)} s, ${last.toFixed(1)} s (lease ${leaseSeconds} s)`,
      ],
      [
        "decisions doubled; deployments without one",
        `${doubledIn(events)}; ${withoutSince(events, killedAt, deployments)}`,
      ],
      ["longest pause of a deployment", `${longestPause(own()).toFixed(1)} s`],
    ],
  );
};

/** The broker that leads the stream of recommendations is killed; it is none that agents are connected to. */
export const killBroker = async ({ connection, brokers, options }: World, { events }: Measured): Promise<void> => {
  const manager = await jetstreamManager(connection);
  const { name: stream } = streamOf("recommendation");
  const leader = async () => (await manager.streams.info(stream)).cluster?.leader ?? "";
  const [withAgents] = brokers.servers.keys();
  for (; (await leader()) === withAgents; await sleep(1000))
    await connection.request(`$JS.API.STREAM.LEADER.STEPDOWN.${stream}`);
  const name = await leader();
  await sleep(2 * options.interval * 1000);
  const stored = [...events];
  const killedAt = Date.now() / 1000;
  await brokers.servers.get(name)?.kill();
  const leadsAgain = await waitFor(
    async () => {
      const next = await leader().catch(() => "");
      return next === "" || next === name ? null : Date.now() / 1000 - killedAt;
    },
    { what: "another leader of the stream", seconds: 60, everySeconds: 0.1 },
  );
  await sleep(6 * options.interval * 1000);
  const pause = longestPause(events);
  let lost = 0;
  for (const { sequence, id } of stored) {
    const message = await manager.streams.getMessage(stream, { seq: sequence });
    if (message?.json<{ readonly id: string }>().id !== id) lost += 1;
  }
  printTable(
    ["one broker of three killed", "figure"],
    [
      ["another leader of the stream after", `${leadsAgain.toFixed(1)} s`],
      [
        "decisions doubled; deployments without one",
        `${doubledIn(events)}; ${withoutSince(events, killedAt, options.deployments)}`,
      ],
      ["longest pause of a deployment", `${pause.toFixed(1)} s (interval ${options.interval} s)`],
      ["events stored before; of them lost", `${stored.length}; ${lost}`],
    ],
  );
};

const stepSum = "loadline_step_duration_seconds_sum";

/** A recommender that is started while telemetry waits: how long to the end of the replay, and to the first decision. */
export const startAnew = async (world: World): Promise<void> => {
  const { options, connection } = world;
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(streamOf("telemetry").name);
  const events = await followEvents(connection);
  const startedAt = performance.now();
  const recommenders = startRecommenders(world, "recommender started anew");
  const since = (): number => (performance.now() - startedAt) / 1000;
  let opened = 0;
  const pages = await Promise.all(
    recommenders.map(async (one) => {
      await listening(one, 300);
      opened = Math.max(opened, since());
      return scrape(await readyAddress(one));
    }),
  );
  const caughtUp = since();
  await waitFor(() => (deploymentsIn(events) >= options.deployments ? true : null), {
    what: "a decision of each deployment",
    seconds: 60 + 3 * options.interval,
    everySeconds: 0.05,
  });
  const decided = since();
  const stored = Math.min(options.backlog, (Date.parse(state.last_ts) - Date.parse(state.first_ts)) / 1000);
  const taken = pages.reduce((sum, page) => sum + receivedIn(page), 0);
  printTable(
    ["started anew", "figure"],
    [
      ["seconds and samples that wait", `${stored.toFixed(0)} s, ${(stored * options.nodes).toFixed(0)}`],
      ["started, connected, streams and checkpoints read after", `${opened.toFixed(1)} s`],
      ["ready after", `${caughtUp.toFixed(1)} s, ${taken} samples taken, ${(taken / caughtUp).toFixed(0)} a second`],
      ["first decision of every deployment after", `${decided.toFixed(1)} s`],
      ...["recover", "observe", "decide", "advise", "emit"].map((step) => [
        `step ${step} until ready`,
        `${Math.max(...pages.map((page) => figureOf(page, `${stepSum}{step="${step}"`))).toFixed(2)} s`,
      ]),
      ["counts changed; of them on stale or no demand", `${changesIn(events).length}; ${staleIn(events)}`],
    ],
  );
  await Promise.all(recommenders.map((one: Child) => one.stop()));
};
