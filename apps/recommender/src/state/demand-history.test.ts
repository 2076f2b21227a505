import { describe, expect, test } from "vitest";
import { now, viewWith } from "../testing/decided.ts";
import { historyFromReplay, recordDemand } from "./demand-history.ts";
import { addReading, type EngineSeries, emptySeries } from "./engine-series.ts";

const retention = { horizonSeconds: 1_000, resolutionSeconds: 0 };

/** An engine that served `perSecond` requests/s from 0 to `until`. */
const served = (perSecond: number, until: number): EngineSeries =>
  Array.from({ length: until / 5 + 1 }, (_, index) => index * 5).reduce(
    (series, at) =>
      addReading(
        series,
        {
          at,
          startedAt: 1,
          finished: at * perSecond,
          running: 0,
          waiting: 0,
          promptTokens: null,
          generatedTokens: null,
          interTokenSeconds: null,
          interTokenCount: null,
        },
        retention,
      ),
    emptySeries,
  );

const settings = { windowSeconds: 60, intervalSeconds: 10 };

describe("history from a replay", () => {
  test("has the points that watching would have recorded", () => {
    const view = viewWith(5, {
      series: [served(2, 300), served(3, 300)],
      countedSince: 0,
      countedUntil: 300,
      demandAt: 300,
    });
    const history = historyFromReplay(view, settings);
    expect(history.length).toBe(24);
    for (const point of history) expect(point.requestsPerSecond).toBeCloseTo(5);
    expect(history.map(({ at }) => at)).toEqual(Array.from({ length: 24 }, (_, index) => 60 + index * 10));
  });

  test("ends where an engine fell silent, so that a gap does not look like falling load", () => {
    const view = viewWith(2, {
      series: [served(2, 300), served(3, 200)],
      countedSince: 0,
      countedUntil: 200,
      demandAt: 300,
    });
    const rates = historyFromReplay(view, settings).map(({ requestsPerSecond }) => requestsPerSecond);
    expect(rates.length).toBe(14);
    for (const rate of rates) expect(rate).toBeCloseTo(5);
  });

  test("is empty while nothing was counted", () => {
    expect(historyFromReplay(viewWith(5, { countedSince: null, countedUntil: null }), settings)).toEqual([]);
  });
});

describe("recording", () => {
  test("a complete and newer demand becomes a point", () => {
    expect(recordDemand([], viewWith(5))).toMatchObject([{ at: now - 1, requestsPerSecond: 5 }]);
  });

  test.each([
    { name: "a lower bound", view: viewWith(5, { complete: false }) },
    { name: "an unknown demand", view: viewWith(5, { demand: null, demandAt: null, complete: false }) },
  ])("$name is not recorded", ({ view }) => {
    expect(recordDemand([], view)).toEqual([]);
  });

  test("the same instant is recorded once", () => {
    const once = recordDemand([], viewWith(5));
    expect(recordDemand(once, viewWith(6))).toBe(once);
  });
});
