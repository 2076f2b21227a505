import { seededRandom } from "@loadline/model";
import { expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy, planned, speedAt, now as start, viewWith } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import type { Assessment } from "../decide/assessment.ts";
import { speedObservation } from "../decide/replica-capacity.ts";
import { Fleet } from "../fleet/fleet.ts";
import { interTokenErrorOf } from "../publish/metric-values.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { uncalibrated } from "./calibration.ts";
import { ReplicaModels, rateOf } from "./replica-model.ts";

const config = RecommenderConfig.parse({ plan: "-", intervalSeconds: 10 });
const { plan, deployment, pool } = planned();
const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;
// Engines whose steps take 1 / 0.7 of what the catalogue has.
const slowness = 1 / 0.7;
const models = new ReplicaModels();
const plant = models.of(deployment, pool);

interface Engine {
  readonly id: string;
  readonly startedAt: number;
  finished: number;
  seconds: number;
}

/** What joins every ten minutes: a worker ten times as slow for its first two, or one that shares the load for five. */
type Joining = "none" | "cold" | "sharing";

const engineSince = (id: string, startedAt: number): Engine => ({ id, startedAt, finished: 0, seconds: 0 });
const isCold = ({ id, startedAt }: Engine, at: number): boolean => id.startsWith("cold") && at - startedAt < 120;

const joined = (engines: Engine[], joining: Joining, second: number): void => {
  if (joining !== "none" && second % 600 === 300)
    engines.push(engineSince(`${joining}-${second}`, start + second - 10));
  if (joining === "sharing" && second % 600 === 0) engines.splice(3);
};

const rowOf = ({ id, startedAt, finished, seconds }: Engine) => ({
  id,
  startedAt,
  finished,
  deployment: deployment.name,
  interTokenSeconds: seconds,
  promptTokens: finished * shape.inputTokens,
  generatedTokens: finished * shape.outputTokens,
  interTokenCount: finished * shape.outputTokens,
});

/** An hour of three engines under a load that swings. */
const hourOf = async (joining: Joining): Promise<readonly Assessment[]> => {
  const random = seededRandom(11);
  const deployments = await adoptedDeployments({ plan, config, models });
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  const engines = ["a", "b", "c"].map((id) => engineSince(id, start - 9_000));
  const all: Assessment[] = [];
  for (let second = 0; second <= 3_600; second += 10) {
    const at = start + second;
    joined(engines, joining, second);
    const rate = (4 + 2 * Math.sin(second / 500)) * (joining === "sharing" ? 5 / engines.length : 1);
    const latency = plant.interTokenLatency(shape, rate, slowness) ?? Number.NaN;
    for (const engine of engines) {
      const slower = isCold(engine, at) ? 10 : 1;
      engine.finished += rate * 10;
      engine.seconds += rate * 10 * shape.outputTokens * latency * slower * (1 + 0.06 * (random() - 1 / 2));
    }
    const rows = engines.map(rowOf);
    for (const [node, own] of [["n1", rows.slice(0, 3)] as const, ["n2", rows.slice(3)] as const])
      fleet.accept(node, syntheticTelemetry({ seq: second, sampledAt: at, engines: own }), at);
    all.push(...decidedBy(deployments, plan, fleet.nodes, at));
  }
  return all;
};

const lastOf = async (joining: Joining): Promise<Assessment> => {
  const last = (await hourOf(joining)).at(-1);
  if (last === undefined) throw new Error("nothing was decided");
  return last;
};

test("on engines 30 % slower than the catalogue the model is within 5 % of them after an hour", async () => {
  const uncorrected = slowness - 1;
  const assessment = await lastOf("none");
  const error = interTokenErrorOf(assessment);
  process.stdout.write(
    `${JSON.stringify({ uncorrectedAtLeast: uncorrected, errorAfterAnHour: error, factor: assessment.speedFactor })}\n`,
  );
  expect(Math.abs(error ?? Number.NaN)).toBeLessThanOrEqual(0.05);
  expect(assessment.speedFactor).toBeGreaterThan(1.3);
  const perCatalogue = plant.capacity(shape);
  const corrected = assessment.capacity;
  if (perCatalogue.kind !== "feasible" || corrected.kind !== "feasible") throw new Error("no capacity");
  expect(corrected.capacity.requestsPerSecond).toBeLessThan(perCatalogue.capacity.requestsPerSecond);
});

test("workers that are slow while they warm up do not move it", async () => {
  const clean = await lastOf("none");
  const disturbed = await lastOf("cold");
  expect(Math.abs(disturbed.speedFactor / clean.speedFactor - 1)).toBeLessThan(0.03);
  expect(Math.abs(interTokenErrorOf(disturbed) ?? Number.NaN)).toBeLessThanOrEqual(0.05);
});

