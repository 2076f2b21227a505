import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ExhaustionQuestion, exhaustionOutlook } from "./exhaustion.ts";

const question: ExhaustionQuestion = {
  limits: { pool: 50, budget: 42 },
  loadLine: { requestsPerSecond: 10 },
  procurementDays: 30,
  horizonDays: 365,
};

const growing = (perDay: number, days = 28, start = 100): number[] =>
  Array.from({ length: days }, (_, day) => start * (1 + perDay) ** day);

describe("days to exhaustion", () => {
  test("are those of a steady growth, and the order is due a procurement before", () => {
    const outlook = exhaustionOutlook(growing(0.01), question);
    const [first] = outlook?.limits ?? [];
    const now = growing(0.01).at(-1) ?? 0;
    const days = Math.log((first?.demand ?? 0) / now) / Math.log(1.01);
    expect(first?.exhaustion.likely).toBeCloseTo(days, 6);
    expect(first?.orderBy.likely).toBeCloseTo(days - 30, 6);
  });

  test("are reported for what binds first: 42 replicas carry 420, 50 carry 500", () => {
    const { limits = [] } = exhaustionOutlook(growing(0.01), question) ?? {};
    expect(limits.map(({ limit, demand }) => [limit, demand])).toEqual([
      ["budget", 420],
      ["pool", 500],
    ]);
  });

  // 28 days from 100; the pool carries 500.
  test.each([
    // ln(500 ÷ (100 × 1.01^27)) ÷ ln 1.01 = 134.7
    { curve: "geometric", peaks: growing(0.01), days: Math.log(500 / (100 * 1.01 ** 27)) / Math.log(1.01) },
    // 100 + 4 × 27 = 208; (500 − 208) ÷ 4 = 73
    { curve: "linear", peaks: Array.from({ length: 28 }, (_, day) => 100 + 4 * day), days: 73 },
    // 600 − 500 × 2^(−day ÷ 14) is 468.7 on day 27 and 500 where 2^(−day ÷ 14) = 0.2: day 32.51
    {
      curve: "levelling-off",
      peaks: Array.from({ length: 28 }, (_, day) => 600 - 500 * 2 ** (-day / 14)),
      days: 5.507,
    },
    // 450 − 350 × 2^(−day ÷ 14) never gets above 450.
    { curve: "levelling-off", peaks: Array.from({ length: 28 }, (_, day) => 450 - 350 * 2 ** (-day / 14)), days: null },
    { curve: "flat", peaks: growing(0), days: null },
  ])("of exact days that are $curve are those worked out: $days", ({ curve, peaks, days }) => {
    const outlook = exhaustionOutlook(peaks, { ...question, limits: { pool: 50, budget: null } });
    const { exhaustion } = outlook?.limits[0] ?? {};
    expect(outlook?.curve).toBe(curve);
    for (const bound of ["earliest", "likely", "latest"] as const) {
      if (days === null) expect(exhaustion?.[bound]).toBeNull();
      else expect(exhaustion?.[bound]).toBeCloseTo(days, 2);
    }
  });

  test("of days that scatter cover the choice of the curve", () => {
    // A month of growth by 1 % a day with ± 3 % is as well a line; the two part later on.
    const noisy = growing(0.01).map((peak, day) => peak * (1 + 0.03 * (day % 3) - 0.03));
    const { exhaustion } = exhaustionOutlook(noisy, question)?.limits[0] ?? {};
    const now = 100 * 1.01 ** 27;
    const [fast, slow] = [Math.log(420 / now) / Math.log(1.01), (420 - now) / (now * 0.01)];
    expect(exhaustion?.earliest ?? 0).toBeLessThan(fast);
    expect(exhaustion?.latest ?? Number.POSITIVE_INFINITY).toBeGreaterThan(slow);
  });

  test("a limit that is not known says nothing", () => {
    const { limits = [] } = exhaustionOutlook(growing(0.01), { ...question, limits: { pool: 50, budget: null } }) ?? {};
    expect(limits.map(({ limit }) => limit)).toEqual(["pool"]);
  });

  test("a load that shrinks never gets there", () => {
    const [first] = exhaustionOutlook(growing(-0.01), question)?.limits ?? [];
    expect(first?.exhaustion).toEqual({ earliest: null, likely: null, latest: null });
  });

  test("a peak beyond the limit is exhaustion today, and its order is late", () => {
    const [first] = exhaustionOutlook(growing(0, 10, 5000), question)?.limits ?? [];
    expect(first?.exhaustion.likely).toBe(0);
    expect(first?.orderBy.likely).toBe(-30);
  });

  test("a single wild day changes the slope hardly at all", () => {
    const wild = growing(0.01).map((peak, day) => (day === 9 ? 20 * peak : peak));
    expect(exhaustionOutlook(wild, question)?.growthPerDay.middle).toBeCloseTo(0.01, 3);
  });

  test("two days are needed, days without a peak do not count, and less than a week says so", () => {
    expect(exhaustionOutlook(growing(0.01, 1), question)).toBeNull();
    expect(exhaustionOutlook([...growing(0.01, 1), null, null, 0], question)).toBeNull();
    expect(exhaustionOutlook(growing(0.01, 2), question)).toMatchObject({ days: 2, basis: "few-days" });
    expect(exhaustionOutlook(growing(0.01, 6), question)).toMatchObject({ days: 6, basis: "few-days" });
    expect(exhaustionOutlook(growing(0.01, 7), question)).toMatchObject({ days: 7, basis: "weeks" });
  });

  test("the range of few days is wider than that of a week, and the wider the fewer they are", () => {
    const widthOf = (days: number): number => {
      const { low = 0, high = 0 } = exhaustionOutlook(growing(0.01, days), question)?.growthPerDay ?? {};
      return Math.log1p(high) - Math.log1p(low);
    };
    const widths = [2, 3, 4, 5, 6, 7].map(widthOf);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widthOf(2)).toBeGreaterThan(1);
  });
});

