import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, type Gap, Health, type Inventory, Telemetry } from "@loadline/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { gpuReading, gpuReport, snapshots } from "../../test/snapshots.ts";
import type { HealthEvent } from "../health/health-event.ts";
import { buildInventory } from "../sample/inventory.ts";
import { buildSample } from "../sample/sample.ts";
import { AgentConfig } from "../settings/config.ts";
import { GapReporter, Publisher } from "./publisher.ts";
import type { Outgoing } from "./send-buffer.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-publisher-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A publisher whose broker is this test: `sent` has the messages in the order of sending. */
const setUp = (over: Partial<AgentConfig> = {}, bootId = "boot-0001") => {
  const clock = new ManualClock();
  const logger = recordingLogger();
  const deps = { clock, logger, random: () => 0, bootId, host: "n1", node: "n1", agentVersion: "0.1.0" };
  const publisher = new Publisher(AgentConfig.parse(over), deps);
  const sent: Outgoing[] = [];
  const connect = () =>
    publisher.outbox.connected((message) => {
      sent.push(message);
      return "sent";
    });
  const store = ({ id }: Outgoing) => publisher.outbox.answered(id, { kind: "stored" });
  const sample = (seq: number) =>
    buildSample(snapshots([], []), { bootId, seq, sampledAt: 1, intervalSeconds: 1, inventoryHash: null });
  const publish = (seq: number, inventory: Inventory | null = null, health: readonly HealthEvent[] = []) =>
    publisher.publish(sample(seq), inventory, health);
  const kinds = () => sent.splice(0).map(({ kind }) => kind);
  return { clock, logger, publisher, sent, connect, store, publish, kinds };
};

const facts = { agentVersion: "0.1.0", host: "n1", expectedGpus: null, observedAt: 1 };
const inventory = buildInventory(gpuReport([gpuReading(0)]), facts);
const changed = buildInventory(gpuReport([gpuReading(0), gpuReading(1)]), facts);
const event: HealthEvent = {
  kind: "gpu-lost",
  gpuUuid: "GPU-0",
  code: null,
  effect: "lost",
  observedAt: 1000,
  detail: "the driver's report no longer has this GPU",
};

describe("the inventory is published", () => {
  test("first, hourly, and at once when it changed", async () => {
    const { clock, connect, publish, kinds } = setUp();
    connect();
    publish(0, inventory);
    expect(kinds()).toEqual(["inventory", "telemetry"]);
    await clock.advance(3599);
    publish(1, inventory);
    expect(kinds()).not.toContain("inventory");
    await clock.advance(1);
    publish(2, inventory);
    expect(kinds()).toContain("inventory");
    publish(3, changed);
    expect(kinds()).toEqual(["inventory", "telemetry"]);
  });
  test("again when it was dropped", () => {
    const { publish, connect, kinds } = setUp({ ringSamples: 1 });
    publish(0, inventory);
    connect();
    publish(1, inventory);
    expect(kinds()).toContain("inventory");
  });
});

test("dropped samples are reported by the samples that follow, until one of them is acknowledged", () => {
  const { publish, connect, sent, store } = setUp({ ringSamples: 1 });
  const gapsOf = ({ payload }: Outgoing) => {
    const decoded = decode(Telemetry, payload);
    return decoded.kind === "ok" ? decoded.value.gaps : decoded;
  };
  for (const seq of [0, 1, 2]) publish(seq);
  connect();
  publish(3);
  for (const message of sent) store(message);
  publish(4);
  for (const message of sent.slice(1)) store(message);
  publish(5);
  // Sample 3 is made before it takes the place of sample 2.
  expect(sent.map(gapsOf)).toMatchObject([[{ fromSeq: 0, toSeq: 1, count: 2 }], [{ toSeq: 2, count: 3 }], undefined]);
});

