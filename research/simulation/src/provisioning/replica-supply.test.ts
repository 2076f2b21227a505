import { leadTimePhases, seededRandom, usualLeadTime } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assertLeadTime, drawLeadTime, fixedLeadTime, leadTimeQuantile, totalOf } from "./lead-time.ts";
import { clusterAutoscalerDefaults, type NodeAutoscalerSettings } from "./node-autoscaler.ts";
import { createReplicaSupply } from "./replica-supply.ts";
import type { ReplicaSupply, SupplyEvent, SupplySettings } from "./supply-types.ts";

const settings: SupplySettings = {
  leadTime: fixedLeadTime(100),
  drain: 60,
  failedStarts: 0,
};

const supplyWith = (changes: Partial<SupplySettings>, initial: number, seed = 1): ReplicaSupply =>
  createReplicaSupply({ ...settings, ...changes }, initial, seededRandom(seed));

/** Events of a supply whose draining replicas are empty at once. */
const run = (supply: ReplicaSupply, from: number, to: number, step = 5): readonly (SupplyEvent & { at: number })[] => {
  const events: (SupplyEvent & { at: number })[] = [];
  for (let at = from; at <= to; at += step) {
    for (const event of supply.advance(at)) {
      events.push({ ...event, at });
      if (event.kind === "drain") supply.drained(event.replica);
    }
  }
  return events;
};

describe("lead time", () => {
  test("of the usual phases adds up to minutes, and its parts to the whole", () => {
    const draw = drawLeadTime(usualLeadTime(), seededRandom(1));
    expect(totalOf(draw)).toBeCloseTo(
      leadTimePhases.reduce((sum, phase) => sum + draw[phase], 0),
      9,
    );
    expect(leadTimeQuantile(usualLeadTime(), 0.5)).toBeGreaterThan(240);
    expect(leadTimeQuantile(usualLeadTime(), 0.9)).toBeLessThan(700);
  });

  test("keeps the quantiles that it was given", () => {
    const model = { ...fixedLeadTime(0), weights: { p10: 100, p90: 300 } };
    expect(leadTimeQuantile(model, 0.1) / 100).toBeCloseTo(1, 1);
    expect(leadTimeQuantile(model, 0.9) / 300).toBeCloseTo(1, 1);
  });

  test("without its node is shorter", () => {
    const all = leadTimeQuantile(usualLeadTime(), 0.5);
    expect(leadTimeQuantile(usualLeadTime(), 0.5, ["node", "driver"])).toBeLessThan(all - 60);
  });

  test.each([
    { name: "quantiles that are swapped", phase: { p10: 20, p90: 10 } },
    { name: "a negative one", phase: { p10: -1, p90: 10 } },
    { name: "a spread from zero", phase: { p10: 0, p90: 10 } },
    { name: "no number", phase: { p10: 1, p90: Number.NaN } },
  ])("refuses $name", ({ phase }) => {
    expect(() => assertLeadTime({ ...fixedLeadTime(1), image: phase })).toThrow("lead time of image");
  });
});

