import { describe, expect, test } from "vitest";
import { tokens } from "../../base/units.ts";
import type { LengthDistribution } from "../../model/load.ts";
import { replicaSpec } from "../../performance/replica-spec.ts";
import { drawLengths } from "../arrivals/draw-requests.ts";
import { seededRandom, standardExponential } from "../arrivals/random.ts";
import { batchRows } from "../event-simulation/serving-state.ts";
import { fluidRate } from "../open-loop/fluid-rate.ts";
import { openLoopReplica } from "../open-loop/open-loop-replica.ts";
import { engineServer } from "./engine-server.ts";
import { routeRequests } from "./route-requests.ts";
import {
  type EngineReading,
  looksAfterTick,
  noLooks,
  type RouterLaw,
  type RouterLooks,
  routerLaw,
} from "./router-law.ts";
import { createRouter, type RouterName } from "./routers.ts";

const { process } = globalThis as { readonly process?: { readonly env: Readonly<Record<string, string>> } };
const isWhole = process?.env["LOADLINE_ROUTER_LAW"] === "all";
const services = {
  chat: { spec: replicaSpec({ model: "llama-3.1-8b", gpu: "h100" }), input: 1000, output: 200 },
  "long prompts": {
    spec: replicaSpec({ model: "llama-3.1-70b", gpu: "h200", weights: "fp8", parallel: { tensor: 8 } }),
    input: 120_000,
    output: 500,
  },
};

interface Case {
  readonly service: keyof typeof services;
  readonly router: RouterName;
  readonly replicas: number;
  /** Share of what a replica does at most. */
  readonly load: number;
  readonly isVaried: boolean;
  readonly seed: number;
}

// As the recommender's.
const tickSeconds = 5;

const distribution = (mean: number, isVaried: boolean): LengthDistribution =>
  isVaried ? { kind: "log-normal", mean: tokens(mean), stdev: tokens(mean) } : { kind: "fixed", tokens: tokens(mean) };

/** When requests come to each replica and leave it, seconds. */
const served = ({ service, router, replicas, load, isVaried, seed }: Case, count: number) => {
  const { spec, ...means } = services[service];
  const shape = { input: distribution(means.input, isVaried), output: distribution(means.output, isVaried) };
  const engine = openLoopReplica(spec, shape);
  const rate = fluidRate(engine, shape).requestsPerSecond * load * replicas;
  const random = seededRandom(seed);
  let time = 0;
  const arrivals = new Float64Array(count).map(() => {
    time += standardExponential(random) / rate;
    return time;
  });
  const [inputTokens, outputTokens] = [shape.input, shape.output].map((one) => drawLengths(one, count, random));
  const batch = { arrivals, inputTokens: inputTokens as Int32Array, outputTokens: outputTokens as Int32Array };
  const homes = new Int32Array(count);
  const rows = batchRows(batch);
  const servers = Array.from({ length: replicas }, (_, replica) => {
    const server = engineServer(engine, rows, 1);
    const submit = (request: number) => {
      homes[request] = replica;
      server.submit(request);
    };
    return { ...server, submit };
  });
  const tokensOf = (request: number) => Number(batch.inputTokens[request]) + Number(batch.outputTokens[request]);
  routeRequests(servers, createRouter(router, seededRandom(seed + 1)), { arrivals, tokensOf });
  const timesOf = (replica: number, times: Float64Array) => times.filter((_, request) => homes[request] === replica);
  const fleet = servers.map(({ state }, replica) => ({
    arrivals: timesOf(replica, arrivals),
    ends: timesOf(replica, state.finishedAt).sort(),
    place: { arrived: 0, finished: 0 },
  }));
  return { fleet, endsAt: time };
};

const passed = (times: Float64Array, from: number, until: number): number => {
  let place = from;
  while (place < times.length && (times[place] as number) <= until) place += 1;
  return place;
};

