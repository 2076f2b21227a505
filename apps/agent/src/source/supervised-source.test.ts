import { describe, expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import type { ReadOutcome, Source } from "./source.ts";
import { SupervisedSource } from "./supervised-source.ts";

type Answer = ReadOutcome<string> | "hang" | "throw";

/** A source with scripted answers, and its counts. */
const scripted = (...script: Answer[]) => {
  const calls = { started: 0, aborted: 0, outstanding: 0, most: 0 };
  const releases: ((outcome: ReadOutcome<string>) => void)[] = [];
  const source: Source<string> = {
    name: "fake",
    deadlineSeconds: 2,
    firstDeadlineSeconds: 20,
    read: async (signal) => {
      const answer = script[Math.min(calls.started, script.length - 1)] ?? "hang";
      calls.started += 1;
      calls.outstanding += 1;
      calls.most = Math.max(calls.most, calls.outstanding);
      signal.addEventListener("abort", () => {
        calls.aborted += 1;
      });
      try {
        if (answer === "throw") throw new Error("broken");
        return answer === "hang" ? await new Promise<ReadOutcome<string>>((resolve) => releases.push(resolve)) : answer;
      } finally {
        calls.outstanding -= 1;
      }
    },
  };
  return { source, calls, release: (outcome: ReadOutcome<string>) => releases.shift()?.(outcome) };
};

const ok = (value: string): ReadOutcome<string> => ({ kind: "ok", value });
const failed: ReadOutcome<string> = { kind: "failed", reason: "exit-code", detail: "exit code 9" };

const supervised = (...script: Answer[]) => {
  const clock = new ManualClock();
  const logger = recordingLogger();
  const fake = scripted(...script);
  const source = new SupervisedSource(fake.source, { clock, logger, freshnessSeconds: 10 });
  const beat = async (seconds = 1) => {
    source.start();
    await clock.advance(seconds);
    return source.snapshot();
  };
  return { ...fake, clock, logger, source, beat };
};

test("a read that succeeds is ok, with its age from the start of the read", async () => {
  const { beat } = supervised(ok("a"));
  const { value, fresh, status } = await beat(1.5);
  expect({ value, fresh }).toEqual({ value: "a", fresh: true });
  expect(status).toEqual({ state: "ok", ageSeconds: 1.5, durationSeconds: 0, detail: null });
});

describe("a source that hangs", () => {
  test("has one outstanding read, however often it is asked", async () => {
    const { beat, calls } = supervised("hang");
    for (let turn = 0; turn < 50; turn += 1) await beat();
    expect(calls).toMatchObject({ started: 1, most: 1, aborted: 1 });
  });
  test("is stalled once its deadline has passed, not before", async () => {
    const { beat } = supervised(ok("a"), "hang");
    await beat(0);
    const states = [await beat(1), await beat(0.9), await beat(0.2)].map(({ status }) => status.state);
    expect(states).toEqual(["ok", "ok", "stalled"]);
  });
  test("has the longer deadline until its first success", async () => {
    const { beat } = supervised("hang");
    expect((await beat(19)).status.state).toBe("degraded");
    expect((await beat(1)).status.state).toBe("stalled");
  });
  test("has its values until the freshness limit, and then they are not fresh", async () => {
    const { beat } = supervised(ok("a"), "hang");
    await beat(0);
    expect(await beat(10)).toMatchObject({ value: "a", fresh: true, status: { state: "stalled", ageSeconds: 10 } });
    expect(await beat(1)).toMatchObject({ value: "a", fresh: false, status: { state: "stalled", ageSeconds: 11 } });
  });
  test("counts one failure by deadline and recovers when the read ends", async () => {
    const { beat, release, source } = supervised(ok("a"), "hang", ok("b"));
    await beat(0);
    await beat(30);
    release({ kind: "failed", reason: "deadline", detail: "stopped" });
    await beat(0);
    expect([...source.failures]).toEqual([["deadline", 1]]);
    expect(await beat(1)).toMatchObject({ value: "b", status: { state: "ok" } });
  });
  test("does not delay whoever waits for it", async () => {
    const { source, clock } = supervised("hang");
    source.start();
    const waited = source.wait(4).then(() => "done");
    await clock.advance(3.9);
    expect(await Promise.race([waited, Promise.resolve("still waiting")])).toBe("still waiting");
    await clock.advance(0.1);
    expect(await waited).toBe("done");
  });
});

describe("a source that fails", () => {
  test("is degraded, names the reason and keeps the last values while they are fresh", async () => {
    const { beat } = supervised(ok("a"), failed);
    await beat(0);
    expect(await beat(1)).toMatchObject({
      value: "a",
      fresh: true,
      status: { state: "degraded", detail: "exit-code: exit code 9" },
    });
  });
  test("is stalled when its last values are too old", async () => {
    const { beat } = supervised(ok("a"), failed);
    await beat(0);
    const { fresh, status } = await beat(11);
    expect(fresh).toBe(false);
    expect(status).toMatchObject({ state: "stalled", detail: "no values since 11.0 s; exit-code: exit code 9" });
  });
  test("is counted by reason, what it throws as unexpected", async () => {
    const { beat, source } = supervised(failed, "throw", failed);
    for (let turn = 0; turn < 3; turn += 1) await beat();
    expect(Object.fromEntries(source.failures)).toEqual({ "exit-code": 2, unexpected: 1 });
  });
  test("is degraded with values when it has a part", async () => {
    const { beat, source } = supervised({
      kind: "degraded",
      value: "part",
      reason: "incomplete",
      detail: "1 GPU missing",
    });
    expect(await beat()).toMatchObject({ value: "part", fresh: true, status: { state: "degraded" } });
    expect([...source.failures]).toEqual([["incomplete", 1]]);
  });
});

test("what is not there is absent, without values and without failures", async () => {
  const { beat, source } = supervised(ok("a"), { kind: "absent", detail: "nvidia-smi was not found" });
  await beat();
  expect(await beat()).toMatchObject({
    value: null,
    status: { state: "absent", detail: "nvidia-smi was not found", ageSeconds: null },
  });
  expect(source.failures.size).toBe(0);
});

test("a change of state is logged once, a state that lasts is not", async () => {
  const { beat, logger } = supervised(ok("a"), ok("b"), failed, failed, failed, ok("c"));
  for (let turn = 0; turn < 8; turn += 1) await beat();
  expect(logger.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    "info: source is ok",
    "warn: source is degraded",
    "info: source is ok",
  ]);
});

test("stopping waits for the read, then for what the source holds between reads", async () => {
  const done: string[] = [];
  let end: () => void = () => undefined;
  const source: Source<string> = {
    name: "holding",
    deadlineSeconds: 1,
    firstDeadlineSeconds: 1,
    read: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => done.push("asked to end"));
        end = () => {
          done.push("read ended");
          resolve(ok("x"));
        };
      }),
    close: async () => {
      done.push("closed");
    },
  };
  const subject = new SupervisedSource(source, {
    clock: new ManualClock(),
    logger: recordingLogger(),
    freshnessSeconds: 10,
  });
  subject.start();
  await new Promise((resolve) => setImmediate(resolve));
  const stopped = subject.stop();
  end();
  await stopped;
  expect(done).toEqual(["asked to end", "read ended", "closed"]);
});
