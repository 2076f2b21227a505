import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AccessPolicy,
  passwordVariable,
  type Role,
  type RoleBudget,
  renderNatsConfig,
  roleBudgets,
  streamOf,
  subject,
  type User,
  usersOf,
} from "@loadline/protocol";
import { newSigningKeyPair } from "@loadline/protocol/signature";
import { ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { accountKey } from "../../apps/recommender/src/authenticator/account-key.ts";
import { StreamFollower } from "../../apps/recommender/src/broker/stream-follower.ts";

// What one credential costs the broker at most: each cost of each role in the budget table is tried with more than it allows.
const shipped = JSON.parse(readFileSync(join(repositoryRoot, "deploy/nats/policy.json"), "utf8"));
const issuer = accountKey(newSigningKeyPair().privateKey).publicKey;
// With an authenticator, whose role no other policy has.
const policy = AccessPolicy.parse({ ...shipped, nodeTokens: { issuer, serviceAccounts: ["loadline/loadline-agent"] } });
const users = usersOf(policy).filter(({ role }) => role !== null);
const folder = mkdtempSync(join(tmpdir(), "loadline-costs-"));
const config = join(folder, "nats-server.conf");

let server: TestNatsServer;
const open: NatsConnection[] = [];
const sockets: Socket[] = [];

const as = async (user: string): Promise<NatsConnection> => {
  const connection = await connect({
    servers: server.url,
    user,
    pass: `secret-${user}`,
    inboxPrefix: `_INBOX_${user}`,
    reconnect: false,
  });
  open.push(connection);
  return connection;
};

/** A client without a library, which may be as rude as it likes. @returns what the server answers until its first PONG or its end */
const rude = (user: string, commands = ""): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(server.url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    sockets.push(socket);
    let answer = "";
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
    socket.on("data", (data) => {
      answer += data.toString();
      if (answer.includes("PONG")) resolve(answer);
    });
    const login = JSON.stringify({ user, pass: `secret-${user}`, verbose: false, headers: true, protocol: 1 });
    socket.write(`CONNECT ${login}\r\n${commands}PING\r\n`);
  });

/** Tries again until the broker, which counts closed connections until it has noticed, answers so. */
const answers = (expected: RegExp, user: string, commands = ""): Promise<void> =>
  vi.waitFor(async () => expect(await rude(user, commands)).toMatch(expected), { timeout: 240_000, interval: 50 });

const admitted = /^(?!.*-ERR).*PONG/s;

const closeAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
  for (const socket of sockets.splice(0)) socket.destroy();
};

