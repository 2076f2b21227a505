import { describe, expect, test } from "vitest";
import { seconds, tokens } from "../../base/units.ts";
import { capacitiesInService, replicaCapacity } from "../../capacity/replica-capacity.ts";
import type { DemandShape, LengthDistribution, Slo } from "../../model/load.ts";
import { type ReplicaSpecInput, replicaSpec } from "../../performance/replica-spec.ts";
import { slowdownAt, slowedCurve } from "../../sizing/service-rates.ts";
import { drawLengths } from "../arrivals/draw-requests.ts";
import { seededRandom } from "../arrivals/random.ts";
import { openLoopReplica } from "../open-loop/open-loop-replica.ts";
import { type RouterName, routers } from "./routers.ts";
import { serviceCapacities } from "./service-capacity.ts";
import { watchFleet } from "./testdata/brute-force-fleet.ts";

interface Service {
  readonly spec: ReplicaSpecInput;
  readonly shape: DemandShape;
  readonly slo: Slo;
}

const longPrompts: Service = {
  spec: { model: "llama-3.1-70b", gpu: "h200", weights: "fp8", parallel: { tensor: 8 } },
  shape: { inputTokens: tokens(120_000), outputTokens: tokens(500) },
  slo: { percentile: 0.95, timeToFirstToken: seconds(10), interTokenLatency: seconds(0.06) },
};
const pictures: Service = {
  spec: { model: "sdxl", gpu: "a100" },
  shape: { inputTokens: tokens(1), outputTokens: tokens(1) },
  slo: { percentile: 0.95, endToEnd: seconds(5) },
};
const slowPictures: Service = {
  spec: { model: "flux.1-dev", gpu: "h100" },
  shape: { inputTokens: tokens(1), outputTokens: tokens(1), picture: { steps: 28 } },
  slo: { percentile: 0.95, endToEnd: seconds(15) },
};
const chat: Service = {
  spec: { model: "llama-3.1-8b", gpu: "h100" },
  shape: { inputTokens: tokens(1000), outputTokens: tokens(200) },
  slo: { percentile: 0.95, timeToFirstToken: seconds(0.3), interTokenLatency: seconds(0.03) },
};

/** With the confidence of a plan. */
const curveOf = ({ spec, shape, slo }: Service, router: RouterName) => {
  const capacities = capacitiesInService(replicaSpec(spec), shape, { router });
  const one = capacities(1)(slo);
  if (one.kind === "infeasible") throw new Error(one.detail);
  const slowdown = slowdownAt(one.capacity.errorBand, 0.9);
  return slowedCurve(capacities, slo, { slowdown });
};

const eachOf = ({ spec, shape, slo }: Service, router: RouterName, replicas: number): number => {
  const found = capacitiesInService(replicaSpec(spec), shape, { router })(replicas)(slo);
  return found.kind === "feasible" ? found.capacity.requestsPerSecond : 0;
};

