import { decode, encode, Health } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { gpuReading, gpuReport } from "../../test/snapshots.ts";
import type { GpuReading, RejectedGpu } from "../gpu-report/gpu-report.ts";
import type { Xid } from "../sources/kmsg-xid/index.ts";
import type { HealthEvent } from "./health-event.ts";
import { type HealthInput, HealthWatch } from "./health-watch.ts";

const intervalSeconds = 60;

interface Step extends Partial<HealthInput> {
  /** GPUs of the report; none means that there is no fresh report. */
  readonly gpus?: readonly GpuReading[];
}

/** The events of each sample, one a minute. */
const watch = (steps: readonly Step[]): readonly (readonly HealthEvent[])[] => {
  const subject = new HealthWatch();
  return steps.map(({ gpus, ...rest }, turn) =>
    subject.observe({
      now: 1000 + turn * intervalSeconds,
      report: gpus === undefined ? null : gpuReport(gpus),
      problem: null,
      expectedGpus: null,
      xids: null,
      ...rest,
    }),
  );
};
const events = (steps: readonly Step[]): readonly string[] =>
  watch(steps).flatMap((list, turn) =>
    list.map(({ kind, gpuUuid, effect, code }) =>
      [turn, kind, gpuUuid, effect, code].filter((x) => x !== null).join(" "),
    ),
  );
const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);
const one = (over: Partial<GpuReading> = {}): Step => ({ gpus: [gpuReading(0, over)] });
const two: Step = { gpus: [gpuReading(0), gpuReading(1)] };

describe("a GPU that is gone", () => {
  test("is one event, at the second report without it, and another when it is back", () =>
    expect(events([two, one(), one(), one(), two, two, two])).toEqual([
      "2 gpu-lost GPU-1 lost",
      "5 gpu-back GPU-1 ok",
    ]));
  test("for one report only is no event", () => expect(events([two, one(), two, one(), two])).toEqual([]));
  test("is no event while there is no fresh report", () => expect(events([two, {}, {}, {}, two])).toEqual([]));
  test("is known by its UUID, not by its place", () =>
    expect(events([two, ...times(3, { gpus: [gpuReading(1, { index: 0 })] })])).toEqual(["2 gpu-lost GPU-0 lost"]));
  test("that never was there is an event of the expected count", () =>
    expect(
      events([
        ...times(3, { ...two, expectedGpus: 3 }),
        { gpus: [0, 1, 2].map((index) => gpuReading(index)), expectedGpus: 3 },
        { gpus: [0, 1, 2].map((index) => gpuReading(index)), expectedGpus: 3 },
      ]),
    ).toEqual(["1 gpu-lost lost", "4 gpu-back ok"]));
  test("is one event also with an expected count", () =>
    expect(events([two, one(), one(), one()].map((step) => ({ ...step, expectedGpus: 2 })))).toEqual([
      "2 gpu-lost GPU-1 lost",
    ]));
});

test("a report that is shown again is one observation", () => {
  const subject = new HealthWatch();
  const whole = gpuReport([gpuReading(0), gpuReading(1)]);
  const short = gpuReport([gpuReading(0)]);
  const found = [whole, short, short, short].flatMap((report, turn) =>
    subject.observe({ now: turn, report, problem: null, expectedGpus: null, xids: null }),
  );
  expect(found).toEqual([]);
});

describe("row remaps", () => {
  test("are events when they begin and when a reset has ended them; unknown changes nothing", () =>
    expect(
      events([
        one(),
        one({ rowRemapPending: true }),
        one({ rowRemapPending: null }),
        one({ rowRemapPending: true }),
        one(),
      ]),
    ).toEqual(["1 row-remap GPU-0 drain", "4 row-remap GPU-0 ok"]));
  test("that failed ask for another GPU", () =>
    expect(watch([one({ rowRemapFailed: true })])[0]?.[0]).toMatchObject({
      effect: "drain",
      detail: expect.stringContaining("replace the GPU"),
    }));
});

