import { checkPlan } from "@loadline/plan";
import { afterAll, describe, expect, test } from "vitest";
import { run, runLine } from "../../../apps/cli/test/memory-context.ts";
import { decideDeployment } from "../../../apps/recommender/src/decide/decide-deployment.ts";
import { Fleet } from "../../../apps/recommender/src/fleet/fleet.ts";
import { measuredLatency } from "../../../apps/recommender/src/fleet/latencies.ts";
import { createMetrics } from "../../../apps/recommender/src/publish/metrics.ts";
import { now, requestWith } from "../../../apps/recommender/test/decided.ts";
import { syntheticTelemetry } from "../../../apps/recommender/test/synthetic-node.ts";

import {
  advised,
  asked,
  expecting,
  explained,
  familyOf,
  fileOf,
  messageOf,
  planned,
  planOf,
  removeFiles,
  slo,
} from "./system.ts";

afterAll(removeFiles);

describe("9: latency", () => {
  /** A minute of 100 requests at one engine, after a sample without any. */
  const minute = () => {
    const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
    fleet.latenciesOf("chat");
    for (const [seq, share] of [0, 1].entries()) {
      const at = now - 60 + 60 * share;
      const finished = 100 * share;
      const row = {
        id: "e0",
        deployment: "chat",
        finished,
        promptTokens: finished * 1000,
        generatedTokens: finished * 200,
      };
      const gaps = { interTokenSeconds: 398 * share, interTokenCount: 19_900 * share };
      const sample = syntheticTelemetry({ seq, sampledAt: at, engines: [{ ...row, ...gaps }] });
      const sums = {
        queueSecondsSum: [20 * share],
        queueSecondsCount: [finished],
        timeToFirstTokenSecondsSum: [50 * share],
        timeToFirstTokenSecondsCount: [finished],
        endToEndSecondsSum: [448 * share],
        endToEndSecondsCount: [finished],
      };
      const first: [number, number][] = [
        [0.25, 20],
        [0.5, 40],
        [2.5, 30],
        [5, 10],
      ];
      const buckets = { timeToFirstTokenBuckets: [share === 0 ? [] : first] };
      fleet.accept("n1", { ...sample, engines: { ...sample.engines, ...sums, ...buckets } }, at);
    }
    return fleet;
  };

  test("where the time of a request goes, beside the model, and the share that met the objective", async () => {
    const fleet = minute();
    const [deployment] = checkPlan(planOf(expecting(10))).deployments;
    const latencies = fleet.latenciesOf("chat");
    if (deployment === undefined) throw new Error("the plan has one");
    const latency = measuredLatency(latencies, { now, seconds: 60, deployment });
    // 20 ÷ 100 s wait, (50 − 20) ÷ 100 s prompt, (448 − 50) ÷ 100 s decode, 398 ÷ 19,900 s a gap.
    expect(latency.parts).toEqual({
      queue: 0.2,
      prefill: 0.3,
      decode: expect.closeTo(3.98, 9),
      "first-token": 0.5,
      gap: 0.02,
      answer: 4.48,
    });
    // 60 in at most 0.5 s, and 30 between 1 and 2.5 s, which are not known to have missed 2 s: 90 of 100.
    expect(latency.attained).toMatchObject([{ name: "timeToFirstToken", observations: 100 }]);
    expect(latency.attained[0]?.met).toBe(90);
    const { assessment } = decideDeployment({ ...requestWith({ requestsPerSecond: 6 }), latency });
    const rows = Object.fromEntries(assessment.decision.evidence.map(({ input, value }) => [input, value]));
    expect(rows).toMatchObject({ "latency.queue": 0.2, "latency.prefill": 0.3, "latency.gap": 0.02 });
    expect(rows["attained.timeToFirstToken"]).toBeCloseTo(0.9, 9);
    // The first token of the model is what it waits and its prompt, as measured ones are.
    const planned = (part: string): number => Number(rows[`latency.${part}.planned`]);
    expect(planned("queue") + planned("prefill")).toBeCloseTo(planned("first-token"), 9);
    expect(planned("first-token") + planned("decode")).toBeCloseTo(planned("answer"), 2);
    const { text: explanation } = await explained(assessment);
    expect(explanation).toMatch(/Latency queue 200 ms \(planned [^)]+\), prefill 300 ms/);
    expect(explanation).toContain("90 % of first tokens within the objective");
    const metrics = createMetrics();
    const exposed = (share: number) => {
      const { attained } = latency;
      const { buckets } = latency.totals;
      const more = { ...buckets, timeToFirstToken: buckets.timeToFirstToken.map((count) => count * share) };
      const totals = { ...latency.totals, buckets: more };
      metrics.expose([{ ...assessment, latency: { ...latency, attained, totals } }], { cluster: "lab", epoch: 1 });
    };
    // What was observed before the first tick is not in what met the objective since.
    exposed(1);
    exposed(2);
    const text = await metrics.registry.metrics();
    const own = 'cluster="lab",deployment="chat"';
    for (const line of [
      // The 95th of 100 lies in the middle of the bucket from 2.5 to 5 s.
      `loadline_objective_latency_seconds{${own},objective="time_to_first_token"} 3.75`,
      `loadline_latency_seconds{${own},part="queue"} 0.2`,
      `loadline_objective_seconds{${own},objective="time_to_first_token"} 2`,
      `loadline_objective_observations_total{${own},objective="time_to_first_token",result="missed"} 10`,
    ])
      expect(text).toContain(line);
  });
});

