import { describe, expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { engineRow, gpuReading, snapshots } from "../../test/snapshots.ts";
import { Outbox } from "../publish/outbox.ts";
import { SendBuffer } from "../publish/send-buffer.ts";
import { buildSample } from "../sample/sample.ts";
import { AgentConfig } from "../settings/config.ts";
import type { AgentView } from "./agent-view.ts";
import { isAlive, readiness } from "./readiness.ts";

const identity = { bootId: "boot-0001", seq: 0, sampledAt: 1, intervalSeconds: 1, inventoryHash: null };

const viewOf = (from = snapshots([gpuReading(0)], [engineRow("a")])) => {
  const clock = new ManualClock();
  const start = clock.elapsed();
  const outbox = new Outbox({
    buffer: new SendBuffer({ maxMessages: 10, maxBytes: 1000 }),
    clock,
    logger: recordingLogger(),
    random: () => 0,
    onStored: () => undefined,
    onDropped: () => undefined,
  });
  const view = (nats: boolean): AgentView => ({
    config: () => AgentConfig.parse({ nats, intervalSeconds: 1 }),
    sources: () => {
      throw new Error("not asked");
    },
    outbox,
    latest: { sample: buildSample(from, identity), at: start },
    permissionErrors: 0,
  });
  return { view, clock, outbox };
};

describe("ready", () => {
  test("with one source that is ok, where nothing is published", () => {
    const from = snapshots([gpuReading(0)], [engineRow("a")]);
    const status = { ...from.engines.status, state: "absent" as const };
    const absent = { ...from, statuses: { ...from.statuses, engines: status } };
    const { view, clock } = viewOf(absent);
    expect(readiness(view(false), clock.elapsed())).toEqual({ ready: true, missing: [] });
  });
  test("not while a source is stalled, whatever the others are", () => {
    const { view, clock } = viewOf(snapshots([gpuReading(0)], [engineRow("a")], { gpusFresh: false }));
    expect(readiness(view(false), clock.elapsed())).toEqual({
      ready: false,
      missing: ["nvidia-smi stalled (a read hangs)"],
    });
  });
  test("while a list of engines is not read, which no restart and no stopped roll-out mends", () => {
    const from = snapshots([gpuReading(0)], [engineRow("a")]);
    const lists = { ...from.engines.status, state: "stalled" as const };
    const { view, clock } = viewOf({ ...from, statuses: { ...from.statuses, "engine-lists": lists } });
    expect(readiness(view(false), clock.elapsed())).toEqual({ ready: true, missing: [] });
  });
  test("only once the broker has acknowledged, where something is", () => {
    const { view, clock, outbox } = viewOf();
    expect(readiness(view(true), clock.elapsed())).toEqual({
      ready: false,
      missing: ["no recent acknowledgement from the broker: no broker has answered yet"],
    });
    outbox.answered(0, { kind: "stored" });
    expect(readiness(view(true), clock.elapsed()).ready).toBe(true);
  });
  test("no longer without a recent acknowledgement", async () => {
    const { view, outbox, clock } = viewOf();
    outbox.answered(0, { kind: "stored" });
    await clock.advance(10.5);
    expect(readiness(view(true), clock.elapsed()).ready).toBe(false);
  });
  test("not when no source is ok, with the state of each", () => {
    const { view, clock } = viewOf(snapshots([gpuReading(0)], [], { gpusFresh: false, enginesFresh: false }));
    expect(readiness(view(false), clock.elapsed()).missing).toEqual([
      "no source is ok: nvidia-smi stalled (a read hangs), engines stalled",
    ]);
  });
  test("not before the first sample", () => {
    const { view, clock } = viewOf();
    expect(readiness({ ...view(false), latest: null }, clock.elapsed()).missing).toEqual([
      "no source is ok: no sample yet",
    ]);
  });
});

describe("alive", () => {
  test("whatever the states of the sources, while samples are made", () => {
    const { view, clock } = viewOf(snapshots([], [], { gpusFresh: false, enginesFresh: false }));
    expect(isAlive(view(true), clock.elapsed(), 0)).toBe(true);
  });
  test("not when the loop stands still", async () => {
    const { view, clock } = viewOf();
    await clock.advance(11);
    expect(isAlive(view(true), clock.elapsed(), 0)).toBe(false);
  });
});
