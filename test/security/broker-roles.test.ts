import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AccessPolicy, passwordVariable, type User, usersOf } from "@loadline/protocol";
import { ensureStreams, storedMessages } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, headers, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const folder = join(repositoryRoot, "deploy/nats");
const policy = AccessPolicy.parse(JSON.parse(readFileSync(join(folder, "policy.json"), "utf8")));
const users = usersOf(policy).filter(({ user }) => user !== "admin");
const of = (kind: string, name: string): string => `loadline.v1.${kind}.prod-eu.${name}`;

/** Subjects of the control account, and who may publish on each. */
const writers: Readonly<Record<string, readonly string[]>> = {
  [of("telemetry", "gpu-node-1")]: ["gpu-node-1"],
  [of("telemetry", "gpu-node-2")]: ["gpu-node-2"],
  [of("inventory", "gpu-node-1")]: ["gpu-node-1"],
  [of("health", "gpu-node-2")]: ["gpu-node-2"],
  [of("recommendation", "chat")]: ["recommender"],
  [of("feedback", "chat")]: ["actuator"],
  "loadline.v1.recommendation.other.chat": [],
  "loadline.v1.telemetry.other.gpu-node-1": [],
  "$KV.loadline_leases.prod-eu": ["recommender"],
  "$KV.loadline_leases.prod-eu.0of3": ["recommender"],
  "$KV.loadline_leases.other": [],
  "$KV.loadline_checkpoints.prod-eu.chat.state": ["recommender"],
  "$KV.loadline_plans.prod-eu": ["planner"],
  "$KV.loadline_plans.other": [],
  "$JS.API.STREAM.MSG.GET.KV_loadline_plans": ["recommender", "planner", "panel"],
  "$JS.API.DIRECT.GET.LOADLINE_TELEMETRY": ["recommender", "panel"],
  "$JS.API.DIRECT.GET.LOADLINE_RECOMMENDATIONS": ["recommender", "actuator", "planner", "panel"],
  "$JS.API.CONSUMER.CREATE.LOADLINE_TELEMETRY": ["recommender"],
  "$JS.API.CONSUMER.CREATE.LOADLINE_RECOMMENDATIONS": ["recommender"],
  "$JS.API.CONSUMER.DURABLE.CREATE.LOADLINE_TELEMETRY.x": [],
  "$JS.API.CONSUMER.NAMES.LOADLINE_TELEMETRY": [],
  "$JS.API.CONSUMER.LIST.LOADLINE_TELEMETRY": [],
  "$JS.API.STREAM.CREATE.EVIL": [],
  "$JS.API.STREAM.UPDATE.LOADLINE_TELEMETRY": [],
  "$JS.API.STREAM.DELETE.LOADLINE_TELEMETRY": [],
  "$JS.API.STREAM.PURGE.LOADLINE_RECOMMENDATIONS": [],
  "$JS.API.STREAM.MSG.DELETE.LOADLINE_RECOMMENDATIONS": [],
  "_INBOX_recommender.x": [],
};
const targets = Object.keys(writers);

/** What a request asks for, so that its reply carries something; a consumer of its own for each delivery subject. */
const requestFor = (subject: string, target: string): string => {
  const stream = /\.(LOADLINE_[A-Z]+|KV_[a-z_]+)(\.|$)/.exec(subject)?.[1] ?? "";
  const [name] = /evil\d+$/.exec(subject) ?? [];
  const config = { name, ack_policy: "none", deliver_policy: "all", deliver_subject: target };
  if (subject.includes(".CONSUMER.CREATE.")) return JSON.stringify({ stream_name: stream, config });
  return subject.includes("MSG.NEXT") ? "1" : JSON.stringify({ seq: 1 });
};

let made = 0;
const concrete = (pattern: string): string =>
  pattern.replace(/\*/g, "chat").replace(/>$/, () => {
    made += 1;
    return `evil${made}`;
  });