describe("9: latency, planned", () => {
  test.each([0.1, 14])(
    "at %d requests/s the first token is its own prompt and what it waits for others",
    async (rate) => {
      const line = `estimate --model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 200`;
      const answer = async (load: string) =>
        JSON.parse((await runLine(`${line} ${load} --json`)).stdout) as {
          timeToFirstTokenSeconds: { mean: number };
          openLoop?: { firstTokenWaitSeconds: number };
        };
      const { timeToFirstTokenSeconds: first, openLoop } = await answer(`--requests-per-second ${rate}`);
      const alone = (await answer("--concurrency 1 --endless")).timeToFirstTokenSeconds.mean;
      const wait = openLoop?.firstTokenWaitSeconds ?? Number.NaN;
      // A request alone waits for nobody: what is above its first token is waiting.
      expect(wait).toBeCloseTo(Math.max(0, first.mean - alone), 9);
      expect(wait / first.mean > 0.2).toBe(rate > 1);
    },
  );
});

describe("9: latency, by plan and estimate", () => {
  interface Estimated {
    readonly timeToFirstTokenSeconds: { readonly p95: number };
    readonly interTokenLatencySeconds: { readonly p95: number };
    readonly endToEndSeconds: { readonly p95: number };
  }
  const estimated = async (rate: number): Promise<readonly number[]> => {
    const line = "estimate --model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 200";
    const { stdout, stderr } = await runLine(`${line} --requests-per-second ${rate} --json`);
    if (stdout === "") throw new Error(stderr);
    const found = JSON.parse(stdout) as Estimated;
    return [found.timeToFirstTokenSeconds, found.interTokenLatencySeconds, found.endToEndSeconds].map(({ p95 }) => p95);
  };

  test("the planned replicas of a file have, each at its share of the load, what estimate has of one", async () => {
    // 84 requests/s ÷ 7 replicas = 12 requests/s each.
    const keys = { ...expecting(84), replicas: { planned: 7, min: 0, max: 9 }, slo: { ...slo, endToEndSeconds: 30 } };
    const { stdout } = await run(["plan", fileOf(planOf(keys)), "--verify", "--json"]);
    const { deployments } = JSON.parse(stdout) as {
      deployments: { verification: { objectives: { objective: string; reached: number }[] } }[];
    };
    const reached = deployments[0]?.verification.objectives.map(({ objective, reached: value }) => [objective, value]);
    const [first, gap, whole] = await estimated(12);
    expect(Object.fromEntries(reached ?? [])).toEqual({
      timeToFirstToken: expect.closeTo(first as number, 9),
      interTokenLatency: expect.closeTo(gap as number, 9),
      endToEnd: expect.closeTo(whole as number, 9),
    });
  });

  test("one replica of a simulation at random arrivals has what estimate has at that rate", async () => {
    // 12 requests/s for 10 minutes, all of them at the one replica.
    const scenario = {
      load: {
        shape: "constant",
        requestsPerSecond: 12,
        duration: "10m",
        inputTokens: { mean: 1000 },
        outputTokens: { mean: 200 },
      },
      replica: { model: "llama-3.1-8b", gpu: "h100" },
      objectives: { timeToFirstToken: "2s", interTokenLatency: "50ms" },
      fleet: { minimum: 1, maximum: 1 },
      policies: ["hpa"],
      scoreFrom: "1m",
    };
    const { stdout, stderr } = await run(["simulate", "--scenario", fileOf(scenario), "--json"]);
    if (stdout === "") throw new Error(stderr);
    const { policies } = JSON.parse(stdout) as {
      policies: { p95TimeToFirstTokenSeconds: number; p95InterTokenLatencySeconds: number }[];
    };
    const [first = Number.NaN, gap = Number.NaN] = await estimated(12);
    // Two draws of some thousand requests.
    expect(Math.abs((policies[0]?.p95TimeToFirstTokenSeconds ?? Number.NaN) / first - 1)).toBeLessThan(0.15);
    expect(Math.abs((policies[0]?.p95InterTokenLatencySeconds ?? Number.NaN) / gap - 1)).toBeLessThan(0.15);
  });

  test("the chosen row of a search has what estimate has at the rate of the row", async () => {
    const { stdout } = await runLine(
      `plan ${asked} --requests-per-second 84 --router random --tensor 1 --weights bf16`,
    );
    const { best } = JSON.parse(stdout) as {
      best: { requestsPerSecondPerReplica: number; latencies: Record<string, number> };
    };
    const { timeToFirstToken, interTokenLatency, endToEnd } = best.latencies;
    const same = await estimated(best.requestsPerSecondPerReplica);
    // A search simulates 1,000 requests, an estimate 5,000: by chance the tails lie some percent apart.
    for (const [index, value] of [timeToFirstToken, interTokenLatency, endToEnd].entries())
      expect(Math.abs((value ?? Number.NaN) / (same[index] ?? Number.NaN) - 1)).toBeLessThan(0.15);
  });
});

