import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulateFluid } from "../fluid/fluid.ts";
import { generateLoad } from "../load/load-shapes.ts";
import { hpaPolicy } from "./hpa.ts";
import { loadlinePolicy } from "./loadline.ts";
import { type LoadMemory, observeLoad } from "./loadline-filter.ts";
import { isSteady, outlookOf } from "./loadline-headroom.ts";
import { loadlineSettings } from "./loadline-settings.ts";
import type { ScalingPolicy } from "./scaling-policy.ts";

/** The full run looks at more seeds, days and lead times. */
const isFull = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1) > 1;

const day = 86_400;
const seeds = isFull ? [7, 11, 13, 17, 19] : [7, 17];
const base = { stepSeconds: 15, correlation: 0.8, seed: 7 };
const settings = { capacity: 8, leadTimeSeconds: 300, stepSeconds: 15 };

const learnt = (demand: readonly number[], stepSeconds = 15): LoadMemory =>
  demand.reduce<LoadMemory | null>(
    (memory, value, index) => observeLoad(memory, { at: index * stepSeconds, demand: value, capacity: 8 }),
    null,
  ) as LoadMemory;

test.each([60, 300, 900])(
  "constant load without noise is at most reduced once on its second day, at a lead time of %d s",
  (leadTimeSeconds) => {
    const load = generateLoad("constant", { ...base, baseRate: 200, seconds: 2 * day, noise: 0 });
    const { score } = simulateFluid(load, loadlinePolicy(), { ...settings, leadTimeSeconds, scoreFromSeconds: day });
    expect(score.reversals).toBe(0);
    expect(score.actions).toBeLessThanOrEqual(1);
  },
);

describe("constant load with 10 % noise", { timeout: 60_000 }, () => {
  const actionsByDay = (correlation: number, leadTimeSeconds: number, seed: number): number[] => {
    const load = generateLoad("constant", { ...base, baseRate: 200, seconds: 4 * day, noise: 0.1, correlation, seed });
    const { replicas } = simulateFluid(load, loadlinePolicy(), { ...settings, leadTimeSeconds });
    const stepsPerDay = day / settings.stepSeconds;
    return [0, 1, 2, 3].map((index) => {
      const counts = replicas.slice(Math.max(1, index * stepsPerDay) - 1, (index + 1) * stepsPerDay);
      return counts.filter((count, step) => step > 0 && count !== counts[step - 1]).length;
    });
  };
  test.each([
    { correlation: 0, leadTime: 60 },
    { correlation: 0, leadTime: 900 },
    { correlation: 0.8, leadTime: 60 },
    { correlation: 0.8, leadTime: 300 },
    { correlation: 0.8, leadTime: 900 },
  ])(
    "of correlation $correlation is left alone after the first day, at a lead time of $leadTime s",
    ({ correlation, leadTime }) => {
      for (const seed of seeds) {
        const [first = 0, ...later] = actionsByDay(correlation, leadTime, seed);
        expect(first).toBeLessThanOrEqual(1);
        expect(later).toEqual([0, 0, 0]);
      }
    },
  );

  test.each([60, 300, 900])(
    "whose noise lasts five minutes is acted on at most once a day after the first, at a lead time of %d s",
    (leadTime) => {
      for (const seed of seeds) {
        const [, ...later] = actionsByDay(0.95, leadTime, seed);
        for (const actions of later) expect(actions).toBeLessThanOrEqual(1);
      }
    },
  );

  test.each([60, 300, 900])(
    "whose noise lasts five minutes never sets off a row of orders, on no day, at a lead time of %d s",
    (leadTime) => {
      for (const seed of isFull ? [33, 42, 54, 60] : [33, 60]) {
        const [first = 0, ...later] = actionsByDay(0.95, leadTime, seed);
        expect(first).toBeLessThanOrEqual(2);
        for (const actions of later) expect(actions).toBeLessThanOrEqual(1);
      }
    },
  );

  test("a rise beyond its headroom is still answered within the lead time", () => {
    const calm = generateLoad("constant", { ...base, baseRate: 200, seconds: 2 * day, noise: 0.1 });
    const shifted = calm.map((demand, step) => (step < 5760 ? demand : 2 * demand));
    const { ready } = simulateFluid(shifted, loadlinePolicy(), settings);
    expect((ready[5760 + 40] ?? 0) * settings.capacity).toBeGreaterThan(400);
  });
});

