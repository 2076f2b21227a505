import { arrivingRate, emptyLoadForecast, observeDemand } from "@loadline/control";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { learntFrom, now, planned, stationaryForecast, viewWith } from "../../test/decided.ts";
import { seriesOf } from "../../test/synthetic-node.ts";
import type { EngineSeries } from "../fleet/engine-series.ts";
import {
  behindGateway,
  boundedForecast,
  coverageAt,
  demandForecast,
  learnDemand,
  learnReplay,
  ratesFromReplay,
  recordPeak,
} from "./demand-forecast.ts";

const retention = { horizonSeconds: 1_000, resolutionSeconds: 0 };

/** An engine that served `perSecond` requests/s from 0 to `until`. */
const served = (perSecond: number, until: number): EngineSeries =>
  seriesOf(
    Array.from({ length: until / 5 + 1 }, (_, index) => ({
      at: index * 5,
      startedAt: 1,
      finished: index * 5 * perSecond,
      running: 0,
      waiting: 0,
      promptTokens: null,
      generatedTokens: null,
      interTokenSeconds: null,
      interTokenCount: null,
    })),
    retention,
  );

const settings = { windowSeconds: 60, intervalSeconds: 10 };

describe("the rates of a replay", () => {
  test("are those that watching would have seen", () => {
    const view = viewWith(5, {
      series: [served(2, 300), served(3, 300)],
      countedSince: 0,
      countedUntil: 300,
      demandAt: 300,
    });
    const rates = ratesFromReplay(view, settings);
    expect(rates.length).toBe(24);
    for (const { demand, meanSeconds } of rates) {
      expect(demand).toBeCloseTo(5);
      expect(meanSeconds).toBeCloseTo(arrivingRate(5, 5, settings.windowSeconds).meanSeconds);
    }
    expect(rates.map(({ at }) => at)).toEqual(Array.from({ length: 24 }, (_, index) => 60 + index * 10));
  });

  test("end where an engine stopped reporting, so that a gap does not look like falling load", () => {
    const view = viewWith(2, {
      series: [served(2, 300), served(3, 200)],
      countedSince: 0,
      countedUntil: 200,
      demandAt: 300,
    });
    const rates = ratesFromReplay(view, settings).map(({ demand }) => demand);
    expect(rates.length).toBe(14);
    for (const rate of rates) expect(rate).toBeCloseTo(5);
  });

  test("are none while nothing was counted", () => {
    expect(ratesFromReplay(viewWith(5, { countedSince: null, countedUntil: null }), settings)).toEqual([]);
  });
});

test("the peak of a day is of means over whole windows, as those of days before an upgrade are", () => {
  const known = { wholeRate: 5 };
  const [first] = recordPeak([], viewWith(6, known));
  expect(first?.requestsPerSecond).toBe(5);
  expect(recordPeak(first ? [first] : [], viewWith(8, known))).toEqual([first]);
  expect(recordPeak(first ? [first] : [], viewWith(8, { wholeRate: 7 }))).toEqual([{ ...first, requestsPerSecond: 7 }]);
});

describe("learning", () => {
  test("a complete and newer demand is learnt", () => {
    expect(learnDemand(emptyLoadForecast, viewWith(5))).toMatchObject({ at: now - 1, outline: { demand: 5 } });
  });

  test.each([
    { name: "a lower bound", view: viewWith(5, { complete: false }) },
    { name: "an unknown demand", view: viewWith(5, { demand: null, demandAt: null, complete: false }) },
  ])("$name teaches nothing", ({ view }) => {
    expect(learnDemand(emptyLoadForecast, view)).toBe(emptyLoadForecast);
  });

  test("the same instant is learnt once", () => {
    const once = learnDemand(emptyLoadForecast, viewWith(5));
    expect(learnDemand(once, viewWith(6))).toBe(once);
  });

  test("what a checkpoint has already is not learnt again from the replay", () => {
    const points = Array.from({ length: 200 }, (_, minute) => ({
      at: minute * 60,
      demand: 5 + (minute % 7),
      meanSeconds: 60,
    }));
    const whole = learnReplay(emptyLoadForecast, points);
    const checkpoint = learnReplay(emptyLoadForecast, points.slice(0, 150));
    expect(learnReplay(checkpoint, points.slice(90))).toEqual(whole);
  });
});