describe("10: exhaustion", () => {
  test("of what a recommender has seen: metric, advice and explain name the same day", async () => {
    const each = (await planned(expecting(1))).required.requestsPerSecondPerReplica;
    // Peaks of 10 + 0.1 d replicas' worth, 11.9 yesterday; 3 run and 13 more have a place: (16 − 11.9) ÷ 0.1 = 41 days.
    const peaks = Array.from({ length: 20 }, (_, day) => ({
      day: Math.floor(now / 86_400) - 20 + day,
      requestsPerSecond: each * (10 + 0.1 * day),
    }));
    const assessment = advised(
      { leadTimeSeconds: 60 },
      { reaching: 2 * each, ready: 3, peaksOf: () => peaks },
      { poolAvailable: 13 },
    );
    expect((assessment.exhaustion?.likely ?? Number.NaN) / 86_400).toBeCloseTo(41, 6);
    const metrics = createMetrics();
    metrics.expose([assessment], { cluster: "lab", epoch: 1 });
    const text = await familyOf(metrics, "loadline_exhaustion_seconds");
    expect(Number(/bound="likely"} (\S+)/.exec(text)?.[1]) / 86_400).toBeCloseTo(41, 6);
    const message = messageOf(assessment, "exhaustion") ?? "";
    expect(message).toContain("grow by the same amount each day meet the GPUs of the pool");
    expect(message).toContain("likely 41 days");
    expect((await explained(assessment)).text).toContain(`exhaustion: ${message}`);
  });
});