describe("throttling", () => {
  const hot = one({ clockEventReasons: ["hw-slowdown", "hw-thermal-slowdown"] });
  test("is one event after five minutes, with its cause, and another when it is over", () => {
    const steps = [...times(8, hot), ...times(4, one())];
    expect(events(steps)).toEqual(["5 throttled GPU-0 degraded", "10 throttled GPU-0 ok"]);
    expect(watch(steps)[5]?.[0]?.detail).toBe("hw-thermal-slowdown for 300 s or more");
  });
  test("by software is an event after half an hour", () =>
    expect(events(times(40, one({ clockEventReasons: ["sw-thermal-slowdown"] })))).toEqual([
      "30 throttled GPU-0 degraded",
    ]));
  test("that comes and goes is no event", () =>
    expect(events(times(10, hot).flatMap((step) => [step, one()]))).toEqual([]));
  test("goes on while the reasons are unknown", () =>
    expect(events([...times(3, hot), one({ clockEventReasons: null }), ...times(3, hot)])).toEqual([
      "5 throttled GPU-0 degraded",
    ]));
  test("by the power cap or an idle GPU is none", () =>
    expect(events(times(60, one({ clockEventReasons: ["sw-power-cap", "gpu-idle", "sync-boost"] })))).toEqual([]));
});

test("a recovery action is an event at every change", () =>
  expect(
    events([
      one(),
      one({ recoveryAction: "reset" }),
      one({ recoveryAction: "reset" }),
      one({ recoveryAction: null }),
      one({ recoveryAction: "new-action" }),
      one(),
    ]),
  ).toEqual(["1 recovery-action GPU-0 drain", "4 recovery-action GPU-0 degraded", "5 recovery-action GPU-0 ok"]));

test("a driver that does not fit its library is one event, and another when it does again", () => {
  const bad: Step = { problem: "exit-code: exit code 18: Failed to initialize NVML: Driver/library version mismatch" };
  expect(events([one(), bad, bad, {}, one()])).toEqual(["1 driver-mismatch degraded", "4 driver-mismatch ok"]);
});

describe("Xids", () => {
  const xid = (sequence: number, over: Partial<Xid> = {}): Xid => ({
    sequence,
    busId: "0000:01:00",
    code: 119,
    pid: 7,
    fatal: null,
    text: "Timeout",
    ...over,
  });
  const step = (...xids: readonly Xid[]): Step => ({ ...two, xids: { xids, rejectedLines: 0 } });
  test("have the GPU of their bus and the effect of their code", () =>
    expect(watch([step(xid(1))])[0]).toEqual([
      {
        kind: "xid",
        gpuUuid: "GPU-1",
        code: 119,
        effect: "drain",
        observedAt: 1000,
        detail: "0000:01:00 Xid 119, critical, RESET_GPU (reset the GPU): Timeout",
      },
    ]));
  test("are one event, however often the source has them", () =>
    expect(events([step(xid(1)), step(xid(1)), step(xid(1), xid(2, { code: 13 }))])).toEqual([
      "0 xid GPU-1 drain 119",
      "2 xid GPU-1 ok 13",
    ]));
  test("that repeat are one event in five minutes", () =>
    expect(events(Array.from({ length: 8 }, (_, turn) => step(xid(turn))))).toEqual([
      "0 xid GPU-1 drain 119",
      "5 xid GPU-1 drain 119",
    ]));
  test("of a GPU that is gone still have its UUID", () =>
    expect(events([two, { ...one(), xids: { xids: [xid(1, { code: 79 })], rejectedLines: 0 } }])).toEqual([
      "1 xid GPU-1 lost 79",
    ]));
  test("of an unknown device have no GPU", () =>
    expect(events([step(xid(1, { busId: "0000:ff:00" }))])).toEqual(["0 xid drain 119"]));
});

test("every event satisfies the contract", () => {
  const found = watch([
    { ...two, expectedGpus: 9 },
    { ...one({ rowRemapFailed: true, recoveryAction: "x".repeat(600) }), expectedGpus: 9 },
    { problem: `Driver/library version mismatch ${"x".repeat(600)}` },
  ]).flat();
  expect(found.length).toBeGreaterThanOrEqual(4);
  for (const [seq, event] of found.entries()) {
    const value: Health = { v: 1, bootId: "boot-0001", seq, ...event };
    expect(decode(Health, encode(value))).toEqual({ kind: "ok", value });
  }
});

