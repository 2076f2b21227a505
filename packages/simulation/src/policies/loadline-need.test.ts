import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulateFluid } from "../fluid/fluid.ts";
import { generateLoad } from "../load/load-shapes.ts";
import { loadlinePolicy } from "./loadline.ts";
import type { Outlook } from "./loadline-headroom.ts";
import { emptyNeed, type NeedRecord, neededShare, observeNeed } from "./loadline-need.ts";

const day = 86_400;
const leadTimeSeconds = 300;
const moving: Outlook = { centre: 100, headroom: 50, kind: "moving" };

const after = (
  before: NeedRecord,
  { demands, from = 0, outlook = moving }: { demands: readonly number[]; from?: number; outlook?: Outlook },
): NeedRecord =>
  demands.reduce(
    (need, demand, index) => observeNeed(need, { at: from + index * 15, demand, outlook, leadTimeSeconds }),
    before,
  );

const forDays = (days: number, demand: number): readonly number[] =>
  new Array<number>(Math.round((days * day) / 15)).fill(demand);

test("a load that nobody has seen asks for all of its headroom", () => {
  expect(neededShare(emptyNeed, 1.25)).toBe(1);
});

test("after days the share is what was needed, over what is held on average", () => {
  const need = after(emptyNeed, { demands: forDays(4, 140) });
  expect(need.most).toBeCloseTo(0.8, 3);
  expect(neededShare(need, 1.25)).toBeCloseTo(0.64, 3);
});

test("a load that needs nothing keeps the least share", () => {
  expect(neededShare(after(emptyNeed, { demands: forDays(20, 90) }), 1.25)).toBe(0.3);
});

test("what was needed once counts as soon as its forecast is due, and for a day and more", () => {
  const calm = after(emptyNeed, { demands: forDays(6, 110) });
  const from = 6 * day;
  const jump = after(calm, { demands: [...forDays(leadTimeSeconds / day, 200), 110], from });
  expect(calm.most).toBeLessThan(0.3);
  expect(jump.most).toBeCloseTo(1.4, 1);
  const later = after(jump, { demands: forDays(1, 110), from: from + leadTimeSeconds + 30 });
  expect(neededShare(later, 1.25)).toBeGreaterThan(0.9);
});

test("a gap fades nothing, and what was under way in it is dropped", () => {
  const seen = after(emptyNeed, { demands: forDays(1, 110) });
  const back = observeNeed(seen, { at: 3 * day, demand: 110, outlook: moving, leadTimeSeconds });
  expect(back.most).toBe(seen.most);
  expect(back.open).toHaveLength(1);
  expect(back.watchedSeconds).toBe(seen.watchedSeconds);
});

test("a steady load and one that repeats open no record", () => {
  const outlook: Outlook = { ...moving, kind: "steady" };
  expect(after(emptyNeed, { demands: forDays(0.1, 140), outlook }).open).toEqual([]);
});

test("however the load goes, the share lies between the least and all, and few forecasts are under way", () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 200 }), (demands) => {
      const need = after(emptyNeed, { demands });
      expect(neededShare(need, 1.25)).toBeGreaterThanOrEqual(0.3);
      expect(neededShare(need, 1.25)).toBeLessThanOrEqual(1);
      expect(need.open.length).toBeLessThanOrEqual(5);
    }),
  ));

describe("a smooth load, which has needed little of its headroom", { timeout: 60_000 }, () => {
  test.each(["day", "ramp"] as const)("of the shape of a %s costs less than 1.4 of the minimum at 900 s", (shape) => {
    const load = generateLoad(shape, {
      baseRate: 200,
      seconds: 3 * day,
      stepSeconds: 15,
      noise: 0.05,
      correlation: 0.8,
      seed: 201,
    });
    const { score } = simulateFluid(load, loadlinePolicy(), { capacity: 8, leadTimeSeconds: 900, stepSeconds: 15 });
    expect(score.ratioToMinimum).toBeLessThan(1.4);
    expect(score.unservedShare).toBeLessThan(0.0001);
  });
});
