import { describe, expect, test } from "vitest";
import type { AgentView } from "./agent.ts";
import { Outbox } from "./publish/outbox.ts";
import { MemoryRing } from "./publish/ring.ts";
import { isAlive, readiness } from "./readiness.ts";
import { buildSample } from "./sample.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { recordingLogger } from "./testing/recording-logger.ts";
import { engineRow, gpuReading, snapshots } from "./testing/snapshots.ts";

const identity = { bootId: "boot-0001", seq: 0, sampledAt: 1, intervalSeconds: 1, inventoryHash: null };

const viewOf = (from = snapshots([gpuReading(0)], [engineRow("a")])) => {
  const clock = new ManualClock();
  const outbox = new Outbox({
    ring: new MemoryRing({ maxSamples: 10, maxBytes: 1000 }),
    clock,
    logger: recordingLogger(),
    random: () => 0,
    onStored: () => undefined,
    onDropped: () => undefined,
  });
  const view: Pick<AgentView, "latest" | "outbox"> = {
    outbox,
    latest: { sample: buildSample(from, identity), at: clock.elapsed() },
  };
  const limits = (nats: boolean) => ({ now: clock.elapsed(), intervalSeconds: 1, nats });
  return { view: view as AgentView, clock, limits, outbox };
};

describe("ready", () => {
  test("with one source that is ok, where nothing is published", () => {
    const { view, limits } = viewOf(snapshots([gpuReading(0)], [engineRow("a")], { gpusFresh: false }));
    expect(readiness(view, limits(false))).toEqual({ ready: true, missing: [] });
  });
  test("only once the broker has acknowledged, where something is", () => {
    const { view, limits, outbox } = viewOf();
    expect(readiness(view, limits(true))).toEqual({
      ready: false,
      missing: ["no recent acknowledgement from the broker: no broker has answered yet"],
    });
    outbox.answered(0, { kind: "stored", duplicate: false });
    expect(readiness(view, limits(true)).ready).toBe(true);
  });
  test("no longer when the broker has been silent", async () => {
    const { view, limits, outbox, clock } = viewOf();
    outbox.answered(0, { kind: "stored", duplicate: false });
    await clock.advance(10.5);
    expect(readiness(view, limits(true)).ready).toBe(false);
  });
  test("not when no source is ok, and says what each of them is", () => {
    const { view, limits } = viewOf(snapshots([gpuReading(0)], [], { gpusFresh: false, enginesFresh: false }));
    expect(readiness(view, limits(false)).missing).toEqual([
      "no source is ok: nvidia-smi stalled (a read hangs), vllm stalled",
    ]);
  });
  test("not before the first sample", () => {
    const { view, limits } = viewOf();
    view.latest = null;
    expect(readiness(view, limits(false)).missing).toEqual(["no source is ok: no sample yet"]);
  });
});

describe("alive", () => {
  test("whatever the sources say, while samples are made", () => {
    const { view, limits } = viewOf(snapshots([], [], { gpusFresh: false, enginesFresh: false }));
    expect(isAlive(view, limits(true), 0)).toBe(true);
  });
  test("not when the loop stands still", async () => {
    const { view, limits, clock } = viewOf();
    await clock.advance(11);
    expect(isAlive(view, limits(true), 0)).toBe(false);
  });
});
