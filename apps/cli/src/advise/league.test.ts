import { expect, test } from "vitest";
import { plainView } from "../../test/golden.ts";
import { loadOfDays } from "../backtest/prometheus-load.ts";
import { engineSeries } from "../prometheus/engine-series.ts";
import { nothingMeasured } from "../prometheus/observed-fleet.ts";
import { leagueOf, leagueOptions } from "./league.ts";
import { renderLeague } from "./render-advice.ts";

const [day, stepSeconds] = [86_400, 300];
const asked = leagueOptions.read({ policies: "hpa:0.7", replicaCapacity: "2rps" });
const [series] = engineSeries;
if (series === undefined) throw new Error("there are series");
const observed = { ...nothingMeasured, series, labels: {}, servedModel: "chat", engines: ["a"] };
const terms = {
  leadTimeSeconds: 300,
  minimumReplicas: 1,
  maximumReplicas: 8,
  usdPerReplicaHour: null,
  running: 1,
};
const unknown = { requestsPerSecond: null, notices: [] };

/** The league of four weeks; null: nothing was recorded then. */
const leagueWhere = (rateAt: (secondsAgo: number) => number | null, options = asked) => {
  const count = (28 * day) / stepSeconds + 1;
  const rates = Array.from({ length: count }, (_, at) => rateAt((count - 1 - at) * stepSeconds));
  const lastDays = (days: number) =>
    loadOfDays({ rates, stepSeconds }, { observed, days }, { stepSeconds: 15, seed: 7, shape: "linear" });
  const league = leagueOf({ name: "chat", lastDays, terms, capacity: unknown }, options);
  return { ...league, text: renderLeague(league, plainView(80)) };
};

test("a quiet day is stated, and longer periods are tried all the same", () => {
  const { periods, text } = leagueWhere((ago) => (ago > 8 * day ? null : ago < 25 * 3600 ? 0 : 2));
  expect(periods.map(({ days, rows }) => [days, rows.length > 0])).toEqual([
    [1, false],
    [7, true],
    [28, true],
  ]);
  expect(text).toMatch(
    /^2 requests\/s per replica.*\n\nchat: the last 1 day\nnote: no request was counted in the last 1 day\n\nchat: the last 7 d of/,
  );
});
test("a day without a record is stated as one, and as no load of none", () => {
  const { text } = leagueWhere((ago) => (ago > 8 * day || ago < 25 * 3600 ? null : 2));
  expect(text).toMatch(/note: nothing was recorded in the last 1 day\n/);
});
test("hours before and after what was recorded count for nothing", () => {
  const { periods } = leagueWhere((ago) => (ago > 8 * day || ago < 6 * 3600 ? null : 2));
  expect(periods.map(({ seconds }) => Math.round(seconds / 3600))).toEqual([18, 6 * 24 + 18, 7 * 24 + 18]);
});
test("a day whose first hours lack does not end the league; a longer period without more of a record does", () => {
  const started = leagueWhere((ago) => (ago > 8 * day || (ago < day && ago > day - 4500) ? null : 2));
  expect(started.periods.map(({ days }) => days)).toEqual([1, 7, 28]);
  const young = leagueWhere((ago) => (ago > 3 * 3600 ? null : 2));
  expect(young.periods.map(({ days }) => days)).toEqual([1]);
});
test("without a capacity the mean load is taken for that of 25 replicas, which is stated", () => {
  const options = leagueOptions.read({ policies: "hpa:0.7" });
  const { replicaCapacityRps, notices } = leagueWhere(() => 5, options);
  expect(replicaCapacityRps).toBeCloseTo(0.2, 1);
  expect(notices.join()).toMatch(/nothing shows what a replica carries.*--replica-capacity/);
});
test("no load at all is no league", () => {
  expect(() => leagueWhere(() => null)).toThrow("nothing was recorded in the last 28 days");
});