describe("a supply of replicas", () => {
  test("orders what is missing, which serves after the lead time", () => {
    const supply = supplyWith({}, 2);
    supply.retarget(5, 0);
    expect(supply.counts()).toEqual({ ready: 2, pending: 3, draining: 0 });
    expect(supply.paid()).toBe(5);
    expect(run(supply, 0, 95)).toEqual([]);
    expect(supply.advance(100).map(({ kind }) => kind)).toEqual(["ready", "ready", "ready"]);
  });

  test("cancels orders before it drains what serves", () => {
    const supply = supplyWith({}, 2);
    supply.retarget(5, 0);
    expect(supply.retarget(2, 10)).toEqual([]);
    expect(supply.retarget(1, 20)).toMatchObject([{ kind: "drain", deadline: 80 }]);
    expect(supply.counts()).toEqual({ ready: 1, pending: 0, draining: 1 });
    expect(supply.paid()).toBe(2);
    expect(supply.advance(80)).toMatchObject([{ kind: "lost", because: "deadline" }]);
    expect(supply.paid()).toBe(1);
  });

  test("a drained replica is gone at once", () => {
    const supply = supplyWith({}, 2);
    const [event] = supply.retarget(1, 0);
    supply.drained(event?.replica ?? -1);
    expect(supply.paid()).toBe(1);
  });

  test("fails as often as it should, and orders what it lost anew", () => {
    const supply = supplyWith({ meanTimeBetweenFailures: 10_000 }, 20);
    const lost = run(supply, 0, 100_000, 50).filter(({ kind }) => kind === "lost");
    // Twenty replicas for ten mean times, a hundredth of it spent starting.
    expect(lost.length).toBeGreaterThan(150);
    expect(lost.length).toBeLessThan(250);
    const { ready, pending } = supply.counts();
    expect(ready + pending).toBe(20);
  });

  test("starts that fail are begun again", () => {
    const supply = supplyWith({ failedStarts: 0.5 }, 0);
    supply.retarget(40, 0);
    const ready = run(supply, 0, 3000).filter(({ kind }) => kind === "ready");
    expect(ready).toHaveLength(40);
    expect(new Set(ready.map(({ at }) => at)).size).toBeGreaterThan(2);
  });

  test("a spot interruption takes replicas of one market together, after a notice", () => {
    const spot = { share: 0.5, markets: 2, meanTimeBetween: 5000, lossShare: 1, notice: 30 };
    const events = run(supplyWith({ spot }, 20), 0, 40_000);
    const drains = events.flatMap((event) => (event.kind === "drain" ? [event] : []));
    const together = new Map<number, number>();
    for (const { deadline } of drains) together.set(deadline, (together.get(deadline) ?? 0) + 1);
    // Ten spot replicas over two markets: several at a time, and never one on demand.
    expect(Math.max(...together.values())).toBeGreaterThanOrEqual(4);
    expect(Math.max(...together.values())).toBeLessThanOrEqual(10);
    expect(drains.every(({ deadline, at }) => deadline - at <= 30 && deadline - at > 20)).toBe(true);
  });

  test("a rollout replaces every replica and never has fewer than wanted", () => {
    const supply = supplyWith({ rollout: { at: 50, surge: 0.25 } }, 8);
    let most = 0;
    const drained: number[] = [];
    for (let at = 0; at <= 1200; at += 5) {
      for (const event of supply.advance(at)) if (event.kind === "drain") drained.push(event.replica);
      expect(supply.counts().ready).toBeGreaterThanOrEqual(8);
      most = Math.max(most, supply.paid() - supply.counts().draining);
      for (const replica of drained) supply.drained(replica);
    }
    expect(new Set(drained)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    expect(most).toBe(10);
    expect(supply.paid()).toBe(8);
  });

  test("whatever happens, ready and pending add up to what is wanted", () => {
    const wishes = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(wishes, fc.integer({ min: 0, max: 1e6 }), (wanted, seed) => {
        const spot = { share: 0.4, markets: 2, meanTimeBetween: 900, lossShare: 0.7, notice: 30 };
        const changes = { spot, meanTimeBetweenFailures: 2000, failedStarts: 0.1 };
        const supply = supplyWith(changes, 3, seed);
        for (const [index, desired] of wanted.entries()) {
          supply.retarget(desired, index * 60);
          run(supply, index * 60, index * 60 + 55);
          const { ready, pending } = supply.counts();
          expect(ready + pending).toBe(desired);
          expect(supply.paid()).toBeGreaterThanOrEqual(ready);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("nodes under a supply", () => {
  const nodes: NodeAutoscalerSettings = {
    ...clusterAutoscalerDefaults,
    expander: "least-waste",
    groups: [{ name: "eight", replicasPerNode: 4, maximumNodes: 3, usdPerHour: 20, priority: 0 }],
  };
  const leadTime = {
    ...fixedLeadTime(30),
    node: { p10: 100, p90: 100 },
    image: { p10: 50, p90: 50 },
  };

  test("a whole node is paid for, from its order on", () => {
    const supply = supplyWith({ nodes, leadTime }, 4);
    expect(supply.paid()).toBe(4);
    supply.retarget(5, 0);
    expect(supply.paid()).toBe(8);
  });

  test("on a node with a free slot, whose image is there, a start skips node and image", () => {
    const supply = supplyWith({ nodes, leadTime }, 4);
    supply.retarget(5, 0);
    const first = run(supply, 0, 400);
    supply.retarget(6, 400);
    expect([...first, ...run(supply, 400, 800)].map(({ at }) => at)).toEqual([180, 430]);
  });

  test("without a free slot and at the limit of the group, replicas stay pending", () => {
    const supply = supplyWith({ nodes, leadTime }, 4);
    supply.retarget(20, 0);
    run(supply, 0, 1000);
    expect(supply.counts()).toMatchObject({ ready: 12, pending: 8 });
  });

  test("an unneeded node goes after ten minutes, and no sooner", () => {
    const supply = supplyWith({ nodes, leadTime }, 8);
    run(supply, 0, 1000);
    supply.retarget(4, 1000);
    run(supply, 1000, 1590);
    expect(supply.paid()).toBe(8);
    run(supply, 1590, 1700);
    expect(supply.paid()).toBe(4);
  });

  test("what is bought suits all that wait: six together take the node for eight, one takes the small one", () => {
    const groups = [
      { name: "one", replicasPerNode: 1, maximumNodes: 3, usdPerHour: 4, priority: 0 },
      { name: "eight", replicasPerNode: 8, maximumNodes: 3, usdPerHour: 20, priority: 0 },
    ];
    const priced = { ...nodes, expander: "price" as const, groups };
    const together = supplyWith({ nodes: priced, leadTime }, 0);
    together.retarget(6, 0);
    expect(together.paid()).toBe(8);
    const alone = supplyWith({ nodes: priced, leadTime }, 0);
    alone.retarget(1, 0);
    expect(alone.paid()).toBe(1);
  });

  test("max-node-provision-time: a node that is not there after fifteen minutes is given up and ordered anew", () => {
    const slow = { ...leadTime, node: { p10: 1000, p90: 1000 } };
    const supply = supplyWith({ nodes, leadTime: slow }, 0);
    supply.retarget(1, 0);
    run(supply, 0, 5000);
    expect(supply.paid()).toBe(4);
    expect(supply.counts()).toMatchObject({ ready: 0, pending: 1 });
  });
});
