import { describe, expect, test } from "vitest";
import { seededRandom } from "../arrivals/random.ts";
import { createRouter, type ReplicaLoads } from "./routers.ts";

const replicas = [0, 1, 2, 3];
const loadsOf = (requests: readonly number[], tokens: readonly number[] = requests): ReplicaLoads => ({
  requests: (replica) => requests[replica] as number,
  tokens: (replica) => tokens[replica] as number,
});
const idle = loadsOf([0, 0, 0, 0]);

describe("routers", () => {
  test("round robin takes replicas in turn", () => {
    const route = createRouter("round-robin", seededRandom(0));
    expect(Array.from({ length: 6 }, () => route(replicas, idle))).toEqual([0, 1, 2, 3, 0, 1]);
  });

  test("least requests breaks ties by who was not chosen for longest", () => {
    const route = createRouter("least-requests", seededRandom(0));
    expect(Array.from({ length: 6 }, () => route(replicas, idle))).toEqual([0, 1, 2, 3, 0, 1]);
    expect(route(replicas, loadsOf([3, 3, 1, 1]))).toBe(2);
    expect(route(replicas, loadsOf([3, 3, 1, 1]))).toBe(3);
  });

  test("least tokens looks at tokens, not at requests", () => {
    expect(createRouter("least-tokens", seededRandom(0))(replicas, loadsOf([1, 2, 3, 4], [9, 8, 1, 9]))).toBe(2);
  });

  test("power of two takes the idler of two, so never the busiest of all", () => {
    const route = createRouter("power-of-two", seededRandom(1));
    const chosen = Array.from({ length: 200 }, () => route(replicas, loadsOf([5, 1, 2, 3])));
    expect(new Set(chosen)).toEqual(new Set([1, 2, 3]));
    expect(createRouter("power-of-two", seededRandom(1))([7], idle)).toBe(7);
  });

  test("random takes each as often", () => {
    const route = createRouter("random", seededRandom(2));
    const counts = [0, 0, 0, 0];
    for (let turn = 0; turn < 4000; turn++) {
      const replica = route(replicas, idle);
      counts[replica] = (counts[replica] as number) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  test("prefix affinity keeps a group at its replica until the fleet is out of balance", () => {
    const route = createRouter("prefix-affinity", seededRandom(0));
    expect([6, 6, 7, 2].map((group) => route(replicas, loadsOf([9, 9, 30, 9]), group))).toEqual([2, 2, 3, 2]);
    expect(route(replicas, loadsOf([9, 8, 90, 9]), 6)).toBe(1);
    expect(() => route(replicas, idle)).toThrow(/prefix groups/);
  });
});