describe("a GPU that the driver names and cannot reach", () => {
  const rejecting = (...rejected: readonly RejectedGpu[]): Step => ({
    report: { ...gpuReport([gpuReading(0)]), rejected },
  });
  test("is one event with its bus id, and another when it is reached again", () => {
    const gone: RejectedGpu = { pciBusId: "0000:5D:00.0", reason: "lost" };
    expect(
      events([
        rejecting(),
        ...times(3, {}),
        rejecting(gone),
        rejecting(gone),
        rejecting(gone),
        rejecting(),
        rejecting(),
      ]),
    ).toEqual(["5 gpu-lost lost", "8 gpu-back ok"]);
  });
  test("is an event with its UUID only when it was seen before", () => {
    const gone: RejectedGpu = { pciBusId: "00000000:01:00.0", reason: "uuid-missing" };
    expect(events([two, rejecting(gone), rejecting(gone), rejecting(gone)])).toEqual(["2 gpu-lost GPU-1 lost"]);
  });
  test("is not meant by a row that is only damaged", () =>
    expect(events(times(3, rejecting({ pciBusId: "0000:5D:00.0", reason: "columns-differ" })))).toEqual([]));
});

describe("uncorrected memory errors", () => {
  const errors = (eccUncorrectedVolatile: number | null): Step => one({ eccUncorrectedVolatile });
  test.each([
    { name: "none are nothing", counts: [0, 0], expected: [] },
    { name: "that were there before the agent are one event", counts: [2, 2, 2], expected: ["0 ecc GPU-0 degraded"] },
    {
      name: "are an event each time that they grow",
      counts: [0, 1, 1, 3],
      expected: ["1 ecc GPU-0 degraded", "3 ecc GPU-0 degraded"],
    },
    {
      name: "are over when the count begins again",
      counts: [0, 4, 0, 0],
      expected: ["1 ecc GPU-0 degraded", "2 ecc GPU-0 ok"],
    },
    { name: "that are unknown change nothing", counts: [1, null, 1], expected: ["0 ecc GPU-0 degraded"] },
  ])("$name", ({ counts, expected }) => expect(events(counts.map(errors))).toEqual(expected));
  test("above the threshold of the driver, or pages that wait for a reset, drain the GPU", () =>
    expect(events([one(), one({ eccSramThresholdExceeded: true }), one({ pageRetirementPending: true })])).toEqual([
      "1 ecc GPU-0 drain",
      "2 ecc GPU-0 drain",
      "2 ecc GPU-0 ok",
    ]));
});

describe("counters of throttling", () => {
  const slowed = (seconds: number | null): Step =>
    one({ clockEventReasons: [], throttleSeconds: seconds === null ? null : { "hw-thermal-slowdown": seconds } });
  const share = (part: number): readonly Step[] =>
    Array.from({ length: 12 }, (_, turn) => slowed(turn * intervalSeconds * part));
  test("show a slowdown that no look at the clocks has met", () =>
    expect(events(share(0.3))).toEqual(["6 throttled GPU-0 degraded"]));
  test("that hardly grow show none", () => expect(events(share(0.05))).toEqual([]));
  test("that begin again or do not exist show none", () =>
    expect(events([slowed(500), slowed(0), slowed(null), slowed(900), slowed(0)])).toEqual([]));
});

describe("the last Xid of an exporter", () => {
  const last = (code: number): Step => ({ ...one(), lastXids: new Map([["GPU-0", code]]) });
  test("is an event when it changes, not while it stays", () =>
    expect(events([last(0), last(79), last(79), last(48), last(0)])).toEqual([
      "1 xid GPU-0 lost 79",
      "3 xid GPU-0 drain 48",
    ]));
  test("that was there before the agent has that in its detail", () =>
    expect(watch([last(31)])[0]?.[0]?.detail).toContain("it may be older than the agent"));
});