test("no replica is released within the first lead time, however low the load at its start", () => {
  const policy = loadlinePolicy();
  const input = { ready: 9, pending: 0, capacity: 8, leadTimeSeconds: 300 };
  let { start: state } = policy;
  const desired = Array.from({ length: 80 }, (_, step) => {
    const decided = policy.step(state, { ...input, at: step * 15, demand: 8 });
    state = decided.state;
    return decided.desired;
  });
  expect(Math.min(...desired.slice(0, 20))).toBe(9);
  expect(desired.at(-1)).toBeLessThan(9);
});

describe("the first hour", () => {
  test("of a calm load ends at fewer replicas than it began with, and serves all of it", () => {
    const ends = [7, 11, 13, 17, 19].map((seed) => {
      const load = generateLoad("constant", { ...base, baseRate: 200, seconds: 3600, noise: 0.05, seed });
      const { score, replicas } = simulateFluid(load, loadlinePolicy(), settings);
      expect(score.unservedShare).toBe(0);
      return (replicas.at(-1) ?? 0) / (replicas[0] ?? 1);
    });
    expect(ends.toSorted((a, b) => a - b)[2]).toBeLessThan(0.95);
  });

  test("of a load that moves asks for less headroom than the same load does when it has been known for hours", () => {
    const policy = loadlinePolicy();
    const load = learnt(Array.from({ length: 3000 }, (_, step) => 200 + 70 * Math.sin(step / 47)));
    const input = { at: load.at + 15, demand: 200, ready: 1, pending: 0, capacity: 8, leadTimeSeconds: 300 };
    const state = { ...policy.start, load };
    const known = policy.step({ ...state, since: load.at - day }, input).desired;
    const fresh = policy.step({ ...state, since: load.at }, input).desired;
    expect(fresh).toBeLessThan(known);
    expect(fresh * 8).toBeGreaterThan(200);
  });

  test("that begins in the middle of a rise of one minute does not pass for a volatile one", () => {
    const risen = Array.from({ length: 120 }, (_, step) => Math.min(1, 0.3 + 0.14 * step) * 200);
    expect(Math.sqrt(learnt(risen).agitation)).toBeLessThan(0.06);
  });
});

describe("missing telemetry", { timeout: 60_000 }, () => {
  test("in any pattern never scales down", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })), { maxLength: 8 }),
        (spans) => {
          const missing = spans.flatMap(([known, gap]) => [
            ...new Array<boolean>(known).fill(false),
            ...new Array<boolean>(gap).fill(true),
          ]);
          const load = generateLoad("day", { ...base, baseRate: 200, seconds: day, noise: 0.05 });
          const { replicas } = simulateFluid(load, loadlinePolicy(), {
            ...settings,
            observe: (step, demand) => (missing[step] === true ? null : demand),
          });
          for (let step = 1; step < replicas.length; step++) {
            if (missing[step] === true) expect(replicas[step]).toBeGreaterThanOrEqual(replicas[step - 1] ?? 0);
          }
        },
      ),
      { numRuns: 20 },
    ));

  test("for longer than five minutes is followed by a lead time without scaling down", () => {
    const load = Float64Array.from({ length: 400 }, (_, step) => (step < 100 ? 200 : 40));
    const observe = (step: number, demand: number): number | null => (step >= 80 && step < 120 ? null : demand);
    const { replicas } = simulateFluid(load, loadlinePolicy(), { ...settings, observe });
    expect(new Set(replicas.slice(80, 140)).size).toBe(1);
    expect(replicas[399]).toBeLessThan(replicas[139] ?? 0);
  });

  test("does not make the count explode when the load is back", () => {
    const load = generateLoad("constant", { ...base, baseRate: 200, seconds: day, noise: 0.05 });
    const observe = (step: number, demand: number): number | null => (step >= 2000 && step < 3500 ? null : demand);
    const { replicas } = simulateFluid(load, loadlinePolicy(), { ...settings, observe });
    expect(Math.max(...replicas.slice(3500))).toBeLessThanOrEqual(Math.max(...replicas.slice(1500, 2000)) + 2);
  });
});

