import { parsePlan } from "@loadline/wire";
import { expect, test } from "vitest";
import { plainView } from "../../test/golden.ts";
import type { Prometheus } from "../prometheus/client.ts";
import { engineSeries } from "../prometheus/engine-series.ts";
import { nothingMeasured } from "../prometheus/observed-fleet.ts";
import { adviseFleet, leagueOf } from "./advise-fleet.ts";
import { renderAdvice, renderLeague } from "./render-advice.ts";

const plan = parsePlan({
  version: 1,
  cluster: "eu",
  pools: [{ name: "h100", gpu: "h100-sxm-80gb", gpusPerNode: 8, nodes: 1 }],
  deployments: [
    {
      name: "chat",
      model: "llama-3.1-8b",
      pool: "h100",
      slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.1 },
      replicas: { planned: 1, min: 1, max: 8 },
      expected: { inputTokens: 150, outputTokens: 50, requestsPerSecond: 2 },
    },
  ],
});
const [series] = engineSeries;
const empty: Prometheus = { name: "empty", query: async () => [], queryRange: async () => [] };

const adviceAt = async (interTokenLatencyP95: number | null, engines: readonly string[] = ["a"]) => {
  if (series === undefined) throw new Error("there are series");
  const observed = {
    ...nothingMeasured,
    series,
    labels: {},
    servedModel: "llama-3.1-8b",
    engines,
    requestsPerSecond: 2,
    peakRequestsPerSecond: 2,
    timeToFirstTokenP95: 0.9,
    interTokenLatencyP95,
  };
  const [advice] = await adviseFleet(empty, { plan, now: 1_800_000_000, observed: new Map([["chat", observed]]) });
  return advice;
};

test("engines far slower than the model contradict it, which is stated first", async () => {
  const advice = await adviceAt(0.0734);
  expect(advice?.contradiction).toMatch(/within 73\.4 ms, where the model has [\d.]+ ms: .*loadline calibrate/);
  expect(advice?.changes[0]).toBe(advice?.contradiction);
});
test.each([{ measured: 0.008 }, { measured: null }])("$measured contradicts nothing", async ({ measured }) =>
  expect((await adviceAt(measured))?.contradiction).toBeNull(),
);
test("without an engine no age of samples and no capacity of them are stated", async () => {
  const advice = await adviceAt(null, []);
  if (advice === undefined) throw new Error("the plan has a deployment");
  expect(renderAdvice("prometheus", [advice], plainView(80))).toMatch(/running +no engine$/m);
});

const leagueWhere = async (rateAt: (secondsAgo: number) => number | null) => {
  if (series === undefined) throw new Error("there are series");
  const now = 1_800_000_000;
  const recorded: Prometheus = {
    ...empty,
    queryRange: async (_, { start, end, stepSeconds }) => {
      const times = Array.from({ length: (end - start) / stepSeconds + 1 }, (_, at) => start + at * stepSeconds);
      const points = times.flatMap((at) => {
        const rate = rateAt(now - at);
        return rate === null ? [] : [[at, rate] as const];
      });
      return [{ labels: {}, points }];
    },
  };
  const observed = {
    ...nothingMeasured,
    series,
    labels: {},
    servedModel: "llama-3.1-8b",
    engines: ["a"],
    requestsPerSecond: 2,
    peakRequestsPerSecond: 2,
  };
  const question = { plan, now, observed: new Map([["chat", observed]]), policies: ["hpa:0.7"] };
  const periods = await leagueOf(recorded, question);
  if (typeof periods === "string") throw new Error(periods);
  return { periods, text: renderLeague({ name: "chat", periods }, plainView(80)) };
};
const day = 86_400;

test("a quiet day is stated, and longer periods are tried all the same", async () => {
  const { periods, text } = await leagueWhere((ago) => (ago > 8 * day ? null : ago < 25 * 3600 ? 0 : 2));
  expect(periods.map(({ days, rows }) => [days, rows.length > 0])).toEqual([
    [1, false],
    [7, true],
    [28, true],
  ]);
  expect(text).toMatch(
    /^chat: the last 1 day\nnote: no request was counted in the last 1 day\n\nchat: the last 7 d of/,
  );
});
test("a day without a record is stated as one, and as no load of none", async () => {
  const { text } = await leagueWhere((ago) => (ago > 8 * day || ago < 25 * 3600 ? null : 2));
  expect(text).toMatch(/note: nothing was recorded in the last 1 day\n/);
});
test("a day whose first hours lack does not end the league; a longer period without more of a record does", async () => {
  const started = await leagueWhere((ago) => (ago > 8 * day || (ago < day && ago > day - 4500) ? null : 2));
  expect(started.periods.map(({ days }) => days)).toEqual([1, 7, 28]);
  const young = await leagueWhere((ago) => (ago > 3 * 3600 ? null : 2));
  expect(young.periods.map(({ days }) => days)).toEqual([1]);
});
