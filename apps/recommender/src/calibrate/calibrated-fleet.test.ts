import { seededRandom } from "@loadline/core";
import { expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy, planned, now as start } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { RecommenderConfig } from "../config.ts";
import type { Assessment } from "../decide/assessment.ts";
import { ReplicaModels } from "../decide/replica-model.ts";
import { interTokenErrorOf } from "../metric-values.ts";
import { Fleet } from "../state/fleet.ts";

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

/** An hour of three engines under a load that swings; `cold` engines join and answer ten times as slowly at first. */
const hourOf = async ({ cold }: { readonly cold: boolean }): Promise<Assessment> => {
  const random = seededRandom(11);
  const deployments = await adoptedDeployments({ plan, config, models });
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  const engines: Engine[] = ["a", "b", "c"].map((id) => ({ id, startedAt: start - 9_000, finished: 0, seconds: 0 }));
  let last: Assessment | undefined;
  for (let second = 0; second <= 3_600; second += 10) {
    const at = start + second;
    // A new worker every ten minutes, each slow for its first two.
    if (cold && second % 600 === 300)
      engines.push({ id: `cold-${second}`, startedAt: at - 10, finished: 0, seconds: 0 });
    const rate = 4 + 2 * Math.sin(second / 500);
    const latency = plant.interTokenLatency(shape, rate, slowness) ?? Number.NaN;
    for (const engine of engines) {
      const young = at - engine.startedAt < 120;
      const done = rate * 10;
      engine.finished += done;
      engine.seconds += done * shape.outputTokens * latency * (young ? 10 : 1) * (1 + 0.06 * (random() - 1 / 2));
    }
    const rows = engines.map(({ id, startedAt, finished, seconds }) => ({
      id,
      deployment: deployment.name,
      startedAt,
      finished,
      promptTokens: finished * shape.inputTokens,
      generatedTokens: finished * shape.outputTokens,
      interTokenSeconds: seconds,
      interTokenCount: finished * shape.outputTokens,
    }));
    for (const [node, own] of [["n1", rows.slice(0, 3)] as const, ["n2", rows.slice(3)] as const])
      fleet.accept(node, syntheticTelemetry({ seq: second, sampledAt: at, engines: own }), at);
    last = decidedBy(deployments, plan, fleet.nodes, at)[0];
  }
  if (last === undefined) throw new Error("nothing was decided");
  return last;
};

test("on engines 30 % slower than the catalogue the model is within 5 % of them after an hour", async () => {
  const uncorrected = slowness - 1;
  const assessment = await hourOf({ cold: false });
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
  const clean = await hourOf({ cold: false });
  const disturbed = await hourOf({ cold: true });
  expect(Math.abs(disturbed.speedFactor / clean.speedFactor - 1)).toBeLessThan(0.03);
  expect(Math.abs(interTokenErrorOf(disturbed) ?? Number.NaN)).toBeLessThanOrEqual(0.05);
});
