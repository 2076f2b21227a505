import { ratio, requestsPerSecond, tokensPerSecond } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CapacityInput, DemandForecast } from "./types.ts";
import { tooRarelyCarried, warrant, warrantyMemorySchema } from "./warranty.ts";

const none = { prefillTokensPerSecond: tokensPerSecond(0), decodeTokensPerSecond: tokensPerSecond(0) };

const forecastOf = (median: number, high: number, horizonSeconds = 300): DemandForecast => ({
  horizonSeconds,
  basis: "history",
  quantiles: [
    { quantile: 0.5, requestsPerSecond: requestsPerSecond(median), ...none },
    { quantile: 0.95, requestsPerSecond: requestsPerSecond(high), ...none },
  ],
});

const capacityOf = (rate: number, relative = 0): CapacityInput => ({
  kind: "feasible",
  requestsPerSecond: requestsPerSecond(rate),
  bindingLimit: "queue",
  errorBand: { relative: ratio(relative), basis: "calibrated" },
});

type Memory = Parameters<typeof warrant>[0];

const question = (changes: Partial<Parameters<typeof warrant>[1]> = {}): Parameters<typeof warrant>[1] => ({
  at: 0,
  demand: 40,
  forecast: forecastOf(40, 50),
  capacity: capacityOf(10),
  replicas: 5,
  ...changes,
});

/** The warranty after this demand, one value every 15 s. */
const after = (demand: readonly (number | null)[], changes: Partial<Parameters<typeof warrant>[1]> = {}) => {
  let memory: Memory;
  let last: ReturnType<typeof warrant>["warranty"] = null;
  for (const [step, rate] of demand.entries()) {
    const answer = warrant(memory, question({ at: 1000 + 15 * step, demand: rate, ...changes }));
    ({ memory, warranty: last } = answer);
  }
  return { memory, warranty: last, grade: last?.grade ?? null };
};

const minutes = (count: number, rate: number | null): (number | null)[] => new Array(4 * count).fill(rate);