describe("the forecast", () => {
  const question = {
    shape: { inputTokens: 1000, outputTokens: 200, basis: "telemetry" },
    horizonSeconds: 300,
    quantiles: [0.5, 0.95],
  } as const;

  test("is none before anything was seen", () => {
    expect(demandForecast(emptyLoadForecast, question)).toBeNull();
  });

  test("reports that its band is assumed until it has erred often enough, and carries the tokens of the shape", () => {
    const few = demandForecast(learntFrom(new Array<number>(10).fill(5)), question);
    expect(few?.basis).toBe("assumed");
    const many = demandForecast(stationaryForecast(5), question);
    expect(many?.basis).toBe("history");
    expect(many?.quantiles[0]).toMatchObject({ quantile: 0.5, decodeTokensPerSecond: expect.closeTo(1000, 0) });
    expect(many?.quantiles[1]?.requestsPerSecond).toBeLessThan(few?.quantiles[1]?.requestsPerSecond ?? 0);
  });
});

describe("the published coverage", () => {
  test("is empty before enough forecasts came due", () => {
    expect(coverageAt(emptyLoadForecast, 300)).toEqual([]);
  });

  test("is that of the next longer horizon that was learnt, a share for each quantile", () => {
    const day = Array.from({ length: 1_440 }, (_, minute) => ({
      at: minute * 60,
      demand: 5 + Math.sin(minute / 40),
      meanSeconds: 60,
    }));
    const covered = coverageAt(learnReplay(emptyLoadForecast, day), 250);
    expect(covered).toEqual(coverageAt(learnReplay(emptyLoadForecast, day), 300));
    expect(covered.length).toBeGreaterThan(1);
    const shares = covered.map(({ share }) => share ?? Number.NaN);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
    for (const share of shares) expect(share).toBeLessThanOrEqual(1);
  });
});

test("a gateway limit bounds a surge, and where nothing is known of one there is none", () => {
  const { deployment } = planned({ gateway: { requestsPerSecond: 4 } });
  const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;
  const known = { horizonSeconds: 300, basis: "assumed", quantiles: [] } as const;
  expect(behindGateway(known, deployment, shape)?.surgeRequestsPerSecond).toBeUndefined();
  const surge = behindGateway({ ...known, surgeRequestsPerSecond: 9 }, deployment, shape)?.surgeRequestsPerSecond;
  expect(surge).toBeCloseTo(4);
});

describe("a forecast while one node is stale", () => {
  const question = {
    shape: { inputTokens: 1000, outputTokens: 200, basis: "telemetry" as const },
    horizonSeconds: 300,
    quantiles: [0.5, 0.95, 0.98],
  };
  const highest = (forecast: ReturnType<typeof demandForecast>): number =>
    forecast?.quantiles.at(-1)?.requestsPerSecond ?? Number.NaN;

  test.each([300, 1_800, 7_200, 43_200])(
    "of %d s is no higher than with the whole demand just seen",
    (staleSeconds) => {
      const memory = stationaryForecast(22);
      const later = now + staleSeconds;
      const bounds = { at: later - 1, lower: 20, upper: 22 };
      const reported = highest(boundedForecast(memory, bounds, question));
      const seen = highest(demandForecast(observeDemand(memory, { at: later - 1, demand: 22 }), question));
      expect(reported).toBeLessThanOrEqual(seen * (1 + 1e-9));
      expect(reported).toBeGreaterThan(20);
    },
  );

  test("follows what is reported where that rises above all that was learnt", () => {
    const later = now + 600;
    const rise = { at: later - 1, lower: 60, upper: 66 };
    const aged = highest(demandForecast(stationaryForecast(22), question));
    expect(highest(boundedForecast(stationaryForecast(22), rise, question))).toBeGreaterThan(2 * aged);
  });

  test.each([
    { lower: 1, upper: 4 },
    { lower: 200, upper: 220 },
  ])("has room for a surge of what may be there: $lower to $upper", (known) => {
    const reported = boundedForecast(stationaryForecast(22), { at: now + 599, ...known }, question);
    expect(reported?.surgeRequestsPerSecond).toBeGreaterThanOrEqual(known.lower);
    expect(reported?.surgeRequestsPerSecond).toBeLessThanOrEqual(1.25 * known.upper);
  });

  test("is the last one while there are no bounds", () => {
    const memory = stationaryForecast(22);
    expect(boundedForecast(memory, null, question)).toEqual(demandForecast(memory, question));
  });

  test("its quantiles never cross, whatever is reported", () => {
    const rate = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 2, max: 90_000 }), (one, other, staleSeconds) => {
        const bounds = { at: now + staleSeconds - 1, lower: Math.min(one, other), upper: Math.max(one, other) };
        const reported = boundedForecast(stationaryForecast(22), bounds, question);
        const rates = reported?.quantiles.map(({ requestsPerSecond }) => requestsPerSecond) ?? [];
        expect(rates).toEqual(rates.toSorted((a, b) => a - b));
        expect(rates.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });
});
