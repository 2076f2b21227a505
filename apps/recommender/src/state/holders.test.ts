import { describe, expect, test } from "vitest";
import { viewWith } from "../testing/decided.ts";
import { syntheticTelemetry } from "../testing/synthetic-node.ts";
import { Fleet } from "./fleet.ts";
import { afterLook, type Holders, withHolders } from "./holders.ts";

const context = { deployment: "chat", freshnessSeconds: 20, target: 2 };

/** Nodes that were heard at a time, and whether they serve. */
const nodesOf = (...heard: readonly { node: string; at: number; draining?: boolean }[]) => {
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
  for (const { node, at, draining = false } of heard) {
    const engines = [{ id: "e", deployment: "chat", draining, finished: 1 }];
    fleet.accept(node, syntheticTelemetry({ seq: 1, sampledAt: at, engines }), at);
  }
  return fleet.nodes;
};

const both: Holders = { a: 1000, b: 1000 };

describe("a node that held a replica", () => {
  test("stays known when the fleet has forgotten it, and is named as missing", () => {
    const nodes = nodesOf({ node: "a", at: 5000 });
    const holders = afterLook(both, { nodes, ready: 1 }, { ...context, now: 5000 });
    expect(holders).toEqual({ a: 5000, b: 1000 });
    const view = withHolders(viewWith(5), holders, { nodes, now: 5000 });
    expect(view.complete).toBe(false);
    expect(view.missing).toEqual([{ input: "telemetry of node b", ageSeconds: 4000 }]);
  });

  test("is struck off once as many replicas as were asked for serve elsewhere", () => {
    const nodes = nodesOf({ node: "a", at: 5000 }, { node: "c", at: 5000 });
    expect(afterLook(both, { nodes, ready: 2 }, { ...context, now: 5000 })).toEqual({ a: 5000, c: 5000 });
  });

  test("is struck off when it says that it drains", () => {
    const nodes = nodesOf({ node: "a", at: 5000 }, { node: "b", at: 5000, draining: true });
    expect(afterLook(both, { nodes, ready: 1 }, { ...context, now: 5000 })).toEqual({ a: 5000 });
  });

  test("is struck off after a day of silence", () => {
    expect(afterLook(both, { nodes: [], ready: null }, { ...context, now: 1000 + 86_401 })).toEqual({});
  });

  test("leaves the view as it is while the fleet knows it", () => {
    const nodes = nodesOf({ node: "a", at: 1000 }, { node: "b", at: 1000 });
    const view = viewWith(5);
    expect(withHolders(view, both, { nodes, now: 1100 })).toBe(view);
  });
});
