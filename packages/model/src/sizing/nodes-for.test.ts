import fc from "fast-check";
import { expect, test } from "vitest";
import { occupiedNodes, spreadNodes } from "./nodes-for.ts";

test.each([
  { name: "no replica needs no node", groups: [], expected: 0 },
  { name: "eight small ones share a node", groups: [{ gpusPerReplica: 1, replicas: 8 }], expected: 1 },
  { name: "the ninth begins another", groups: [{ gpusPerReplica: 1, replicas: 9 }], expected: 2 },
  {
    name: "three GPUs twice leave GPUs that a third cannot use",
    groups: [{ gpusPerReplica: 3, replicas: 3 }],
    expected: 2,
  },
  {
    name: "small replicas fill what larger ones leave",
    groups: [
      { gpusPerReplica: 2, replicas: 1 },
      { gpusPerReplica: 3, replicas: 2 },
    ],
    expected: 1,
  },
  {
    name: "a replica larger than a node has its nodes for itself",
    groups: [{ gpusPerReplica: 12, replicas: 2 }],
    expected: 4,
  },
  {
    name: "a million replicas are counted, not listed",
    groups: [{ gpusPerReplica: 1, replicas: 1e6 }],
    expected: 125_000,
  },
])("$name", ({ groups, expected }) => {
  expect(occupiedNodes(groups, 8).count).toBe(expected);
});

const powerOfTwo = fc.integer({ min: 0, max: 3 }).map((exponent) => 2 ** exponent);
const groupsOf = (size: fc.Arbitrary<number>) =>
  fc.array(fc.record({ gpusPerReplica: size, replicas: fc.integer({ min: 0, max: 40 }) }), { maxLength: 6 });
const gpusIn = (groups: readonly { gpusPerReplica: number; replicas: number }[]): number =>
  groups.reduce((sum, { gpusPerReplica, replicas }) => sum + gpusPerReplica * replicas, 0);

test("powers of two leave no gap", () =>
  fc.assert(
    fc.property(groupsOf(powerOfTwo), (groups) => {
      expect(occupiedNodes(groups, 8).count).toBe(Math.ceil(gpusIn(groups) / 8));
    }),
  ));

test("nodes always hold the GPUs asked for, and never more than one node per replica is taken", () =>
  fc.assert(
    fc.property(groupsOf(fc.integer({ min: 1, max: 8 })), (groups) => {
      const nodes = occupiedNodes(groups, 8).count;
      expect(nodes * 8).toBeGreaterThanOrEqual(gpusIn(groups));
      expect(nodes).toBeLessThanOrEqual(groups.reduce((sum, { replicas }) => sum + replicas, 0));
    }),
  ));

const eight = [{ gpusPerReplica: 1, replicas: 8 }];

test.each([
  { name: "one zone takes one node", spread: {}, nodes: { spot: 0, other: 1 } },
  { name: "three zones take three nodes", spread: { zones: 3 }, nodes: { spot: 0, other: 3 } },
  { name: "spot and other nodes are not shared", spread: { spotShare: 0.7 }, nodes: { spot: 1, other: 1 } },
  {
    name: "two spot markets take a node each",
    spread: { spotShare: 0.7, spotMarkets: 2 },
    nodes: { spot: 2, other: 1 },
  },
  { name: "all on spot leaves none", spread: { spotShare: 1 }, nodes: { spot: 1, other: 0 } },
])("$name", ({ spread, nodes }) => {
  expect(spreadNodes(eight, 8, spread)).toMatchObject(nodes);
});

test("spread replicas never take fewer nodes than together, and more replicas never fewer", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.nat(60),
      fc.nat(20),
      fc.integer({ min: 1, max: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (gpusPerReplica, replicas, more, zones, spotShare) => {
        const at = (count: number, spread: object) => {
          const { spot, other } = spreadNodes([{ gpusPerReplica, replicas: count }], 8, spread);
          return spot + other;
        };
        const spread = { zones, spotShare, spotMarkets: 2 };
        expect(at(replicas, spread)).toBeGreaterThanOrEqual(at(replicas, {}));
        expect(at(replicas + more, spread)).toBeGreaterThanOrEqual(at(replicas, spread));
      },
    ),
  ));
