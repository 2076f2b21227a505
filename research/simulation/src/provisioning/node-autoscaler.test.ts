import { seededRandom } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { chooseExpansion, clusterAutoscalerDefaults, expansionsFor, type NodeGroup } from "./node-autoscaler.ts";
import { createNodeFleet } from "./node-fleet.ts";

// Rule by rule the node autoscalers are tested in documented-rules.

const group = (name: string, changes: Partial<NodeGroup> = {}): NodeGroup => ({
  name,
  replicasPerNode: 4,
  maximumNodes: 10,
  usdPerHour: 10,
  priority: 0,
  ...changes,
});

describe("expanders", () => {
  const groups = [
    group("small", { replicasPerNode: 2 }),
    group("large", { replicasPerNode: 8, maximumNodes: 1 }),
    group("fit", { replicasPerNode: 3 }),
  ];
  const options = expansionsFor(9, groups, () => 0);

  test("random takes each of them sometimes", () => {
    const random = seededRandom(3);
    const names = Array.from({ length: 60 }, () => chooseExpansion(options, "random", random)?.group.name);
    expect(new Set(names).size).toBe(3);
  });

  test("options that are level are chosen between by chance", () => {
    const random = seededRandom(3);
    const level = expansionsFor(9, [group("one"), group("other")], () => 0);
    const names = Array.from({ length: 60 }, () => chooseExpansion(level, "least-waste", random)?.group.name);
    expect(new Set(names).size).toBe(2);
  });

  test("without an option nothing is bought", () => {
    expect(chooseExpansion([], "price", () => 0)).toBeNull();
  });

  test("a group is bought in whole nodes", () => {
    expect(options.map(({ nodes, placed }) => [nodes, placed])).toEqual([
      [5, 9],
      [1, 8],
      [3, 9],
    ]);
  });
});

describe("a fleet of nodes", () => {
  const settings = { ...clusterAutoscalerDefaults, expander: "priority" } as const;
  const groups = [group("stuck", { priority: 1 }), group("other")];

  test("gives up nodes that do not come and asks another group", () => {
    const times = [5000, 60];
    const fleet = createNodeFleet(
      { ...settings, groups },
      () => 0,
      () => times.shift() ?? 60,
    );
    expect(fleet.place(1, 0, 1)).toMatchObject({ readyAt: 5000 });
    expect(fleet.scaleDown(900)).toEqual([1]);
    expect(fleet.place(2, 900, 1)).toMatchObject({ readyAt: 960 });
  });

  test("leaves the group alone for five minutes, then asks it again", () => {
    const fleet = createNodeFleet(
      { ...settings, groups: groups.slice(0, 1) },
      () => 0,
      () => 5000,
    );
    fleet.place(1, 0, 1);
    fleet.scaleDown(900);
    expect(fleet.place(2, 1199, 1).kind).toBe("unplaced");
    expect(fleet.place(2, 1200, 1).kind).toBe("placed");
  });

  test("nodes that did not come do not hold up the next scale-down", () => {
    const times = [60, 5000];
    const fleet = createNodeFleet(
      { ...settings, groups },
      () => 0,
      () => times.shift() ?? 60,
    );
    for (const replica of [1, 2, 3, 4, 5]) fleet.place(replica, 0, 1);
    for (const replica of [1, 2, 3, 4]) fleet.release(replica);
    fleet.scaleDown(310);
    expect(fleet.scaleDown(900)).toEqual([5]);
    expect(fleet.scaleDown(910)).toEqual([]);
    expect(fleet.groups()).toEqual([]);
  });

  test("settled nodes are there, however long they would have taken", () => {
    const fleet = createNodeFleet(
      { ...settings, groups },
      () => 0,
      () => 5000,
    );
    fleet.place(1, 0, 1);
    fleet.settle(0);
    expect(fleet.scaleDown(900)).toEqual([]);
  });
});