describe("the chances", () => {
  test("are those of the forecast's quantiles", () => {
    const chances = warrant(undefined, question()).warranty?.chances;
    expect(chances?.map(({ replicas }) => replicas)).toEqual([4, 5, 6]);
    // 40 of 40 requests/s is the median, 50 the 95 % quantile.
    expect(chances?.[0]?.probability).toBeCloseTo(0.5);
    expect(chances?.[1]?.probability).toBeCloseTo(0.95);
    expect(chances?.[2]?.probability).toBeGreaterThan(0.98);
  });

  test.each([
    { name: "a load of mostly none", median: 0, high: 12, least: 0.5, most: 0.95 },
    { name: "no load at all", median: 0, high: 0, least: 0.99, most: 1 },
    { name: "a load that is announced", median: 10, high: 10, least: 0.99, most: 1 },
  ])("of $name lie between $least and $most for one replica", ({ median, high, least, most }) => {
    const chance = warrant(undefined, question({ forecast: forecastOf(median, high), replicas: 2 })).warranty
      ?.chances[0];
    expect(chance?.probability).toBeGreaterThanOrEqual(least);
    expect(chance?.probability).toBeLessThan(most);
  });

  test("are less sure where the capacity is", () => {
    const sure = warrant(undefined, question()).warranty?.chances[1]?.probability ?? 0;
    const unsure = warrant(undefined, question({ capacity: capacityOf(10, 0.3) })).warranty?.chances[1]?.probability;
    expect(unsure).toBeLessThan(sure);
  });

  test("of a smaller count are those of what each of fewer behind the router carries", () => {
    const curve = [[1, 2] as const, [4, 8] as const, [5, 10] as const];
    const pooled = { ...capacityOf(10), curve };
    const chances = (capacity: CapacityInput) => warrant(undefined, question({ capacity })).warranty?.chances ?? [];
    expect(chances(pooled)[1]).toEqual(chances(capacityOf(10))[1]);
    expect(chances(pooled)[0]?.probability).toBeLessThan(chances(capacityOf(10))[0]?.probability ?? 0);
    // Measured at five: four were not measured to carry as much each.
    expect(chances({ ...pooled, atLeast: 10 } as CapacityInput)[0]?.probability).toBeLessThan(0.5);
    // 40 requests/s take five of these and not four: the count of four is graded by that.
    expect(after(minutes(10, 40), { capacity: pooled }).memory?.open[0]?.most).toBe(5);
  });

  test("do not doubt what replicas were measured to carry, so that counts differ however wide the band is", () => {
    const measured = { ...capacityOf(10, 0.9), atLeast: 10 };
    const chances = warrant(undefined, question({ capacity: measured })).warranty?.chances ?? [];
    const [fewer, asked, more] = chances.map(({ probability }) => probability);
    expect(asked).toBeGreaterThan(0.95);
    expect(fewer).toBeLessThan(0.75);
    expect(more).toBeGreaterThan(asked ?? 1);
    const unmeasured = warrant(undefined, question({ capacity: capacityOf(10, 0.9) })).warranty?.chances ?? [];
    expect(unmeasured[1]?.probability).toBeLessThan(0.75);
  });

  test.each([
    { name: "the forecast", changes: { forecast: null } },
    { name: "the capacity", changes: { capacity: { kind: "unknown", detail: "no shape" } as const } },
    { name: "the count", changes: { replicas: null } },
  ])("are none without $name", ({ changes }) => {
    expect(warrant(undefined, question(changes)).warranty).toBeNull();
  });

  test("leave out a count of none", () => {
    expect(warrant(undefined, question({ replicas: 1 })).warranty?.chances.map((one) => one.replicas)).toEqual([1, 2]);
  });

  test("of a larger count are never lower, whatever was graded", () => {
    const bin = fc.record({ graded: fc.nat(1000), promised: fc.nat(10), carried: fc.nat(1000) });
    const memory = fc.array(bin, { minLength: 8, maxLength: 8 }).map((bins) => ({
      at: null,
      open: [],
      hours: [],
      squares: 0,
      asked: 0,
      least: 0,
      bins: bins.map(({ graded, carried, ...rest }) => ({ ...rest, graded, carried: Math.min(graded, carried) })),
    }));
    const rate = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(memory, rate, rate, fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 2 }), (...drawn) => {
        const [known, median, more, replicas, relative] = drawn;
        const forecast = forecastOf(median, median + more);
        const asked = question({ forecast, replicas, capacity: capacityOf(10, Number.isNaN(relative) ? 0 : relative) });
        const all = warrant(known, asked).warranty?.chances.map(({ probability }) => probability) ?? [];
        expect(all).toEqual(all.toSorted((a, b) => a - b));
        for (const one of all) expect(one >= 0 && one <= 1).toBe(true);
      }),
    );
  });
});

