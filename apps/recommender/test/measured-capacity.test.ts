import { seededRandom } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { describe, expect, test } from "vitest";
import type { Assessment } from "../src/decide/assessment.ts";
import { Fleet } from "../src/fleet/fleet.ts";
import { ReplicaModels } from "../src/observe/replica-model.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { adoptedDeployments } from "./adopted.ts";
import { decidedBy, planned, now as start } from "./decided.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

const config = RecommenderConfig.parse({ plan: "-", intervalSeconds: 10 });
const keys = { replicas: { planned: 1, min: 1, max: 8 }, leadTimeSeconds: 60, reserveReplicas: 0 };
const { plan: usualPlan, deployment, pool } = planned(keys);
const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;
const models = new ReplicaModels();
const answer = models.of(deployment, pool).capacity(shape);
const modelled = answer.kind === "feasible" ? answer.capacity.requestsPerSecond : Number.NaN;

interface Engine {
  readonly id: string;
  readonly servesFrom: number;
  finished: number;
  waiting: number;
}

interface Tick {
  readonly second: number;
  readonly desired: number | null;
  readonly capacity: number;
  readonly basis: Assessment["measured"]["basis"];
  readonly message: string;
  readonly waiting: number;
}

interface CourseSettings {
  readonly plan?: Plan;
  readonly count?: number;
  /** All requests stay with the first engine, as those of connections that are kept open. */
  readonly isSticky?: boolean;
}

/** A deployment that follows its recommendations a minute later, and whose engines carry what they carry. */
const courseOf = async (
  seconds: number,
  carriedAt: (second: number) => number,
  arrivingAt: (second: number) => number,
  { plan = usualPlan, count: initial = 1, isSticky = false }: CourseSettings = {},
): Promise<readonly Tick[]> => {
  const random = seededRandom(7);
  const deployments = await adoptedDeployments({ plan, config, models });
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  let engines: readonly Engine[] = Array.from({ length: initial }, (_, index) => ({
    id: `e${index}`,
    servesFrom: 0,
    finished: 0,
    waiting: 0,
  }));
  const ticks: Tick[] = [];
  for (let second = 0; second <= seconds; second += 2) {
    const at = start + second;
    const serving = engines.filter(({ servesFrom }) => servesFrom <= second);
    for (const [place, engine] of serving.entries()) {
      const noise = 1 + 0.2 * (random() - 1 / 2);
      const share = isSticky ? Number(place === 0) : 1 / serving.length;
      const offered = engine.waiting + 2 * noise * arrivingAt(second) * share;
      const done = Math.min(offered, 2 * carriedAt(second));
      engine.waiting = offered - done;
      engine.finished += done;
    }
    const rows = serving.map(({ id, finished, waiting }) => ({
      id,
      deployment: deployment.name,
      startedAt: start - 9_000,
      finished,
      running: 4,
      waiting: Math.floor(waiting),
      promptTokens: finished * shape.inputTokens,
      generatedTokens: finished * shape.outputTokens,
    }));
    fleet.accept("n1", syntheticTelemetry({ seq: second, sampledAt: at, engines: rows }), at);
    if (second % 10 !== 0) continue;
    const [assessment] = decidedBy(deployments, plan, fleet.nodes, at);
    if (assessment === undefined) throw new Error("nothing was decided");
    const { decision, capacity, measured } = assessment;
    const count = decision.desired ?? engines.length;
    engines =
      count >= engines.length
        ? [
            ...engines,
            ...Array.from({ length: count - engines.length }, (_, index) => ({
              id: `e${engines.length + index}-${second}`,
              servesFrom: second + 60,
              finished: 0,
              waiting: 0,
            })),
          ]
        : engines.slice(0, count);
    ticks.push({
      second,
      desired: decision.desired,
      capacity: capacity.kind === "feasible" ? capacity.capacity.requestsPerSecond : Number.NaN,
      basis: measured.basis,
      message: decision.message,
      waiting: serving.reduce((sum, { waiting }) => sum + waiting, 0),
    });
  }
  return ticks;
};

const between = (ticks: readonly Tick[], from: number, to: number) =>
  ticks.filter(({ second }) => second >= from && second <= to);

describe("engines that carry a ninth of what the model predicts", () => {
  const carried = modelled / 9;
  const surge = 300;
  const course = courseOf(
    1_800,
    () => carried,
    (second) => (second < surge ? carried / 3 : carried * 1.5),
  );

  test("a third of what they carry: one replica, no step", async () => {
    expect(new Set(between(await course, 60, surge).map(({ desired }) => desired))).toEqual(new Set([1]));
  });

  test("half as much again: a second replica within a minute, and no more than the forecast of a rise adds", async () => {
    for (const { desired } of between(await course, surge + 60, 1_800)) {
      expect(desired).toBeGreaterThanOrEqual(2);
      expect(desired).toBeLessThanOrEqual(4);
    }
  });

  test("the capacity is within 15 % of theirs two minutes later, and stays after the queue is gone", async () => {
    for (const { capacity, basis } of between(await course, surge + 120, 1_800)) {
      expect(Math.abs(capacity / carried - 1)).toBeLessThan(0.15);
      expect(basis).toBe("measured-at-most");
    }
    expect((await course).at(-1)?.waiting).toBe(0);
  });

  test("the message says so", async () => {
    expect(between(await course, surge + 60, surge + 60)[0]?.message).toMatch(
      /\(measured; the model predicts .* requests\/s a replica\)/,
    );
  });
});

