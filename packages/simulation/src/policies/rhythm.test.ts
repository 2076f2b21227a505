import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyRhythm, observeRhythm, type Rhythm, rhythmOutlook, rhythmPeriods, rhythmSchema } from "./rhythm.ts";

const settings = { aheadSeconds: 300, floor: 1 };
const hour = 3600;

const learnt = (rateAt: (at: number) => number | null, seconds: number, start: Rhythm = emptyRhythm): Rhythm => {
  let rhythm = start;
  for (let at = 0; at < seconds; at += 15) {
    const demand = rateAt(at);
    if (demand !== null) rhythm = observeRhythm(rhythm, { at, demand }, settings);
  }
  return rhythm;
};

const pulse = (at: number): number => (at % hour < 600 ? 200 : 100);

describe("an hourly pulse", () => {
  test("is announced a lead time before it comes, after two hours and some minutes", () => {
    const outlook = rhythmOutlook(learnt(pulse, 6 * hour - 240), 100, 300);
    expect(outlook?.periodSeconds).toBe(hour);
    expect(outlook?.highest).toBeCloseTo(200, 0);
  });

  test("is over before its period is", () => {
    expect(rhythmOutlook(learnt(pulse, 6 * hour + 1200), 100, 300)?.highest).toBeCloseTo(100, 0);
  });

  test("does not count after a single one", () => {
    expect(rhythmOutlook(learnt(pulse, 1.5 * hour), 100, 300)).toBeNull();
  });

  test("no longer counts while the load is far above all that was repeated", () => {
    expect(rhythmOutlook(learnt(pulse, 6 * hour + 1200), 250, 300)).toBeNull();
  });

  test("grows with the load from one period to the next", () => {
    const growing = learnt((at) => pulse(at) * 1.1 ** Math.floor(at / hour), 12 * hour - 240);
    expect(rhythmOutlook(growing, 100 * 1.1 ** 11, 300)?.highest).toBeGreaterThan(200 * 1.1 ** 11);
  });

  test("is not invented where the last period was not recorded", () => {
    const unobserved = (at: number): number | null => (at >= 5 * hour && at < 5 * hour + 900 ? null : pulse(at));
    expect(rhythmOutlook(learnt(unobserved, 6 * hour - 240), 100, 300)).toBeNull();
  });
});

test("a load that wanders is not taken for one that repeats", () => {
  let level = 100;
  let word = 1;
  const walk = (): number => {
    word = (word * 48_271) % 2_147_483_647;
    level *= word % 2 === 0 ? 1.01 : 1 / 1.01;
    return level;
  };
  expect(rhythmOutlook(learnt(walk, 40 * hour), level, 300)).toBeNull();
});

test("a period that is not longer than the look-ahead is of no use", () => {
  const quick = learnt((at) => (at % 900 < 300 ? 200 : 100), 6 * hour);
  expect(rhythmOutlook(quick, 100, 300)?.periodSeconds).toBeGreaterThanOrEqual(rhythmPeriods[0] * 60);
  expect(rhythmOutlook(quick, 100, 90 * 60)).toBeNull();
});

test("it goes through JSON and comes back the same, whatever was observed", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
        maxLength: 60,
      }),
      (samples) => {
        let at = 0;
        let rhythm = emptyRhythm;
        for (const [elapsed, demand] of samples) {
          at += elapsed;
          rhythm = observeRhythm(rhythm, { at, demand }, settings);
        }
        const text = JSON.stringify(rhythm);
        expect(JSON.stringify(rhythmSchema.parse(JSON.parse(text)))).toBe(text);
      },
    ),
    { numRuns: 50 },
  ));