describe("health events", () => {
  const inDirectory = (name: string) => ({ stateDirectory: join(folder, name, "state") });
  const healthOf = (messages: readonly Outgoing[]) =>
    messages
      .filter(({ kind }) => kind === "health")
      .map(({ payload }) => {
        const decoded = decode(Health, payload);
        return decoded.kind === "ok" ? `${decoded.value.bootId}/${decoded.value.seq}` : decoded;
      });
  test("that are not acknowledged are sent by the next start, before its own", async () => {
    const over = inDirectory("restart");
    const before = setUp(over);
    before.publish(0, null, [event, event]);
    await before.publisher.outbox.flush(0);
    const { publish, connect, sent, clock } = setUp(over, "boot-0002");
    publish(0, null, [event]);
    connect();
    const waiting = ["boot-0001/0", "boot-0001/1", "boot-0002/0"];
    await clock.advance(0);
    sent.splice(0);
    const flushed = setUp(over, "boot-0003");
    flushed.connect();
    void flushed.publisher.outbox.flush(1);
    expect(healthOf(flushed.sent)).toEqual(waiting);
  });
  test("that are acknowledged are not sent again", async () => {
    const over = inDirectory("acknowledged");
    const { publish, connect, sent, store } = setUp(over);
    connect();
    publish(0, null, [event]);
    for (const message of sent) store(message);
    const next = setUp(over, "boot-0002");
    expect(next.publisher.outbox.stats().waiting).toBe(0);
  });
  test("in a file that is damaged cost those that are damaged", () => {
    const over = inDirectory("damaged");
    setUp(over).publish(0, null, [event]);
    const file = join(over.stateDirectory, "health-events.jsonl");
    writeFileSync(file, `{"v":1,"boo\n${readFileSync(file, "utf8")}${"x".repeat(5000)}\n[]`);
    expect(setUp(over).publisher.outbox.stats().waiting).toBe(1);
  });
  test("are kept in memory where the disk takes nothing, which is logged once", () => {
    const over = inDirectory("gone");
    const { publish, logger, publisher } = setUp(over);
    rmSync(over.stateDirectory, { recursive: true });
    publish(0, null, [event]);
    publish(1, null, [event]);
    expect(logger.lines.map(({ level }) => level)).toEqual(["warn"]);
    expect(publisher.outbox.stats().waiting).toBe(4);
  });
  test("have no file where nothing is published", () => {
    const over = inDirectory("unpublished");
    setUp({ ...over, nats: false });
    expect(readdirSync(folder)).not.toContain("unpublished");
  });
});

test("segment files of earlier versions are removed from the state directory", () => {
  const stateDirectory = mkdtempSync(join(folder, "old-"));
  for (const name of ["000000000001.ring", "other"]) writeFileSync(join(stateDirectory, name), "LLR1");
  setUp({ stateDirectory });
  expect(readdirSync(stateDirectory)).toEqual(["other"]);
});

test.each([
  { name: "is a file", stateDirectory: join(folder, "file") },
  { name: "is below /proc", stateDirectory: "/proc/loadline/state" },
])("a state directory that $name is an error with a code of its own", ({ stateDirectory }) => {
  writeFileSync(join(folder, "file"), "");
  expect(() => setUp({ stateDirectory })).toThrowError(
    expect.objectContaining({
      code: "LL_RING_UNUSABLE",
      detail: expect.objectContaining({ directory: stateDirectory }),
    }),
  );
});

describe("gaps", () => {
  /** A reporter after so many drops of samples 0, 1, 2 … */
  const after = (drops: number) => {
    const reporter = new GapReporter("boot-0001");
    for (let seq = 0; seq < drops; seq += 1) reporter.dropped(seq, "ring-full", 1000 + seq);
    return reporter;
  };
  const gap = (count: number): Gap => ({
    bootId: "boot-0001",
    fromSeq: 0,
    toSeq: count - 1,
    count,
    reasons: { "ring-full": count },
    lastAt: 999 + count,
  });

  test("without a dropped sample no gap is due", () => expect(after(0).due()).toBeNull());

  test("a gap is due until a sample with it is acknowledged, and again when it grows", () => {
    const reporter = after(3);
    expect(reporter.due()).toEqual(gap(3));
    reporter.sent(1, gap(3));
    expect(reporter.due()).toEqual(gap(3));
    reporter.stored(1);
    expect(reporter.due()).toBeNull();
    reporter.dropped(3, "ring-full", 1003);
    expect(reporter.due()).toEqual(gap(4));
  });

  test("a gap counts each reason and spans the lowest and the highest number", () => {
    const reporter = new GapReporter("boot-0001");
    reporter.dropped(7, "too-large", 5);
    reporter.dropped(2, "ring-full", 6);
    expect(reporter.due()).toMatchObject({
      fromSeq: 2,
      toSeq: 7,
      count: 2,
      reasons: { "too-large": 1, "ring-full": 1 },
    });
  });

  test("a sample that was dropped has reported nothing", () => {
    const reporter = after(3);
    reporter.sent(1, gap(3));
    reporter.lost(1);
    reporter.stored(1);
    expect(reporter.due()).toEqual(gap(3));
  });

  test("a late acknowledgement of a smaller count does not undo that of a larger one", () => {
    const reporter = after(5);
    reporter.sent(1, gap(3));
    reporter.sent(2, gap(5));
    reporter.stored(2);
    reporter.stored(1);
    expect(reporter.due()).toBeNull();
  });
});
