import { noCapacityEvidence } from "@loadline/core";
import { expect, test } from "vitest";
import { decided } from "../../test/decided.ts";
import { planned } from "../../test/planned.ts";
import { afterObservation, profileOf, uncalibrated, withProfile } from "./calibration.ts";

const { deployment, pool } = planned({ version: "2026-10" });
const profile = profileOf(deployment, pool);
const measured = afterObservation(uncalibrated, {
  at: 1,
  requestsPerSecondPerReplica: 4,
  measured: 0.03,
  modelled: 0.02,
});
const evidence = {
  lower: null,
  upper: { requestsPerSecond: 9.6, shape: { inputTokens: 128, outputTokens: 48 }, at: 1 },
};
const memory = { calibration: measured, capacityEvidence: evidence, profile };

test.each([
  { name: "a new version", change: { version: "2026-11" } },
  { name: "another model", change: { model: "llama-3.1-70b" } },
  { name: "another format", change: { weights: "fp8" as const } },
  { name: "another layout", change: { parallel: { tensor: 2, pipeline: 1, expert: 1, attentionData: 1 } } },
])("$name is measured anew", ({ change }) => {
  const next = profileOf({ ...deployment, ...change }, pool);
  expect(withProfile(memory, next)).toEqual({
    calibration: uncalibrated,
    capacityEvidence: noCapacityEvidence,
    profile: next,
  });
});

test.each([
  { name: "other bounds", change: { replicas: { planned: 2, min: 1, max: 9 } } },
  { name: "another priority", change: { priority: 7 } },
])("$name leave what was measured", ({ change }) => {
  expect(withProfile(memory, profileOf({ ...deployment, ...change }, pool))).toEqual(memory);
});

test("what a predecessor kept without a name is taken for the present one", () => {
  expect(withProfile({ ...memory, profile: null }, profile)).toEqual(memory);
});

test("a decision names which version it is about and whether that was measured", () => {
  const rows = (given: Parameters<typeof decided>[0]) =>
    Object.fromEntries(decided(given).decision.evidence.map(({ input, value }) => [input, value]));
  expect(rows({ requestsPerSecond: 6, keys: { version: "2026-10" } })).toMatchObject({
    "model.version": "2026-10",
    "model.calibration": "no measurement of this deployment yet",
  });
  expect(rows({ requestsPerSecond: 6, rest: { calibration: measured } })["model.calibration"]).toBe(
    "1 window measured here",
  );
});
