import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LoadlineError } from "@loadline/model";
import { subject } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer, waitFor } from "@loadline/servers";
import {
  type ConsumerMessages,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SkippedMessage } from "./broker.ts";
import { StreamFollower } from "./stream-follower.ts";

type Connection = Awaited<ReturnType<typeof connectNats>>;

const cluster = "lab";
const stream = "LOADLINE_HEALTH";

let server: TestNatsServer;
let connection: Connection;

beforeEach(async () => {
  skipped.length = 0;
  server = await startTestNatsServer();
  connection = await connectNats({ server: server.url, name: "test" });
  await ensureStreams(connection);
});
afterEach(async () => {
  await connection.close();
  await server.stop();
});

const until = (what: string, done: () => boolean | Promise<boolean>): Promise<true> =>
  waitFor(async () => (await done()) || null, { what });

const publish = async (text: string): Promise<void> => {
  await jetstream(connection).publish(subject({ kind: "health", cluster, name: "n1" }), text);
};

const skipped: SkippedMessage[] = [];

const followerOf = async (
  manager: JetStreamManager,
  take: (text: string) => void,
  client: JetStreamClient = jetstream(connection),
) =>
  StreamFollower.open(
    { client, manager },
    {
      kind: "health",
      cluster,
      start: { kind: "since", at: 0 },
      take: (_, data) => take(new TextDecoder().decode(data)),
      skipped: (message) => skipped.push(message),
    },
  );

test("a reopening that fails is done at the next check, also when the stream has caught up meanwhile", async () => {
  const real = await jetstreamManager(connection);
  let looks = 0;
  // The first look finds a stream that lost its end; the broker then does not answer while it is opened anew.
  const info: JetStreamManager["streams"]["info"] = async (...asked) => {
    looks += 1;
    const found = await real.streams.info(...asked);
    if (looks === 2) return { ...found, state: { ...found.state, last_seq: 0 } };
    if (looks === 3) throw new Error("timeout");
    return found;
  };
  const streams = new Proxy(real.streams, { get: (target, key) => (key === "info" ? info : Reflect.get(target, key)) });
  const manager = new Proxy(real, { get: (target, key) => (key === "streams" ? streams : Reflect.get(target, key)) });
  const taken: string[] = [];
  const follower = await followerOf(manager, (text) => taken.push(text));
  await publish("first");
  await until("the first message", () => taken.length === 1);
  await expect(follower.checkStream()).rejects.toThrow("timeout");
  await publish("second");
  expect(await follower.checkStream()).toBe("regressed");
  await until("the second message", () => taken.includes("second"));
  expect(follower.alive()).toBe(true);
});

test("a message that cannot be taken is skipped and named; its consumer lives on", async () => {
  const taken: string[] = [];
  const fault = new Error("cannot be taken");
  const follower = await followerOf(await jetstreamManager(connection), (text) => {
    if (text === "poison") throw fault;
    taken.push(text);
  });
  for (const text of ["before", "poison", "after"]) await publish(text);
  await until("the message after it", () => taken.includes("after"));
  expect(taken).toEqual(["before", "after"]);
  expect(skipped).toEqual([{ subject: subject({ kind: "health", cluster, name: "n1" }), sequence: 2, error: fault }]);
  expect(follower.alive()).toBe(true);
  expect(await follower.checkStream()).toBe("same");
});

/** A client whose consumers the test can end. */
const endable = () => {
  const open: ConsumerMessages[] = [];
  const client = jetstream(connection);
  const get = client.consumers.get.bind(client.consumers);
  client.consumers.get = async (...asked) => {
    const consumer = await get(...asked);
    const consume = consumer.consume.bind(consumer);
    consumer.consume = async (options) => {
      const messages = await consume(options);
      open.push(messages);
      return messages;
    };
    return consumer;
  };
  return { client, end: () => Promise.all(open.map((messages) => messages.close())) };
};

