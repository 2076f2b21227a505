import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { AgentConfig } from "../config.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { recordingLogger } from "../testing/recording-logger.ts";
import { createRing } from "./create-ring.ts";
import { Outbox } from "./outbox.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-create-ring-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const create = (over: Partial<AgentConfig>) =>
  createRing(AgentConfig.parse(over), new ManualClock(), recordingLogger());

test.each([
  { name: "without a directory it is in memory", over: {}, durable: false },
  { name: "without publishing it is in memory", over: { ringDirectory: folder, nats: false }, durable: false },
  { name: "with a directory it is on disk", over: { ringDirectory: join(folder, "a", "b") }, durable: true },
])("$name", ({ over, durable }) => expect(create(over).durable).toBe(durable));

test("a directory that cannot be one is named, with a code of its own", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(() => create({ ringDirectory: file })).toThrowError(
    expect.objectContaining({ code: "LL_RING_UNUSABLE", detail: expect.objectContaining({ directory: file }) }),
  );
});

test("a bound too small for files is named", () =>
  expect(() => create({ ringDirectory: folder, ringBytes: 2048 })).toThrowError(
    /ringBytes is 2048; expected at least/,
  ));

test("at the end of the process a ring on disk keeps what waits, and the next process sends it", async () => {
  const over = { ringDirectory: join(folder, "kept") };
  const deps = { clock: new ManualClock(), logger: recordingLogger(), random: () => 0, onStored: () => undefined };
  const dropped: string[] = [];
  const outbox = (): Outbox =>
    new Outbox({ ...deps, ring: create(over), onDropped: ({ reason }) => dropped.push(reason) });
  const first = outbox();
  first.enqueue({ id: first.nextId, kind: "telemetry", subject: "s", payload: Buffer.from("kept") });
  await first.flush(0);
  const second = outbox();
  const sent: string[] = [];
  second.connected(({ payload }) => {
    sent.push(Buffer.from(payload).toString());
    return "sent";
  });
  await deps.clock.advance(0);
  await deps.clock.advance(1);
  expect([dropped, sent, second.nextId]).toEqual([[], ["kept"], 1]);
});
