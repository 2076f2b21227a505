import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planChange, type ReplicaView } from "./plan-change.ts";

const replica = (ordinal: number, state: ReplicaView["state"], outstanding = 0): ReplicaView => ({
  id: `r-${ordinal}`,
  ordinal,
  state,
  outstanding,
});

describe("planning a change of replicas", () => {
  test.each([
    {
      name: "more replicas than there are are started",
      replicas: [replica(1, "ready")],
      desired: 3,
      expected: { start: 2, cancel: [], drain: [] },
    },
    {
      name: "pending replicas count as supply",
      replicas: [replica(1, "ready"), replica(2, "pending")],
      desired: 3,
      expected: { start: 1, cancel: [], drain: [] },
    },
    {
      name: "draining replicas do not count",
      replicas: [replica(1, "ready"), replica(2, "draining")],
      desired: 2,
      expected: { start: 1, cancel: [], drain: [] },
    },
    {
      name: "the newest pending replica is given up before a ready one is drained",
      replicas: [replica(1, "ready"), replica(2, "pending"), replica(3, "pending")],
      desired: 2,
      expected: { start: 0, cancel: ["r-3"], drain: [] },
    },
    {
      name: "the least loaded is drained",
      replicas: [replica(1, "ready", 3), replica(2, "ready", 1), replica(3, "ready", 2)],
      desired: 2,
      expected: { start: 0, cancel: [], drain: ["r-2"] },
    },
    {
      name: "of equally loaded ones the newest is drained",
      replicas: [replica(1, "ready"), replica(2, "ready"), replica(3, "ready")],
      desired: 1,
      expected: { start: 0, cancel: [], drain: ["r-3", "r-2"] },
    },
    {
      name: "the present count asks for nothing",
      replicas: [replica(1, "ready"), replica(2, "pending")],
      desired: 2,
      expected: { start: 0, cancel: [], drain: [] },
    },
    {
      name: "zero takes everything away",
      replicas: [replica(1, "ready"), replica(2, "pending")],
      desired: 0,
      expected: { start: 0, cancel: ["r-2"], drain: ["r-1"] },
    },
  ])("$name", ({ replicas, desired, expected }) => {
    expect(planChange(replicas, desired)).toEqual(expected);
  });

  const anyReplicas = fc
    .array(fc.tuple(fc.constantFrom("pending", "ready", "draining"), fc.nat(20)), { maxLength: 12 })
    .map((rows) => rows.map(([state, outstanding], index) => replica(index, state, outstanding)));

  test("after the change exactly the desired count is ready or pending, and a second change is empty", () =>
    fc.assert(
      fc.property(anyReplicas, fc.nat(15), (replicas, desired) => {
        const { start, cancel, drain } = planChange(replicas, desired);
        const after = replicas
          .filter(({ id }) => !cancel.includes(id))
          .map((each): ReplicaView => (drain.includes(each.id) ? { ...each, state: "draining" } : each))
          .concat(Array.from({ length: start }, (_, index) => replica(100 + index, "pending")));
        expect(after.filter(({ state }) => state !== "draining")).toHaveLength(desired);
        expect(planChange(after, desired)).toEqual({ start: 0, cancel: [], drain: [] });
      }),
    ));

  test("nothing is started while something is taken away", () =>
    fc.assert(
      fc.property(anyReplicas, fc.nat(15), (replicas, desired) => {
        const { start, cancel, drain } = planChange(replicas, desired);
        expect(start === 0 || cancel.length + drain.length === 0).toBe(true);
      }),
    ));
});