test("a stream that is made anew while its consumer is made anew is read from its beginning", async () => {
  const real = await jetstreamManager(connection);
  let stale: Awaited<ReturnType<JetStreamManager["streams"]["info"]>> | null = null;
  // The look is answered just before the stream is deleted.
  const info: JetStreamManager["streams"]["info"] = async (...asked) => {
    const found = stale ?? (await real.streams.info(...asked));
    stale = null;
    return found;
  };
  const streams = new Proxy(real.streams, { get: (target, key) => (key === "info" ? info : Reflect.get(target, key)) });
  const manager = new Proxy(real, { get: (target, key) => (key === "streams" ? streams : Reflect.get(target, key)) });
  const taken: string[] = [];
  const { client, end } = endable();
  const follower = await followerOf(manager, (text) => taken.push(text), client);
  await publish("zero");
  await until("the first message", () => taken.length === 1);
  await end();
  await until("the end of its consumer", () => !follower.alive());
  const before = await real.streams.info(stream);
  await real.streams.delete(stream);
  await ensureStreams(connection);
  for (const text of ["one", "two", "three"]) await publish(text);
  stale = before;
  expect(await follower.checkStream()).toBe("regressed");
  await until("all of the new stream", () => taken.length === 4);
  expect(taken).toEqual(["zero", "one", "two", "three"]);
  expect(await follower.checkStream()).toBe("same");
});

test("while the broker is away it is not alive, and after it came back it is", async () => {
  const follower = await followerOf(await jetstreamManager(connection), () => undefined);
  await follower.checkStream();
  expect(follower.alive()).toBe(true);
  await server.halt();
  await expect(follower.checkStream()).rejects.toThrow();
  expect(follower.alive()).toBe(false);
  await server.resume();
  await until("life", async () => {
    await follower.checkStream().catch(() => undefined);
    return follower.alive();
  });
});

test("a long backlog is read in slices up to its end, and what is left out is reported", async () => {
  const names = ["n1", "n2", "n3"];
  const messages = Array.from({ length: 300 }, (_, index) => index);
  for (const index of messages)
    await jetstream(connection).publish(
      subject({ kind: "health", cluster, name: names[index % names.length] ?? "" }),
      String(index),
    );
  const taken: number[] = [];
  const skippedBefore: number[] = [];
  const follow = async (fewestMessages: number) =>
    StreamFollower.open(
      { client: jetstream(connection), manager: await jetstreamManager(connection) },
      {
        kind: "health",
        cluster,
        start: { kind: "since", at: 0 },
        skipped: (message) => skipped.push(message),
        take: (_, data) => taken.push(Number(new TextDecoder().decode(data))),
        slices: { everySeconds: 3_600, from: 0, fewestMessages, skipped: () => skippedBefore.push(taken.length) },
      },
    );
  const follower = await follow(100);
  await until("its end", follower.caughtUp);
  expect(taken).toEqual([...messages.slice(0, 4), ...messages.slice(-4)]);
  expect(skippedBefore).toEqual([4]);
  await publish("300");
  await until("what came since", () => taken.at(-1) === 300);
  taken.length = 0;
  const whole = await follow(1_000);
  await until("all of a short one", whole.caughtUp);
  expect(taken).toEqual([...messages, 300]);
});

test("of what is older than it has to be, only the first slice is read", async () => {
  const names = ["n1", "n2", "n3"];
  const publishAs = (index: number) =>
    jetstream(connection).publish(subject({ kind: "health", cluster, name: names[index % 3] ?? "" }), String(index));
  for (let index = 0; index < 90; index += 1) await publishAs(index);
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(stream);
  const sixtieth = await manager.streams.getMessage(stream, { seq: state.last_seq - 29 });
  // In whole milliseconds: a few before it may have the same.
  const from = (sixtieth?.time.getTime() ?? Number.NaN) / 1000;
  const taken: number[] = [];
  const follower = await StreamFollower.open(
    { client: jetstream(connection), manager },
    {
      kind: "health",
      cluster,
      start: { kind: "since", at: 0 },
      skipped: (message) => skipped.push(message),
      take: (_, data) => taken.push(Number(new TextDecoder().decode(data))),
      slices: { everySeconds: 0, from, fewestMessages: 40, skipped: () => undefined },
    },
  );
  await until("its end", follower.caughtUp);
  const [first = Number.NaN] = taken.slice(4);
  expect(taken).toEqual([0, 1, 2, 3, ...Array.from({ length: 90 - first }, (_, index) => first + index)]);
  expect(first).toBeGreaterThan(40);
  expect(first).toBeLessThanOrEqual(60);
});

