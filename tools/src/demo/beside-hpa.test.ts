import type { Plan } from "@loadline/plan";
import { expect, test } from "vitest";
import { besideHpa, besideLines } from "./beside-hpa.ts";

const plan = {
  deployments: [{ name: "chat", leadTimeSeconds: 20, replicas: { planned: 2, min: 1, max: 9 } }],
} as unknown as Plan;

const course = (ready: readonly number[]) => ({
  deployment: "chat",
  // A jump to twice the load after a minute.
  demand: Array.from({ length: 90 }, (_, at) => (at < 30 ? 60 : 140)),
  capacity: ready.map((count) => 100 * count),
  ready,
  desired: ready,
  usdPerHour: ready.map((count) => 36 * count),
});

const constant = (count: number) => Array.from({ length: 90 }, () => count);

test("a count that stands is paid for, and misses nothing where it carries the load", () => {
  // 180 s of two replicas at 36 $/h.
  expect(besideHpa([course(constant(2))], plan)[0]).toEqual({
    deployment: "chat",
    by: "Loadline",
    usd: expect.closeTo(3.6, 9),
    missedSeconds: 0,
  });
});

test("one replica misses the jump whole, an autoscaler until its replicas serve", () => {
  const [own, hpa] = besideHpa([course(constant(1))], plan);
  expect(own).toMatchObject({ usd: expect.closeTo(1.8, 9), missedSeconds: 120 });
  // It acts at the step after the jump, and waits for the lead time.
  expect(hpa?.missedSeconds).toBeGreaterThanOrEqual(20);
  expect(hpa?.missedSeconds).toBeLessThanOrEqual(26);
  expect(hpa?.usd).toBeGreaterThan(1.8);
});

test("nothing is said of a deployment without a plan or a known replica", () => {
  expect(besideHpa([{ ...course(constant(1)), deployment: "other" }, course(constant(0))], plan)).toEqual([]);
  expect(besideLines([])).toEqual([]);
});

test("the table has 80 columns at most", () => {
  const lines = besideLines(besideHpa([course(constant(2))], plan));
  expect(lines).toHaveLength(5);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(lines[1]).toBe("chat         Loadline      3.60 $      0 s");
});
