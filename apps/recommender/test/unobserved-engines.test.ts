import { describe, expect, test } from "vitest";
import { decideDeployment } from "../src/decide/decide-deployment.ts";
import { Fleet } from "../src/fleet/fleet.ts";
import { learnDemand } from "../src/observe/demand-forecast.ts";
import { ReplicaModel, rateOf } from "../src/observe/replica-model.ts";
import { planned, requestWith, now as start, stationaryForecast, viewOfNodes } from "./decided.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;
const { deployment, pool } = planned();
const capacity = rateOf(new ReplicaModel(deployment, pool).capacity(shape)) ?? Number.NaN;

const stepSeconds = 2;
const tickSeconds = 10;
/** Seconds of the stationary load before anything happens: a whole window, and the longest that a shape is measured over. */
const before = 660;

const budgetAt = (second: number, spentUntil: number) =>
  second < spentUntil ? { available: 0, detail: "all in use" } : null;

interface Row {
  /** Requests finished in this step. */
  readonly done: number;
  readonly running: number;
  readonly waiting: number;
  /** false: the engine does not answer; "stale": its node reports nothing. */
  readonly reachable?: boolean | "stale";
}

interface Course {
  readonly replicas: number;
  /** Requests/s of all before. */
  readonly load: number;
  readonly seconds: number;
  /** What a replica reports so many seconds after the beginning. */
  readonly row: (replica: number, second: number) => Row;
  /** The budget has no replica left until then. */
  readonly spentUntil?: number;
}

/** Decisions about replicas on a node each, each decision taken for the count that stands. */
const courseOf = ({ replicas, load, seconds, row, spentUntil = 0 }: Course) => {
  let monotonic = 0;
  const settings = { horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => monotonic };
  const fleet = new Fleet(settings);
  const finished = new Array<number>(replicas).fill(0);
  const keys = { replicas: { planned: replicas, min: 1, max: 16 }, reserveReplicas: 0 };
  const { deployment: chat } = planned(keys);
  const known = requestWith({ requestsPerSecond: load, keys });
  let [memory, forecast, target, evidence] = [known.memory, stationaryForecast(load), replicas, known.capacityEvidence];
  const ticks = [];
  for (let second = -before; second <= seconds; second += stepSeconds) {
    monotonic = second;
    const at = start + second;
    for (const [replica, total] of finished.entries()) {
      const usual: Row = { done: (stepSeconds * load) / replicas, running: 4, waiting: 0 };
      const { done, reachable = true, ...gauges } = second < 0 ? usual : row(replica, second);
      const now = total + done;
      finished[replica] = now;
      if (reachable === "stale") continue;
      const tokens = { promptTokens: now * shape.inputTokens, generatedTokens: now * shape.outputTokens };
      const engine = { id: "e", deployment: chat.name, startedAt: 1, reachable, finished: now, ...tokens, ...gauges };
      fleet.accept(`n${replica}`, syntheticTelemetry({ seq: second + before, sampledAt: at, engines: [engine] }), at);
    }
    fleet.forget(at);
    if (second < 0 || second % tickSeconds !== 0) continue;
    const view = viewOfNodes(fleet.nodes, at, { deployment: chat, pool, target, served: replicas, capacity });
    forecast = learnDemand(forecast, view);
    const budgetCapacity = budgetAt(second, spentUntil);
    const asked = {
      ...known,
      budgetCapacity,
      view,
      now: at,
      currentTarget: target,
      memory,
      forecast,
      capacityEvidence: evidence,
    };
    const { assessment, ...next } = decideDeployment(asked);
    ({ memory, capacityEvidence: evidence } = next);
    target = assessment.decision.desired ?? target;
    const { missing } = assessment.decision;
    ticks.push({ second, target, demand: view.demand?.requestsPerSecond ?? null, missing, evidence });
  }
  return ticks;
};

const inputsOf = (tick: ReturnType<typeof courseOf>[number] | undefined): readonly string[] =>
  (tick?.missing ?? []).map(({ input }) => input);

const replicas = 6;
const load = 0.6 * capacity * replicas;
const usual = { done: (stepSeconds * load) / replicas, running: 4, waiting: 0 };
const windowSeconds = 60;