test("one that has fallen behind leaves out all but the end of what waits", async () => {
  const real = await jetstreamManager(connection);
  let waiting = 0;
  // A consumer that is made before all of them are stored starts at the next one.
  let stored: Promise<unknown> = Promise.resolve();
  const info: JetStreamManager["streams"]["info"] = async (...asked) => {
    await stored;
    const found = await real.streams.info(...asked);
    return { ...found, state: { ...found.state, last_seq: Math.max(found.state.last_seq, waiting), num_subjects: 1 } };
  };
  const streams = new Proxy(real.streams, { get: (target, key) => (key === "info" ? info : Reflect.get(target, key)) });
  const manager = new Proxy(real, { get: (target, key) => (key === "streams" ? streams : Reflect.get(target, key)) });
  const taken: string[] = [];
  const skippedBefore: number[] = [];
  const follower = await StreamFollower.open(
    { client: jetstream(connection), manager },
    {
      kind: "health",
      cluster,
      start: { kind: "since", at: 0 },
      skipped: (message) => skipped.push(message),
      take: (_, data) => taken.push(new TextDecoder().decode(data)),
      slices: { everySeconds: 3_600, from: 0, fewestMessages: 10, skipped: () => skippedBefore.push(taken.length) },
    },
  );
  expect(follower.caughtUp()).toBe(true);
  waiting = 30;
  expect(await follower.checkStream()).toBe("same");
  stored = Promise.all(Array.from({ length: waiting }, (_, index) => publish(String(index + 1))));
  await until("the end", () => taken.at(-1) === "30");
  expect(taken).toEqual(["1", "2", "29", "30"]);
  expect(skippedBefore).toEqual([2]);
});

test("a stream that is made anew under the same name is read from its beginning", async () => {
  const taken: string[] = [];
  const manager = await jetstreamManager(connection);
  const follower = await followerOf(manager, (text) => taken.push(text));
  for (const text of ["one", "two", "three"]) await publish(text);
  await until("three messages", () => taken.length === 3);
  await manager.streams.delete(stream);
  await ensureStreams(connection);
  await publish("four");
  expect(await follower.checkStream()).toBe("regressed");
  await until("the fourth", () => taken.includes("four"));
});

test("a server that makes no more consumers is named as that, also while it runs", async () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-consumers-"));
  const config = join(folder, "nats-server.conf");
  const users = 'users: [{ user: "one", password: "one" }]';
  writeFileSync(config, `accounts { ONE { jetstream: { max_consumers: 3 }, ${users} } }`);
  const limited = await startTestNatsServer({ config });
  const own = await connectNats({ server: limited.url, name: "test", user: "one", password: "one" });
  await ensureStreams(own);
  const manager = await jetstreamManager(own);
  const follow = () => followerOf(manager, () => undefined, jetstream(own));
  const follower = await follow();
  for (const durable_name of ["a", "b"]) await manager.consumers.add(stream, { durable_name });
  await expect(follow()).rejects.toMatchObject({ code: "LL_CONSUMER_REFUSED", detail: { stream } });
  const all = await manager.consumers.list(stream).next();
  for (const { name } of all.filter((one) => !["a", "b"].includes(one.name)))
    await manager.consumers.delete(stream, name);
  await manager.consumers.add(stream, { durable_name: "c" });
  await until("the lost consumer", async () => {
    try {
      await follower.checkStream();
      return false;
    } catch (error) {
      return error instanceof LoadlineError && error.code === "LL_CONSUMER_REFUSED";
    }
  });
  expect(follower.alive()).toBe(false);
  await own.close();
  await limited.stop();
  rmSync(folder, { recursive: true, force: true });
});