describe("the grade", () => {
  test("is given when the time is over, and not before", () => {
    expect(after(minutes(4, 40)).grade).toBeNull();
    expect(after(minutes(6, 40)).grade?.graded).toBeGreaterThan(0);
  });

  test("counts what was carried: of 4, 5 and 6 replicas those that carry 45 requests/s", () => {
    const { grade } = after(minutes(60, 45));
    const carried = grade?.bins.reduce((sum, bin) => sum + bin.carried * bin.graded, 0) ?? 0;
    expect(carried / (grade?.graded ?? 0)).toBeCloseTo(2 / 3);
    expect(grade?.costRatio).toBeCloseTo(1);
  });

  test("corrects the chances: what never came true is promised no more", () => {
    const before = warrant(undefined, question()).warranty?.chances[1]?.probability;
    const { warranty } = after(minutes(24 * 60, 55));
    expect(before).toBeGreaterThan(0.9);
    expect(warranty?.chances[1]?.probability).toBeLessThan(0.05);
    expect(warranty?.chances[2]?.probability).toBeGreaterThan(0.95);
    expect(warranty?.grade?.skill).toBeGreaterThan(0.8);
    expect(warranty?.grade?.reliabilityGap).toBeLessThan(0.05);
  });

  test("goes by the highest load of the time, not the last", () => {
    const demand = minutes(5, 35).map((rate, step) => (step === 8 ? 45 : rate));
    const { grade } = after([...demand, 35]);
    const carried = grade?.bins.reduce((sum, bin) => sum + bin.carried * bin.graded, 0);
    expect(carried).toBe(2);
  });

  test("goes by the capacity that was measured meanwhile", () => {
    let { memory } = after(minutes(1, 40));
    let grade = null;
    for (let step = 4; step <= 24; step++) {
      const answer = warrant(memory, question({ at: 1000 + 15 * step, capacity: capacityOf(4) }));
      memory = answer.memory;
      grade = answer.warranty?.grade ?? null;
    }
    expect(grade?.bins.reduce((sum, bin) => sum + bin.carried, 0)).toBe(0);
  });

  test.each([
    { name: "a gap", demand: [...minutes(1, 40), ...minutes(2, null), ...minutes(3, 40)] },
    { name: "no whole view at all", demand: minutes(10, null) },
  ])("leaves out a time with $name", ({ demand }) => {
    expect(after(demand).grade).toBeNull();
  });

  test("is given where decisions are more than a minute apart", () => {
    let memory: Memory;
    let grade = null;
    for (let step = 0; step < 20; step++) {
      const answer = warrant(memory, question({ at: 1000 + 90 * step, intervalSeconds: 90 }));
      ({ memory } = answer);
      grade = answer.warranty?.grade ?? null;
    }
    expect(grade).not.toBeNull();
  });

  test("leaves out what a clock that was set back has in it", () => {
    const { memory } = after(minutes(4, 40));
    expect(warrant(memory, question({ at: 0 })).memory.open).toHaveLength(1);
  });

  test("of the same tick again changes nothing", () => {
    const { memory } = after(minutes(30, 40));
    const once = warrant(memory, question({ at: 2800 })).memory;
    expect(warrant(once, question({ at: 2800 })).memory).toEqual(once);
  });

  test("is stored whatever lead times the plan had before", () => {
    let memory: Memory;
    for (const [horizon, ticks] of [
      [86_400, 1_440],
      [6_000, 100],
      [600, 10],
    ] as const) {
      for (let tick = 0; tick < ticks; tick++) {
        const at = (memory?.at ?? 1000) + 60;
        ({ memory } = warrant(memory, question({ at, forecast: forecastOf(40, 50, horizon) })));
      }
    }
    expect(warrantyMemorySchema.safeParse(memory).success).toBe(true);
  });

  test("is remembered in little JSON, however long the lead time", () => {
    for (const horizon of [1, 60, 3600, 86_400]) {
      const { memory } = after(minutes(300, 40), { forecast: forecastOf(40, 50, horizon) });
      expect(warrantyMemorySchema.parse(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
      expect(JSON.stringify(memory).length).toBeLessThan(8_192);
    }
  });
});

describe("whether the count carried the load on the last day", () => {
  /** Of hours with that load each, for five replicas that carry 50 requests/s; the share at the end. */
  const shareAfter = (hours: readonly number[], changes: Partial<Parameters<typeof warrant>[1]> = {}) => {
    const { memory } = after(
      hours.flatMap((rate) => minutes(60, rate)),
      changes,
    );
    return tooRarelyCarried({ carried: memory?.hours, now: memory?.at ?? 0 });
  };
  const of = (hours: number, rate: number): number[] => new Array(hours).fill(rate);

  test("is not known before six hours of it, nor without any", () => {
    expect(tooRarelyCarried({ now: 0 })).toBeNull();
    expect(shareAfter(of(4, 60))).toBeNull();
  });

  test("is stated where it did in less than 90 % of the lead times", () => {
    expect(shareAfter(of(12, 40))).toBeNull();
    expect(shareAfter([...of(11, 40), ...of(1, 60)])).toBeNull();
    expect(shareAfter([...of(18, 40), ...of(4, 60)])).toBeCloseTo(18 / 22, 1);
  });

  test("counts no lead time of a count that did not promise to carry the load, as one at the plan's maximum", () => {
    expect(shareAfter([...of(12, 40), ...of(6, 60)], { forecast: forecastOf(60, 70) })).toBeNull();
  });

  test("is good again a day after the last time at the latest, and sooner where little was wrong", () => {
    expect(shareAfter([...of(6, 60), ...of(17, 40)])).not.toBeNull();
    expect(shareAfter([...of(6, 60), ...of(24, 40)])).toBeNull();
    expect(shareAfter([...of(8, 40), ...of(2, 60), ...of(12, 40)])).toBeNull();
    expect(tooRarelyCarried({ carried: after(minutes(600, 60)).memory?.hours, now: 126_000 })).toBeNull();
  });
});
