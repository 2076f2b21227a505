import { readFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { AccessPolicy, passwordVariable, roleBudgets, type User, usersOf } from "@loadline/protocol";
import { ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { StreamFollower } from "../../apps/recommender/src/broker/stream-follower.ts";

// What one credential costs the broker at most: each row of the budget table is tried with more than it allows.
const folder = join(repositoryRoot, "deploy/nats");
const policy = AccessPolicy.parse(JSON.parse(readFileSync(join(folder, "policy.json"), "utf8")));
const users = usersOf(policy).filter(({ role }) => role !== null);

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
  server = await startTestNatsServer({ config: join(folder, "nats-server.conf"), environment });
  await ensureStreams(await as("admin"));
  await closeAll();
});
afterAll(async () => {
  await closeAll();
  await server.stop();
});
afterEach(closeAll);

const budgetOf = ({ role }: User) => {
  if (role === null) throw new Error("an administrator has no budget");
  return roleBudgets[role];
};

const followTelemetry = async (connection: NatsConnection) =>
  StreamFollower.open(
    { client: jetstream(connection), manager: await jetstreamManager(connection) },
    {
      kind: "telemetry",
      cluster: policy.cluster,
      start: { kind: "since", at: 0 },
      take: () => undefined,
      skipped: () => undefined,
    },
  );

describe.each(users)("$user, a credential of role $role", (one) => {
  const { connections, subscriptions, payloadBytes, consumers } = budgetOf(one);

  test("opens no more connections than its budget, and keeps nobody else out", async () => {
    // One after another: the broker compares first and counts then, so that connections of one moment may all come in.
    for (let at = 0; at < connections; at += 1) await answers(admitted, one.user);
    for (let at = 0; at < 20; at += 1) {
      expect(await rude(one.user)).toContain("maximum account active connections");
    }
    for (const { user } of users.filter(({ user: name }) => name !== one.user)) await answers(admitted, user);
  });

  test("holds no more subscriptions on one of them", async () => {
    const commands = Array.from({ length: subscriptions + 1 }, (_, at) => `SUB _INBOX_${one.user}.${at} ${at}\r\n`);
    await answers(admitted, one.user, commands.slice(1).join(""));
    await answers(/maximum subscriptions/i, one.user, commands.join(""));
  });

  test("sends no larger message", async () => {
    const [subject = "x"] = one.publish;
    const message = (bytes: number) => `PUB ${subject.replace("*", "chat")} ${bytes}\r\n${"x".repeat(bytes)}\r\n`;
    await answers(/maximum payload/i, one.user, message(payloadBytes + 1));
  });

  test.runIf(consumers === "none")("makes no consumer, so that the recommender has its own", async () => {
    const requests = Array.from({ length: 1_000 }, (_, at) => {
      const config = { durable_name: `x${at}`, ack_policy: "none" };
      const body = JSON.stringify({ stream_name: "LOADLINE_TELEMETRY", config });
      return `PUB $JS.API.CONSUMER.CREATE.LOADLINE_TELEMETRY.x${at} ${body.length}\r\n${body}\r\n`;
    });
    await answers(/PONG/, one.user, requests.join(""));
    const follower = await followTelemetry(await as("recommender"));
    expect(follower.alive()).toBe(true);
    const { consumers: stored } = await jetstreamManager(await as("admin"));
    const names = (await stored.list("LOADLINE_TELEMETRY").next()).map(({ name }) => name);
    expect(names.filter((name) => /^x\d+$/.test(name))).toEqual([]);
  });
});
