import { checkPlan, type PlanDeployment, plannedLoad } from "@loadline/plan";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { run, runLine } from "../../../apps/cli/test/memory-context.ts";

import { chat, fileOf, firstOf, type lengths, planOf, recommended, removeFiles, type Sized } from "./system.ts";

afterAll(removeFiles);

describe("one arithmetic", () => {
  const whole = (min: number, max: number) => fc.integer({ min, max });
  const share = fc.constantFrom(0.1, 0.25, 0.5, 0.8);
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const causes = fc.uniqueArray(fc.constantFrom("gpu-failure", "rollout", "cold-cache", "node-loss"), { minLength: 1 });
  const plans = fc.record({
    rate: whole(1, 2_000),
    // Few tokens to answer: what a replica carries is found at once.
    shape: fc.constantFrom(
      { inputTokens: 100, outputTokens: 1 },
      { inputTokens: 2500, outputTokens: 5 },
      { inputTokens: 3000, outputTokens: 2 },
    ),
    gateway: optional(
      fc.record({
        requestsPerSecond: optional(whole(1, 1_500)),
        tokensPerSecond: optional(whole(1_000, 2_000_000)),
        counts: fc.constantFrom("offered", "cache-misses"),
      }),
    ),
    responseCache: optional(fc.record({ hitRatio: share })),
    reserveReplicas: whole(0, 3),
    causes: optional(causes),
    min: whole(0, 4),
    leadTimeSeconds: whole(20, 900),
    isChained: fc.boolean(),
  });
  type Drawn = typeof plans extends fc.Arbitrary<infer T> ? T : never;

  interface Answered {
    readonly leadTimeSeconds: number;
    readonly planned: { readonly usdPerHour: number };
    readonly required: Sized["required"] & { readonly usdPerHour: number };
  }

  /** One replica at a rate, as `estimate` has it: whether the objective holds. */
  const carries = async ({ inputTokens, outputTokens }: typeof lengths, rate: number): Promise<boolean> => {
    const shape = `--input-tokens ${inputTokens} --output-tokens ${outputTokens} --requests-per-second ${rate}`;
    const { stdout, stderr } = await runLine(`estimate --model llama-3.1-8b --gpu h100 ${shape} --json`);
    if (stdout === "") throw new Error(stderr);
    const answer = JSON.parse(stdout) as { verdict: string; timeToFirstTokenSeconds: { p95: number } };
    return answer.verdict === "stable" && answer.timeToFirstTokenSeconds.p95 <= 2;
  };

  interface Question {
    readonly rate: number;
    readonly shape: typeof lengths;
    readonly each: number;
    readonly usdPerReplicaHour: number;
    readonly leadTimeSeconds: number;
    readonly front: Pick<PlanDeployment, "gateway" | "responseCache">;
  }

  // As many requests a second as are simulated soon; the shares are the same. Steps of a minute count whole requests.
  const simulatedRate = 20;
  const stepSeconds = 60;

  /** The same load in even gaps: the share that the gateway refuses, the least count, and what that costs. */
  const withoutNoise = async ({ rate, shape, each, front: { gateway, responseCache }, ...question }: Question) => {
    const scale = Math.min(1, simulatedRate / rate);
    const limit = (name: "requestsPerSecond" | "tokensPerSecond") =>
      gateway?.[name] === undefined ? {} : { [name]: gateway[name] * scale };
    const limits = {
      counts: gateway?.counts,
      ...limit("requestsPerSecond"),
      ...limit("tokensPerSecond"),
    };
    const scenario = {
      load: {
        shape: "constant",
        requestsPerSecond: rate * scale,
        duration: "5m",
        arrivals: { kind: "gamma", cv: 0.001 },
        inputTokens: { mean: shape.inputTokens },
        outputTokens: { mean: shape.outputTokens },
      },
      replica: { model: "llama-3.1-8b", gpu: "h100", requestsPerSecond: each * scale },
      objectives: { timeToFirstToken: "2s", interTokenLatency: "1s" },
      fleet: { minimum: 0, maximum: 5_000 },
      policies: ["clairvoyant"],
      step: stepSeconds,
      scoreFrom: "3m",
      leadTime: question.leadTimeSeconds,
      pricePerReplicaHour: question.usdPerReplicaHour,
      ...(gateway === undefined ? {} : { gateway: limits }),
      ...(responseCache === undefined ? {} : { cache: { repeats: responseCache.hitRatio, distinct: 1 } }),
    };
    const { stdout, stderr } = await run(["simulate", "--scenario", fileOf(scenario), "--json"]);
    if (stdout === "") throw new Error(stderr);
    const answer = JSON.parse(stdout) as {
      leadTimeSeconds: number;
      seconds: number;
      policies: { requests: number; refusedByGateway: number; replicaHours: number; costUsd: number }[];
    };
    const [policy] = answer.policies;
    if (policy === undefined) throw new Error(stdout);
    const hours = (stepSeconds * (Math.floor(answer.seconds / stepSeconds) + 1) - 180) / 3_600;
    return {
      leadTimeSeconds: answer.leadTimeSeconds,
      turnedAwayShare: policy.refusedByGateway / policy.requests,
      count: policy.replicaHours / hours,
      usdPerHour: policy.costUsd / hours,
    };
  };

  const chain = [
    { name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1, purchase: "reserved", usdPerGpuHour: 2 },
    { name: "spot", gpu: "h100", gpusPerNode: 4, nodes: 5, spotShare: 0.5, spotMarkets: 2 },
    { name: "rest", gpu: "h100", gpusPerNode: 8, nodes: 700, usdPerGpuHour: 4 },
  ];

  const writtenOf = ({ rate, min, shape, causes: covered, isChained, reserveReplicas, ...keys }: Drawn) => {
    const stated = covered === undefined ? { reserveReplicas } : { reserve: { causes: covered } };
    const written = {
      ...chat,
      ...keys,
      reserveReplicas: undefined,
      slo: { timeToFirstTokenSeconds: 2 },
      expected: { ...shape, requestsPerSecond: rate },
      replicas: { planned: min, min, max: 5_000 },
      ...stated,
      ...(covered?.includes("rollout") ? { rollout: { surgeReplicas: 2 } } : {}),
    };
    return isChained
      ? { ...planOf({}), pools: chain, deployments: [{ ...written, furtherPools: ["spot", "rest"] }] }
      : { ...planOf({}), deployments: [written] };
  };

  const checked = async (drawn: Drawn) => {
    const { rate, min, shape, leadTimeSeconds, gateway, responseCache } = drawn;
    const written = writtenOf(drawn);
    const { stdout, stderr } = await run(["plan", fileOf(written), "--json"]);
    if (stdout === "") throw new Error(stderr);
    const file = firstOf(stdout) as Sized & Answered;
    const plan = checkPlan(JSON.parse(JSON.stringify(written)));
    const [[deployment], [pool]] = [plan.deployments, plan.pools];
    if (deployment === undefined || pool === undefined) throw new Error("both are there");
    const { way } = plannedLoad(deployment);
    expect(file.way).toEqual(
      JSON.parse(JSON.stringify(way), (_, value) => (typeof value === "number" ? expect.closeTo(value, 9) : value)),
    );
    expect(way.turnedAway + way.answeredByCache + way.toReplicas).toBeCloseTo(rate, 6);

    // A recommender that sees what reaches the replicas.
    const assessment = recommended({}, way.toReplicas, shape, { plan, deployment, pool });
    const { replicas, replicasAtMedian, requestsPerSecondPerReplica: each } = file.required;
    expect(assessment.decision.desired).toBe(replicasAtMedian);
    expect(assessment.deployment.leadTimeSeconds).toBe(file.leadTimeSeconds);
    expect(assessment.usdPerHour(replicas)).toBeCloseTo(file.required.usdPerHour, 9);
    expect(assessment.usdPerHour(min)).toBeCloseTo(file.planned.usdPerHour, 9);

    // One replica by estimate: as many as carry the load hold the objective, one fewer does not.
    const carrying = Math.max(1, Math.ceil(way.toReplicas / each));
    expect(await carries(shape, way.toReplicas / carrying)).toBe(true);
    const tight = way.toReplicas / (carrying - 1);
    if (tight > 1.05 * each && carrying > 1) expect(await carries(shape, tight)).toBe(false);

    const usdPerReplicaHour = file.required.usdPerHour / replicas;
    const noiseless = await withoutNoise({
      rate,
      shape,
      each,
      usdPerReplicaHour,
      leadTimeSeconds,
      front: { gateway, responseCache },
    });
    expect(noiseless.leadTimeSeconds).toBe(file.leadTimeSeconds);
    // What a cache answers is drawn, and may be what the gateway counts.
    const noise = responseCache === undefined ? 0.01 : 0.04;
    expect(Math.abs(noiseless.turnedAwayShare - way.turnedAwayShare)).toBeLessThan(noise);
    // A step counts one request more or fewer: where that moves the count, and where a cache draws, there is noise.
    const error = way.toReplicas / each / (stepSeconds * Math.min(rate, simulatedRate) * (way.toReplicas / rate));
    const [fewest, most] = [-error, error].map((part) => Math.max(1, Math.ceil(way.toReplicas / each + part)));
    if (responseCache !== undefined || fewest !== most) return;
    expect(noiseless.count).toBeCloseTo(carrying, 6);
    expect(noiseless.usdPerHour).toBeCloseTo(carrying * usdPerReplicaHour, 6);
  };

  test("random plans: plan, estimate, simulation without noise and recommender give the same shares, counts, costs and lead times", {
    timeout: 3_600_000,
  }, async () => {
    // The full run draws four times as many.
    const isLong = (process.env["LOADLINE_FUZZ_SECONDS"] ?? process.env["LOADLINE_FUZZ_BOUNDED"]) !== undefined;
    const numRuns = Number(process.env["LOADLINE_PLANS"] ?? (isLong ? 60 : 15));
    await fc.assert(fc.asyncProperty(plans, checked), { numRuns });
  });
});
