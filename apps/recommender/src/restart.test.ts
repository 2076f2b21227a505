import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encode, type Recommendation, subject } from "@loadline/wire";
import { ensureStreams } from "@loadline/wire/nats";
import { newSigningKeyPair, parseVerifyingKey, verifyRecommendation } from "@loadline/wire/signature";
import { jetstreamManager } from "@nats-io/jetstream";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { RecommenderConfig } from "./config.ts";
import { type Recommender, startRecommender } from "./recommender.ts";
import { cluster, deployment, FakeAgent, millisecondsPerSample } from "./testing/fake-agent.ts";
import { syntheticTelemetry } from "./testing/synthetic-node.ts";
import { closeWorld, openWorld, type World } from "./testing/world.ts";

const patience = 30_000;

const until = async <T>(what: string, find: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const found = await find();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`waited in vain for ${what}`);
};

let world: World;
let running: Recommender[] = [];

const start = async (rest: Record<string, unknown> = {}): Promise<Recommender> => {
  const config = RecommenderConfig.parse({
    server: world.server.url,
    plan: join(world.folder, "plan.yaml"),
    intervalSeconds: 0.2,
    heartbeatSeconds: 1,
    windowSeconds: 2,
    freshnessSeconds: 2,
    scaleDownStabilisationSeconds: 2,
    leaseSeconds: 30,
    checkpointSeconds: 1,
    listen: "127.0.0.1:0",
    ...rest,
  });
  const started = await startRecommender({ config, clock: systemClock, logger: pino({ level: "silent" }) });
  running = [...running, started];
  return started;
};

const metricsOf = async ({ address }: Recommender): Promise<string> =>
  (await fetch(`http://${address}/metrics`)).text();

beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  running = [];
});
afterAll(async () => {
  await closeWorld(world);
});

/** Ten minutes of samples of two nodes at 3 requests/s each, one a second, ending now. */
const publishBacklog = async (): Promise<void> => {
  const now = systemClock();
  const seconds = 600;
  const sends = Array.from({ length: seconds }, (_, second) =>
    ["node-1", "node-2"].map((node) => {
      const finished = second * 3;
      const engine = {
        id: `${node}-0`,
        deployment,
        finished,
        promptTokens: finished * 1000,
        generatedTokens: finished * 200,
      };
      const sample = { seq: second, sampledAt: now - seconds + second + 1, engines: [engine] };
      return world.client.publish(
        subject({ kind: "telemetry", cluster, name: node }),
        encode(syntheticTelemetry(sample)),
      );
    }),
  );
  await Promise.all(sends.flat());
};

test("ten minutes of backlog are caught up before anything is decided, and no decision rests on stale data", async () => {
  await publishBacklog();
  await start({ freshnessSeconds: 30 });
  const first = await until("the first word", () => world.events[0]);
  // Everything was counted: the demand of the last window, not that of the first sample taken.
  expect(first.data.demand?.requestsPerSecond).toBeCloseTo(6, 0);
  expect(first.data.replicas.ready).toBe(2);
  // Ten minutes are not enough to have erred often, and the event says so; the level was learnt from all of them.
  expect(first.data.forecast?.basis).toBe("assumed");
  expect(first.data.forecast?.quantiles[0]?.requestsPerSecond).toBeCloseTo(6, 0);
  expect(first.data.verdict).not.toBe("scale-down");
  const ages = first.data.evidence.map(({ ageSeconds }) => ageSeconds ?? 0);
  expect(Math.max(...ages)).toBeLessThan(30);
  expect(new Set(world.events.map(({ id }) => id)).size).toBe(world.events.length);
}, 60_000);

test("a standby says nothing, exposes no counts, and takes over at once when the leader stops", async () => {
  const leader = await start();
  await until("the leader", async () =>
    (await metricsOf(leader)).includes('loadline_leader{cluster="lab"} 1') ? true : undefined,
  );
  const standby = await start();
  const idle = await until("the standby's metrics", async () => {
    const text = await metricsOf(standby);
    return text.includes("loadline_leader{") ? text : undefined;
  });
  expect(idle).toContain('loadline_leader{cluster="lab"} 0');
  expect(idle).not.toContain("loadline_verdict{");
  const epoch = world.events.at(-1)?.data.decision.epoch ?? 0;
  await leader.stop();
  const taken = await until("a word of the next epoch", () =>
    world.events.find(({ data }) => data.decision.epoch > epoch),
  );
  expect(taken.data.decision.epoch).toBe(epoch + 1);
}, 60_000);

test("what was asked for and the demand since the checkpoint are there after a restart", async () => {
  const agents = ["node-1", "node-2"].map((node) => new FakeAgent(world.client, node));
  for (const agent of agents) agent.rate = 30;
  const sampling = setInterval(() => {
    for (const agent of agents) agent.sample().catch(() => undefined);
  }, millisecondsPerSample);
  try {
    const first = await start();
    const up = await until("a scale-up", () => world.events.find(({ data }) => data.verdict === "scale-up"));
    await until("pending replicas", () =>
      world.events.find(({ data }) => data.replicas.currentTarget === up.data.replicas.desired),
    );
    await first.stop();
    // A rise may ask for more in a second step; the last word is what stands.
    const asked = world.events.at(-1)?.data.replicas.desired;
    // Longer than is replayed by itself: the checkpoint says from where on.
    await sleep(3_000);
    const mark = world.events.length;
    await start({ replaySeconds: 0.5 });
    const next = await until("the first word after the restart", () => world.events[mark]);
    expect(next.data.replicas.currentTarget).toBe(asked);
    expect(asked).toBeGreaterThanOrEqual(up.data.replicas.desired ?? Number.NaN);
    expect(next.data.demand?.requestsPerSecond).toBeGreaterThan(30);
  } finally {
    clearInterval(sampling);
  }
}, 60_000);

