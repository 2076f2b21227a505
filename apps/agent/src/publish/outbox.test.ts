import { encode } from "@loadline/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { parsePubAck } from "./broker.ts";
import { Outbox, type Send } from "./outbox.ts";
import { type Outgoing, SendBuffer } from "./send-buffer.ts";

const stored = { kind: "stored" } as const;

/** An outbox whose broker is this test: `sent` has the ids in the order of sending. */
const setUp = ({ maxSamples = 1000, jitter = 0 } = {}) => {
  const clock = new ManualClock();
  const logger = recordingLogger();
  const dropped: string[] = [];
  const outbox = new Outbox({
    buffer: new SendBuffer({ maxMessages: maxSamples, maxBytes: 2 ** 20 }),
    clock,
    logger,
    random: () => jitter,
    onStored: () => undefined,
    onDropped: ({ message: { id, kind }, reason }) => dropped.push(`${kind} ${id} ${reason}`),
  });
  const sent: number[] = [];
  const send: Send = ({ id, payload }) => {
    if (payload.byteLength > 1000) return "too-large";
    sent.push(id);
    return "sent";
  };
  const enqueue = (id: number, kind: Outgoing["kind"] = "telemetry", bytes = 10) =>
    outbox.enqueue({ id, kind, subject: "s", payload: new Uint8Array(bytes) });
  return { clock, logger, outbox, sent, send, enqueue, dropped };
};

test("a sample goes out at once and once", async () => {
  const { clock, outbox, sent, send, enqueue } = setUp();
  outbox.connected(send);
  enqueue(0);
  expect(sent).toEqual([0]);
  outbox.answered(0, stored);
  await clock.advance(60);
  expect(sent).toEqual([0]);
  expect(outbox.stats()).toMatchObject({ stored: 1, waiting: 0, problem: null });
});

