import { describe, expect, test } from "vitest";
import { compareToFrontier } from "../fluid/compare-frontier.ts";
import { simulateFluid } from "../fluid/fluid.ts";
import { referenceNoise } from "../load/load-series.ts";
import { generateLoad, type LoadShapeName } from "../load/load-shapes.ts";
import { loadlinePolicy } from "./loadline.ts";
import type { ScalingPolicy } from "./scaling-policy.ts";

/** The full run looks at more loads and lead times. */
const isFull = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1) > 1;

const day = 86_400;
const loadOf = (shape: LoadShapeName, changes = {}) =>
  generateLoad(shape, { ...referenceNoise, baseRate: 200, seconds: day, stepSeconds: 15, seed: 7, ...changes });
const settings = { capacity: 8, leadTimeSeconds: 300, stepSeconds: 15 };
const policyFor = () => loadlinePolicy() as ScalingPolicy;

test.each([60, 300, 900])(
  "a constant load without noise is changed at most seven times, at a lead time of %d s",
  (leadTimeSeconds) => {
    const { score } = simulateFluid(loadOf("constant", { noise: 0 }), loadlinePolicy(), {
      ...settings,
      leadTimeSeconds,
    });
    expect(score.actions).toBeLessThanOrEqual(7);
  },
);

test("a constant load with noise changes its count less and less often", () => {
  const load = loadOf("constant", { noise: 0.1, seconds: 2 * day });
  const { score } = simulateFluid(load, loadlinePolicy(), { ...settings, scoreFromSeconds: day });
  expect(score.actions).toBeLessThanOrEqual(50);
});

/** Scored from the first minute, so that nothing is known of the load. Bounds of what it costs, not what it should. */
describe("beside the pod autoscaler whose target and window were picked in hindsight", () => {
  const compared: readonly { readonly shape: LoadShapeName; readonly most: number }[] = [
    { shape: "level-shift", most: 0.05 },
    { shape: "hourly-pulse", most: 0.1 },
    { shape: "day", most: 0.21 },
    { shape: "ramp", most: 0.1 },
    { shape: "flash-crowd", most: 0.1 },
  ];
  test.each(isFull ? compared : compared.slice(0, 2))("$shape costs at most $most more", ({ shape, most }) => {
    const { policies } = compareToFrontier([loadOf(shape)], [{ policy: "loadline", policyFor }], settings);
    expect(policies[0]?.toHindsight).toBeLessThanOrEqual(most);
  });
});

test("a missing replica that is worth more leaves less unserved", () => {
  const load = loadOf("hourly-pulse");
  const [cheap, usual, dear] = [0.2, 1, 5].map((risk) => simulateFluid(load, loadlinePolicy(risk), settings).score);
  expect(dear?.unservedShare).toBeLessThan(cheap?.unservedShare ?? 0);
  expect(dear?.ratioToMinimum).toBeGreaterThan(cheap?.ratioToMinimum ?? 0);
  expect(usual?.unservedShare).toBeLessThanOrEqual(cheap?.unservedShare ?? 0);
});

test("while the demand is unknown the count stands", () => {
  const observe = (step: number, demand: number) => (step >= 2000 && step < 3000 ? null : demand);
  const { replicas } = simulateFluid(loadOf("day"), loadlinePolicy(), { ...settings, observe });
  expect(new Set(replicas.slice(2000, 3000)).size).toBe(1);
});
