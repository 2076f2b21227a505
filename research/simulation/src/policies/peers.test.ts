import { describe, expect, test } from "vitest";
import { clairvoyantPolicy } from "./clairvoyant.ts";
import { dynamoThroughputPolicy } from "./dynamo-throughput.ts";
import { hpaPolicy } from "./hpa.ts";
import { kedaPolicy } from "./keda.ts";
import type { ScalingPolicy } from "./scaling-policy.ts";

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

describe("hpa", () => {
  test("wants the load at its target share, no faster than its rate allows", () => {
    expect(drive(hpaPolicy(0.5), { start: 4, demand: [60, 60] })).toEqual([8, 12]);
  });

  test("at no replica, it rises without a tolerance", () => {
    expect(drive(hpaPolicy(0.5), { start: 0, demand: [12] })).toEqual([3]);
  });
});

/** Rule by rule the pod autoscaler and KEDA are tested in documented-rules. */
test("keda stays at one replica while the load is above the activation threshold", () => {
  expect(drive(kedaPolicy(1), { start: 1, demand: repeated(0.1, 60) }).at(-1)).toBe(1);
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
