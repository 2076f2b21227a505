import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode, subject, type Telemetry, Telemetry as TelemetrySchema } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { afterEach, expect, test } from "vitest";
import { cleanupStack, recordingLogger } from "../../test/cleanups.ts";
import { eventually } from "../../test/eventually.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { snapshots } from "../../test/snapshots.ts";
import { buildSample } from "../sample/sample.ts";
import { systemClock } from "../system/clock.ts";
import { type BrokerSettings, type Connection, keepBroker, openBroker } from "./broker.ts";
import { Outbox } from "./outbox.ts";
import { SendBuffer } from "./send-buffer.ts";

const cleanups = cleanupStack();
afterEach(() => cleanups.run());

/** Its configuration holds from the next start on. */
const launch = async (
  configuration = "",
): Promise<TestNatsServer & { readonly configure: (configuration: string) => void }> => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-broker-"));
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, "server.conf");
  const configure = (text: string): void => writeFileSync(config, `${text}\n`);
  configure(configuration);
  const server = await startTestNatsServer({ config });
  cleanups.push(() => server.stop());
  return { ...server, configure };
};

const withStreams = async (server: TestNatsServer, user?: string): Promise<Connection> => {
  const connection = await connectNats({ server: server.url, name: "test", ...(user ? { user, password: "p" } : {}) });
  cleanups.push(() => connection.close());
  await ensureStreams(connection);
  return connection;
};

const sample = (seq: number): Telemetry =>
  buildSample(snapshots([], []), { bootId: "boot-0001", seq, sampledAt: 1, intervalSeconds: 1, inventoryHash: null });

const newAgent = (maxSamples = 1000) => {
  const logger = recordingLogger();
  const outbox = new Outbox({
    buffer: new SendBuffer({ maxMessages: maxSamples, maxBytes: 2 ** 24 }),
    clock: systemClock,
    logger,
    random: () => 0,
    onStored: () => undefined,
    onDropped: () => undefined,
  });
  const counts = { permissionErrors: 0, answers: 0 };
  const answered = outbox.answered.bind(outbox);
  outbox.answered = (...answer) => {
    counts.answers += 1;
    answered(...answer);
  };
  const onPermissionError = () => {
    counts.permissionErrors += 1;
  };
  const address = subject({ kind: "telemetry", cluster: "c1", name: "n1" });
  const send = (seq: number, to = address) =>
    outbox.enqueue({ id: seq, kind: "telemetry", subject: to, payload: encode(sample(seq)) });
  return { outbox, logger, counts, send, deps: { outbox, logger, bootId: "boot-0001", onPermissionError } };
};

const agentOf = async (server: string, over: Partial<BrokerSettings> & { maxSamples?: number } = {}) => {
  const { maxSamples, ...settings } = over;
  const { deps, ...agent } = newAgent(maxSamples);
  const connecting = openBroker({ server, cluster: "c1", node: "n1", user: null, password: null, ...settings }, deps);
  return { ...agent, connecting };
};

/** Sequence numbers in the stream, in the order of storing. */
const storedSeqs = async (connection: Connection): Promise<number[]> => {
  const api = async (name: string, body: object = {}) =>
    (await connection.request(`$JS.API.${name}.LOADLINE_TELEMETRY`, JSON.stringify(body))).json<{
      state?: { messages: number; first_seq: number; last_seq: number };
      message?: { data: string };
    }>();
  const { state } = await api("STREAM.INFO");
  const seqs: number[] = [];
  for (let seq = state?.first_seq ?? 1; seq <= (state?.last_seq ?? 0); seq += 1) {
    const { message } = await api("STREAM.MSG.GET", { seq });
    const decoded = decode(TelemetrySchema, Buffer.from(message?.data ?? "", "base64"));
    if (decoded.kind === "ok") seqs.push(decoded.value.seq);
  }
  return seqs;
};

test("samples are stored in order and leave the buffer", async () => {
  const server = await launch();
  const connection = await withStreams(server);
  const { outbox, send, connecting } = await agentOf(server.url);
  cleanups.push(async () => (await connecting).close());
  await connecting;
  for (let seq = 0; seq < 20; seq += 1) send(seq);
  await eventually("20 acknowledgements", () => (outbox.stats().stored === 20 ? true : null));
  expect(await storedSeqs(connection)).toEqual(Array.from({ length: 20 }, (_, seq) => seq));
  expect(outbox.stats()).toMatchObject({ waiting: 0, connected: true, problem: null });
});

test("every sample before and during an outage is stored after it, without counting duplicates", async () => {
  const server = await launch();
  await withStreams(server);
  const { outbox, send, connecting } = await agentOf(server.url);
  for (let seq = 0; seq < 5; seq += 1) send(seq);
  cleanups.push(async () => (await connecting).close());
  await connecting;
  await eventually("the first five", () => (outbox.stats().stored === 5 ? true : null));
  await server.halt();
  await eventually("the loss of the link", () => (outbox.stats().connected ? null : true));
  for (let seq = 5; seq < 25; seq += 1) send(seq);
  expect(outbox.stats().waiting).toBe(20);
  await server.resume();
  await eventually("all after the restart", () => (outbox.stats().waiting === 0 ? true : null));
  const reader = await connectNats({ server: server.url, name: "reader" });
  cleanups.push(() => reader.close());
  const seqs = await storedSeqs(reader);
  expect([...new Set(seqs)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, seq) => seq));
  expect(seqs[5]).toBe(24);
  expect(outbox.stats().dropped.size).toBe(0);
});

