import { carriedBy } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CapacityLedger, capacityLedger, type LedgerFacts } from "./capacity-ledger.ts";

const of = (requestsPerSecond: number) => ({ requestsPerSecond });

const facts = (given: Partial<LedgerFacts> = {}): LedgerFacts => ({
  planned: 8,
  desired: 8,
  serving: 8,
  starting: 0,
  draining: 0,
  notAnswering: 0,
  stale: 0,
  obstacle: null,
  limitedBy: null,
  reserve: 0,
  gpusPerReplica: 2,
  rates: { planned: of(10), modelled: of(10), effective: of(10) },
  ...given,
});

const causesOf = (ledger: CapacityLedger): Readonly<Record<string, readonly [number, number | null]>> =>
  Object.fromEntries(
    ledger.flatMap(({ causes }) =>
      causes.map(({ cause, replicas, requestsPerSecond }) => [cause, [replicas, requestsPerSecond] as const]),
    ),
  );

const effectiveOf = (ledger: CapacityLedger) => ledger.find(({ step }) => step === "effective");

describe("the capacity ledger", () => {
  test("has no cause where all is as planned", () => {
    const ledger = capacityLedger(facts());
    expect(causesOf(ledger)).toEqual({});
    expect(ledger.map(({ requestsPerSecond, gpus }) => [requestsPerSecond, gpus])).toEqual(Array(5).fill([80, 16]));
  });

  test("an engine that does not answer, a node that stopped reporting, and a reserve", () => {
    const ledger = capacityLedger(facts({ serving: 5, notAnswering: 2, stale: 1, reserve: 1 }));
    expect(causesOf(ledger)).toEqual({ "not-answering": [-2, -20], stale: [-1, -10], reserve: [-1, -10] });
    expect(effectiveOf(ledger)).toMatchObject({ replicas: 4, gpus: 8, requestsPerSecond: 40 });
  });

  test("longer requests and an engine slower than its model are causes of their own", () => {
    const ledger = capacityLedger(facts({ rates: { planned: of(10), modelled: of(6), effective: of(4.5) } }));
    expect(causesOf(ledger)).toEqual({ "request-shape": [0, -32], "measured-speed": [0, -12] });
    expect(effectiveOf(ledger)?.requestsPerSecond).toBe(36);
  });

  test.each([
    [
      "the pool has no capacity",
      { obstacle: "no-capacity" as const },
      { starting: [-1, -10], "no-capacity": [-2, -20] },
    ],
    ["a budget is used up", { obstacle: "over-budget" as const }, { starting: [-1, -10], "over-budget": [-2, -20] }],
    ["nothing is known", {}, { starting: [-1, -10], "not-started": [-2, -20] }],
  ])("replicas that were asked for and do not come: %s", (_, given, expected) => {
    expect(causesOf(capacityLedger(facts({ serving: 5, starting: 1, ...given })))).toEqual(expected);
  });

  test("fewer than planned are asked for because a budget allows no more, although the load needs them", () => {
    const ledger = capacityLedger(facts({ desired: 6, serving: 6, limitedBy: "over-budget" }));
    expect(causesOf(ledger)).toEqual({ "over-budget": [-2, -20] });
  });

  test("fewer than planned are asked for, and one of the former still drains", () => {
    const ledger = capacityLedger(facts({ desired: 3, serving: 3, draining: 1 }));
    expect(causesOf(ledger)).toEqual({ "scaled-in": [-5, -50], "not-removed": [1, 10], draining: [-1, -10] });
  });

  test("without a model the counts are there, planned rates are unknown, and the measured capacity closes it", () => {
    const ledger = capacityLedger(facts({ serving: 6, rates: { planned: null, modelled: null, effective: of(7) } }));
    expect(causesOf(ledger)["not-started"]).toEqual([-2, null]);
    expect(ledger.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([null, null, null, null, 42]);
  });

  test("behind one router fewer replicas carry less each: what is lost is what the others then carry less", () => {
    const curve = [[1, 8] as const, [2, 9] as const, [4, 10] as const];
    const pool = { requestsPerSecond: 10, curve };
    const rates = { planned: pool, modelled: pool, effective: pool };
    const ledger = capacityLedger(facts({ planned: 4, desired: 4, serving: 2, notAnswering: 2, reserve: 1, rates }));
    expect(causesOf(ledger)).toEqual({ "not-answering": [-2, 18 - 40], reserve: [-1, 8 - 18] });
    expect(ledger.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([40, 40, 40, 18, 8]);
  });

  const count = fc.nat({ max: 200 });
  const each = fc.double({ min: 0.001, max: 500, noNaN: true });
  const gain = fc.double({ min: 1, max: 3, noNaN: true });
  const rate = fc.tuple(each, gain, gain).map(([alone, four, many]) => ({
    requestsPerSecond: alone,
    curve: [[1, alone] as const, [4, alone * four] as const, [64, alone * four * many] as const],
  }));
  const fleets = fc.record({
    planned: count,
    desired: fc.option(count),
    serving: count,
    starting: count,
    draining: count,
    notAnswering: count,
    stale: count,
    obstacle: fc.constantFrom("no-capacity" as const, "over-budget" as const, null),
    limitedBy: fc.constantFrom("no-capacity" as const, "over-budget" as const, null),
    reserve: count,
    gpusPerReplica: fc.integer({ min: 1, max: 72 }),
    rates: fc.record({ planned: rate, modelled: rate, effective: rate }),
  });

  /** How far each step is from the one before and its causes: replicas, GPUs, requests/s. */
  const gapsIn = (ledger: CapacityLedger): readonly number[] =>
    ledger.slice(1).flatMap(({ causes, ...row }, index) =>
      (["replicas", "gpus", "requestsPerSecond"] as const).map((unit) => {
        const before = ledger[index]?.[unit] ?? Number.NaN;
        return Math.abs(
          causes.reduce((sum, cause) => sum + (cause[unit] ?? Number.NaN), before) - (row[unit] ?? Number.NaN),
        );
      }),
    );

  test("adds up on any fleet: each step is the one before and its causes, and the last is what may be loaded", () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const ledger = capacityLedger(fleet);
        const loadable = Math.max(0, fleet.serving - fleet.reserve);
        const last = effectiveOf(ledger);
        const off = Math.abs((last?.requestsPerSecond ?? Number.NaN) - carriedBy(fleet.rates.effective, loadable));
        expect(last?.replicas).toBe(loadable);
        expect(Math.max(off, ...gapsIn(ledger))).toBeLessThan(1e-6);
      }),
      { numRuns: 10_000 },
    );
  });
});