beforeAll(async () => {
  const environment = Object.fromEntries(usersOf(policy).map(({ user }) => [passwordVariable(user), `secret-${user}`]));
  writeFileSync(config, renderNatsConfig(policy));
  server = await startTestNatsServer({ config, environment });
  await ensureStreams(await as("admin"));
  await closeAll();
});
afterAll(async () => {
  await closeAll();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(closeAll);

const follow = async (kind: "telemetry" | "feedback", connection: NatsConnection) =>
  StreamFollower.open(
    { client: jetstream(connection), manager: await jetstreamManager(connection) },
    {
      kind,
      cluster: policy.cluster,
      start: { kind: "since", at: 0 },
      take: () => undefined,
      skipped: () => undefined,
    },
  );

const consumersOn = async (stream: string): Promise<readonly string[]> => {
  const { consumers } = await jetstreamManager(await as("admin"));
  return (await consumers.list(stream).next()).map(({ name }) => name);
};

const makeConsumers = async ({ user }: User, stream: string): Promise<void> => {
  const requests = Array.from({ length: 1_100 }, (_, at) => {
    const body = JSON.stringify({
      stream_name: stream,
      config: { name: `x${at}`, durable_name: `x${at}`, ack_policy: "none" },
    });
    return `PUB $JS.API.CONSUMER.CREATE.${stream}.x${at} _INBOX_${user}.${at} ${body.length}\r\n${body}\r\n`;
  });
  await answers(/PONG/, user, requests.join(""));
};

/** How each cost is run up, and what holds then. A cost without an attack has no type, and fails. */
const attacks: {
  readonly [Cost in keyof RoleBudget]: (one: User, budget: RoleBudget[Cost]) => Promise<void>;
} = {
  connections: async (one, most) => {
    // One after another: the broker compares first and counts then, so that connections of one moment may all come in.
    for (let at = 0; at < most; at += 1) await answers(admitted, one.user);
    for (let at = 0; at < 20; at += 1) expect(await rude(one.user)).toContain("maximum account active connections");
    for (const { user } of users.filter(({ user: name }) => name !== one.user)) await answers(admitted, user);
  },
  subscriptions: async ({ user }, most) => {
    const commands = Array.from({ length: most + 1 }, (_, at) => `SUB _INBOX_${user}.${at} ${at}\r\n`);
    await answers(admitted, user, commands.slice(1).join(""));
    await answers(/maximum subscriptions/i, user, commands.join(""));
  },
  payloadBytes: async ({ user, publish: [on = "x"] }, most) => {
    const bytes = most + 1;
    await answers(/maximum payload/i, user, `PUB ${on.replace("*", "chat")} ${bytes}\r\n${"x".repeat(bytes)}\r\n`);
  },
  consumers: async (one, budget) => {
    if (budget === "none") {
      await makeConsumers(one, "LOADLINE_TELEMETRY");
      expect((await follow("telemetry", await as("recommender"))).alive()).toBe(true);
      expect((await consumersOn("LOADLINE_TELEMETRY")).filter((name) => /^x\d+$/.test(name))).toEqual([]);
      return;
    }
    await makeConsumers(one, "LOADLINE_FEEDBACK");
    const { streams } = await jetstreamManager(await as("admin"));
    const made = async () => (await streams.info("LOADLINE_FEEDBACK")).state.consumer_count;
    await vi.waitFor(async () => expect(await made()).toBeGreaterThanOrEqual(1_000), { timeout: 60_000 });
    // Servers before 2.11 make as many as are asked for.
    const outcome = await follow("feedback", await as(one.user)).catch(String);
    if (typeof outcome === "string") expect(outcome).toContain("maximum consumers");
    else expect(outcome.alive()).toBe(true);
    for (const { user } of users) await answers(admitted, user);
  },
};

describe.each(Object.keys(roleBudgets) as Role[])("a credential of role %s", (role) => {
  test.each(Object.keys(roleBudgets[role]) as (keyof RoleBudget)[])(
    "costs no more %s than its budget",
    async (cost) => {
      const one = users.find((user) => user.role === role);
      if (one === undefined) throw new Error(`no user has the role ${role}`);
      await (attacks[cost] as (user: User, budget: unknown) => Promise<void>)(one, roleBudgets[role][cost]);
    },
  );
});

test.each(["telemetry", "inventory", "health"] as const)("a node stores no more %s than its share", async (kind) => {
  const [name = ""] = policy.agents;
  const { name: stream, maxMessagesPerSubject: most, maxMessageBytes } = streamOf(kind);
  const on = subject({ kind, cluster: policy.cluster, name });
  const send = (count: number, bytes: number) => `PUB ${on} ${bytes}\r\n${"x".repeat(bytes)}\r\n`.repeat(count);
  await answers(admitted, name, send(most + 100, 1));
  const { streams } = await jetstreamManager(await as("admin"));
  const stored = async () => (await streams.info(stream)).state;
  await vi.waitFor(async () => expect(await stored()).toMatchObject({ last_seq: most + 100, messages: most }));
  await answers(/PONG|maximum payload/i, name, send(1, maxMessageBytes + 1));
  expect((await stored()).last_seq).toBe(most + 100);
});