test("an outage longer than the buffer costs the oldest samples, and they are counted", async () => {
  const server = await launch();
  const connection = await withStreams(server);
  const { outbox, send, connecting } = await agentOf(server.url, { maxSamples: 10 });
  for (let seq = 0; seq < 30; seq += 1) send(seq);
  cleanups.push(async () => (await connecting).close());
  await connecting;
  await eventually("an empty buffer", () => (outbox.stats().waiting === 0 ? true : null));
  expect((await storedSeqs(connection)).toSorted((a, b) => a - b)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
  expect(outbox.stats().dropped.get("ring-full")).toBe(20);
});

test("without a stream nothing is lost; it is logged once and ends when the stream exists", async () => {
  const server = await launch();
  const { outbox, logger, counts, send, connecting } = await agentOf(server.url);
  cleanups.push(async () => (await connecting).close());
  await connecting;
  send(0);
  await eventually("the missing stream", () => (outbox.stats().problem?.includes("no stream") ? true : null));
  send(1);
  send(2);
  await eventually("the answers to all three", () => (counts.answers >= 3 ? true : null));
  expect(logger.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
  await withStreams(server);
  await eventually("all three stored", () => (outbox.stats().stored === 3 ? true : null));
  expect(outbox.stats().problem).toBeNull();
});

const permissions = `authorization { users: [
  { user: "n1", password: "p", permissions: {
    publish: { allow: ["loadline.v1.telemetry.c1.n1", "loadline.v1.inventory.c1.n1"] },
    subscribe: { allow: ["_INBOX_n1.>"] } } },
  { user: "admin", password: "p" } ] }`;

test("an agent's own rights are enough for acknowledged publishing", async () => {
  const server = await launch(permissions);
  await withStreams(server, "admin");
  const { outbox, counts, send, connecting } = await agentOf(server.url, { user: "n1", password: "p" });
  cleanups.push(async () => (await connecting).close());
  await connecting;
  send(0);
  await eventually("the acknowledgement", () => (outbox.stats().stored === 1 ? true : null));
  expect(counts.permissionErrors).toBe(0);
});

test("a publish that the permissions refuse is counted, named and buffered", async () => {
  const server = await launch(permissions);
  await withStreams(server, "admin");
  const { outbox, counts, send, connecting } = await agentOf(server.url, { user: "n1", password: "p" });
  cleanups.push(async () => (await connecting).close());
  await connecting;
  send(0, subject({ kind: "telemetry", cluster: "c1", name: "n2" }));
  await eventually("the violation", () => (counts.permissionErrors > 0 ? true : null));
  expect(outbox.stats()).toMatchObject({ stored: 0, waiting: 1 });
  expect(outbox.stats().problem).toMatch(/permission/i);
});

/** The content of its file at the first two reads; then it is the right one. */
const passwords = ["wrong", "wrong"];

test.each([
  { name: "credentials that the broker refuses are a problem, and used again until they are accepted", password: "p" },
  { name: "a password that was changed meanwhile is read again", password: () => passwords.shift() ?? "p" },
])("$name", async ({ password }) => {
  const server = await launch(
    'authorization { users: [ { user: "n1", password: "other" }, { user: "admin", password: "p" } ] }',
  );
  await withStreams(server, "admin");
  const { outbox, send, deps } = newAgent();
  const stop = new AbortController();
  const ended = keepBroker(
    { server: server.url, cluster: "c1", node: "n1", user: "n1", password },
    { ...deps, clock: systemClock, random: () => 0 },
    stop.signal,
  );
  cleanups.push(async () => {
    stop.abort();
    await ended;
  });
  send(0);
  await eventually("the refusal", () =>
    /authori[sz]ation|authentication/i.test(outbox.stats().problem ?? "") ? true : null,
  );
  await server.halt();
  server.configure('authorization { users: [ { user: "n1", password: "p" }, { user: "admin", password: "p" } ] }');
  await server.resume();
  await eventually("the acknowledgement", () => (outbox.stats().stored === 1 ? true : null));
});

test("a broker that does not answer for ten seconds is a problem, named once with its address", async () => {
  const server = await launch();
  await server.halt();
  const { outbox, logger, deps } = newAgent();
  const [stop, clock] = [new AbortController(), new ManualClock()];
  const settings = { server: server.url, cluster: "c1", node: "n1", user: null, password: null };
  const ended = keepBroker(settings, { ...deps, clock, random: () => 0 }, stop.signal);
  cleanups.push(async () => {
    stop.abort();
    await ended;
  });
  await clock.advance(10);
  await eventually("the problem", () => (outbox.stats().problem?.includes(server.url) ? true : null));
  expect(logger.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
  await server.resume();
  await eventually("the connection", () => (outbox.stats().connected ? true : null));
});

test("flush sends what waits at the end, without pacing", async () => {
  const server = await launch();
  const connection = await withStreams(server);
  const { outbox, send, connecting } = await agentOf(server.url);
  for (let seq = 0; seq < 200; seq += 1) send(seq);
  cleanups.push(async () => (await connecting).close());
  await connecting;
  await outbox.flush(240);
  expect(outbox.stats()).toMatchObject({ stored: 200, waiting: 0 });
  expect(await storedSeqs(connection)).toHaveLength(200);
});