describe("roles at the broker", () => {
  let server: TestNatsServer;
  let admin: NatsConnection;
  const open = new Map<string, NatsConnection>();
  /** Payloads by subject, as the control account sees them. */
  let reached: { subject: string; payload: string }[] = [];

  const as = (user: string): Promise<NatsConnection> =>
    connect({ servers: server.url, user, pass: `secret-${user}`, inboxPrefix: `_INBOX_${user}` });
  const connectionOf = (user: string): NatsConnection => open.get(user) as NatsConnection;

  beforeAll(async () => {
    const environment = Object.fromEntries(
      usersOf(policy).map(({ user }) => [passwordVariable(user), `secret-${user}`]),
    );
    server = await startTestNatsServer({ config: join(folder, "nats-server.conf"), environment });
    admin = await as("admin");
    await ensureStreams(admin);
    for (const { user } of users) open.set(user, await as(user));
    for (const subject of targets.filter((one) => !one.startsWith("$JS") && !one.startsWith("_INBOX"))) {
      const owner = writers[subject]?.[0];
      if (owner !== undefined) await jetstream(connectionOf(owner)).publish(subject, `genuine ${subject}`);
    }
    admin.subscribe(">", {
      callback: (_, message) => void reached.push({ subject: message.subject, payload: message.string() }),
    });
    await admin.flush();
  });
  afterAll(async () => {
    for (const connection of [...open.values(), admin]) await connection.close();
    await server.stop();
  });

  const cells = users.flatMap(({ user }) =>
    targets.map((target) => ({ user, target, may: writers[target]?.includes(user) })),
  );

  test.each(cells)("$user publishing on $target reaches it: $may", async ({ user, target, may }) => {
    reached = [];
    const marker = `${user} was here`;
    connectionOf(user).publish(target, marker);
    await connectionOf(user).flush();
    await admin.flush();
    expect(reached.some(({ subject, payload }) => subject === target && payload === marker)).toBe(may);
  });

  const listens: Readonly<Record<string, readonly string[]>> = {
    ">": [],
    [of("telemetry", "*")]: [],
    [of("recommendation", "*")]: [],
    [of("recommendation", "chat")]: [],
    "_INBOX.>": [],
    "_R_.>": [],
    "_INBOX_recommender.>": ["recommender"],
    "$JS.API.>": [],
    "$KV.>": [],
  };
  test.each(
    users.flatMap(({ user }) =>
      Object.entries(listens).map(([subject, by]) => ({ user, subject, may: by.includes(user) })),
    ),
  )("$user subscribing to $subject: $may", async ({ user, subject, may }) => {
    const refused: unknown[] = [];
    const subscription = connectionOf(user).subscribe(subject, {
      callback: (error) => void (error === null || refused.push(error)),
    });
    await connectionOf(user).flush();
    await connectionOf(user).flush();
    subscription.unsubscribe();
    expect(refused.length === 0).toBe(may);
  });

  /** Every request that a user may make, with every subject that it may not publish on as reply and as delivery subject. */
  const attack = async ({ user, publish }: User): Promise<void> => {
    const connection = connectionOf(user);
    const forbidden = targets.filter((target) => !writers[target]?.includes(user));
    for (const pattern of publish) {
      for (const reply of forbidden) {
        const subject = concrete(pattern);
        connection.publish(subject, requestFor(subject, reply), { reply });
      }
    }
    await connection.flush();
    // A consumer becomes active once somebody subscribes to exactly what it delivers to: whoever may.
    for (const other of open.values()) {
      for (const target of forbidden) other.subscribe(target, { callback: () => undefined });
      await other.flush();
    }
    const [own = ""] = publish;
    const barrier = own.startsWith("loadline.v1") ? own.replace("*", "chat") : "$JS.API.INFO";
    for (let times = 0; times < 5; times += 1) await connection.request(barrier, "{}", { timeout: 5_000 });
    // A stream may answer before the last message is on its way to everybody else.
    await connection.flush();
    await admin.flush();
  };

  test.each(users)("$user reaches by replies and consumers nothing that it may not publish on", async (one) => {
    reached = [];
    await attack(one);
    const forbidden = targets.filter((target) => !writers[target]?.includes(one.user));
    expect(reached.filter(({ subject }) => forbidden.includes(subject)).map(({ subject }) => subject)).toEqual([]);
  });

  test("after all of it the plan, the lease and the other node's telemetry are those of their writers", async () => {
    const manager = await jetstreamManager(admin);
    const last = async (stream: string, subject: string): Promise<string | undefined> =>
      (await manager.streams.getMessage(stream, { last_by_subj: subject }))?.string();
    expect(await last("LOADLINE_TELEMETRY", of("telemetry", "gpu-node-2"))).toMatch(
      /^(gpu-node-2 was here|\{|genuine)/,
    );
    expect(await last("KV_loadline_plans", "$KV.loadline_plans.prod-eu")).toMatch(/^(planner was here|\{|genuine)/);
    expect((await manager.streams.info("LOADLINE_RECOMMENDATIONS")).state.first_seq).toBe(1);
    expect((await manager.streams.info("LOADLINE_RECOMMENDATIONS")).state.num_deleted ?? 0).toBe(0);
  });

  test.each(["planner", "recommender"])(
    "no header lets the %s delete what belongs to another cluster",
    async (user) => {
      const subjects = usersOf(policy)
        .find((one) => one.user === user)
        ?.publish.filter((one) => one.startsWith("$KV."));
      const manager = await jetstreamManager(admin);
      for (const subject of subjects ?? []) {
        const other = concrete(subject).replace("prod-eu", "other");
        await jetstream(admin).publish(other, "of another cluster");
        for (const how of ["all", "sub"]) {
          const sent = headers();
          sent.set("Nats-Rollup", how);
          const published = jetstream(connectionOf(user)).publish(concrete(subject), "x", { headers: sent });
          await expect(published).rejects.toThrow("rollup not permitted");
        }
        const stored = await manager.streams.getMessage(`KV_${subject.split(".")[1]}`, { last_by_subj: other });
        expect(stored?.string()).toBe("of another cluster");
      }
    },
  );

  test("without a password nobody comes in", async () => {
    await expect(connect({ servers: server.url, maxReconnectAttempts: 0 })).rejects.toThrow();
    await expect(connect({ servers: server.url, user: "panel", pass: "x", maxReconnectAttempts: 0 })).rejects.toThrow();
  });

  test("no ids of an agent's messages stay in the broker's memory: their streams have the shortest window", async () => {
    const manager = await jetstreamManager(admin);
    for (const kind of ["TELEMETRY", "INVENTORY", "HEALTH"]) {
      const { config } = await manager.streams.info(`LOADLINE_${kind}`);
      // nats-server takes no less; 0 is its default of two minutes.
      expect([kind, config.duplicate_window]).toEqual([kind, 100_000_000]);
    }
  });

  test("an agent's sample is acknowledged, and the recommender reads it", async () => {
    const subject = of("telemetry", "gpu-node-1");
    await jetstream(connectionOf("gpu-node-1")).publish(subject, "sample");
    const manager = await jetstreamManager(connectionOf("recommender"));
    expect((await manager.streams.getMessage("LOADLINE_TELEMETRY", { last_by_subj: subject }))?.string()).toBe(
      "sample",
    );
  });

  test.each(["recommender", "panel", "planner", "actuator"])(
    "%s follows recommendations by sequence, from the first and from the latest on",
    async (user) => {
      for (const from of ["all", "latest"] as const) {
        const end = new AbortController();
        const settings = {
          kind: "recommendation",
          cluster: "prod-eu",
          from,
          follow: true,
          signal: end.signal,
        } as const;
        const next = storedMessages(connectionOf(user), settings);
        expect((await next.next()).value?.subject).toBe(of("recommendation", "chat"));
        const live = `${from}, live for ${user}`;
        await jetstream(connectionOf("recommender")).publish(of("recommendation", "chat"), live);
        let text = "";
        while (text !== live) text = new TextDecoder().decode((await next.next()).value?.data);
        end.abort();
      }
    },
  );
});