test("replicas that come and go do not move it: they share in the load of no window that they were not there for", async () => {
  const factors = (await hourOf("sharing")).slice(180).map(({ speedFactor }) => speedFactor / slowness);
  expect(Math.min(...factors)).toBeGreaterThan(0.985);
  expect(Math.max(...factors)).toBeLessThan(1.015);
});

test("what a replica carries follows its load and speed without jumps", () => {
  const rates = Array.from(
    { length: 41 },
    (_, step) => rateOf(plant.capacity(shape, 1.4 * 1.002 ** step)) ?? Number.NaN,
  );
  const latencies = rates.map((_, step) => plant.interTokenLatency(shape, 4 * 1.002 ** step, 1.4) ?? Number.NaN);
  for (const [index, next] of rates.slice(1).entries()) {
    expect(next / (rates[index] ?? 0)).toBeGreaterThan(0.99);
    expect(next / (rates[index] ?? 0)).toBeLessThan(1);
  }
  for (const [index, next] of latencies.slice(1).entries()) {
    expect(next / (latencies[index] ?? 0)).toBeGreaterThan(1);
    expect(next / (latencies[index] ?? 0)).toBeLessThan(1.01);
  }
});

/** Hours of engines, one on a node, each with a load and a speed of its own; the decision of each minute. */
const hoursOf = async (
  hours: number,
  engineAt: (engine: number, minute: number) => { rate: number; slower: number },
) => {
  const deployments = await adoptedDeployments({ plan, config, models });
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  const engines = ["a", "b", "c"].map((id) => engineSince(id, start - 9_000));
  return Array.from({ length: hours * 60 }, (_, minute) => {
    const at = start + 60 * minute;
    for (const [index, engine] of engines.entries()) {
      const { rate, slower } = engineAt(index, minute);
      engine.finished += 60 * rate;
      engine.seconds += 60 * rate * shape.outputTokens * (plant.interTokenLatency(shape, rate, slower) ?? Number.NaN);
      fleet.accept(`n${index}`, syntheticTelemetry({ seq: minute, sampledAt: at, engines: [rowOf(engine)] }), at);
    }
    return decidedBy(deployments, plan, fleet.nodes, at)[0];
  });
};

/** 6 requests/s each for an hour, then 9, 9 and 4.5: the mean load lies in another octave than that of most engines. */
const uneven = (engine: number, minute: number): number => (minute < 60 ? 6 : (([9, 9, 4.5] as const)[engine] ?? 0));

test.each([
  { low: 1.05, high: 1.15 },
  { low: 1, high: 0.92 },
])(
  "what is learnt of uneven loads ends at the speed of the engines: $low, and $high above 7/s",
  async ({ low, high }) => {
    const all = await hoursOf(5, (engine, minute) => {
      const rate = uneven(engine, minute);
      return { rate, slower: rate > 7 ? high : low };
    });
    const last = all.slice(240).map((one) => one?.speedSeen?.ratio ?? Number.NaN);
    expect(Math.max(...last)).toBeLessThan(1.02);
    expect(Math.min(...last)).toBeGreaterThan(0.98);
    expect(all.at(-1)?.speedFactor).toBeGreaterThan(0.9);
    expect(all.at(-1)?.speedFactor).toBeLessThan(1.2);
  },
);

test("engines that are slower than modelled hold a scale-down where loads are uneven too", async () => {
  const all = await hoursOf(1, (engine) => ({ rate: uneven(engine, 60), slower: 1.3 }));
  expect(Math.min(...all.slice(3, 5).map((one) => one?.inputs.slowness ?? 0))).toBeGreaterThan(1.2);
});

test("of two nodes that differ the slower one counts: one that counts ten times its requests makes no replica faster", () => {
  const latency = plant.interTokenLatency(shape, 5) ?? Number.NaN;
  const engine = (node: string, rate: number) => ({ ...speedAt(latency, rate).engines[0], id: `${node}/e0`, node });
  const seen = (engines: readonly object[], requestsPerSecond: number) => {
    const speed = { ...speedAt(latency, requestsPerSecond), engines } as Assessment["view"]["speed"];
    const view = viewWith(10, { shape, speed });
    return speedObservation({ now: start, model: plant, view, calibration: uncalibrated }, plant.capacity(shape))
      ?.ratio;
  };
  expect(seen([engine("n1", 5), engine("n2", 50)], 50)).toBeCloseTo(1, 9);
  expect(seen([engine("n1", 5), engine("n2", 5), engine("n3", 50)], 5)).toBeCloseTo(1, 9);
  // Only what had arrived before is generated: there is no load to compare at.
  expect(seen([engine("n1", 5), engine("n2", 0)], 5)).toBeCloseTo(1, 9);
});
