import { expect, test } from "vitest";
import { requestsPerSecond } from "../../base/units.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { evenStreams, requestsOf } from "../arrivals/draw-requests.ts";
import { stationaryLoad } from "../arrivals/plan-load.ts";
import { withRequestsUnderWay } from "../arrivals/requests-under-way.ts";
import { serviceEstimate } from "../service/service-capacity.ts";
import { plainSteps } from "../testdata/serving-cases.ts";
import { openLoopEstimate } from "./open-loop-estimate.ts";
import { saturatedRun } from "./saturated-run.ts";
import { serveBatch } from "./serve-batch.ts";

/** An engine of a rack: a thousand answers at once, of which a few are twenty times as long as the mean. */
const replica: ServingReplica = {
  steps: { ...plainSteps, perContextToken: 5e-9 },
  limits: {
    maxBatchedTokens: 8192,
    maxSequences: 1024,
    kvCacheTokens: 6_000_000,
    chunkedPrefill: true,
    cachePolicy: "grow",
    prefixHitRatio: 0,
    requestSeconds: 0.005,
  },
};
const reasoning = {
  input: { kind: "fixed", tokens: 800 },
  output: { kind: "log-normal", mean: 3880, stdev: 1.3 * 3880, max: 60_000 },
} as const;

/** Over many times the longest answer, on its way from an empty replica. */
const longRun = (rate: number) => {
  const { batch, measured } = stationaryLoad(reasoning, {
    requestsPerSecond: rate,
    requests: 30_000,
    before: 60_000,
    after: 30_000,
  });
  const { firstTokenAt, finishedAt } = serveBatch(replica, batch);
  let [sum, count] = [0, 0];
  for (let request = measured.from; request < measured.to; request++) {
    sum += (finishedAt[request] as number) - (firstTokenAt[request] as number);
    count += 1;
  }
  return rate * (sum / count);
};

test("a replica of a thousand long answers of wide spread holds as many at a rate as after many times the longest", () => {
  const rate = 0.9 * saturatedRun(replica, reasoning).requestsPerSecond;
  const truth = longRun(rate);
  const routing = { router: "least-requests" } as const;
  const { concurrency } = openLoopEstimate(replica, reasoning, { kind: "rate", requestsPerSecond: rate });
  const inService = serviceEstimate(replica, reasoning, {
    replicas: 4,
    requestsPerSecond: requestsPerSecond(rate),
    routing,
  });
  expect(truth).toBeGreaterThan(300);
  expect(Math.abs(concurrency / truth - 1)).toBeLessThan(0.08);
  expect(Math.abs(inService.concurrency / truth - 1)).toBeLessThan(0.08);
});

test("saturated, its rate is that of the middle of a run of many turns", () => {
  const { finishedAt } = serveBatch(replica, requestsOf(new Float64Array(60_000), reasoning, evenStreams()));
  const sorted = finishedAt.toSorted();
  const truth = 20_000 / ((sorted[45_000] as number) - (sorted[25_000] as number));
  expect(Math.abs(saturatedRun(replica, reasoning).requestsPerSecond / truth - 1)).toBeLessThan(0.05);
});

test("requests under way are met with their length as weight, and anywhere in their answers", () => {
  const own = requestsOf(new Float64Array(4000), reasoning, evenStreams());
  const { outputTokens, generatedTokens = new Int32Array(), inputTokens } = withRequestsUnderWay(own, 1000);
  const mean = (values: ArrayLike<number>, to: number): number =>
    Array.from({ length: to }, (_, place) => values[place] as number).reduce((sum, value) => sum + value, 0) / to;
  const squares = own.outputTokens.reduce((sum, length) => sum + length * length, 0);
  const total = own.outputTokens.reduce((sum, length) => sum + length, 0);
  expect(mean(outputTokens, 1000) / (squares / total)).toBeCloseTo(1, 1);
  expect((2 * mean(generatedTokens, 1000)) / mean(outputTokens, 1000)).toBeCloseTo(1, 1);
  expect(inputTokens).toHaveLength(5000);
  expect([...generatedTokens.subarray(1000)].every((tokens) => tokens === 0)).toBe(true);
});