describe("engines whose counters stand still with requests in them", () => {
  const frozen = (waiting: (second: number) => number) => (_replica: number, second: number) => ({
    done: 0,
    running: 4,
    waiting: Math.floor(waiting(second)),
  });

  test.each([
    { name: "while the gauges stand still too", waiting: () => 0 },
    { name: "while requests wait", waiting: () => 9 },
    { name: "while the queues grow", waiting: (second: number) => (second * load) / replicas / 10 },
  ])("no replica goes $name, and each of them is missing by name", ({ waiting }) => {
    const ticks = courseOf({ replicas, load, seconds: 1_800, row: frozen(waiting) });
    expect(Math.min(...ticks.map(({ target }) => target))).toBe(replicas);
    const named = Array.from({ length: replicas }, (_, index) => `throughput of engine e on node n${index}`);
    expect(inputsOf(ticks.at(-1))).toEqual(named);
  });

  test("one of six lowers no demand for as long as what it got before is retained", () => {
    const row = (replica: number, second: number) => (replica === 0 ? frozen(() => 0)(replica, second) : usual);
    const ticks = courseOf({ replicas, load, seconds: 540, row });
    for (const { demand } of ticks.filter(({ second }) => second > windowSeconds)) {
      expect(demand).toBeGreaterThan(0.99 * load);
      expect(demand).toBeLessThan(1.01 * load);
    }
  });

  test("what a saturated one carried is measured until then, and bounds no lower", () => {
    const saturated = (_replica: number, second: number) => ({
      ...usual,
      waiting: 9,
      ...(second > 120 ? { done: 0 } : {}),
    });
    const ticks = courseOf({ replicas, load, seconds: 600, row: saturated });
    expect(ticks.at(-1)?.evidence.upper?.requestsPerSecond).toBeCloseTo(load / replicas, 6);
  });

  test.each([
    { name: "no request is in them", row: () => ({ done: 0, running: 0, waiting: 0 }) },
    {
      name: "it is for less than a window",
      row: (_replica: number, second: number) =>
        second % windowSeconds === 0 ? { ...usual, done: 1 } : frozen(() => 0)(0, 0),
    },
  ])("nothing is missing where $name", ({ row }) => {
    const ticks = courseOf({ replicas, load, seconds: 600, row });
    expect(ticks.flatMap(inputsOf)).toEqual([]);
    expect(ticks.at(-1)?.target).toBeLessThan(replicas);
  });
});

describe("engines that stop answering", () => {
  const stopsAt = 68;
  const surge = 2.5;
  const growth = (surge * load) / replicas - capacity;
  /** One is not seen from the beginning on, so that demand is known in part; the others get more than they carry until they stop. */
  const stopping = (reachable: false | "stale") => (replica: number, second: number) => {
    const waiting = Math.floor(growth * second);
    const row = { done: stepSeconds * capacity, running: 32, waiting };
    return { ...row, reachable: replica === 0 ? ("stale" as const) : second > stopsAt ? reachable : true };
  };

  test.each([
    { name: "do not answer", reachable: false as const },
    { name: "are on nodes that report nothing", reachable: "stale" as const },
  ])("with requests waiting: what arrived last is still asked for where they $name", ({ reachable }) => {
    const spentUntil = stopsAt + windowSeconds;
    const ticks = courseOf({ replicas, load, seconds: 1_200, row: stopping(reachable), spentUntil });
    expect(new Set(ticks.filter(({ second }) => second < spentUntil).map(({ target }) => target))).toEqual(
      new Set([replicas]),
    );
    const after = ticks.filter(({ second }) => second >= spentUntil);
    const arrived = (surge * load * (replicas - 1)) / replicas;
    expect(after[0]?.demand).toBeGreaterThan(0.98 * arrived);
    expect(after[0]?.demand).toBeLessThan(1.02 * arrived);
    const enough = Math.ceil(arrived / capacity);
    expect(after[0]?.target).toBeGreaterThanOrEqual(enough);
    expect(new Set(after.map(({ target }) => target)).size).toBe(1);
    expect(inputsOf(after[0])).toContain("throughput of engine e on node n1");
    // Ten windows: as long as the shape of requests is measured over, and counts are retained.
    expect(after.findLast(({ demand }) => demand !== null)?.second).toBe(660);
  });

  test("without a request that waits: demand is not known, and the count stays", () => {
    const row = (_replica: number, second: number) => ({ ...usual, reachable: second <= stopsAt });
    const ticks = courseOf({ replicas, load, seconds: 600, row });
    const after = ticks.filter(({ second }) => second >= stopsAt + windowSeconds);
    expect(new Set(after.map(({ demand, target }) => `${demand} ${target}`))).toEqual(new Set([`null ${replicas}`]));
  });
});
