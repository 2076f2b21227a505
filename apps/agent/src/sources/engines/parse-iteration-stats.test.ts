import fc from "fast-check";
import { expect, test } from "vitest";
import { everyNumber } from "../../../test/any-text.ts";
import { parseIterationStats } from "./parse-engine-metrics.ts";

const iteration = (iter: number, used: number) => ({
  gpuMemUsage: 56_665_047_040,
  iter,
  iterLatencyMS: 16.7,
  kvCacheStats: { usedNumBlocks: used, freeNumBlocks: 400 - used, maxNumBlocks: 400, tokensPerBlock: 32 },
  numActiveRequests: 6,
  numQueuedRequests: 2,
  timestamp: "05-24-2026 12:00:00.000000",
});

test("the newest iteration counts", () =>
  expect(parseIterationStats(JSON.stringify([iteration(1, 10), iteration(2, 100)]))).toMatchObject({
    model: null,
    numbers: { running: 6, waiting: 2, kvCacheUsageRatio: 0.25, kvCacheCapacityTokens: 12_800 },
  }));
test("what an iteration does not have is unknown", () =>
  expect(parseIterationStats('[{"iter":7,"numActiveRequests":0}]')?.numbers).toMatchObject({
    running: 0,
    waiting: null,
    kvCacheUsageRatio: null,
    kvCacheCapacityTokens: null,
  }));
test.each([
  { name: "an empty list", text: "[]" },
  { name: "a list of something else", text: '[{"targets":["a"]}]' },
  { name: "a page of metrics", text: "up 1\n" },
  { name: "a cut list", text: '[{"iter":1' },
  { name: "a list without objects", text: "[1,null]" },
  { name: "negative and endless numbers", text: '[{"iter":1,"numActiveRequests":-1,"numQueuedRequests":1e999}]' },
])("$name has no statistics", ({ text }) => expect(parseIterationStats(text)).toBeNull());
test("any JSON is read without a throw, and every number is finite", () =>
  fc.assert(fc.property(fc.json(), (text) => everyNumber(parseIterationStats(`[${text}]`)).every(Number.isFinite))));