test("a telemetry stream that is deleted and made anew is followed again, and nothing falls for a window", async () => {
  const agents = ["node-1", "node-2"].map((node) => new FakeAgent(world.client, node));
  const sampling = setInterval(() => {
    for (const agent of agents) agent.sample().catch(() => undefined);
  }, millisecondsPerSample);
  try {
    const recommender = await start({ windowSeconds: 4, scaleDownStabilisationSeconds: 4 });
    await until("ready", () => world.events.at(-1)?.data.replicas.ready === 2 || undefined);
    const manager = await jetstreamManager(world.connection);
    await manager.streams.delete("LOADLINE_TELEMETRY");
    await ensureStreams(world.connection);
    const from = systemClock();
    const regressions = await until("the regression", async () => {
      const told = /loadline_stream_regressions_total\{kind="telemetry"\} (\d+)/.exec(
        await metricsOf(recommender),
      )?.[1];
      return told === undefined || told === "0" ? undefined : told;
    });
    expect(regressions).toBe("1");
    await until("new samples", async () => {
      const { nodes } = (await (await fetch(`http://${recommender.address}/api/v1/deployments`)).json()) as {
        nodes: { sampledAt: number }[];
      };
      return nodes.every(({ sampledAt }) => sampledAt > from + 1) || undefined;
    });
    const soon = world.events.filter(
      ({ time }) => Date.parse(time) / 1000 > from && Date.parse(time) / 1000 < from + 4,
    );
    expect(soon.map(({ data }) => data.verdict)).not.toContain("scale-down");
  } finally {
    clearInterval(sampling);
  }
}, 60_000);

test("with a key every event is signed, and the verifier takes it", async () => {
  const pair = newSigningKeyPair();
  const signingKey = join(world.folder, "key.pem");
  await writeFile(signingKey, pair.privateKey, { mode: 0o600 });
  const mark = world.events.length;
  await start({ signingKey });
  const event: Recommendation = await until("a signed event", () => world.events[mark]);
  const outcome = verifyRecommendation(
    { subject: event.subject, data: encode(event) },
    { keys: [parseVerifyingKey(pair.publicKey)], now: systemClock(), heard: new Map() },
  );
  expect(outcome.kind).toBe("accepted");
}, 60_000);

test("one that only advises publishes nothing, decides on what really runs, and scores itself", async () => {
  const mark = world.events.length;
  const agents = ["node-1", "node-2"].map((node) => new FakeAgent(world.client, node));
  for (const agent of agents) agent.rate = 30;
  const sampling = setInterval(() => {
    for (const agent of agents) agent.sample().catch(() => undefined);
  }, millisecondsPerSample);
  try {
    const { address } = await start({ shadow: true });
    const read = async (path: string) => (await fetch(`http://${address}${path}`)).json();
    const advised = await until("an advice to scale up", async () => {
      const { events } = (await read(`/api/v1/deployments/${deployment}/history`)) as { events: Recommendation[] };
      return events.find(({ data }) => data.verdict === "scale-up");
    });
    expect(advised.data.replicas).toMatchObject({ pending: 0, currentTarget: null });
    expect(await read("/api/v1/shadow")).toMatchObject({ scores: [{ deployment }] });
    expect(world.events.length).toBe(mark);
  } finally {
    clearInterval(sampling);
  }
}, 60_000);

test("the other streams are heard again after they were deleted and made anew", async () => {
  const standby = await start();
  const heard = async (kind: string): Promise<number> => {
    const found = new RegExp(`^loadline_messages_received_total\\{kind="${kind}"\\} (\\d+)$`, "m").exec(
      await metricsOf(standby),
    );
    return Number(found?.[1] ?? 0);
  };
  const answer = () =>
    world.client.publish(subject({ kind: "feedback", cluster, name: deployment }), new TextEncoder().encode("{}"));
  for (let times = 0; times < 5; times += 1) await answer();
  await until("five answers", async () => (await heard("feedback")) === 5 || undefined);
  const manager = await jetstreamManager(world.connection);
  for (const name of ["LOADLINE_FEEDBACK", "LOADLINE_RECOMMENDATIONS"]) await manager.streams.delete(name);
  await ensureStreams(world.connection);
  const from = Date.now();
  await answer();
  await until("the answer after that", async () => (await heard("feedback")) >= 6 || undefined);
  await until("a new word in the history", async () => {
    const path = `/api/v1/deployments/${deployment}/history?limit=1`;
    const { events } = (await (await fetch(`http://${standby.address}${path}`)).json()) as { events: Recommendation[] };
    return Date.parse(events[0]?.time ?? "") > from || undefined;
  });
}, 90_000);
