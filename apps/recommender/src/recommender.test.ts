import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encode, type Recommendation, type RecommendationData, subject } from "@loadline/wire";
import { publishFeedback, publishRecommendation } from "@loadline/wire/nats";
import { startTestNatsServer } from "@loadline/wire/testing";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { RecommenderConfig } from "./config.ts";
import { type Recommender, startRecommender } from "./recommender.ts";
import { cluster, deployment, FakeAgent, millisecondsPerSample } from "./testing/fake-agent.ts";
import { syntheticTelemetry } from "./testing/synthetic-node.ts";
import { closeWorld, openWorld, planText, type World } from "./testing/world.ts";

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

const bodyOf = async (address: string, path: string): Promise<string> =>
  (await fetch(`http://${address}${path}`)).text();

describe("the recommender on a real broker", () => {
  let world: World;
  let recommender: Recommender | null = null;
  let agents: FakeAgent[] = [];
  let sampling: NodeJS.Timeout;

  const config = (): RecommenderConfig =>
    RecommenderConfig.parse({
      server: world.server.url,
      plan: join(world.folder, "plan.yaml"),
      intervalSeconds: 0.2,
      heartbeatSeconds: 5,
      windowSeconds: 2,
      freshnessSeconds: 2,
      warmUpSeconds: 0.1,
      scaleDownStabilisationSeconds: 2,
      listen: "127.0.0.1:0",
      replaySeconds: 60,
    });
  /** Events before this index are not the present process's. */
  let mark = 0;
  const start = async (): Promise<Recommender> => {
    mark = world.events.length;
    recommender = await startRecommender({
      config: config(),
      clock: systemClock,
      logger: pino({ level: process.env["LL_LOG"] ?? "silent" }),
    });
    return recommender;
  };
  const stop = async (): Promise<void> => {
    await recommender?.stop();
    recommender = null;
  };
  const eventWith = (what: string, holds: (data: RecommendationData) => boolean): Promise<Recommendation> =>
    until(what, () => world.events.slice(mark).find(({ data }) => holds(data)));

  beforeAll(async () => {
    world = await openWorld();
    agents = ["node-1", "node-2"].map((node) => new FakeAgent(world.client, node));
    for (const agent of agents) agent.rate = 3;
    sampling = setInterval(() => {
      for (const agent of agents) agent.sample().catch(() => undefined);
    }, millisecondsPerSample);
  }, 60_000);
  afterEach(stop);
  afterAll(async () => {
    clearInterval(sampling);
    await closeWorld(world);
  });

  test("calm load holds, and a restart repeats the decision instead of taking a new one", async () => {
    await start();
    const calm = await eventWith("calm", ({ reason }) => reason.code === "within-load-line");
    expect(calm.data).toMatchObject({ verdict: "hold", replicas: { ready: 2, desired: 2 }, missing: [] });
    const shaped = await eventWith(
      "a measured shape",
      ({ demand, missing }) => missing.length === 0 && (demand?.inputTokensPerRequest ?? null) !== null,
    );
    expect(shaped.data.demand?.inputTokensPerRequest).toBeCloseTo(1000);
    expect(shaped.data.demand?.requestsPerSecond).toBeGreaterThan(4);

    await stop();
    await start();
    // The last words before the restart may still be on their way to this listener.
    const { epoch } = shaped.data.decision;
    const isLater = ({ data }: Recommendation): boolean => data.decision.epoch > epoch;
    const repeated = await until("the first event after the restart", () => world.events.find(isLater));
    const last = world.events.findLast((event) => !isLater(event));
    expect(repeated.data.decision).toMatchObject({ heartbeat: true, id: last?.data.decision.id });
    expect(repeated.data.decision.epoch).toBe((last?.data.decision.epoch ?? 0) + 1);
    expect(repeated.data.replicas.currentTarget).toBe(last?.data.replicas.desired);
  }, 120_000);

  test("rising load asks for more, and metrics and readiness say so", async () => {
    const { address } = await start();
    for (const agent of agents) agent.rate = 30;
    const up = await eventWith("scale-up", ({ verdict }) => verdict === "scale-up");
    expect(up.data.reason.code).toBe("demand-above-load-line");
    expect(up.data.replicas.desired).toBeGreaterThan(2);
    expect(up.data.change.usdPerHour).toBeGreaterThan(0);
    await eventWith("pending replicas", ({ replicas }) => replicas.pending > 0);

    const metrics = await bodyOf(address, "/metrics");
    expect(metrics).toContain(`loadline_ready_replicas{cluster="${cluster}",deployment="${deployment}"} 2`);
    expect(metrics).toMatch(/loadline_model_error_ratio\{[^}]*quantity="inter_token_latency"/);
    expect(JSON.parse(await bodyOf(address, "/readyz"))).toMatchObject({ ready: true, missing: [] });
    const { deployments, nodes } = JSON.parse(await bodyOf(address, "/api/v1/deployments"));
    expect(deployments).toMatchObject([{ deployment, replicas: { ready: 2 } }]);
    expect(nodes.length).toBe(2);
  }, 120_000);

  test("a silent node holds the count, is named, and never drains anything, even when load falls to zero", async () => {
    const { address } = await start();
    const [, silenced] = agents;
    if (silenced !== undefined) silenced.silent = true;
    const blind = await eventWith("hold", ({ missing }) => missing.some(({ input }) => input.includes("node-2")));
    expect(blind.data.verdict).toBe("hold");
    expect(blind.data.reason.code).toBe("telemetry-missing");
    expect(blind.data.reason.message).toContain("node node-2");
    expect(blind.data.replicas.ready).toBeNull();
    for (const agent of agents) agent.rate = 0;
    // Longer than the stabilisation window, after which a known low load would drain.
    await sleep(4_000);
    expect(world.events.slice(mark).map(({ data }) => data.verdict)).not.toContain("scale-down");
    const dark = await bodyOf(address, "/metrics");
    expect(dark).not.toMatch(/^loadline_(ready_replicas|demand_requests_per_second|headroom_ratio)\{/m);
    expect(dark).toMatch(/^loadline_decision_blocked\{.*reason="telemetry-missing"\} 1$/m);
    if (silenced !== undefined) silenced.silent = false;
  }, 120_000);

  test("a known zero drains, step by step, once the window was seen", async () => {
    await start();
    for (const agent of agents) agent.rate = 0;
    const down = await eventWith("scale-down", ({ verdict }) => verdict === "scale-down");
    expect(down.data.reason.code).toBe("demand-below-load-line");
    expect(down.data.demand?.requestsPerSecond).toBeLessThan(1);
    expect(down.data.missing).toEqual([]);
  }, 120_000);

  test("what is no telemetry of this cluster is counted by its reason and changes nothing", async () => {
    const { address } = await start();
    const telemetry = subject({ kind: "telemetry", cluster, name: "node-1" });
    const at = systemClock();
    await world.client.publish(telemetry, "{");
    await world.client.publish(telemetry, JSON.stringify({ v: 2 }));
    await world.client.publish(telemetry, JSON.stringify({ v: 1, bootId: "boot-0000" }));
    await world.client.publish(telemetry, encode(syntheticTelemetry({ seq: 1, sampledAt: at + 3_600, engines: [] })));
    await world.client.publish(telemetry, encode(syntheticTelemetry({ seq: 1, sampledAt: at - 60, engines: [] })));
    for (const reason of ["not-json", "unknown-version", "schema", "future-dated", "old-boot"]) {
      await until(`a rejection for ${reason}`, async () => {
        const metrics = await bodyOf(address, "/metrics");
        return metrics.includes(`{kind="telemetry",reason="${reason}"} 1`) ? true : undefined;
      });
    }
  }, 120_000);

  test("a refusal by an actuator backs off and says that the pool has no room", async () => {
    await start();
    for (const agent of agents) agent.rate = 30;
    const up = await eventWith("scale-up", ({ verdict }) => verdict === "scale-up");
    const answer = { v: 1, outcome: "refused", at: systemClock(), replicas: 2, detail: "no GPUs free" } as const;
    await publishFeedback(
      world.client,
      { cluster, deployment },
      { ...answer, decisionId: up.data.decision.id, actuator: "test" },
    );
    const told = await eventWith("a pool without room", ({ reason }) => reason.code === "pool-exhausted");
    expect(told.data).toMatchObject({ verdict: "hold", bindingLimit: "pool" });
    expect(told.data.replicas.pending).toBe(0);
  }, 120_000);

  test("a broker that dies and comes back is consumed and spoken to again", async () => {
    const { address } = await start();
    await until("an event of this process", () => world.events[mark]);
    await world.server.restart();
    const back = Date.now() / 1000;
    await until("a complete view of samples from after the restart", async () => {
      const { deployments, nodes } = JSON.parse(await bodyOf(address, "/api/v1/deployments"));
      const fresh = nodes.every(({ sampledAt }: { sampledAt: number }) => sampledAt > back);
      return fresh && deployments[0]?.replicas.ready === 2 ? true : undefined;
    });
    await until("an event from after the restart", () =>
      world.events.find(({ time }) => Date.parse(time) / 1000 > back),
    );
    const said = world.events.map(({ id }) => id);
    expect(new Set(said).size).toBe(said.length);
  }, 120_000);

  test("a writer that another one has overtaken is refused by the broker and falls silent", async () => {
    const { address } = await start();
    const last = await until("an event of this process", () => world.events[mark]);
    const { decision } = last.data;
    const foreign: Recommendation = {
      ...last,
      id: crypto.randomUUID(),
      data: { ...last.data, decision: { ...decision, id: "foreign", epoch: decision.epoch + 5, revision: 900 } },
    };
    await publishRecommendation(world.client, foreign);
    await until("a refused publish", async () => {
      const metrics = await bodyOf(address, "/metrics");
      return /^loadline_publish_failures_total\{.*\} 1$/m.test(metrics) ? true : undefined;
    });
    const after = world.events.slice(world.events.findIndex(({ id }) => id === foreign.id) + 1);
    expect(after).toEqual([]);
  }, 120_000);
});

describe("without its streams", () => {
  test("the recommender names the missing stream and leaves no connection behind", async () => {
    const server = await startTestNatsServer();
    const folder = await mkdtemp(join(tmpdir(), "loadline-plan-"));
    await writeFile(join(folder, "plan.yaml"), planText);
    try {
      const config = RecommenderConfig.parse({
        server: server.url,
        plan: join(folder, "plan.yaml"),
        listen: "127.0.0.1:0",
      });
      const started = startRecommender({ config, clock: systemClock, logger: pino({ level: "silent" }) });
      await expect(started).rejects.toMatchObject({ code: "LL_STREAM_MISSING" });
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
