import { observeDemand } from "@loadline/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { now, steadyForecast, viewWith } from "../../test/decided.ts";
import { demandBounds } from "./demand-bounds.ts";
import { boundedForecast, demandForecast } from "./demand-forecast.ts";
import type { EngineArrivals } from "./deployment-view.ts";

const engines = (count: number, requestsPerSecond: number, rest: Partial<EngineArrivals> = {}): EngineArrivals[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `e${index}`,
    requestsPerSecond,
    whole: true,
    draining: false,
    ...rest,
  }));

const partly = { complete: false, ready: null, believed: 11, arrivals: engines(10, 2) };

describe("what the demand may be while one node is silent", () => {
  test.each([
    { name: "its replica gets nothing, or as much as each of the others", view: partly, served: 11, most: 22 },
    {
      name: "a replica of a node that nobody remembers counts",
      view: { ...partly, believed: 10 },
      served: 11,
      most: 22,
    },
    {
      name: "what told engines may hide comes on top",
      view: { ...partly, hidden: { requestsPerSecond: 1, engines: ["e1"] } },
      served: 11,
      most: 23,
    },
    {
      name: "what is hidden is not counted twice once the node is forgotten",
      view: { ...partly, ready: 10, believed: 10, hidden: { requestsPerSecond: 2, engines: [] } },
      served: 11,
      most: 22,
    },
    {
      name: "replicas that drain are not looked for elsewhere",
      view: { ...partly, arrivals: [...engines(10, 2), ...engines(1, 0, { draining: true })] },
      served: 11,
      most: 22,
    },
  ])("$name", ({ view, served, most }) => {
    expect(demandBounds(viewWith(20, view), served)).toEqual({ at: now - 1, least: 20, most });
  });

  test.each([
    { name: "all is told", view: { ...partly, complete: true } },
    { name: "nothing is", view: { ...partly, demand: null, demandAt: null } },
    {
      name: "no engine was counted over a whole window",
      view: { ...partly, arrivals: engines(10, 2, { whole: false }) },
    },
  ])("no bounds where $name", ({ view }) => {
    expect(demandBounds(viewWith(20, view), 11)).toBeNull();
  });
});

describe("a forecast while one node is silent", () => {
  const question = {
    shape: { inputTokens: 1000, outputTokens: 200, basis: "telemetry" as const },
    horizonSeconds: 300,
    quantiles: [0.5, 0.95, 0.98],
  };
  const highest = (forecast: ReturnType<typeof demandForecast>): number =>
    forecast?.quantiles.at(-1)?.requestsPerSecond ?? Number.NaN;

  test.each([300, 1_800, 7_200, 43_200])("of %d s lies no higher than with the whole demand just seen", (silence) => {
    const memory = steadyForecast(22);
    const later = now + silence;
    const bounds = { at: later - 1, least: 20, most: 22 };
    const told = highest(boundedForecast(memory, bounds, { ...question, now: later }));
    const seen = highest(
      demandForecast(observeDemand(memory, { at: later - 1, demand: 22 }), { ...question, now: later }),
    );
    expect(told).toBeLessThanOrEqual(seen * (1 + 1e-9));
    expect(told).toBeGreaterThan(20);
  });

  test("follows what is told where that rises above all that was learnt", () => {
    const later = now + 600;
    const rise = { at: later - 1, least: 60, most: 66 };
    const asked = { ...question, now: later };
    const aged = highest(demandForecast(steadyForecast(22), asked));
    expect(highest(boundedForecast(steadyForecast(22), rise, asked))).toBeGreaterThan(2 * aged);
  });

  test.each([60, 200, 3_600, 86_400])(
    "is the one of what was learnt while there are no bounds, after %d s no older than a lead time",
    (silence) => {
      const memory = steadyForecast(22);
      const told = boundedForecast(memory, null, { ...question, now: now + silence });
      const age = Math.min(silence, question.horizonSeconds - 1);
      expect(told).toEqual(demandForecast(memory, { ...question, now: now + age }));
    },
  );

  test("its quantiles never cross, whatever is told", () => {
    const rate = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 2, max: 90_000 }), (one, other, silence) => {
        const bounds = { at: now + silence - 1, least: Math.min(one, other), most: Math.max(one, other) };
        const told = boundedForecast(steadyForecast(22), bounds, { ...question, now: now + silence });
        const rates = told?.quantiles.map(({ requestsPerSecond }) => requestsPerSecond) ?? [];
        expect(rates).toEqual(rates.toSorted((a, b) => a - b));
        expect(rates.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });
});
