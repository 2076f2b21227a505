import { openLoopReplica, seededRandom } from "@loadline/model";
import { LiveReplica } from "@loadline/model/internal";
import { plannedReplica } from "@loadline/plan";
import { expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy, planned, now as start } from "../../test/decided.ts";
import { between } from "../../test/simulation/sabotage.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import type { Assessment } from "../decide/assessment.ts";
import { Fleet } from "../fleet/fleet.ts";
import { interTokenErrorOf } from "../publish/metric-values.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { ReplicaModels } from "./replica-model.ts";

// Engines that are slower in another way than the model has: every step waits for the host, whatever is in it, so
// that they lose most when they are nearly empty. They are simulated step by step, with requests of differing lengths
// at Poisson times; the recommender's model answers with means of its own simulation.

const config = RecommenderConfig.parse({ plan: "-", intervalSeconds: 10 });
const { plan, deployment, pool } = planned();
const models = new ReplicaModels();
const spec = plannedReplica(deployment, pool);

const usualDecodes = 8;
const meanInput = 1_000;
const meanOutput = 200;
const catalogue = openLoopReplica(spec, {
  input: { kind: "uniform", low: 0.5 * meanInput, high: 1.5 * meanInput },
  output: { kind: "uniform", low: 0.5 * meanOutput, high: 1.5 * meanOutput },
});
const usualStep =
  catalogue.steps.base(usualDecodes, 0, 0) +
  catalogue.steps.perContextToken * usualDecodes * (meanInput + meanOutput / 2);
/** Steps at the usual load take 1 / 0.7 of the catalogue's. */
const overheadSeconds = usualStep * (1 / 0.7 - 1);

class Engine {
  readonly id: string;
  readonly #random: () => number;
  readonly #simulator: LiveReplica;
  #nextAt = 0;
  #made = 0;
  interTokenSeconds = 0;
  interTokenCount = 0;

  constructor(id: string, seed: number) {
    this.id = id;
    this.#random = seededRandom(seed);
    const { steps, limits } = catalogue;
    const base: typeof steps.base = (...work) => steps.base(...work) + overheadSeconds;
    this.#simulator = new LiveReplica({ steps: { ...steps, base }, limits });
  }

  advance(until: number, rate: number): void {
    while (this.#nextAt < until) {
      const inputTokens = Math.round(meanInput * between(this.#random, 0.5, 1.5));
      const outputTokens = Math.round(meanOutput * between(this.#random, 0.5, 1.5));
      this.#made += 1;
      this.#simulator.submit({ id: this.#made, at: this.#nextAt, inputTokens, outputTokens });
      this.#nextAt += -Math.log(1 - this.#random()) / rate;
    }
    for (const { firstTokenAt, finishedAt, outputTokens } of this.#simulator.advanceTo(until)) {
      this.interTokenSeconds += finishedAt - firstTokenAt;
      this.interTokenCount += outputTokens - 1;
    }
  }

  row() {
    const { finishedRequests, finishedPromptTokens, finishedGenerationTokens, running, waiting } =
      this.#simulator.snapshot();
    const { id, interTokenSeconds, interTokenCount } = this;
    return {
      id,
      deployment: deployment.name,
      startedAt: start - 9_000,
      finished: finishedRequests,
      promptTokens: finishedPromptTokens,
      generatedTokens: finishedGenerationTokens,
      running,
      waiting,
      interTokenSeconds,
      interTokenCount,
    };
  }
}

const hourOf = async (): Promise<readonly Assessment[]> => {
  const deployments = await adoptedDeployments({ plan, config, models });
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  const engines = ["a", "b", "c"].map((id, index) => new Engine(id, 100 + index));
  const assessments: Assessment[] = [];
  for (let second = 10; second <= 3_600; second += 10) {
    for (const engine of engines) engine.advance(second, 4 + 2 * Math.sin(second / 500));
    const sample = { seq: second, sampledAt: start + second, engines: engines.map((engine) => engine.row()) };
    fleet.accept("n1", syntheticTelemetry(sample), start + second);
    assessments.push(...decidedBy(deployments, plan, fleet.nodes, start + second));
  }
  return assessments;
};

const meanErrorOf = (assessments: readonly Assessment[]): number => {
  const errors = assessments.map(interTokenErrorOf).filter((error) => error !== null);
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
};

test("on engines that lose a fixed time in every step the model is within 5 % of them after an hour", async () => {
  const assessments = await hourOf();
  const ticksPerMinute = 6;
  const before = meanErrorOf(assessments.slice(0, 3 * ticksPerMinute));
  const lastTenMinutes = meanErrorOf(assessments.slice(-10 * ticksPerMinute));
  const factors = assessments.at(-1)?.speedFactor;
  process.stdout.write(`${JSON.stringify({ before, lastTenMinutes, factor: factors })}\n`);
  expect(before).toBeGreaterThan(0.2);
  expect(Math.abs(lastTenMinutes)).toBeLessThanOrEqual(0.05);
});
