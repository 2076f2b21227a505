import { describe, expect, test } from "vitest";
import { clairvoyantPolicy } from "./clairvoyant.ts";
import { dynamoThroughputPolicy } from "./dynamo-throughput.ts";
import { hpaPolicy } from "./hpa.ts";
import { kedaPolicy } from "./keda.ts";
import { kpaPolicy } from "./knative-kpa.ts";
import { rayServePolicy } from "./ray-serve.ts";
import type { ScalingPolicy } from "./scaling-policy.ts";
import { targetTrackingPolicy } from "./target-tracking.ts";

interface Drive {
  readonly start: number;
  readonly stepSeconds?: number;
  /** Replicas serve at once. */
  readonly demand: readonly (number | null)[];
}

/** Counts of a policy whose every wish comes true at the next sample; a replica carries 10. */
const drive = <S>(policy: ScalingPolicy<S>, { start, stepSeconds = 15, demand }: Drive): number[] => {
  let state = policy.start;
  let ready = start;
  return demand.map((load, index) => {
    const input = { at: index * stepSeconds, demand: load, ready, pending: 0, capacity: 10, leadTimeSeconds: 60 };
    const step = policy.step(state, input);
    state = step.state;
    ready = step.desired;
    return ready;
  });
};

const repeated = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value);
const firstChange = (counts: readonly number[], start: number): number => counts.findIndex((count) => count !== start);

describe("hpa", () => {
  test("wants the load at its target share, no faster than its rate allows", () => {
    expect(drive(hpaPolicy(0.5), { start: 4, demand: [60, 60] })).toEqual([8, 12]);
  });

  test("at no replica, it rises without a tolerance", () => {
    expect(drive(hpaPolicy(0.5), { start: 0, demand: [12] })).toEqual([3]);
  });
});

/** Rule by rule the pod autoscaler, KPA and KEDA are tested in documented-rules. */
test("kpa scales down to at most half in one decision", () => {
  const counts = drive(kpaPolicy(1), { start: 16, demand: [...repeated(160, 6), ...repeated(0, 8)] });
  for (const [index, count] of counts.entries()) expect(count).toBeGreaterThanOrEqual((counts[index - 1] ?? 0) >> 1);
  expect(counts.at(-1)).toBeLessThan(8);
});

test("keda stays at one replica while the load is above the activation threshold", () => {
  expect(drive(kedaPolicy(1), { start: 1, demand: repeated(0.1, 60) }).at(-1)).toBe(1);
});

/** https://docs.ray.io/en/latest/serve/advanced-guides/advanced-autoscaling.html */
describe("ray serve", () => {
  test("scales up after 30 s of wanting to", () => {
    expect(firstChange(drive(rayServePolicy(1), { start: 1, demand: repeated(40, 5) }), 1)).toBe(2);
  });

  test("scales down after 600 s of wanting to", () => {
    expect(firstChange(drive(rayServePolicy(1), { start: 4, demand: repeated(10, 50) }), 4)).toBe(40);
  });

  test("starts to count anew when the wish turns round", () => {
    expect(drive(rayServePolicy(1), { start: 2, demand: [40, 40, 5, 40, 40, 40] })).toEqual([2, 2, 2, 2, 2, 4]);
  });
});

/** https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html */
describe("target tracking", () => {
  test("scales out after three minutes above the target, in proportion", () => {
    const counts = drive(targetTrackingPolicy(0.5), { start: 2, demand: repeated(30, 14) });
    expect(firstChange(counts, 2)).toBe(12);
    expect(counts[12]).toBe(6);
  });

  test("scales in after fifteen minutes below nine tenths of it", () => {
    const counts = drive(targetTrackingPolicy(0.5), { start: 8, demand: repeated(20, 62) });
    expect(firstChange(counts, 8)).toBe(60);
    expect(counts[60]).toBe(4);
  });

  test("between nine tenths and the target nothing happens", () => {
    expect(firstChange(drive(targetTrackingPolicy(0.5), { start: 4, demand: repeated(19, 80) }), 4)).toBe(-1);
  });

  test("minutes without data do not count towards an alarm", () => {
    const demand = [...repeated(30, 8), ...repeated(null, 4), ...repeated(30, 11)];
    expect(firstChange(drive(targetTrackingPolicy(0.5), { start: 2, demand }), 2)).toBe(-1);
  });
});

/** https://docs.nvidia.com/dynamo/latest/planner/sla_planner.html */
describe("dynamo", () => {
  test("plans every 180 s for the mean of the interval, without headroom", () => {
    const counts = drive(dynamoThroughputPolicy(1), { start: 9, demand: [...repeated(20, 7), ...repeated(34, 7)] });
    expect(counts.slice(0, 12)).toEqual(repeated(9, 12));
    expect(counts[12]).toBe(3);
  });

  test("takes missing samples for zero load", () => {
    expect(drive(dynamoThroughputPolicy(1), { start: 9, demand: repeated(null, 13) }).at(-1)).toBe(1);
  });
});

test("the clairvoyant holds the highest load until an order could have arrived", () => {
  const demand = [10, 10, 10, 10, 10, 10, 10, 10, 50, 10, 10];
  const policy = clairvoyantPolicy({ minimumReplicas: 1, maximumReplicas: 99, stepSeconds: 15, demandAhead: demand });
  // 60 s are four steps, and an order given within a step serves from the one after its time.
  expect(drive(policy, { start: 1, demand })).toEqual([1, 1, 1, 5, 5, 5, 5, 5, 5, 1, 1]);
});
