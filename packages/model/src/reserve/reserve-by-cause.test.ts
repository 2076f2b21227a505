import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestsPerSecond, tokens } from "../base/units.ts";
import {
  downShare,
  failureReserve,
  type ReservePolicy,
  recommendedTokenLimit,
  reserveByCause,
} from "./reserve-by-cause.ts";

const off = { failures: null } as const;
const spot = { share: 0.7, markets: 2, noticeSeconds: 120, leadTimeSeconds: 300 };

describe("each cause", () => {
  test.each([
    { name: "a tenth of twelve replicas for a rollout is two", policy: { ...off, rolloutSurge: 0.1 }, replicas: 2 },
    { name: "one of three zones may go: half as many again", policy: { ...off, zones: 3 }, replicas: 6 },
    { name: "one of two spot markets holds 35 % of all", policy: { ...off, spot }, replicas: 7 },
    { name: "enough notice needs no reserve", policy: { ...off, spot: { ...spot, noticeSeconds: 300 } }, replicas: 0 },
    {
      name: "a node of one such replica may go: one",
      policy: { ...off, nodes: { lost: 1, gpusPerNode: 8 } },
      replicas: 1,
    },
    { name: "a node of sixteen may go: two", policy: { ...off, nodes: { lost: 1, gpusPerNode: 16 } }, replicas: 2 },
    {
      name: "a cold cache that answered three quarters needs four times as many",
      policy: { ...off, cacheHitRatio: 0.75 },
      replicas: 36,
    },
    {
      name: "of spot, zone and cache loss the largest counts, rollout comes on top",
      policy: { ...off, rolloutSurge: 0.1, zones: 3, spot, cacheHitRatio: 0.2 },
      replicas: 9,
    },
    { name: "nothing asked for, nothing held", policy: off, replicas: 0 },
  ])("$name", ({ policy, replicas }) => {
    expect(reserveByCause(12, 8, policy)).toMatchObject({ kind: "reserve", replicas });
  });

  test.each([
    { name: "everything on one spot market", policy: { spot: { ...spot, share: 1, markets: 1 } }, cause: "spot-loss" },
    { name: "everything in one zone", policy: { zones: 1 }, cause: "zone-loss" },
    { name: "a cache that answers everything", policy: { cacheHitRatio: 1 }, cause: "cold-cache" },
  ])("$name is not survivable", ({ policy, cause }) => {
    expect(reserveByCause(12, 8, policy)).toMatchObject({ kind: "unsurvivable", cause });
  });

  test.each([
    { name: "a surge of 150 %", policy: { rolloutSurge: 1.5 }, answer: "reserve.rolloutSurge is 1.5" },
    { name: "half a zone", policy: { zones: 0.5 }, answer: "reserve.zones is 0.5" },
    {
      name: "an availability of 1",
      policy: { failures: { availability: 1 } },
      answer: "reserve.failures.availability is 1",
    },
    { name: "a hit rate that is no number", policy: { cacheHitRatio: Number.NaN }, answer: "reserve.cacheHitRatio" },
  ])("$name is refused", ({ policy, answer }) => {
    expect(() => reserveByCause(12, 8, policy)).toThrow(answer);
  });
});

describe("GPU failures", () => {
  test("one replica that is down 1 % of the time needs one more for 99.9 %, two for 99.9999 %", () => {
    expect(failureReserve(1, 0.01, 0.999)).toBe(1);
    expect(failureReserve(1, 0.01, 0.999_99)).toBe(2);
  });

  test("ten GPU-years between failures and a day of repair: eight GPUs are down 0.22 % of the time", () => {
    expect(downShare(8, 315_576_000, 86_400)).toBeCloseTo(0.002_185, 6);
  });

  /** P(at most `allowed` of `total` are down), term by term. */
  const atMost = (allowed: number, total: number, down: number): number => {
    let [sum, chance] = [0, (1 - down) ** total];
    for (let count = 0; count <= allowed; count++) {
      sum += chance;
      chance *= ((total - count) / (count + 1)) * (down / (1 - down));
    }
    return sum;
  };

  test("the reserve is the fewest with which enough are up", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 1e-5, max: 0.4, noNaN: true }),
        fc.double({ min: 0.5, max: 0.999_999, noNaN: true }),
        (needed, down, availability) => {
          const reserve = failureReserve(needed, down, availability);
          expect(atMost(reserve, needed + reserve, down)).toBeGreaterThanOrEqual(availability - 1e-9);
          if (reserve > 0) expect(atMost(reserve - 1, needed + reserve - 1, down)).toBeLessThan(availability + 1e-9);
        },
      ),
    ));

  test.each([
    [1e5, 1101, 1150],
    [1e9, 1.010_101e7, 1.012_5e7],
    [1e15, 1.010_101e13, 1.010_103e13],
  ])("of %d replicas, where their mean decides, it is close above the mean", (needed, low, high) => {
    const reserve = failureReserve(needed, 0.01, 0.999);
    expect(reserve).toBeGreaterThan(low);
    expect(reserve).toBeLessThan(high);
  });
});

const policy: ReservePolicy = { rolloutSurge: 0.1, zones: 3, cacheHitRatio: 0.3, spot };

test("more replicas never need less reserve, and no cause is negative", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 2000 }), (needed, more) => {
      const [less, larger] = [reserveByCause(needed, 4, policy), reserveByCause(needed + more, 4, policy)];
      if (less.kind !== "reserve" || larger.kind !== "reserve") throw new Error("both survive");
      expect(larger.replicas).toBeGreaterThanOrEqual(less.replicas);
      expect(less.needs.every(({ replicas }) => replicas >= 0)).toBe(true);
    }),
  ));

test("what remains after a zone is lost carries the load", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 12 }), (needed, zones) => {
      const reserve = reserveByCause(needed, 4, { ...off, zones });
      if (reserve.kind !== "reserve") throw new Error("two zones survive");
      expect((needed + reserve.replicas) * (1 - 1 / zones)).toBeGreaterThanOrEqual(needed - 1e-6);
    }),
  ));

describe("a gateway", () => {
  const perReplica = { requestsPerSecond: requestsPerSecond(10), bindingLimit: "kv-cache" } as const;
  test("should let through the tokens of what the replicas carry", () => {
    const shape = { inputTokens: tokens(100), outputTokens: tokens(50) };
    expect(recommendedTokenLimit(3, perReplica, shape)).toBe(4500);
  });
});
