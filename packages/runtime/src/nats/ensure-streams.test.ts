import { type StreamDefinition, streams } from "@loadline/protocol";
import { startTestNatsServer } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { afterEach, expect, test } from "vitest";
import { connectNats } from "./connect.ts";
import { ensureStreams, streamConfig } from "./ensure-streams.ts";

let cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.toReversed()) await clean();
  cleanups = [];
});

const launch = async () => {
  const server = await startTestNatsServer();
  cleanups.push(server.stop);
  const connected = async <T>(
    work: (connection: Awaited<ReturnType<typeof connectNats>>) => Promise<T>,
  ): Promise<T> => {
    const connection = await connectNats({ server: server.url, name: "test" });
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  const restart = async (): Promise<void> => {
    await server.halt();
    await server.resume();
  };
  return { connected, restart };
};

test("streams that are ensured again stay the same ones, however often the server restarts", async () => {
  const { connected, restart } = await launch();
  // A server forgets over a restart when it made a stream whose configuration was written after one.
  const madeAt = () =>
    connected(async (connection) => {
      const manager = await jetstreamManager(connection);
      return (await Promise.all(streams.map(({ name }) => manager.streams.info(name)))).map(({ created }) => created);
    });
  await connected(ensureStreams);
  const before = await madeAt();
  for (let times = 0; times < 2; times += 1) {
    await restart();
    await connected(ensureStreams);
  }
  expect(await madeAt()).toEqual(before);
});

test("a stream that differs from its definition is updated", async () => {
  const { connected } = await launch();
  const [first] = streams as readonly StreamDefinition[];
  const wanted = streamConfig(first as StreamDefinition, 1);
  const found = await connected(async (connection) => {
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ ...wanted, max_age: wanted.max_age / 2 });
    await ensureStreams(connection);
    return (await manager.streams.info(wanted.name)).config.max_age;
  });
  expect(found).toBe(wanted.max_age);
});

test("an agent can neither store a large message nor keep more than its share", async () => {
  const { connected } = await launch();
  const subject = "loadline.v1.health.lab.node-1";
  const stored = await connected(async (connection) => {
    await ensureStreams(connection);
    const client = jetstream(connection);
    await expect(client.publish(subject, "x".repeat(9_000))).rejects.toThrow(/maximum/);
    for (let at = 0; at < 10_050; at += 50) {
      await Promise.all(Array.from({ length: 50 }, () => client.publish(subject, "{}")));
    }
    return (await (await jetstreamManager(connection)).streams.info("LOADLINE_HEALTH")).state.messages;
  });
  expect(stored).toBe(10_000);
});