describe("zero that is known", () => {
  const load = Float64Array.from({ length: 4320 }, (_, step) => (step >= 1440 && step < 2880 ? 0 : 200));
  const { replicas } = simulateFluid(load, loadlinePolicy(), settings);

  test("counts", () => {
    expect(replicas[2879]).toBeLessThanOrEqual(3);
  });

  test("does not overshoot beyond three times the need when the load returns", () => {
    expect(Math.max(...replicas.slice(2880))).toBeLessThanOrEqual((3 * 200) / 8);
  });
});

describe("outlook", () => {
  const memory = learnt(Array.from({ length: 2000 }, (_, index) => 200 + 80 * Math.sin(index / 200)));

  test("of a load that has been one level with noise is its spread, not its last minutes", () => {
    const calm = learnt([...generateLoad("constant", { ...base, baseRate: 200, seconds: day, noise: 0.05 })]);
    expect(isSteady(calm)).toBe(true);
    expect(isSteady(memory)).toBe(false);
    const { centre, headroom } = outlookOf(calm, 0);
    expect(centre).toBe(calm.mean);
    expect(headroom / centre).toBeCloseTo(3 * 0.05, 1);
  });

  test("a longer lead time never needs less headroom", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3600, noNaN: true }),
        fc.double({ min: 0, max: 3600, noNaN: true }),
        (a, b) => {
          const [short, long] = [Math.min(a, b), Math.max(a, b)];
          expect(outlookOf(memory, long).headroom).toBeGreaterThanOrEqual(outlookOf(memory, short).headroom);
        },
      ),
    ));

  test("the forecast keeps at least the least share of the level, however steep the fall", () => {
    const { centre } = outlookOf({ ...memory, slope: -memory.level }, 900);
    expect(centre).toBeCloseTo(0.3 * memory.level, 9);
  });

  test("a peak is remembered and fades with its time constant", () => {
    const calm = learnt(new Array<number>(400).fill(100));
    const later = observeLoad(
      { ...calm, peak: calm.level + 100 },
      { at: calm.at + 15, demand: calm.level, capacity: 8 },
    );
    expect(later.peak - later.level).toBeCloseTo(100 * Math.exp(-15 / loadlineSettings(300).peakSeconds), 6);
  });
});

test("a history holds no more than the five minutes it is asked for", () => {
  expect(learnt(new Array<number>(500).fill(50)).history.length).toBeLessThanOrEqual(21);
});

describe("loads of a known shape, against the pod autoscaler that costs no less", { timeout: 60_000 }, () => {
  const scored = (load: Float64Array, policy: ScalingPolicy, leadTimeSeconds: number) =>
    simulateFluid(load, policy, { ...settings, leadTimeSeconds }).score;

  test.each([60, 300, 900])("an hourly pulse leaves a tenth of its unserved demand, at a lead time of %d s", (lead) => {
    const load = generateLoad("hourly-pulse", { ...base, baseRate: 200, seconds: 2 * day, noise: 0.05 });
    const own = scored(load, loadlinePolicy(), lead);
    const peer = scored(load, hpaPolicy(0.65), lead);
    expect(own.ratioToMinimum).toBeLessThan(peer.ratioToMinimum);
    expect(own.unservedShare).toBeLessThan(peer.unservedShare / 10);
  });

  test("a surge of ten minutes is met better by a policy that carries its slope on", () => {
    const steps = 5760;
    const load = Float64Array.from({ length: steps }, (_, step) => {
      const rise = Math.min(1, Math.max(0, (step - 4000) / 40));
      return 160 + 340 * rise + 20 * Math.sin(step / 50);
    });
    const own = scored(load, loadlinePolicy(), 300);
    const dearer = scored(load, hpaPolicy(0.8), 300);
    expect(own.unservedShare).toBeLessThan(dearer.unservedShare);
  });
});

describe("settings", () => {
  test("are as fitted at the fitted lead times, and in between in between", () => {
    const [short, middle, long] = [60, 150, 300].map(loadlineSettings);
    expect(middle?.levelGain).toBeLessThan(short?.levelGain ?? 0);
    expect(middle?.levelGain).toBeGreaterThan(long?.levelGain ?? 1);
  });

  test("beyond the ends are those of the nearer end", () => {
    expect(loadlineSettings(0)).toEqual(loadlineSettings(60));
    expect(loadlineSettings(7200)).toEqual(loadlineSettings(900));
  });
});
