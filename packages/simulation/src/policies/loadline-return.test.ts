import { describe, expect, test } from "vitest";
import { simulateFluid } from "../fluid/fluid.ts";
import { generateLoad } from "../load/load-shapes.ts";
import { loadlinePolicy } from "./loadline.ts";
import { observeLoad } from "./loadline-filter.ts";

const hour = 3_600;
const capacity = 8;
const stepSeconds = 15;
const known = 12 * hour;
const afterwards = 4 * hour;

interface Pause {
  readonly name: string;
  /** Share of the load that is left; null: nothing is reported, and the load goes on. */
  readonly left: number | null;
  readonly seconds: number;
}

const pauses: readonly Pause[] = [
  { name: "no load for 20 minutes", left: 0, seconds: hour / 3 },
  { name: "no load for an hour", left: 0, seconds: hour },
  { name: "no load for six hours", left: 0, seconds: 6 * hour },
  { name: "a tenth of the load for an hour", left: 0.1, seconds: hour },
  { name: "a tenth of the load for six hours", left: 0.1, seconds: 6 * hour },
  { name: "no telemetry for an hour", left: null, seconds: hour },
  { name: "no telemetry for six hours", left: null, seconds: 6 * hour },
];

/** The highest counts before a pause and after it, and the last one. */
const around = ({ left, seconds }: Pause, { noise, leadTimeSeconds }: { noise: number; leadTimeSeconds: number }) => {
  const load = generateLoad("constant", {
    baseRate: 50,
    seconds: known + seconds + afterwards,
    stepSeconds,
    noise,
    correlation: 0.8,
    seed: 7,
  });
  const [from, to] = [known / stepSeconds, (known + seconds) / stepSeconds];
  const isPaused = (step: number): boolean => step >= from && step < to;
  const paused = load.map((demand, step) => (isPaused(step) ? demand * (left ?? 1) : demand));
  const observe = (step: number, demand: number): number | null => (left === null && isPaused(step) ? null : demand);
  const { replicas } = simulateFluid(paused, loadlinePolicy(), { capacity, leadTimeSeconds, stepSeconds, observe });
  return {
    before: replicas[from - 1] ?? 0,
    peak: Math.max(...replicas.slice(to)),
    end: replicas.at(-1) ?? 0,
  };
};

describe.each([60, 300, 900])("a load of seven replicas that comes back, at a lead time of %d s", (leadTimeSeconds) => {
  test.each(pauses)("after $name is met by half as many again at most", (pause) => {
    for (const noise of [0, 0.05]) {
      const { before, peak, end } = around(pause, { noise, leadTimeSeconds });
      expect(peak).toBeLessThanOrEqual(Math.ceil(1.5 * before));
      expect(peak).toBeGreaterThanOrEqual(7);
      expect(end).toBeLessThanOrEqual(before + 3);
    }
  });
});

test("no load teaches no noise, and leaves no slope behind", () => {
  const loads = [...new Array<number>(2880).fill(50).map((rate, step) => rate * (1 + 0.05 * Math.sin(step ** 2)))];
  const seen = (rates: readonly number[]) =>
    rates.reduce<ReturnType<typeof observeLoad> | null>(
      (memory, demand, step) => observeLoad(memory, { at: step * stepSeconds, demand, capacity }),
      null,
    );
  const before = seen([...loads, ...new Array<number>(40).fill(0)]);
  const after = seen([...loads, ...new Array<number>(1440).fill(0)]);
  expect(after?.noise).toBeCloseTo(before?.noise ?? Number.NaN, 6);
  expect(after?.slope).toBeCloseTo(before?.slope ?? Number.NaN, 6);
});
