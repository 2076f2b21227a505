import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { passwordVariable } from "@loadline/protocol";
import { ensureStreams, storedMessages } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer, waitFor } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstream, jetstreamManager, type PubAck } from "@nats-io/jetstream";
import { connect, headers, type MsgHdrs, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StreamFollower } from "../../apps/recommender/src/broker/stream-follower.ts";

/** The broker of the chart, where nodes come and go: all agents are one user. */
const folder = mkdtempSync(join(tmpdir(), "loadline-chart-broker-"));
let server: TestNatsServer;
const connections: NatsConnection[] = [];

const as = async (user: string, node = user): Promise<NatsConnection> => {
  const connection = await connect({
    servers: server.url,
    user,
    pass: `secret-${user}`,
    inboxPrefix: `_INBOX_${node}`,
  });
  connections.push(connection);
  return connection;
};

beforeAll(async () => {
  const chart = join(repositoryRoot, "deploy/helm/loadline/files/nats-server.conf");
  const config = join(folder, "nats-server.conf");
  writeFileSync(config, readFileSync(chart, "utf8").replaceAll("loadline-cluster-name", "eu1"));
  const users = ["admin", "agent", "recommender", "actuator", "planner", "panel"];
  const environment = Object.fromEntries(users.map((user) => [passwordVariable(user), `secret-${user}`]));
  server = await startTestNatsServer({ config, environment });
  await ensureStreams(await as("admin"));
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("an agent of a node that the broker does not name publishes and is answered", async () => {
  const agent = await as("agent", "gpu-node-77");
  const inbox = "_INBOX_gpu-node-77.boot";
  const answers = agent.subscribe(`${inbox}.*`, { max: 1 });
  agent.publish("loadline.v1.telemetry.eu1.gpu-node-77", "x", { reply: `${inbox}.1` });
  for await (const message of answers) expect(message.json()).toMatchObject({ stream: "LOADLINE_TELEMETRY" });
});

test("an agent receives nothing that another one publishes, however it subscribes", async () => {
  const curious = await as("agent", "gpu-node-66");
  const received: string[] = [];
  for (const subject of ["loadline.v1.telemetry.eu1.*", "loadline.v1.>", "loadline.>", ">", "*.*.*.*.*"]) {
    curious.subscribe(subject, { callback: (_, message) => void received.push(message?.subject ?? "") });
  }
  await curious.flush();
  const agent = await as("agent", "gpu-node-77");
  await jetstream(agent).publish("loadline.v1.telemetry.eu1.gpu-node-77", "x");
  await curious.flush();
  expect(received.filter((subject) => subject.startsWith("loadline."))).toEqual([]);
});

test("an agent publishes no recommendation", async () => {
  const agent = await as("agent", "gpu-node-77");
  await expect(
    jetstream(agent, { timeout: 1_000 }).publish("loadline.v1.recommendation.eu1.chat", "x"),
  ).rejects.toThrow();
});

test("what one agent publishes empty keeps no reader from what follows it", async () => {
  const [agent, reader, follows] = [await as("agent", "gpu-node-77"), await as("panel"), await as("recommender")];
  await jetstreamManager(await as("admin")).then(({ streams }) => streams.purge("LOADLINE_TELEMETRY"));
  const publish = (node: string, text: string, sent?: MsgHdrs): Promise<PubAck> =>
    jetstream(agent).publish(`loadline.v1.telemetry.eu1.${node}`, text, sent === undefined ? {} : { headers: sent });
  const withHeader = headers();
  withHeader.set("key", "value");
  const expected: string[] = [];
  const [taken, skipped]: [string[], unknown[]] = [[], []];
  const text = (data: Uint8Array): string => new TextDecoder().decode(data);
  const follower = await StreamFollower.open(
    { client: jetstream(follows), manager: await jetstreamManager(follows) },
    {
      kind: "telemetry",
      cluster: "eu1",
      start: { kind: "since", at: 0 },
      take: (_, data) => taken.push(text(data)),
      skipped: (one) => skipped.push(one),
    },
  );
  for (let at = 0; at < 30; at += 1) {
    for (const one of [`${at}`, "", "", `${at} again`]) {
      expected.push(one);
      await publish(one === "" ? "gpu-node-66" : "gpu-node-77", one, at % 3 === 2 ? withHeader : undefined);
    }
  }
  await waitFor(async () => taken.length >= expected.length || null, { what: "what is published later" });
  expect(taken).toEqual(expected);
  expect(follower.caughtUp() && follower.alive()).toBe(true);
  for (const from of ["all", { since: 0 }] as const) {
    const read: string[] = [];
    for await (const { data } of storedMessages(reader, { kind: "telemetry", from })) read.push(text(data));
    expect(read).toEqual(expected);
  }
  const latest: string[] = [];
  await publish("gpu-node-88", "after the empty one");
  for await (const { data } of storedMessages(reader, { kind: "telemetry", from: "latest" })) latest.push(text(data));
  expect(latest).toEqual(["", "29 again", "after the empty one"]);
});