describe("laws", () => {
  const peaks = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 60 });
  const far = (days: number | null | undefined): number => days ?? Number.POSITIVE_INFINITY;

  test("the earliest day is not after the likely one, nor that after the latest", () =>
    fc.assert(
      fc.property(peaks, (given) => {
        for (const { exhaustion } of exhaustionOutlook(given, question)?.limits ?? []) {
          expect(far(exhaustion.earliest)).toBeLessThanOrEqual(far(exhaustion.likely));
          expect(far(exhaustion.likely)).toBeLessThanOrEqual(far(exhaustion.latest));
        }
      }),
    ));

  test("more replicas are never exhausted sooner", () =>
    fc.assert(
      fc.property(peaks, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (given, least, more) => {
        const until = (count: number): number => {
          const limits = { pool: count, budget: null };
          return far(exhaustionOutlook(given, { ...question, limits })?.limits[0]?.exhaustion.earliest);
        };
        expect(until(least + more)).toBeGreaterThanOrEqual(until(least));
      }),
    ));

  test.each([
    { days: 2, scatter: 0.3 },
    { days: 4, scatter: 0.3 },
    { days: 6, scatter: 0.3 },
  ])(
    "of days that scatter by $scatter, $days give a range of the growth that holds the true one",
    ({ days, scatter }) => {
      let word = 11;
      const uniform = (): number => {
        word = (word * 48_271) % 2_147_483_647;
        return word / 2_147_483_647;
      };
      const runs = 400;
      let covered = 0;
      for (let run = 0; run < runs; run++) {
        // The sum of three uniform values deviates by a half.
        const noisy = growing(0.005, days).map(
          (peak) => peak * Math.exp(2 * scatter * (uniform() + uniform() + uniform() - 1.5)),
        );
        const { low = 0, high = 0 } = exhaustionOutlook(noisy, question)?.growthPerDay ?? {};
        covered += low <= 0.005 && high >= 0.005 ? 1 : 0;
      }
      expect(covered / runs).toBeGreaterThan(0.85);
    },
  );

  test("nine of ten ranges of the growth hold the true one", () => {
    let word = 7;
    const uniform = (): number => {
      word = (word * 48_271) % 2_147_483_647;
      return word / 2_147_483_647;
    };
    const runs = 400;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const noisy = growing(0.005).map((peak) => peak * Math.exp(0.1 * (uniform() + uniform() + uniform() - 1.5)));
      const { low = 0, high = 0 } = exhaustionOutlook(noisy, question)?.growthPerDay ?? {};
      covered += low <= 0.005 && high >= 0.005 ? 1 : 0;
    }
    expect(covered / runs).toBeGreaterThan(0.85);
    expect(covered / runs).toBeLessThan(0.96);
  });
});
