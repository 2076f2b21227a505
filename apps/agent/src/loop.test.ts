import { describe, expect, test } from "vitest";
import { ManualClock } from "../test/manual-clock.ts";
import { gpuReading, snapshots } from "../test/snapshots.ts";
import { type LoopSteps, runLoop } from "./loop.ts";
import { buildSample } from "./sample/sample.ts";

const looping = (readSeconds: (turn: number) => number, intervalSeconds = () => 5) => {
  const clock = new ManualClock();
  const beats: { readonly seq: number; readonly at: number }[] = [];
  const order: string[] = [];
  const start = clock.elapsed();
  let turn = 0;
  const steps: LoopSteps = {
    read: async () => {
      order.push("read");
      await clock.sleep(readSeconds(turn++));
      return snapshots([gpuReading(0)], []);
    },
    makeInventory: () => {
      order.push("make inventory");
      return null;
    },
    makeSample: (from, _, seq) => {
      order.push("make sample");
      return buildSample(from, { bootId: "boot-0001", seq, sampledAt: 1, intervalSeconds: 5, inventoryHash: null });
    },
    watchHealth: () => {
      order.push("watch health");
      return [];
    },
    publish: ({ seq }) => {
      order.push("publish");
      beats.push({ seq, at: clock.elapsed() - start });
    },
    show: () => order.push("show"),
  };
  const stop = new AbortController();
  const ended = runLoop(steps, { clock, intervalSeconds, signal: stop.signal });
  return { clock, beats, order, stop, ended };
};

test("a sample goes through its steps in order", async () => {
  const { order, stop, ended, clock } = looping(() => 0);
  await clock.advance(0);
  expect(order).toEqual(["read", "make inventory", "make sample", "watch health", "publish", "show"]);
  stop.abort();
  await ended;
});

describe("the sampling times", () => {
  const run = async (readSeconds: (turn: number) => number, seconds: number) => {
    const { clock, beats, stop, ended } = looping(readSeconds);
    for (let second = 0; second < seconds; second += 1) await clock.advance(1);
    stop.abort();
    await clock.advance(100);
    await ended;
    return beats.filter(({ at }) => at <= seconds);
  };
  test("do not drift with the time of a read", async () =>
    expect((await run((turn) => turn % 3, 21)).map(({ at }) => at)).toEqual([0, 6, 12, 15, 21]));
  test("skip a missed one, and number samples without gaps", async () =>
    expect(await run((turn) => (turn === 1 ? 7 : 0), 21)).toEqual([
      { seq: 0, at: 0 },
      { seq: 1, at: 12 },
      { seq: 2, at: 15 },
      { seq: 3, at: 20 },
    ]));
});

test("another interval holds from the next sample on", async () => {
  let seconds = 5;
  const { clock, beats, stop, ended } = looping(
    () => 0,
    () => seconds,
  );
  for (let second = 0; second < 12; second += 1) {
    if (second === 6) seconds = 2;
    await clock.advance(1);
  }
  stop.abort();
  await clock.advance(100);
  await ended;
  expect(beats.map(({ at }) => at)).toEqual([0, 5, 10, 12]);
});

test("the signal ends the wait for the next beat", async () => {
  const { clock, beats, stop, ended } = looping(() => 0);
  await clock.advance(0);
  stop.abort();
  await ended;
  expect(beats).toHaveLength(1);
});
