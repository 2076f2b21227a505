import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode, type Recommendation, subject } from "@loadline/protocol";
import { publishFeedback, publishRecommendation } from "@loadline/runtime/nats";
import { startTestNatsServer } from "@loadline/servers";
import { DiscardPolicy, jetstreamManager } from "@nats-io/jetstream";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startRecommender } from "../src/recommender.ts";
import { systemClock } from "../src/settings/clock.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { cluster, deployment } from "./fake-agent.ts";
import { eventually, Lab, planText, storedSample } from "./lab.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

const timeout = 120_000;

describe("the recommender on a real broker", { timeout }, () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await Lab.open();
    lab.rate = 3;
  }, timeout);
  afterEach(() => lab.close(), timeout);

  test("a stationary load holds, and a restart repeats the decision instead of taking a new one", async () => {
    await lab.start();
    const holds = await lab.until(
      "a measured shape",
      ({ reason, demand }) => reason.code === "within-load-line" && demand?.inputTokensPerRequest != null,
    );
    expect(holds.data).toMatchObject({ verdict: "hold", replicas: { ready: 2, desired: 2 }, missing: [] });
    expect(holds.data.demand?.inputTokensPerRequest).toBeCloseTo(1000);
    expect(holds.data.demand?.requestsPerSecond).toBeCloseTo(6, 1);

    await lab.stop();
    const { epoch } = holds.data.decision;
    await lab.start();
    const repeated = await lab.until("a later epoch", ({ decision }) => decision.epoch > epoch);
    const last = lab.world.events.findLast(({ data }) => data.decision.epoch === epoch);
    expect(repeated.data.decision).toMatchObject({ heartbeat: true, id: last?.data.decision.id, epoch: epoch + 1 });
    expect(repeated.data.replicas.currentTarget).toBe(last?.data.replicas.desired);
  });

  test("rising load asks for more, and metrics and readiness report it", async () => {
    await lab.start();
    lab.rate = 30;
    const up = await lab.until("scale-up", ({ verdict }) => verdict === "scale-up");
    expect(up.data.reason.code).toBe("demand-above-load-line");
    expect(up.data.replicas.desired).toBeGreaterThan(2);
    await lab.until("pending replicas", ({ replicas }) => replicas.pending > 0);
    const paid = await lab.until("a known change", ({ change }) => change.usdPerHour !== null);
    expect(paid.data.change.usdPerHour).toBeGreaterThanOrEqual(0);

    const metrics = await lab.metricsWith(/loadline_model_error_ratio\{[^}]*quantity="inter_token_latency"/);
    expect(metrics).toContain(`loadline_ready_replicas{cluster="${cluster}",deployment="${deployment}"} 2`);
    expect(JSON.parse(await lab.read("/readyz"))).toMatchObject({ ready: true, missing: [] });
    const { deployments, nodes } = await lab.describe();
    expect(deployments).toMatchObject([{ deployment, replicas: { ready: 2 } }]);
    expect(nodes.length).toBe(2);
  });

  test("readiness follows the store of the lease: full, gone, and there again", async () => {
    await lab.start({ leaseSeconds: 5 });
    const missing = async (): Promise<boolean> => {
      const body = JSON.parse(await lab.read("/readyz")) as { readonly missing: readonly string[] };
      return body.missing.some((one) => one.startsWith("lease store: "));
    };
    expect(await missing()).toBe(false);
    const { streams } = await jetstreamManager(lab.world.connection);
    const { config } = await streams.info("KV_loadline_leases");
    // What a full disk answers: reads go on, and nothing is written.
    await streams.update("KV_loadline_leases", { ...config, max_bytes: 1, discard: DiscardPolicy.New });
    await eventually(async () => (await missing()) || undefined);
    await streams.update("KV_loadline_leases", config);
    await eventually(async () => !(await missing()) || undefined);
    await streams.delete("KV_loadline_leases");
    await eventually(async () => (await missing()) || undefined);
  });

  test("a stale node holds the count, is named, and nothing drains, even when load falls to zero", async () => {
    await lab.start();
    await lab.run(60);
    lab.agents[1].stopped = true;
    const blind = await lab.until("node-2 missing", ({ missing }) =>
      missing.some(({ input }) => input.includes("node-2")),
    );
    expect(blind.data).toMatchObject({ verdict: "hold", reason: { code: "telemetry-missing" } });
    expect(blind.data.reason.message).toContain("node node-2");
    expect(blind.data.replicas.ready).toBeNull();
    lab.rate = 0;
    // Longer than the stabilisation window, after which a known low load would drain.
    await lab.run(120);
    expect(lab.events.map(({ data }) => data.verdict)).not.toContain("scale-down");
    const metrics = await lab.read("/metrics");
    expect(metrics).not.toMatch(/^loadline_(ready_replicas|demand_requests_per_second|headroom_ratio)\{/m);
    expect(metrics).toMatch(/^loadline_decision_blocked\{.*reason="telemetry-missing"\} 1$/m);
  });

  test("a known zero drains, step by step, once the window was seen", async () => {
    await lab.start();
    lab.rate = 30;
    await lab.until("scale-up", ({ verdict }) => verdict === "scale-up");
    lab.rate = 0;
    const down = await lab.until("scale-down", ({ verdict }) => verdict === "scale-down");
    expect(down.data.reason.code).toBe("demand-below-load-line");
    expect(down.data.demand?.requestsPerSecond).toBeLessThan(1);
    expect(down.data.missing).toEqual([]);
  });

  test("what is no telemetry of this cluster is counted by its reason and changes nothing", async () => {
    await lab.start();
    await lab.run(30);
    const node = lab.agents[0].node;
    const telemetry = subject({ kind: "telemetry", cluster, name: node });
    const dated = (sampledAt: number) => encode(syntheticTelemetry({ seq: 1, sampledAt, engines: [] }));
    const rejected: Readonly<Record<string, string | Uint8Array>> = {
      "not-json": "{",
      "unknown-version": JSON.stringify({ v: 2 }),
      schema: JSON.stringify({ v: 1, bootId: "boot-0000" }),
      "future-dated": dated(lab.now + 3_600),
      "old-boot": dated(lab.now - 60),
    };
    for (const [reason, message] of Object.entries(rejected)) {
      await lab.world.client.publish(telemetry, message);
      await eventually(async () => {
        const metrics = await lab.read("/metrics");
        return metrics.includes(`{kind="telemetry",reason="${reason}"} 1`) || undefined;
      });
    }
    const { nodes } = await lab.describe();
    expect(nodes.find((one) => one.node === node)?.sampledAt).toBeLessThanOrEqual(lab.now);
  });

  test("feedback of a leaked credential cannot stop growth", async () => {
    await lab.start();
    lab.rate = 12;
    const up = await lab.until("scale-up", ({ verdict }) => verdict === "scale-up");
    const answer = { v: 1, outcome: "refused", at: lab.now, replicas: 2, detail: "no GPUs free" } as const;
    await publishFeedback(
      lab.world.client,
      { cluster, deployment },
      { ...answer, decisionId: up.data.decision.id, actuator: "test" },
    );
    await eventually(async () =>
      (await lab.read("/metrics")).includes('loadline_messages_received_total{kind="feedback"} 1') ? true : undefined,
    );
    lab.rate = 30;
    const { desired } = up.data.replicas;
    const more = await lab.until("more growth", ({ replicas }) => (replicas.desired ?? 0) > (desired ?? 0));
    expect(more.data).toMatchObject({ verdict: "scale-up", reason: { code: "demand-above-load-line" } });
    expect(lab.events.map(({ data }) => data.reason.code)).not.toContain("pool-exhausted");
    expect(more.data.evidence.find(({ input }) => input === "feedback")?.value).toBe(
      `refused by test, decision ${up.data.decision.id}: no GPUs free`,
    );
  });

  test("a broker that dies and comes back is consumed and published to again", async () => {
    await lab.start();
    await lab.run(30);
    await lab.world.server.restart();
    const restarted = lab.now;
    await storedSample(lab.agents[0]);
    const after = await lab.until("two ready replicas after the restart", () =>
      lab.events.some(({ time, data }) => Date.parse(time) / 1000 > restarted && data.replicas.ready === 2),
    );
    expect(after.data.target.deployment).toBe(deployment);
    const ids = lab.world.events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a writer that another one has overtaken is refused by the broker and stops publishing", async () => {
    await lab.start();
    const last = await lab.until("any", () => true);
    const { decision } = last.data;
    const foreign: Recommendation = {
      ...last,
      id: crypto.randomUUID(),
      data: { ...last.data, decision: { ...decision, id: "foreign", epoch: decision.epoch + 5, revision: 900 } },
    };
    await publishRecommendation(lab.world.client, foreign);
    lab.rate = 30;
    await lab.run(30);
    expect(await lab.read("/metrics")).toMatch(/^loadline_publish_failures_total\{.*\} 1$/m);
    await eventually(() => lab.world.events.find(({ id }) => id === foreign.id));
    const after = lab.world.events.slice(lab.world.events.findIndex(({ id }) => id === foreign.id) + 1);
    expect(after).toEqual([]);
  });
});

test(
  "without its streams the recommender names the missing one and leaves no connection behind",
  async () => {
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
  },
  timeout,
);