describe("what a service carries", () => {
  test.each([
    { name: "prompts of 120,000 tokens", service: longPrompts, rate: 1, most: 18, split: [120, 180] },
    { name: "pictures", service: pictures, rate: 10, most: 40, split: [300, 420] },
    { name: "many pictures", service: pictures, rate: 1000, most: 3600, split: [30_000, 42_000] },
    { name: "slow pictures", service: slowPictures, rate: 2, most: 20, split: [80, 120] },
  ])("$name take a pool behind a router, and many times as much split at random", ({ service, rate, most, split }) => {
    for (const router of ["least-requests", "round-robin"] as const) {
      expect(curveOf(service, router).replicasFor(rate)).toBeLessThanOrEqual(most);
    }
    const atRandom = curveOf(service, "random").replicasFor(rate) ?? 0;
    expect(atRandom).toBeGreaterThan(split[0] as number);
    expect(atRandom).toBeLessThan(split[1] as number);
  });

  test("a service of one is the replica alone, whatever the router", () => {
    const alone = replicaCapacity(replicaSpec(chat.spec), chat.shape, chat.slo);
    const rate = alone.kind === "feasible" ? alone.capacity.requestsPerSecond : 0;
    for (const router of routers) if (router !== "prefix-affinity") expect(eachOf(chat, router, 1)).toBe(rate);
  });

  test("the stable share of one replica does not cap sixteen, nor regular arrivals", () => {
    const alone = eachOf(chat, "least-requests", 1);
    expect(eachOf(chat, "least-requests", 16)).toBeGreaterThan(1.08 * alone);
    const regular = { ...chat, shape: { ...chat.shape, arrivals: { kind: "gamma", cv: 0.25 } as const } };
    expect(eachOf(regular, "random", 1)).toBeGreaterThan(1.08 * alone);
  });

  test.each([chat, longPrompts, pictures])(
    "random carries no more than round robin, that no more than constant arrivals",
    (one) => {
      const constant = { ...one, shape: { ...one.shape, arrivals: { kind: "constant" } as const } };
      for (const replicas of [2, 8]) {
        const inTurn = eachOf(one, "round-robin", replicas);
        expect(eachOf(one, "random", replicas)).toBeLessThanOrEqual(inTurn * 1.02);
        expect(eachOf(one, "power-of-two", replicas)).toBeLessThanOrEqual(inTurn * 1.05);
        const least = eachOf(one, "least-requests", replicas);
        // Of equal lengths round robin is the more even one: counts do not distinguish prompts from answers.
        expect(least).toBeGreaterThanOrEqual(0.9 * inTurn);
        expect(least).toBeGreaterThanOrEqual(0.98 * eachOf(one, "random", replicas));
        expect(eachOf(constant, "round-robin", replicas)).toBeGreaterThanOrEqual(inTurn * 0.98);
      }
    },
  );

  test("prefix affinity needs groups and a shared prefix; an unknown router is none", () => {
    const spec = replicaSpec(chat.spec);
    const within = (router: string, prefixGroups?: number) => () =>
      capacitiesInService(spec, chat.shape, { router: router as RouterName, prefixGroups })(2)(chat.slo);
    expect(within("prefix-affinity")).toThrow(/prefixGroups/);
    expect(within("prefix-affinity", 3)).toThrow(/shared prefix/);
    expect(within("fastest")).toThrow(/one of random, round-robin/);
  });

  test("affinity gains hits where no replica holds all prefixes, and costs balance where every one does", () => {
    const prefixed = replicaSpec({ ...chat.spec, engineConfig: { prefixHitRatio: 0.8 } });
    const shape = { ...chat.shape, inputTokens: tokens(4000) };
    const eachWith = (router: RouterName, prefixGroups: number): number => {
      const slo = { percentile: 0.95, timeToFirstToken: seconds(3), interTokenLatency: seconds(0.1) } as const;
      const found = capacitiesInService(prefixed, shape, { router, prefixGroups })(8)(slo);
      return found.kind === "feasible" ? found.capacity.requestsPerSecond : 0;
    };
    const [many, few] = [400, 4].map(
      (groups) => eachWith("prefix-affinity", groups) / eachWith("least-requests", groups),
    );
    expect(many).toBeGreaterThan(1.1);
    expect(few).toBeLessThan(0.9);
  });

  test("prefill and decode pools are routed apart, each as its router deals", () => {
    const apart: Service = {
      ...chat,
      spec: { ...chat.spec, disaggregation: { prefill: { workers: 1, parallel: undefined }, decodeWorkers: 2 } },
    };
    const [split, inTurn, least] = (["random", "round-robin", "least-requests"] as const).map((router) =>
      eachOf(apart, router, 4),
    );
    expect(split).toBeGreaterThan(0);
    expect(inTurn).toBeGreaterThan(split as number);
    expect(least).toBeGreaterThan(split as number);
  });

  const lengths = (mean: number, spread: number): LengthDistribution =>
    spread === 0 ? { kind: "fixed", tokens: mean } : { kind: "log-normal", mean, stdev: spread * mean, max: 3 * mean };
  const services = [
    { ...chat, replicas: 3, router: "round-robin", spread: 0 },
    { ...chat, replicas: 6, router: "least-requests", spread: 0.6 },
    { ...chat, replicas: 5, router: "power-of-two", spread: 0.4 },
    { ...longPrompts, replicas: 4, router: "least-requests", spread: 0 },
    { ...longPrompts, replicas: 8, router: "power-of-two", spread: 0 },
    { ...longPrompts, replicas: 3, router: "random", spread: 0 },
  ] as const;

  test.each(services)("$replicas replicas of $spec.model behind $router as a watched fleet has it", (service) => {
    const { inputTokens, outputTokens } = service.shape;
    const shape = { input: lengths(inputTokens, service.spread), output: lengths(outputTokens, service.spread) };
    const engine = openLoopReplica(replicaSpec(service.spec), shape);
    const { router, replicas, slo } = service;
    const found = serviceCapacities(engine, shape, { router })()(replicas)(slo);
    if (found.kind === "infeasible") throw new Error("carries nothing");
    const requests = 1500 * replicas;
    const pool = seededRandom(8);
    const drawn = [drawLengths(shape.input, 5000, pool), drawLengths(shape.output, 5000, pool)] as const;
    const missedAt = (times: number): number => {
      const rate = times * replicas * found.requestsPerSecond;
      const drawLength = (random: () => number) => {
        const place = Math.floor(5000 * random());
        return [drawn[0][place] ?? 1, drawn[1][place] ?? 1] as const;
      };
      const got = watchFleet({ engine, replicas, router, rate, requests, lengths: drawLength });
      const over = (of: (one: (typeof got)[number]) => number, allowed = Number.POSITIVE_INFINITY): number =>
        got.filter((one) => of(one) > allowed).length / got.length;
      return Math.max(
        over(({ firstToken }) => firstToken, slo.timeToFirstToken),
        over(({ meanGap }) => meanGap, slo.interTokenLatency),
      );
    };
    // At nine tenths of the load the objectives hold; with a tenth fewer replicas for it they are missed.
    expect(missedAt(0.9)).toBeLessThanOrEqual(0.05);
    expect(missedAt(1 / 0.9)).toBeGreaterThan(0.05);
  });
});
