import { parsePlan } from "@loadline/plan";
import { expect, test } from "vitest";
import { plainView } from "../../test/golden.ts";
import type { Prometheus } from "../prometheus/client.ts";
import { engineSeries } from "../prometheus/engine-series.ts";
import { nothingMeasured } from "../prometheus/observed-fleet.ts";
import { adviseFleet } from "./advise-fleet.ts";
import { renderAdvice } from "./render-advice.ts";

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

const now = 1_800_000_000;

const adviceAt = async (
  interTokenLatencyP95: number | null,
  {
    engines = ["a"],
    prometheus = empty,
  }: { readonly engines?: readonly string[]; readonly prometheus?: Prometheus } = {},
) => {
  if (series === undefined) throw new Error("there are series");
  const observed = {
    ...nothingMeasured,
    series,
    labels: {},
    servedModel: "llama-3.1-8b",
    engines,
    // As `rate` spreads it over five minutes.
    requestsPerSecond: 0.2,
    peakRequestsPerSecond: 2,
    timeToFirstTokenP95: 0.9,
    interTokenLatencyP95,
  };
  const [advice] = await adviseFleet(prometheus, {
    plan,
    now: 1_800_000_000,
    gpus: [],
    observed: new Map([["chat", observed]]),
  });
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
  const advice = await adviceAt(null, { engines: [] });
  if (advice === undefined) throw new Error("the plan has a deployment");
  expect(renderAdvice("prometheus", [advice], plainView(80))).toMatch(/running +no engine$/m);
});

/** Finished requests, two a second, since some seconds ago. */
const since = (seconds: number): Prometheus => ({
  ...empty,
  query: async (expression) => {
    const points = Array.from({ length: seconds / 10 + 1 }, (_, at) => [now - seconds + 10 * at, 20 * at] as const);
    const isCounter = series?.finished.some((name) => expression.startsWith(`${name}{`)) === true;
    return isCounter ? [{ labels: { instance: "a" }, points }] : [];
  },
});

test.each([
  { seconds: 30, undecided: /^its series go on for 30 s after a gap, or since it started/ },
  { seconds: 20, undecided: /20 s/ },
])("$seconds s after a gap of the series no advice is given", async ({ seconds, undecided }) => {
  expect((await adviceAt(0.008, { prometheus: since(seconds) }))?.undecided).toMatch(undecided);
});

test("two minutes after it the rate is that since the gap", async () => {
  const advice = await adviceAt(0.008, { prometheus: since(120) });
  expect(advice).toMatchObject({ undecided: null, demand: { now: 2 } });
});
