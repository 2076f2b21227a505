import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AccessPolicy, encode, passwordVariable, Recommendation, subject, usersOf } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer, waitFor } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startRecommender } from "../src/recommender.ts";
import { systemClock } from "../src/settings/clock.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { planText } from "./lab.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

const deployFolder = fileURLToPath(new URL("../../../deploy/nats/", import.meta.url));
const node = "gpu-node-1";
const windowSeconds = 2;

let server: TestNatsServer;
let folder: string;

beforeEach(async () => {
  const policy = AccessPolicy.parse(JSON.parse(await readFile(join(deployFolder, "policy.json"), "utf8")));
  const environment = Object.fromEntries(usersOf(policy).map(({ user }) => [passwordVariable(user), `secret-${user}`]));
  server = await startTestNatsServer({ config: join(deployFolder, "nats-server.conf"), environment });
  folder = await mkdtemp(join(tmpdir(), "loadline-permissions-"));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const as = (user: string) =>
  connectNats({ server: server.url, name: user, user, password: `secret-${user}`, inboxPrefix: `_INBOX_${user}` });

test("with nothing but its own role it reads, leads, publishes and stores checkpoints", async () => {
  const admin = await as("admin");
  await ensureStreams(admin);
  const agent = await as(node);
  const telemetry = { kind: "telemetry", cluster: "prod-eu", name: node } as const;
  const engines = [{ id: "e0", deployment: "chat", finished: 10, promptTokens: 1, generatedTokens: 1 }];
  const sample = syntheticTelemetry({ seq: 0, sampledAt: systemClock() - windowSeconds, engines });
  await jetstream(agent).publish(subject(telemetry), encode(sample));
  await writeFile(join(folder, "plan.yaml"), planText.replace("cluster: lab", "cluster: prod-eu"));
  await writeFile(join(folder, "password"), "secret-recommender\n");
  const config = RecommenderConfig.parse({
    server: server.url,
    natsUser: "recommender",
    natsPasswordFile: join(folder, "password"),
    plan: join(folder, "plan.yaml"),
    intervalSeconds: 0.2,
    windowSeconds,
    listen: "127.0.0.1:0",
  });
  const recommender = await startRecommender({ config, clock: systemClock, logger: pino({ level: "silent" }) });
  const manager = await jetstreamManager(admin);
  const last = async (stream: string, bySubject: string): Promise<string | null> => {
    const found = await manager.streams.getMessage(stream, { last_by_subj: bySubject }).catch(() => null);
    return found?.string() ?? null;
  };
  const published = { kind: "recommendation", cluster: "prod-eu", name: "chat" } as const;
  const lastEvent = () => last("LOADLINE_RECOMMENDATIONS", subject(published));
  await waitFor(lastEvent, { what: "the recommendation" });
  await recommender.stop();
  const event = Recommendation.parse(JSON.parse((await lastEvent()) ?? "null"));
  expect(event.data.replicas.ready).toBe(1);
  expect(await last("KV_loadline_checkpoints", "$KV.loadline_checkpoints.prod-eu.chat.state")).toContain('"v":1');
  expect(await last("KV_loadline_leases", "$KV.loadline_leases.prod-eu")).toContain('"holder":null');
  await agent.close();
  await admin.close();
});
