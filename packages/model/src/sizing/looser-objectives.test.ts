import { expect, test } from "vitest";
import { seconds, tokens } from "../base/units.ts";
import { type ClusterRequest, clusterRequirements } from "./cluster-requirements.ts";
import type { Confidence } from "./service-rates.ts";

const lengths = (input: number, output: number) => ({ inputTokens: tokens(input), outputTokens: tokens(output) });

/** From below what a lone request takes to far above it, in steps of 5 %. */
const sweep = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.ceil(Math.log(to / from) / Math.log(1.05)) }, (_, step) => from * 1.05 ** step);

interface Case {
  readonly model: string;
  readonly gpu: string;
  readonly shape: ReturnType<typeof lengths>;
  readonly objective: "timeToFirstToken" | "interTokenLatency" | "tokenGap" | "endToEnd";
  readonly over: readonly number[];
  readonly confidence?: Confidence;
  readonly asked?: Partial<ClusterRequest>;
}

const cases: readonly Case[] = [
  {
    model: "llama-3.1-70b",
    gpu: "h100",
    shape: lengths(2000, 200),
    objective: "timeToFirstToken",
    over: sweep(0.15, 0.8),
    asked: { tensors: [4] },
  },
  {
    model: "llama-3.1-70b",
    gpu: "h100",
    shape: lengths(2000, 200),
    objective: "tokenGap",
    over: sweep(0.02, 0.6),
    asked: { tensors: [4] },
  },
  {
    model: "llama-3.1-8b",
    gpu: "a100-80gb",
    shape: lengths(4000, 40),
    objective: "tokenGap",
    over: sweep(0.01, 1),
    asked: { tensors: [1] },
  },
  {
    model: "gpt-oss-120b",
    gpu: "b200",
    shape: lengths(1000, 400),
    objective: "interTokenLatency",
    over: sweep(0.002, 0.03),
    asked: { tensors: [2] },
  },
  {
    model: "llama-3.1-8b",
    gpu: "l40s",
    shape: lengths(500, 100),
    objective: "endToEnd",
    over: sweep(1, 12),
    confidence: 0.5,
    asked: { tensors: [1] },
  },
  {
    model: "deepseek-v3",
    gpu: "h200",
    shape: lengths(1000, 1000),
    objective: "interTokenLatency",
    over: sweep(0.01, 0.1),
    confidence: 0.99,
  },
  { model: "bert-large", gpu: "t4", shape: lengths(300, 0), objective: "endToEnd", over: sweep(0.005, 0.3) },
  { model: "sdxl", gpu: "h100", shape: lengths(0, 0), objective: "endToEnd", over: sweep(0.5, 20) },
];

test.each(cases)("$objective of $model on $gpu: a looser one costs no more, and stays feasible", (one) => {
  const { model, gpu, shape, objective, over, confidence, asked } = one;
  const costs = over.map((allowed) => {
    const slo = { percentile: 0.95, [objective]: seconds(allowed) } as const;
    const answer = clusterRequirements({ model, gpus: [gpu], shape, slo, confidence, requestsPerSecond: 50, ...asked });
    return answer.kind === "feasible" ? answer.best.gpus : Number.POSITIVE_INFINITY;
  });
  // Two simulations differ by chance, the more the longer equal requests keep in step behind a router.
  const leastSoFar = costs.map((_, index) => Math.min(...costs.slice(0, index + 1)));
  const rises = costs.filter((cost, index) => Number.isFinite(cost) && cost > 1.1 * (leastSoFar[index] ?? 0));
  expect(rises).toEqual([]);
  // Both ends of the sweep show what it is about.
  expect([costs[0], Number.isFinite(costs.at(-1))]).toEqual([Number.POSITIVE_INFINITY, true]);
});