describe("after an outage", () => {
  const withBacklog = async (count: number, jitter = 0) => {
    const all = setUp({ jitter });
    for (let id = 0; id < count; id += 1) all.enqueue(id);
    all.outbox.connected(all.send);
    await all.clock.advance(0);
    return all;
  };
  test("only the newest sample is sent, as a probe", async () => {
    const { clock, sent } = await withBacklog(5);
    await clock.advance(1.9);
    expect(sent).toEqual([4]);
  });
  test("the start is spread by chance", async () => {
    const { clock, sent } = await withBacklog(5, 0.5);
    await clock.advance(0.4);
    expect(sent).toEqual([]);
    await clock.advance(0.1);
    expect(sent).toEqual([4]);
  });
  test("the backlog follows oldest first, at most twenty a second, and new samples go before it", async () => {
    const { clock, outbox, sent, enqueue } = await withBacklog(40);
    outbox.answered(39, stored);
    await clock.advance(0);
    for (let turn = 0; turn < 10; turn += 1) {
      for (const id of sent) outbox.answered(id, stored);
      await clock.advance(0.05);
    }
    expect(sent).toEqual([39, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    enqueue(40);
    expect(sent.at(-1)).toBe(40);
  });
});

describe("a broker that does not answer", () => {
  test("gets at most a window of unanswered samples", () => {
    const { outbox, sent, send, enqueue } = setUp();
    outbox.connected(send);
    for (let id = 0; id < 100; id += 1) enqueue(id);
    expect(sent).toHaveLength(32);
  });
  test("gets a sample again after the acknowledgement timeout, and it is logged once", async () => {
    const { clock, outbox, sent, send, enqueue, logger } = setUp();
    outbox.connected(send);
    enqueue(0);
    outbox.answered(0, stored);
    enqueue(1);
    for (let turn = 0; turn < 400; turn += 1) await clock.advance(0.05);
    expect(sent.filter((id) => id === 1).length).toBeGreaterThan(1);
    expect(sent.filter((id) => id === 1).length).toBeLessThan(6);
    expect(logger.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    outbox.answered(1, stored);
    expect(outbox.stats()).toMatchObject({ stored: 2, waiting: 0, problem: null });
  });
  test("gets everything again over a new link", async () => {
    const { clock, outbox, sent, send, enqueue } = setUp();
    outbox.connected(send);
    enqueue(0);
    outbox.disconnected();
    enqueue(1);
    expect(sent).toEqual([0]);
    outbox.connected(send);
    await clock.advance(0.1);
    outbox.answered(1, stored);
    await clock.advance(0.1);
    expect(sent).toEqual([0, 1, 0]);
  });
});

describe("what is dropped is counted", () => {
  test("the oldest, when the buffer is full", () => {
    const { outbox, enqueue, dropped } = setUp({ maxSamples: 2 });
    for (let id = 0; id < 5; id += 1) enqueue(id);
    expect(dropped).toEqual(["telemetry 0 ring-full", "telemetry 1 ring-full", "telemetry 2 ring-full"]);
    expect(outbox.stats().dropped.get("ring-full")).toBe(3);
  });
  test("what the broker's limit forbids", () => {
    const { outbox, send, enqueue, dropped } = setUp();
    outbox.connected(send);
    enqueue(0, "telemetry", 1001);
    expect(dropped).toEqual(["telemetry 0 too-large"]);
    expect(outbox.stats()).toMatchObject({ waiting: 0 });
  });
  test("an inventory, which is no sample, by the caller only", () => {
    const { outbox, enqueue, dropped } = setUp({ maxSamples: 1 });
    enqueue(0, "inventory");
    enqueue(1);
    expect(dropped).toEqual(["inventory 0 ring-full"]);
    expect(outbox.stats().dropped.size).toBe(0);
  });
  test("what is left when the process ends", async () => {
    const { outbox, enqueue, dropped } = setUp();
    enqueue(0);
    await outbox.flush(2);
    expect(dropped).toEqual(["telemetry 0 shutdown"]);
  });
  test("an answer to a dropped sample counts nothing", () => {
    const { outbox, send, enqueue } = setUp({ maxSamples: 1 });
    outbox.connected(send);
    enqueue(0);
    enqueue(1);
    outbox.answered(0, stored);
    expect(outbox.stats()).toMatchObject({ stored: 0, waiting: 1 });
  });
});

test("a refusal keeps the sample, and its reason is the problem", () => {
  const { outbox, send, enqueue } = setUp();
  outbox.connected(send);
  enqueue(0);
  outbox.answered(0, { kind: "refused", detail: "maximum bytes exceeded (code 10047)" });
  expect(outbox.stats()).toMatchObject({ waiting: 1, problem: "maximum bytes exceeded (code 10047)" });
});

describe("acknowledgements", () => {
  test.each([
    {
      name: "a stored message",
      status: 0,
      body: { stream: "S", seq: 7 },
      expected: { kind: "stored" },
    },
    {
      name: "a repeated one",
      status: 0,
      body: { stream: "S", seq: 7, duplicate: true },
      expected: { kind: "stored" },
    },
    { name: "no stream has the subject", status: 503, body: "", expected: { kind: "no-stream" } },
    {
      name: "the stream refuses",
      status: 0,
      body: {
        error: { code: 503, err_code: 10077, description: "maximum messages per subject exceeded" },
        stream: "S",
        seq: 0,
      },
      expected: { kind: "refused", detail: "maximum messages per subject exceeded (code 10077)" },
    },
    {
      name: "somebody else answers",
      status: 0,
      body: { hello: 1 },
      expected: { kind: "refused", detail: "the answer names no stream" },
    },
  ])("$name", ({ status, body, expected }) => expect(parsePubAck(status, encode(body))).toEqual(expected));

  test("any bytes are answered, and none of them stores by accident", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parsePubAck(0, bytes).kind).toBe("refused");
      }),
    );
  });
});
