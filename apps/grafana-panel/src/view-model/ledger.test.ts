import { ledgerSteps } from "@loadline/control/ledger";
import { describe, expect, test } from "vitest";
import { decisiveLoss, ledgerSentence, ledgerView } from "./ledger.ts";
import type { Role } from "./metrics.ts";
import type { Series } from "./read-series.ts";

const endMs = 1_700_000_000_000;
const freshness = { asOfMs: endMs, staleAfterMs: 60_000, newestMs: endMs };

const one = (role: Role, labels: Record<string, string>, value: number | null): Series => ({
  role,
  cluster: "east",
  deployment: "chat",
  labels,
  timesMs: [endMs - 5000, endMs],
  values: [value, value],
});
const rate = (step: string, cause: string, value: number | null) => one("ledger-requests", { step, cause }, value);
const gpus = (step: string, cause: string, value: number | null) => one("ledger-gpus", { step, cause }, value);

const totals = (...values: readonly (number | null)[]): readonly Series[] =>
  values.map((value, index) => rate(ledgerSteps[index] ?? "", "total", value));

describe("the ledger of a deployment", () => {
  test("a waterfall: each cause begins where the one before it ended", () => {
    const view = ledgerView(
      [
        // Of steps between without causes there are no series.
        rate("planned", "total", 100),
        gpus("planned", "total", 20),
        rate("seen", "no-capacity", -20),
        gpus("seen", "no-capacity", -4),
        rate("seen", "total", 80),
        gpus("seen", "total", 16),
        rate("effective", "total", 60),
        rate("effective", "measured-speed", -30),
        rate("effective", "request-shape", 10),
        one("requests", {}, 75),
      ],
      freshness,
    );
    expect(view?.bars.filter(({ cause }) => cause !== null)).toEqual([
      { step: "seen", cause: "no-capacity", requestsPerSecond: -20, gpus: -4, from: 100, to: 80 },
      { step: "effective", cause: "request-shape", requestsPerSecond: 10, gpus: null, from: 80, to: 90 },
      { step: "effective", cause: "measured-speed", requestsPerSecond: -30, gpus: null, from: 90, to: 60 },
    ]);
    expect(view?.largestLoss?.cause).toBe("measured-speed");
    expect(view?.most).toBe(100);
    expect(view?.needed.now).toBe(75);
    expect(view?.bars.filter(({ cause }) => cause === null).map((bar) => [bar.to, bar.gpus])).toEqual([
      [100, 20],
      [100, 20],
      [80, 16],
      [80, 16],
      [60, null],
    ]);
  });

  test("an unknown amount is no bar of zero, and what comes after the next total is drawn again", () => {
    const view = ledgerView([...totals(100, null, null, null, 40), gpus("seen", "starting", -2)], freshness);
    expect(view?.bars.find(({ cause }) => cause === "starting")).toMatchObject({ from: null, to: null, gpus: -2 });
    expect(view?.bars.find(({ step }) => step === "usable")).toMatchObject({ requestsPerSecond: null, from: null });
    expect(view?.bars.at(-1)).toMatchObject({ from: 0, to: 40 });
  });

  test("a step whose causes are over is as the one before", () => {
    const over = { ...rate("asked", "total", 120), timesMs: [endMs - 50_000, endMs - 45_000] };
    const view = ledgerView([rate("planned", "total", 100), over, rate("effective", "total", 40)], freshness);
    expect(view?.bars.map(({ to }) => to)).toEqual([100, 100, 100, 100, 40]);
  });

  test("a loss decides where without it the present load would be carried", () => {
    const decides = (now: number | null, effective: number, cause = "measured-speed") => {
      const all = [rate("planned", "total", 100), rate("effective", "total", effective), one("requests", {}, now)];
      const view = ledgerView([...all, rate("effective", cause, -30)], freshness);
      return view && decisiveLoss(view)?.cause;
    };
    expect([decides(75, 60), decides(75, 60, "request-shape")]).toEqual(["measured-speed", "request-shape"]);
    // More load than even so, enough as it is, nothing known, and what the verdict says itself.
    const others = [decides(95, 60), decides(55, 60), decides(null, 60), decides(75, 60, "over-budget")];
    expect(others).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("a cause whose series ended is gone, one that this panel does not know comes last", () => {
    const ended = { ...rate("usable", "stale", -9), timesMs: [endMs - 50_000, endMs - 45_000] };
    const view = ledgerView(
      [...totals(9, 9, 9, 9, 9), ended, rate("usable", "from-the-future", -1), rate("usable", "draining", -1)],
      freshness,
    );
    expect(view?.bars.flatMap(({ cause }) => cause ?? [])).toEqual(["draining", "from-the-future"]);
  });

  test("reserve and what the load does not need are no loss", () => {
    const view = ledgerView(
      [...totals(9, 5, 5, 5, 4), rate("asked", "scaled-in", -4), rate("effective", "reserve", -1)],
      freshness,
    );
    expect(view?.largestLoss).toBeNull();
  });

  test("its sentence names what is lost, and a forecast above what is effective or planned", () => {
    const sentence = (leadTime: number | null) => {
      const needs = leadTime === null ? [] : [one("needed", { at: "lead-time" }, leadTime)];
      const all = [...totals(100, 100, 80, 80, 80), rate("seen", "no-capacity", -20), ...needs];
      const view = ledgerView(all, freshness);
      return view === null ? null : ledgerSentence(view);
    };
    const lost =
      "80 of 100 planned requests/s are effective, unknown needed now; largest loss −20: the pool has no free GPUs for them";
    expect(sentence(null)).toBe(lost);
    expect(sentence(79)).toBe(lost);
    expect(sentence(90)).toBe(`${lost}; 90 forecast for the lead time, more than is effective`);
    expect(sentence(120)).toBe(`${lost}; 120 forecast for the lead time, more than planned`);
  });

  test("none without its series", () => expect(ledgerView([], freshness)).toBeNull());
});
