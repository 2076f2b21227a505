import { describe, expect, test } from "vitest";
import { seededRandom } from "../serving/random.ts";
import { consolidate, defaultDisruptionBudgets, disruptionsAllowed } from "./karpenter.ts";
import {
  chooseExpansion,
  clusterAutoscalerDefaults,
  type Expander,
  expansionsFor,
  isClusterHealthy,
  isScaleDownOpen,
  isUnneeded,
  type NodeGroup,
} from "./node-autoscaler.ts";

const group = (name: string, changes: Partial<NodeGroup> = {}): NodeGroup => ({
  name,
  replicasPerNode: 4,
  maximumNodes: 10,
  usdPerHour: 10,
  priority: 0,
  ...changes,
});

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-are-expanders */
describe("expanders", () => {
  const groups = [
    group("small", { replicasPerNode: 2, usdPerHour: 6, priority: 1 }),
    group("large", { replicasPerNode: 8, usdPerHour: 20, maximumNodes: 1 }),
    group("fit", { replicasPerNode: 3, usdPerHour: 30, priority: 2 }),
  ];
  const options = expansionsFor(9, groups, () => 0);
  const chosen = (expander: Expander): string | undefined =>
    chooseExpansion(options, expander, seededRandom(1))?.group.name;

  test.each<{ name: string; expander: Expander; choice: string }>([
    { name: "most-pods: the group that would schedule the most", expander: "most-pods", choice: "small" },
    { name: "least-waste: the least idle after the scale-up", expander: "least-waste", choice: "large" },
    { name: "price: the least per hour for what it holds", expander: "price", choice: "large" },
    { name: "priority: the highest, whatever it costs", expander: "priority", choice: "fit" },
  ])("$name", ({ expander, choice }) => {
    expect(chosen(expander)).toBe(choice);
  });

  test("random takes each of them sometimes", () => {
    const random = seededRandom(3);
    const names = Array.from({ length: 60 }, () => chooseExpansion(options, "random", random)?.group.name);
    expect(new Set(names).size).toBe(3);
  });

  test("a group at its limit is no option; without one nothing is bought", () => {
    expect(expansionsFor(9, groups, () => 10)).toEqual([]);
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

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#how-does-scale-down-work */
describe("scale-down of nodes", () => {
  test.each([
    { name: "used below half and room elsewhere: unneeded", replicas: 1, room: 1, unneeded: true },
    { name: "used to half: needed", replicas: 2, room: 9, unneeded: false },
    { name: "its replicas have nowhere to go: needed", replicas: 1, room: 0, unneeded: false },
    { name: "empty: unneeded", replicas: 0, room: 0, unneeded: true },
  ])("$name", ({ replicas, room, unneeded }) => {
    expect(isUnneeded({ replicas, replicasPerNode: 4 }, room, clusterAutoscalerDefaults)).toBe(unneeded);
  });

  const never = { addedAt: null, deletedAt: null, failedAt: null };
  test.each([
    {
      name: "scale-down-delay-after-add: closed for ten minutes",
      history: { ...never, addedAt: 0 },
      at: 599,
      open: false,
    },
    { name: "and open then", history: { ...never, addedAt: 0 }, at: 600, open: true },
    { name: "scale-down-delay-after-delete: a scan interval", history: { ...never, deletedAt: 0 }, at: 9, open: false },
    { name: "scale-down-delay-after-failure: three minutes", history: { ...never, failedAt: 0 }, at: 179, open: false },
    { name: "nothing happened before: open", history: never, at: 0, open: true },
  ])("$name", ({ history, at, open }) => {
    expect(isScaleDownOpen(history, clusterAutoscalerDefaults, at)).toBe(open);
  });

  test.each([
    { name: "ok-total-unready-count: three may be unready whatever the share", unready: 3, total: 3, healthy: true },
    { name: "max-total-unready-percentage: above 45 % it stops", unready: 5, total: 10, healthy: false },
    { name: "up to it it goes on", unready: 9, total: 20, healthy: true },
  ])("$name", ({ unready, total, healthy }) => {
    expect(isClusterHealthy(unready, total, clusterAutoscalerDefaults)).toBe(healthy);
  });
});

/** https://karpenter.sh/docs/concepts/disruption/ */
describe("karpenter", () => {
  const noon = 43_200;
  const closedAtNoon = { nodes: { kind: "count" as const, value: 0 }, window: { fromSecond: noon, seconds: 3600 } };

  test.each([
    { name: "by default a tenth of the nodes, rounded up", total: 19, budgets: defaultDisruptionBudgets, allowed: 2 },
    {
      name: "the tightest of several budgets counts",
      total: 50,
      budgets: [...defaultDisruptionBudgets, { nodes: { kind: "count" as const, value: 1 }, window: null }],
      allowed: 1,
    },
    {
      name: "a scheduled budget of zero closes its window",
      total: 50,
      budgets: [...defaultDisruptionBudgets, closedAtNoon],
      allowed: 0,
    },
    { name: "without budgets all may go", total: 7, budgets: [], allowed: 7 },
  ])("$name", ({ total, budgets, allowed }) => {
    expect(disruptionsAllowed({ total, deleting: 0, notReady: 0 }, budgets, noon + 60)).toBe(allowed);
  });

  test("outside its window a scheduled budget does not count, over midnight neither", () => {
    const overnight = { nodes: { kind: "count" as const, value: 0 }, window: { fromSecond: 82_800, seconds: 7200 } };
    const at = (now: number): number => disruptionsAllowed({ total: 9, deleting: 0, notReady: 0 }, [overnight], now);
    expect([noon, 82_800, 86_400 + 3000, 86_400 + 3600].map(at)).toEqual([9, 0, 0, 9]);
  });

  test("nodes that go or are not ready anyway are taken off", () => {
    expect(disruptionsAllowed({ total: 50, deleting: 2, notReady: 1 }, defaultDisruptionBudgets, 0)).toBe(2);
    expect(disruptionsAllowed({ total: 10, deleting: 2, notReady: 1 }, defaultDisruptionBudgets, 0)).toBe(0);
  });

  const node = { replicas: 2, usdPerHour: 10, isSpot: false, quietSeconds: 100 };
  const always = { policy: "empty-or-underutilized", afterSeconds: 60 } as const;
  const cheaper = { usdPerHour: 6, cheaperTypes: 3 };
  test.each([
    {
      name: "WhenEmptyOrUnderutilized: room elsewhere deletes it",
      given: node,
      room: 2,
      replacement: null,
      settings: always,
      outcome: "delete",
    },
    {
      name: "no room, a cheaper node replaces it",
      given: node,
      room: 1,
      replacement: cheaper,
      settings: always,
      outcome: "replace",
    },
    {
      name: "no room, none cheaper: it stays",
      given: node,
      room: 1,
      replacement: { usdPerHour: 10, cheaperTypes: 3 },
      settings: always,
      outcome: "keep",
    },
    {
      name: "consolidateAfter: not yet quiet for long enough",
      given: { ...node, quietSeconds: 59 },
      room: 9,
      replacement: null,
      settings: always,
      outcome: "keep",
    },
    {
      name: "WhenEmpty: replicas keep it",
      given: node,
      room: 9,
      replacement: cheaper,
      settings: { policy: "empty", afterSeconds: 60 } as const,
      outcome: "keep",
    },
    {
      name: "WhenEmpty: an empty one goes",
      given: { ...node, replicas: 0 },
      room: 0,
      replacement: null,
      settings: { policy: "empty", afterSeconds: 60 } as const,
      outcome: "delete",
    },
    {
      name: "spot to spot: fewer than 15 cheaper types keep it",
      given: { ...node, isSpot: true },
      room: 0,
      replacement: { usdPerHour: 6, cheaperTypes: 14 },
      settings: always,
      outcome: "keep",
    },
    {
      name: "spot to spot: 15 of them replace it",
      given: { ...node, isSpot: true },
      room: 0,
      replacement: { usdPerHour: 6, cheaperTypes: 15 },
      settings: always,
      outcome: "replace",
    },
  ])("$name", ({ given, room, replacement, settings, outcome }) => {
    expect(consolidate(given, { roomElsewhere: room, replacement }, settings)).toBe(outcome);
  });
});
