import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capacityExhausted, type Exhaustion, exhaustionText, loadLineReached } from "./exhaustion.ts";
import type { Series } from "./read-series.ts";

const freshness = { asOfMs: 0, staleAfterMs: 1000, newestMs: 0 };
const band = (lower: number, upper: number) => ({ lower, upper, quantiles: [0.1, 0.9] as const });
const inputs = { demand: 50, loadLine: 100, forecast: band(60, 90), horizonSeconds: 120 };

const rows: readonly { name: string; changed: Partial<typeof inputs>; expected: Exhaustion; text: string }[] = [
  {
    name: "a band below the load line does not meet it within the horizon",
    changed: {},
    expected: { kind: "beyond", seconds: 120 },
    text: "not within 2 min",
  },
  {
    name: "a band across the load line meets it with its upper edge alone",
    changed: { forecast: band(60, 150) },
    expected: { kind: "within", fromSeconds: 60, toSeconds: null },
    text: "in 1 min at the earliest",
  },
  {
    name: "a band above the load line meets it with both edges",
    changed: { forecast: band(110, 150) },
    expected: { kind: "within", fromSeconds: 60, toSeconds: 100 },
    text: "in 60 s to 100 s",
  },
  {
    name: "demand above the load line is exhausted now",
    changed: { demand: 101 },
    expected: { kind: "now" },
    text: "now",
  },
];

describe("how long the load line lasts", () => {
  test.each(rows)("$name", ({ changed, expected, text }) => {
    const found = loadLineReached({ ...inputs, ...changed });
    expect(found).toEqual(expected);
    expect(exhaustionText(found)).toBe(text);
  });

  test.each([
    { name: "without a forecast it is unknown", changed: { forecast: null } },
    { name: "without a load line it is unknown", changed: { loadLine: null } },
    { name: "without a horizon it is unknown", changed: { horizonSeconds: 0 } },
  ])("$name", ({ changed }) => {
    expect(loadLineReached({ ...inputs, ...changed })).toEqual({ kind: "unknown" });
  });

  test("more demand never makes it last longer", () => {
    const earliest = (demand: number): number => {
      const found = loadLineReached({ ...inputs, demand, forecast: band(60, 200) });
      return found.kind === "within" ? found.fromSeconds : 0;
    };
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (a, b) => earliest(Math.max(a, b)) <= earliest(Math.min(a, b)) + 1e-9),
    );
  });
});

describe("when growth has used up what there is", () => {
  const day = 86_400;
  const reported = (value: number, labels: Readonly<Record<string, string>>): Series => ({
    role: "exhaustion",
    cluster: "",
    deployment: "chat",
    labels,
    timesMs: [0],
    values: [value],
  });

  test.each([
    {
      name: "is a range by the two bounds",
      series: [reported(day, { bound: "lower" }), reported(3 * day, { bound: "upper" })],
    },
    {
      name: "is the same range with the bounds earliest, likely and latest",
      series: [
        reported(2 * day, { bound: "likely" }),
        reported(day, { bound: "earliest" }),
        reported(3 * day, { bound: "latest" }),
      ],
    },
  ])("$name", ({ series }) => {
    expect(exhaustionText(capacityExhausted(series, freshness))).toBe("in 1 d to 3 d");
  });

  test.each([
    { name: "one time without a bound is the earliest", series: [reported(day, {})], text: "in 1 d at the earliest" },
    { name: "an upper bound alone is unknown", series: [reported(day, { bound: "upper" })], text: "unknown" },
    { name: "absent is unknown and not far away", series: [], text: "unknown" },
    { name: "no time left is now", series: [reported(0, { bound: "lower" })], text: "now" },
  ])("$name", ({ series, text }) => {
    expect(exhaustionText(capacityExhausted(series, freshness))).toBe(text);
  });
});
