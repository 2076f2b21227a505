import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Exhaustion, exhaustionOf } from "./exhaustion.ts";
import { exhaustionText } from "./exhaustion-words.ts";
import type { Series } from "./read-frames.ts";

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
    const found = exhaustionOf([], freshness, { ...inputs, ...changed });
    expect(found).toEqual(expected);
    expect(exhaustionText(found)).toBe(text);
  });

  test.each([
    { name: "without a forecast it is unknown", changed: { forecast: null } },
    { name: "without a load line it is unknown", changed: { loadLine: null } },
    { name: "without a horizon it is unknown", changed: { horizonSeconds: 0 } },
  ])("$name", ({ changed }) => {
    expect(exhaustionOf([], freshness, { ...inputs, ...changed })).toEqual({ kind: "unknown" });
  });

  test("what the data says stands before what the band says", () => {
    const told = (bound: string, value: number): Series => ({
      ...{ role: "exhaustion", cluster: "", deployment: "chat", labels: { bound } },
      ...{ timesMs: [0], values: [value] },
    });
    const found = exhaustionOf([told("lower", 86_400), told("upper", 259_200)], freshness, inputs);
    expect(found).toEqual({ kind: "within", fromSeconds: 86_400, toSeconds: 259_200 });
    expect(exhaustionText(found)).toBe("in 1 d to 3 d");
  });

  test("more demand never makes it last longer", () => {
    const earliest = (demand: number): number => {
      const found = exhaustionOf([], freshness, { ...inputs, demand, forecast: band(60, 200) });
      return found.kind === "within" ? found.fromSeconds : 0;
    };
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (a, b) => earliest(Math.max(a, b)) <= earliest(Math.min(a, b)) + 1e-9),
    );
  });
});
