import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encode, type Recommendation, subject } from "@loadline/protocol";
import { newSigningKeyPair, parseVerifyingKey, verifyRecommendation } from "@loadline/protocol/signature";
import { connectNats, ensureStreams, requireStreams } from "@loadline/runtime/nats";
import { startTestNatsServer } from "@loadline/servers";
import { jetstreamManager } from "@nats-io/jetstream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createStreams } from "../src/open-parts.ts";
import type { Recommender } from "../src/recommender.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { cluster, deployment } from "./fake-agent.ts";
import { eventually, Lab } from "./lab.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

const timeout = 120_000;

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.open();
  lab.rate = 3;
}, timeout);
afterEach(() => lab.close(), timeout);

const metricsOf = async ({ address }: Recommender): Promise<string> =>
  (await fetch(`http://${address}/metrics`)).text();

/** Value of a counter with these labels; 0 while it has none. */
const counted = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\d+)$`, "m").exec(await lab.read("/metrics"))?.[1] ?? 0);

const deleteStreams = async (...names: readonly string[]): Promise<void> => {
  const manager = await jetstreamManager(lab.world.connection);
  for (const name of names) await manager.streams.delete(name);
  await ensureStreams(lab.world.connection);
};

/** Ten minutes of samples of two nodes at 3 requests/s each, one a second, ending now. */
const publishBacklog = async (): Promise<void> => {
  const seconds = 600;
  const sends = Array.from({ length: seconds }, (_, second) =>
    ["node-1", "node-2"].map((node) => {
      const finished = second * 3;
      const work = { finished, promptTokens: finished * 1000, generatedTokens: finished * 200 };
      const engines = [{ id: `${node}-0`, deployment, ...work }];
      const sample = syntheticTelemetry({ seq: second, sampledAt: lab.now - seconds + second + 1, engines });
      return lab.world.client.publish(subject({ kind: "telemetry", cluster, name: node }), encode(sample));
    }),
  );
  await Promise.all(sends.flat());
};

describe("a recommender on a real broker", { timeout }, () => {
  test("ten minutes of backlog are caught up before anything is decided, and no decision rests on stale data", async () => {
    await publishBacklog();
    await lab.start();
    const first = await eventually(() => lab.events[0]);
    // Everything was counted: the demand of the last window, not that of the first sample taken.
    expect(first.data.demand?.requestsPerSecond).toBeCloseTo(6, 0);
    expect(first.data.replicas.ready).toBe(2);
    // Ten minutes are not enough to have erred often, and the event has it so; the level was learnt from all of them.
    expect(first.data.forecast?.basis).toBe("assumed");
    expect(first.data.forecast?.quantiles[0]?.requestsPerSecond).toBeCloseTo(6, 0);
    expect(first.data.verdict).not.toBe("scale-down");
    expect(Math.max(...first.data.evidence.map(({ ageSeconds }) => ageSeconds ?? 0))).toBeLessThan(30);
  });

  test("a standby publishes nothing, exposes no counts, and takes over when the leader stops", async () => {
    const leader = await lab.start({ leaseSeconds: 1 });
    await eventually(async () => (await metricsOf(leader)).includes('loadline_leader{cluster="lab"} 1') || undefined);
    const standby = await lab.start({ leaseSeconds: 1 });
    const idle = await eventually(async () => {
      const text = await metricsOf(standby);
      return text.includes("loadline_leader{") ? text : undefined;
    });
    expect(idle).toContain('loadline_leader{cluster="lab"} 0');
    expect(idle).not.toContain("loadline_verdict{");
    const before = await eventually(() => lab.world.events.at(-1));
    await leader.stop();
    const { epoch } = before.data.decision;
    const next = await eventually(() => lab.world.events.find(({ data }) => data.decision.epoch > epoch));
    expect(next.data.decision.epoch).toBe(epoch + 1);
  });

  test("what was asked for and the demand since the checkpoint are there after a restart", async () => {
    lab.rate = 30;
    await lab.start();
    const up = await lab.until("a scale-up", ({ verdict }) => verdict === "scale-up");
    await lab.until("it as target", ({ replicas }) => replicas.currentTarget === up.data.replicas.desired);
    await lab.stop();
    // A rise may ask for more in a second step; the last event is what stands.
    const asked = lab.world.events.at(-1)?.data.replicas.desired;
    await lab.start();
    const next = await eventually(() => lab.events.find(({ data }) => data.replicas.ready !== null));
    expect(next.data.replicas.currentTarget).toBe(asked);
    expect(asked).toBeGreaterThanOrEqual(up.data.replicas.desired ?? Number.NaN);
    expect(next.data.demand?.requestsPerSecond).toBeGreaterThan(30);
  });

  test("a telemetry stream that is deleted and made anew is followed again, and nothing falls for a window", async () => {
    lab.rate = 30;
    await lab.start();
    await lab.until("a scale-up", ({ verdict }) => verdict === "scale-up");
    lab.rate = 0;
    await lab.until("fewer that would do", ({ reason }) => reason.code === "stabilising");
    await deleteStreams("LOADLINE_TELEMETRY");
    const regressions = 'loadline_stream_regressions_total\\{kind="telemetry"\\}';
    await eventually(async () => (await counted(regressions)) === 1 || undefined);
    const before = lab.events.length;
    await lab.run(15);
    expect(lab.events.slice(before).map(({ data }) => data.verdict)).not.toContain("scale-down");
    await lab.until("a scale-down after that", ({ verdict }) => verdict === "scale-down");
  });

  test("with a key every event is signed, and the verifier takes it", async () => {
    const pair = newSigningKeyPair();
    const signingKey = join(lab.world.folder, "key.pem");
    await writeFile(signingKey, pair.privateKey, { mode: 0o600 });
    await lab.start({ signingKey });
    const event = await eventually(() => lab.events[0]);
    const outcome = verifyRecommendation(
      { subject: event.subject, data: encode(event) },
      { keys: [parseVerifyingKey(pair.publicKey)], now: lab.now, accepted: new Map() },
    );
    expect(outcome.kind).toBe("accepted");
  });

  test("one that only advises publishes nothing, and decides on what really runs", async () => {
    lab.rate = 30;
    await lab.start({ shadow: true });
    await lab.run(30);
    const { events } = JSON.parse(await lab.read(`/api/v1/deployments/${deployment}/history`));
    const advised = events.find(({ data }: Recommendation) => data.verdict === "scale-up");
    expect(advised.data.replicas).toMatchObject({ pending: 0, currentTarget: null });
    expect(lab.world.events).toEqual([]);
  });

  test("the other streams are received again after they were deleted and made anew", async () => {
    await lab.start();
    const received = () => counted('loadline_messages_received_total\\{kind="feedback"\\}');
    const send = () =>
      lab.world.client.publish(
        subject({ kind: "feedback", cluster, name: deployment }),
        new TextEncoder().encode("{}"),
      );
    for (let times = 0; times < 5; times += 1) await send();
    await eventually(async () => (await received()) === 5 || undefined);
    await deleteStreams("LOADLINE_FEEDBACK", "LOADLINE_RECOMMENDATIONS");
    const from = lab.now;
    await send();
    await eventually(async () => (await received()) >= 6 || undefined);
    await lab.run(40);
    await eventually(async () => {
      const { events } = JSON.parse(await lab.read(`/api/v1/deployments/${deployment}/history?limit=1`));
      return Date.parse(events[0]?.time ?? "") / 1000 > from || undefined;
    });
  });
});

describe("streams", () => {
  test("streams and buckets are created, and a second time changes nothing", async () => {
    const server = await startTestNatsServer();
    try {
      const config = RecommenderConfig.parse({ server: server.url, plan: "kv:prod-eu" });
      await createStreams(config);
      await createStreams(config);
      const connection = await connectNats({ server: server.url, name: "test" });
      await expect(requireStreams(connection)).resolves.toBeUndefined();
      await connection.close();
    } finally {
      await server.stop();
    }
  });

  test("a broker that does not answer is named", async () => {
    const config = RecommenderConfig.parse({ server: "nats://127.0.0.1:9", plan: "kv:prod-eu" });
    await expect(createStreams(config)).rejects.toMatchObject({ code: "LL_NATS_UNREACHABLE" });
  });
});
