import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection, PermissionViolationError } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureStreams } from "./ensure-streams.ts";
import { AccessPolicy, accountsOf, passwordVariable, renderNatsConfig } from "./roles.ts";

const folder = fileURLToPath(new URL("../../../../deploy/nats/", import.meta.url));
const policy = AccessPolicy.parse(JSON.parse(readFileSync(`${folder}policy.json`, "utf8")));
const config = `${folder}nats-server.conf`;
const users = accountsOf(policy).map(({ user }) => user);

test("the committed configuration is that of the policy", () => {
  const text = renderNatsConfig(policy);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(config, text);
  expect(existsSync(config) ? readFileSync(config, "utf8") : "").toBe(text);
});

test("a user in two roles is refused", () => {
  expect(() => accountsOf({ ...policy, readers: ["recommender"] })).toThrow(/each user in one role/);
});

describe("on a real server", () => {
  let server: TestNatsServer;
  const open = new Map<string, NatsConnection>();
  const refused = new Map<string, string[]>();

  const connectionOf = async (user: string): Promise<NatsConnection> => {
    const known = open.get(user);
    if (known !== undefined) return known;
    const made = await connect({ servers: server.url, user, pass: `secret-${user}`, inboxPrefix: `_INBOX_${user}` });
    open.set(user, made);
    refused.set(user, []);
    const watch = async (): Promise<void> => {
      for await (const status of made.status()) {
        if (status.type !== "error" || !(status.error instanceof PermissionViolationError)) continue;
        refused.get(user)?.push(`${status.error.operation} ${status.error.subject}`);
      }
    };
    void watch();
    return made;
  };

  beforeAll(async () => {
    const environment = Object.fromEntries(users.map((user) => [passwordVariable(user), `secret-${user}`]));
    server = await startTestNatsServer({ config, environment });
    await ensureStreams(await connectionOf("admin"));
  }, 60_000);
  afterAll(async () => {
    await Promise.all([...open.values()].map((one) => one.close()));
    await server.stop();
  });

  /** Whether the server lets it through; refusals of a publish come only as an event. */
  const mayPublish = async (user: string, subject: string): Promise<boolean> => {
    const connection = await connectionOf(user);
    const before = refused.get(user)?.length ?? 0;
    connection.publish(subject, "{}");
    await connection.flush();
    await sleep(10);
    return refused.get(user)?.length === before;
  };
  const maySubscribe = async (user: string, subject: string): Promise<boolean> => {
    const connection = await connectionOf(user);
    const before = refused.get(user)?.length ?? 0;
    const subscription = connection.subscribe(subject, { callback: () => undefined });
    await connection.flush();
    await sleep(10);
    subscription.unsubscribe();
    return refused.get(user)?.length === before;
  };

  const of = (kind: string, name: string): string => `loadline.v1.${kind}.prod-eu.${name}`;
  const publishes: readonly { subject: string; by: readonly string[] }[] = [
    { subject: of("telemetry", "gpu-node-1"), by: ["gpu-node-1"] },
    { subject: of("telemetry", "gpu-node-2"), by: ["gpu-node-2"] },
    { subject: of("inventory", "gpu-node-1"), by: ["gpu-node-1"] },
    { subject: of("health", "gpu-node-1"), by: ["gpu-node-1"] },
    { subject: of("recommendation", "chat"), by: ["recommender"] },
    { subject: of("feedback", "chat"), by: ["recommender", "actuator"] },
    { subject: "loadline.v1.recommendation.other.chat", by: [] },
    { subject: "loadline.v1.telemetry.other.gpu-node-1", by: [] },
    { subject: "$KV.loadline_leases.prod-eu", by: ["recommender"] },
    { subject: "$KV.loadline_checkpoints.prod-eu.chat.state", by: ["recommender"] },
    { subject: "$KV.loadline_leases.other", by: [] },
    { subject: "$KV.loadline_leases.prod-eu.0of3", by: ["recommender"] },
    { subject: "$KV.loadline_plans.prod-eu", by: ["planner"] },
    { subject: "$KV.loadline_plans.other", by: [] },
    { subject: "$JS.API.STREAM.MSG.GET.KV_loadline_plans", by: ["recommender", "panel", "planner"] },
    { subject: "$JS.API.STREAM.DELETE.LOADLINE_TELEMETRY", by: [] },
    { subject: "$JS.API.STREAM.PURGE.LOADLINE_RECOMMENDATIONS", by: [] },
    { subject: "$JS.API.STREAM.UPDATE.LOADLINE_TELEMETRY", by: [] },
    { subject: "$JS.API.CONSUMER.CREATE.LOADLINE_TELEMETRY", by: ["recommender", "panel"] },
    {
      subject: "$JS.API.CONSUMER.CREATE.LOADLINE_RECOMMENDATIONS",
      by: ["recommender", "panel", "actuator", "planner"],
    },
    { subject: "_INBOX_recommender.x", by: [] },
  ];
  const mortals = users.filter((user) => user !== "admin");
  const cells = publishes.flatMap(({ subject, by }) =>
    mortals.map((user) => ({ user, subject, may: by.includes(user) })),
  );

  test.each(cells)("$user publishing on $subject: $may", async ({ user, subject, may }) => {
    expect(await mayPublish(user, subject)).toBe(may);
  });

  const listens: readonly { subject: string; by: readonly string[] }[] = [
    { subject: ">", by: [] },
    { subject: of("telemetry", "*"), by: ["panel"] },
    { subject: of("recommendation", "*"), by: ["panel", "actuator", "planner"] },
    { subject: "_INBOX.>", by: [] },
    { subject: "_INBOX_recommender.>", by: ["recommender"] },
    { subject: "$JS.API.>", by: [] },
  ];
  const ears = listens.flatMap(({ subject, by }) => mortals.map((user) => ({ user, subject, may: by.includes(user) })));

  test.each(ears)("$user listening on $subject: $may", async ({ user, subject, may }) => {
    expect(await maySubscribe(user, subject)).toBe(may);
  });

  test("without a password nobody comes in", async () => {
    await expect(connect({ servers: server.url, maxReconnectAttempts: 0 })).rejects.toThrow();
    await expect(connect({ servers: server.url, user: "panel", pass: "x", maxReconnectAttempts: 0 })).rejects.toThrow();
  });

  test("an agent's sample is acknowledged and the recommender reads it", async () => {
    const subject = of("telemetry", "gpu-node-1");
    await jetstream(await connectionOf("gpu-node-1")).publish(subject, "{}");
    const manager = await jetstreamManager(await connectionOf("recommender"), { checkAPI: false });
    expect((await manager.streams.getMessage("LOADLINE_TELEMETRY", { last_by_subj: subject }))?.string()).toBe("{}");
  });
});
