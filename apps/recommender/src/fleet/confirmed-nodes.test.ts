import { describe, expect, test } from "vitest";
import { type SyntheticEngine, sampleWithGpus } from "../../test/synthetic-node.ts";
import { confirmationSeconds, type PendingNodes } from "./confirmed-nodes.ts";
import type { ServingNodes } from "./counted-engines.ts";
import { Fleet } from "./fleet.ts";
import { fleetView } from "./fleet-view.ts";

const start = 1_800_000_000;
const share = { gpusPerReplica: 1, gpusPerNode: 8 };

interface Known {
  readonly target: number | null;
  readonly servingNodes: ServingNodes;
  pending: PendingNodes | null;
}

/** A fleet of which each look is a tick. */
const fleetAt = (known: Known) => {
  let monotonic = 0;
  const fleet = new Fleet({
    horizonSeconds: 660,
    resolutionSeconds: 2,
    rememberSeconds: 600,
    monotonic: () => monotonic,
  });
  return {
    /** Nodes report engines of chat by the number, at a second. @returns names of those that count and of those that wait */
    look: (second: number, nodes: Readonly<Record<string, number | readonly SyntheticEngine[]>>) => {
      monotonic = second;
      const now = start + second;
      for (const [node, reported] of Object.entries(nodes)) {
        const engines =
          typeof reported === "number"
            ? Array.from({ length: reported }, (_, at) => ({ id: `e${at}`, deployment: "chat", finished: second }))
            : reported;
        fleet.accept(node, sampleWithGpus({ gpus: [], engines, on: [], seq: second, sampledAt: now }), now);
      }
      fleet.forget(now);
      const view = fleetView(fleet.nodes, {
        now,
        freshnessSeconds: 20,
        planned: [{ name: "chat", ...share }],
        knownOf: () => known,
      });
      known.pending = view.pendingNodesOf("chat");
      const present = view.enginesOf("chat").filter(({ engine }) => engine.present);
      return { counted: present.length, waiting: view.pendingOf("chat").length };
    },
  };
};

const learnt: PendingNodes = { from: start, since: {} };
const twoServe = { a: start, b: start };
const asked = (target: number | null, pending: PendingNodes | null = learnt, servingNodes: ServingNodes = twoServe) =>
  fleetAt({ target, servingNodes, pending });

describe("engines of a node that nothing confirms count", () => {
  test("as far as replicas are missing", () => {
    const fleet = asked(4);
    expect(fleet.look(0, { a: 1, b: 1, c: 3 })).toEqual({ counted: 4, waiting: 1 });
    expect(fleet.look(10, { a: 1, b: 0, c: 3 })).toEqual({ counted: 4, waiting: 0 });
  });

  test("all of them before a first count is published, and for as long again as a node has to serve", () => {
    expect(asked(null, null).look(0, { a: 1, b: 1, c: 3 })).toEqual({ counted: 5, waiting: 0 });
    const fleet = asked(2, null);
    expect(fleet.look(0, { a: 1, b: 1, c: 3 })).toEqual({ counted: 5, waiting: 0 });
    expect(fleet.look(confirmationSeconds - 1, { a: 1, b: 1, c: 3, d: 1 })).toEqual({ counted: 6, waiting: 0 });
    expect(fleet.look(confirmationSeconds, { a: 1, b: 1, c: 3, d: 1, e: 1 })).toEqual({ counted: 6, waiting: 1 });
  });

  test("one where none is asked for, as the first of a deployment without any", () => {
    expect(asked(0, learnt, {}).look(0, { c: 2 })).toEqual({ counted: 1, waiting: 1 });
  });

  test("once it has reported them at every tick for long", () => {
    const fleet = asked(2);
    for (let second = 0; second < confirmationSeconds; second += 15)
      expect(fleet.look(second, { a: 1, b: 1, c: 3 })).toEqual({ counted: 2, waiting: 3 });
    expect(fleet.look(confirmationSeconds, { a: 1, b: 1, c: 3 })).toEqual({ counted: 5, waiting: 0 });
    expect(fleet.look(confirmationSeconds + 15, { a: 1, b: 1, c: 3 })).toEqual({ counted: 5, waiting: 0 });
  });

  test.each([
    ["reported none", { a: 1, b: 1, c: 0 }],
    ["named another deployment", { a: 1, b: 1, c: [{ id: "e0", deployment: "solo" }] }],
    ["reported nothing for longer than a sample is fresh", { a: 1, b: 1 }],
  ])("from then on anew after it %s", (_, between) => {
    const fleet = asked(2);
    for (let second = 0; second <= 600; second += 15) fleet.look(second, { a: 1, b: 1, c: 3 });
    for (let second = 615; second <= 645; second += 15) fleet.look(second, between);
    for (let second = 660; second < 1_500; second += 15)
      expect(fleet.look(second, { a: 1, b: 1, c: 3 }).counted).toBe(2);
  });
});

test("engines without requests keep none from being counted, on whichever node they are", () => {
  const idle = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `idle${at}`, deployment: "chat", finished: 0 }));
  const busy = (second: number) => [{ id: "busy", deployment: "chat", finished: second }];
  const fleet = fleetAt({ target: 4, servingNodes: { ...twoServe, f: start }, pending: learnt });
  const look = (second: number) =>
    fleet.look(second, { a: 1, b: 1, c: idle(4), d: busy(second), e: busy(second), f: idle(8) });
  look(0);
  look(10);
  expect(look(20)).toEqual({ counted: 12, waiting: 4 });
});

describe("a node that is confirmed", () => {
  test("counts for engines that are more than were asked for, and for those that are gone and come back", () => {
    const fleet = asked(2);
    expect(fleet.look(0, { a: 4, b: 1 })).toEqual({ counted: 5, waiting: 0 });
    fleet.look(10, { a: 0, b: 1 });
    expect(fleet.look(400, { a: 4, b: 1 })).toEqual({ counted: 5, waiting: 0 });
  });

  test("leaves no room with engines that its GPUs cannot carry", () => {
    expect(asked(10).look(0, { a: 100, b: 1, c: 2 }).waiting).toBe(1);
  });

  test("is one whose name an object has by itself only where it served", () => {
    expect(asked(2).look(0, { a: 1, b: 1, constructor: 1 })).toEqual({ counted: 2, waiting: 1 });
  });
});

test("nodes that anybody may name fill no checkpoint", () => {
  const known = { target: 2, servingNodes: twoServe, pending: learnt };
  const invented = Object.fromEntries(Array.from({ length: 1_100 }, (_, at) => [`x${at}`, 1]));
  fleetAt(known).look(0, { a: 1, b: 1, ...invented });
  expect(Object.keys(known.pending.since)).toHaveLength(1_000);
});