describe.each([
  { name: "no load meets the objectives", slo: { interTokenLatencySeconds: 1e-6 } },
  { name: "the model does not fit the GPU", model: "llama-3.1-405b", slo: { endToEndSeconds: 60 } },
])("engines that serve where by the plan's model $name", ({ name: _name, ...wrong }) => {
  const { plan } = planned({ ...keys, ...wrong });
  const carried = 3;
  const surge = 300;
  const course = courseOf(
    1_200,
    () => carried,
    (second) => (second < surge ? carried / 3 : carried * 1.5),
    { plan },
  );

  test("a second replica within a minute, and the queue is cleared", async () => {
    expect(new Set(between(await course, 60, surge).map(({ desired }) => desired))).toEqual(new Set([1]));
    for (const { desired } of between(await course, surge + 60, 1_200)) {
      expect(desired).toBeGreaterThanOrEqual(2);
      expect(desired).toBeLessThanOrEqual(4);
    }
    expect((await course).at(-1)?.waiting).toBe(0);
  });

  test("the measured capacity decides, and stays after the queue is gone", async () => {
    for (const { capacity, basis } of between(await course, surge + 120, 1_200)) {
      expect(Math.abs(capacity / carried - 1)).toBeLessThan(0.15);
      expect(basis).toBe("measured-at-most");
    }
  });
});

describe("an engine that is slowed and restored under load", () => {
  const full = modelled / 3;
  const course = courseOf(
    1_500,
    (second) => (second >= 300 && second < 900 ? full / 2 : full),
    (second) => (second < 300 ? full * 0.8 : full * 1.2),
  );

  test("is followed down within two minutes", async () => {
    const [at] = between(await course, 420, 420);
    expect(Math.abs((at?.capacity ?? 0) / (full / 2) - 1)).toBeLessThan(0.15);
  });
});

describe("engines of which there is no model", () => {
  const { plan } = planned({
    ...keys,
    model: "a-model-of-nobody",
    engine: "an-engine-of-nobody",
    slo: { endToEndSeconds: 60 },
  });
  const carried = 3;

  test("a third of what they carry: one replica, no step, and it is known what they were seen to carry", async () => {
    const ticks = await courseOf(
      600,
      () => carried,
      () => carried / 3,
      { plan },
    );
    expect(new Set(between(ticks, 60, 600).map(({ desired }) => desired))).toEqual(new Set([1]));
    expect(ticks.at(-1)?.basis).toBe("measured-at-least");
  });

  test("a load that rises to what one carries asks for no more before requests wait", async () => {
    const rising = (second: number): number => (carried * second) / 2_000;
    const ticks = await courseOf(1_800, () => carried, rising, { plan });
    expect(new Set(between(ticks, 60, 1_800).map(({ desired }) => desired))).toEqual(new Set([1]));
  });

  test("half as much again: a second replica within a minute; back down by what was measured, without a second step up", async () => {
    const surge = (second: number): number => (second >= 300 && second < 1_200 ? carried * 1.5 : carried / 3);
    const ticks = await courseOf(3_600, () => carried, surge, { plan });
    for (const { desired } of between(ticks, 360, 1_200)) {
      expect(desired).toBeGreaterThanOrEqual(2);
      expect(desired).toBeLessThanOrEqual(4);
    }
    expect(Math.abs((between(ticks, 420, 420)[0]?.capacity ?? 0) / carried - 1)).toBeLessThan(0.15);
    const after = between(ticks, 1_200, 3_600).map(({ desired }) => desired ?? Number.NaN);
    expect(after.every((count, index) => count <= (after[index - 1] ?? count))).toBe(true);
    expect(after.at(-1)).toBe(1);
  });

  test("no replica goes while each carries what none was seen to carry more of", async () => {
    const ticks = await courseOf(
      1_800,
      () => carried,
      () => carried,
      { plan, count: 4 },
    );
    expect(new Set(ticks.map(({ desired }) => desired).filter((desired) => desired !== null))).toEqual(new Set([4]));
  });

  test("a queue asks for one more at a time where an engine finishes too little for a measure", async () => {
    const slow = 0.02;
    const ticks = await courseOf(
      400,
      () => slow,
      () => slow * 2,
      { plan },
    );
    const counts = ticks.map(({ desired }) => desired ?? 1);
    expect(counts.at(-1)).toBeGreaterThanOrEqual(2);
    for (const [index, count] of counts.entries()) expect(count - (counts[index - 6] ?? 1)).toBeLessThanOrEqual(1);
  });
});

test("engines of one node that never had a request do not outvote the one that is overrun", async () => {
  // 1.5 of 14 requests/s.
  const [carried, offered, from] = [modelled, 9.3 * modelled, 120];
  const course = await courseOf(
    from + 85,
    () => carried,
    (second) => (second < from ? carried / 3 : offered),
    { count: 4, isSticky: true },
  );
  const last = course.at(-1);
  expect(last?.waiting).toBeGreaterThan(80 * carried);
  expect(last?.desired).toBe(8);
});
