import { expect, test } from "vitest";
import { syntheticTelemetry } from "../testing/synthetic-node.ts";
import { Fleet } from "./fleet.ts";
import { isFresh } from "./freshness.ts";

const rememberSeconds = 600;

const world = () => {
  const clock = { monotonic: 0, wall: 10_000 };
  const fleet = new Fleet({
    horizonSeconds: 660,
    resolutionSeconds: 2,
    rememberSeconds,
    monotonic: () => clock.monotonic,
  });
  const pass = (seconds: number): void => {
    clock.monotonic += seconds;
    clock.wall += seconds;
  };
  const hear = (seq: number, sampledAt = clock.wall) =>
    fleet.accept("a", syntheticTelemetry({ seq, sampledAt, engines: [] }), clock.wall);
  const fresh = (): boolean => fleet.nodes.some((node) => isFresh(node, { freshnessSeconds: 20, now: clock.wall }));
  return { clock, fleet, pass, hear, fresh };
};

test("a sample from before the clock was set back is not new when the clock has caught up with it", () => {
  const { clock, pass, hear, fresh } = world();
  hear(1);
  expect(fresh()).toBe(true);
  clock.wall -= 3_300;
  expect(fresh()).toBe(false);
  pass(3_300);
  expect(fresh()).toBe(false);
});

test("a node that was forgotten and comes back has its gap counted, and what it sent before is not taken again", () => {
  const { fleet, clock, pass, hear } = world();
  hear(1);
  const before = clock.wall;
  pass(rememberSeconds + 1);
  fleet.forget(clock.wall);
  expect(fleet.nodes).toEqual([]);
  expect(hear(1, before)).toEqual({ kind: "rejected", reason: "old-sequence" });
  expect(hear(61)).toEqual({ kind: "new", gap: 59 });
});

test("a silent node is forgotten even when the wall clock stands still", () => {
  const { fleet, clock, hear } = world();
  hear(1);
  clock.monotonic += rememberSeconds + 1;
  fleet.forget(clock.wall);
  expect(fleet.nodes).toEqual([]);
});