/** The law at every tick from the one on at which enough is known. */
const lawsOf = (one: Case, count: number): readonly RouterLaw[] => {
  const { fleet, endsAt } = served(one, count);
  const laws: RouterLaw[] = [];
  let looks: RouterLooks = noLooks;
  for (let now = tickSeconds; now < endsAt; now += tickSeconds) {
    const readings = fleet.map(({ arrivals, ends, place }, replica): [string, EngineReading] => {
      // Agents report at times of their own.
      const at = now - (tickSeconds * replica) / fleet.length;
      place.arrived = passed(arrivals, place.arrived, at);
      place.finished = passed(ends, place.finished, at);
      return [String(replica), { at, arrived: place.arrived, inSystem: place.arrived - place.finished }];
    });
    const before = looks.freedom;
    looks = looksAfterTick(looks, new Map(readings));
    if (looks.freedom >= 60 && looks.freedom !== before) laws.push(routerLaw(looks));
  }
  return laws;
};

const product = <A, B>(as: readonly A[], bs: readonly B[]) => as.flatMap((a) => bs.map((b) => [a, b] as const));
const replicaCounts = isWhole ? [2, 4, 8, 16] : [2, 4, 16];

/** Shares of looks by the law that was named. */
const shares = (service: Case["service"], router: RouterName, load: number) => {
  const laws = product([false, true], replicaCounts).flatMap(([isVaried, replicas]) =>
    (isWhole ? [11, 12, 13] : [11]).flatMap((seed) =>
      lawsOf({ service, router, replicas, load, isVaried, seed }, service === "chat" ? 30_000 : 6_000),
    ),
  );
  const share = (law: RouterLaw) => laws.filter((one) => one === law).length / laws.length;
  return { random: share("random"), even: share("even") };
};

const routers = ["random", "round-robin", "least-requests", "power-of-two"] as const;
const loads = isWhole ? [0.3, 0.5, 0.7, 0.9] : [0.3, 0.9];

describe("the law of a router, by what engines report", () => {
  test.each(
    product(["chat", "long prompts"] as const, routers).flatMap(([service, router]) =>
      loads.map((load) => ({ service, router, load })),
    ),
  )("$service behind $router at a load of $load", ({ service, router, load }) => {
    const { random, even } = shares(service, router, load);
    expect(router === "random" ? even : random).toBeLessThanOrEqual(0.05);
    expect(router === "random" ? random : even).toBeGreaterThanOrEqual(0.85);
  });

  test("nothing is named of one engine, of engines that are not alike, nor before enough looks", () => {
    const reading = (at: number, arrived: number): EngineReading => ({ at, arrived, inSystem: 3 });
    const even = (at: number, names: readonly string[]) =>
      new Map(names.map((name) => [name, reading(at, at)] as const));
    const after = (ticks: number, readings: (at: number) => ReadonlyMap<string, EngineReading> | null) =>
      Array.from({ length: ticks }, (_, tick) => 5 * tick).reduce(
        (looks, at) => looksAfterTick(looks, readings(at)),
        noLooks,
      );
    expect(routerLaw(after(500, (at) => even(at, ["a"])))).toBe("unknown");
    expect(routerLaw(after(500, (at) => (at % 20 === 0 ? null : even(at, ["a", "b"]))))).toBe("even");
    expect(routerLaw(after(500, (at) => (at % 10 === 0 ? null : even(at, ["a", "b"]))))).toBe("unknown");
    expect(routerLaw(after(60, (at) => even(at, ["a", "b"])))).toBe("unknown");
    expect(routerLaw(after(61, (at) => even(at, ["a", "b"])))).toBe("even");
    // One that reports no more, or another one in its place, ends the look.
    expect(routerLaw(after(500, (at) => even(at, ["a", `b${at}`])))).toBe("unknown");
    expect(after(500, () => even(7, ["a", "b"])).freedom).toBe(0);
  });
});
