import { subject } from "@loadline/protocol";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectNats } from "./connect.ts";
import { ensureStreams } from "./ensure-streams.ts";
import { type ReadSettings, storedMessages } from "./stored-messages.ts";

const kind = "recommendation";
const of = (deployment: string, cluster = "lab"): string => subject({ kind, cluster, name: deployment });

let server: TestNatsServer;
let connection: Awaited<ReturnType<typeof connectNats>>;
beforeEach(async () => {
  server = await startTestNatsServer();
  connection = await connectNats({ server: server.url, name: "test" });
  await ensureStreams(connection);
});
afterEach(async () => {
  await connection.close();
  await server.stop();
});

const publish = (on: string, text: string) => jetstream(connection).publish(on, text);
const textOf = (data: Uint8Array): string => new TextDecoder().decode(data);

const read = async (settings: Partial<ReadSettings>): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const { data } of storedMessages(connection, { kind, cluster: "lab", from: "all", ...settings }))
    texts.push(textOf(data));
  return texts;
};

test("a stream is read from its first message, from an instant, and by its latest ones", async () => {
  const many = Array.from({ length: 600 }, (_, at) => `${at}`);
  for (const text of many) await publish(of(`d${Number(text) % 3}`), text);
  await publish(of("chat", "other"), "of another cluster");
  await publish(of("chat"), "");
  const { streams } = await jetstreamManager(connection);
  // Whatever is gone from the middle is left out.
  for (const seq of [1, 2, 300]) await streams.deleteMessage("LOADLINE_RECOMMENDATIONS", seq);
  const left = [...many.filter((_, at) => ![0, 1, 299].includes(at)), ""];
  expect(await read({})).toEqual(left);
  expect(await read({ from: { since: 0 } })).toEqual(left);
  expect(await read({ from: { since: Date.UTC(2100) / 1000 } })).toEqual([]);
  const middle = await streams.getMessage("LOADLINE_RECOMMENDATIONS", { seq: 400 });
  expect((await read({ from: { since: (middle?.time.getTime() ?? 0) / 1000 } })).includes("399")).toBe(true);
  expect((await read({ from: "latest" })).toSorted()).toEqual(["", "597", "598", "599"]);
});

test("what follows is read, also after the broker restarted and after its stream was made anew", async () => {
  const end = new AbortController();
  const texts = storedMessages(connection, { kind, cluster: "lab", from: "all", follow: true, signal: end.signal });
  const next = async (): Promise<string> => textOf((await texts.next()).value?.data ?? new Uint8Array());
  await publish(of("chat"), "first");
  expect(await next()).toBe("first");
  const second = next();
  await server.restart();
  await expect
    .poll(
      () =>
        publish(of("chat"), "second").then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(await second).toBe("second");
  const { streams } = await jetstreamManager(connection);
  await streams.delete("LOADLINE_RECOMMENDATIONS");
  await ensureStreams(connection);
  const third = next();
  await publish(of("chat"), "third");
  expect(await third).toBe("third");
  end.abort();
  expect((await texts.next()).done).toBe(true);
});
