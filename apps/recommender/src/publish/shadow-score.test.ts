import { expect, test } from "vitest";
import { decided, now } from "../../test/decided.ts";
import type { Assessment } from "../decide/assessment.ts";
import { ShadowScore } from "./shadow-score.ts";

const leadTimeSeconds = 60;
const stationary = decided({ requestsPerSecond: 5, keys: { leadTimeSeconds } });
const busy = decided({ requestsPerSecond: 60, keys: { leadTimeSeconds } });
const advising = (assessment: Assessment, desired: number | null, second: number): Assessment => ({
  ...assessment,
  at: now + second,
  decision: { ...assessment.decision, desired },
});

const scoreOf = (steps: readonly Assessment[]) => {
  const score = new ShadowScore();
  for (const step of steps) score.observe(step);
  return score.scores[0];
};
const seconds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index * 10);

test("fewer replicas advised than ran are counted as saved, from one lead time on", () => {
  const score = scoreOf(seconds(13).map((second) => advising(stationary, 2, second)));
  expect(score).toEqual({
    deployment: "chat",
    seconds: 60,
    replicaSeconds: { actual: 180, advised: 120 },
    violationSeconds: { actual: 0, advised: 0 },
  });
});

test("an advice to rise serves one lead time later, an advice to fall at once", () => {
  const rising = scoreOf(seconds(13).map((second) => advising(busy, second < 60 ? 3 : 9, second)));
  expect(rising?.replicaSeconds.advised).toBe(3 * 60);
  const falling = scoreOf(seconds(13).map((second) => advising(stationary, second < 60 ? 3 : 2, second)));
  expect(falling?.replicaSeconds.advised).toBe(2 * 60);
});

test("demand above what ran is short time of what ran, not of what was advised", () => {
  const score = scoreOf(seconds(13).map((second) => advising(busy, 9, second)));
  expect(score?.violationSeconds).toEqual({ actual: 60, advised: 0 });
});

test("time in which something was unknown is not scored", () => {
  const blind = decided({ requestsPerSecond: 5, view: { complete: false, missing: [{ input: "x", ageSeconds: 1 }] } });
  expect(scoreOf(seconds(13).map((second) => advising(blind, 2, second)))?.seconds).toBe(0);
});
