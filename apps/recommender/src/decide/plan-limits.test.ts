import { describe, expect, test } from "vitest";
import { decided, planned, now as start } from "../../test/decided.ts";
import { scheduledRate } from "./plan-limits.ts";

const windows = [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00", requestsPerSecond: 90 }];
const inZone = (timeZone: string, leadTimeSeconds = 300) =>
  planned({ schedule: { timeZone, windows }, leadTimeSeconds }).deployment;
const at = (iso: string): number => Date.parse(iso) / 1000;

describe("what a schedule announces", () => {
  test.each([
    { name: "nothing before the window and its lead time", time: "2026-11-24T07:54:00Z", rate: null },
    { name: "the window one lead time before it begins", time: "2026-11-24T07:55:00Z", rate: 90 },
    { name: "the window in it", time: "2026-11-24T16:59:00Z", rate: 90 },
    { name: "nothing at its end", time: "2026-11-24T17:00:00Z", rate: null },
    { name: "nothing on Sunday", time: "2026-11-22T10:00:00Z", rate: null },
    { name: "an hour earlier in summer, when clocks there are ahead", time: "2026-07-21T07:00:00Z", rate: 90 },
  ])("in Berlin: $name", ({ time, rate }) => {
    expect(scheduledRate(inZone("Europe/Berlin"), at(time))).toBe(rate);
  });

  test("the same hours elsewhere are another time", () => {
    const time = at("2026-11-24T23:00:00Z");
    expect(scheduledRate(inZone("Asia/Tokyo"), time)).toBeNull();
    expect(scheduledRate(inZone("Asia/Tokyo"), time + 3_600)).toBe(90);
  });

  const everyNight = (from: string, to: string, leadTimeSeconds = 1) => {
    const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const night = { timeZone: "America/New_York", windows: [{ days, from, to, requestsPerSecond: 90 }] };
    return planned({ schedule: night, leadTimeSeconds }).deployment;
  };

  test.each([
    { name: "is left out when clocks go from 02:00 to 03:00", time: "2026-03-08T06:59:50Z", named: false },
    { name: "is not named in the hour that replaces it", time: "2026-03-08T07:30:00Z", named: false },
    { name: "is named on the night before, as on any other", time: "2026-03-07T07:30:00Z", named: true },
  ])("in New York the hour from 02:00 to 03:00 $name", ({ time, named }) => {
    expect(scheduledRate(everyNight("02:00", "03:00"), at(time))).toBe(named ? 90 : null);
  });

  test("a window that spans the skipped hour holds on both sides of it", () => {
    for (const time of ["2026-03-08T06:59:00Z", "2026-03-08T07:01:00Z"])
      expect(scheduledRate(everyNight("01:00", "04:00"), at(time))).toBe(90);
  });

  test.each(["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"])("an hour that comes twice is named twice: %s", (time) => {
    expect(scheduledRate(everyNight("01:00", "02:00"), at(time))).toBe(90);
  });

  test("the repeated hour does not hide the window after it", () => {
    expect(scheduledRate(everyNight("02:00", "03:00", 900), at("2026-11-01T06:50:00Z"))).toBe(90);
  });

  test("a window to 24:00 holds in its last minute, and the next day's begins at 00:00", () => {
    const late = everyNight("23:00", "24:00");
    expect(scheduledRate(late, at("2026-07-02T03:59:00Z"))).toBe(90);
    expect(scheduledRate(late, at("2026-07-02T04:00:00Z"))).toBeNull();
  });

  test("what a cache answers does not reach the replicas", () => {
    const schedule = { timeZone: "Europe/Berlin", windows };
    const cached = planned({ schedule, responseCache: { hitRatio: 0.25 } }).deployment;
    expect(scheduledRate(cached, at("2026-11-24T10:00:00Z"))).toBeCloseTo(67.5, 9);
  });

  test("a plan without one announces nothing", () => {
    expect(scheduledRate(planned().deployment, start)).toBeNull();
  });
});

describe("a decision under a schedule", () => {
  const always = {
    timeZone: "UTC",
    windows: [
      { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "00:00", to: "24:00", requestsPerSecond: 90 },
    ],
  };

  test("scales up before the traffic comes, and names what was announced", () => {
    const { decision } = decided({ requestsPerSecond: 2, keys: { schedule: always } });
    expect([decision.verdict, decision.reason.code]).toEqual(["scale-up", "demand-above-load-line"]);
    expect(decision.evidence).toContainEqual(
      expect.objectContaining({ input: "expected.scheduled", value: 90, unit: "requests/s" }),
    );
  });

  test("follows the load where that is higher", () => {
    const rate = 200;
    const load = { requestsPerSecond: rate };
    expect(decided({ ...load, keys: { schedule: always } }).decision.desired).toBe(decided(load).decision.desired);
  });
});
