import { expect, test } from "vitest";
import { fitConstants, fitOnlineRuns, predictRun, prior, runErrors } from "./fit-online-runs.ts";
import { parseOnlineRuns } from "./online-runs.ts";

const head =
  "source,engine,model,precision,gpu,gpus_per_replica,tp,pp,isl,osl,concurrency_or_batch,scenario,metric,value,unit,notes";
const source = "github NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md@258c7540";

/** Published runs of 500 requests, Llama-3.1-8B BF16, one GPU: rate, TTFT ms, ITL ms, tokens/s. */
const figures = [
  { gpu: "H100-SXM-80GB", input: 467, output: 256, rate: "QPS=8", ttft: 26, itl: 9, throughput: 1959 },
  { gpu: "H100-SXM-80GB", input: 467, output: 16, rate: "QPS=8", ttft: 22, itl: 7, throughput: 126 },
  { gpu: "H200-SXM-141GB", input: 467, output: 256, rate: "QPS=8", ttft: 24, itl: 7, throughput: 1971 },
  { gpu: "H200-SXM-141GB", input: 467, output: 16, rate: "QPS=8", ttft: 20, itl: 6, throughput: 126 },
] as const;

const linesOf = ({ gpu, input, output, rate, ttft, itl, throughput }: (typeof figures)[number]): readonly string[] =>
  Object.entries({ mean_ttft: ttft, mean_itl: itl, total_output_throughput: throughput }).map(
    ([metric, value]) =>
      `${source},TensorRT-LLM 0.14.0 + Triton (online table),Llama-3.1-8B,BF16,${gpu},1,1,1,${input},${output},${rate},"online open-loop, 500 requests",${metric},${value},ms,`,
  );

const table = [
  head,
  ...figures.flatMap(linesOf),
  `${source},TensorRT-LLM 1.0,Llama-3.1-8B,FP8,H200-SXM-141GB,1,1,1,128,128,max,offline max load (infinite rate),total_output_throughput,9,tok/s,`,
].join("\n");

test("the figures of one run are put together, and figures of other kinds passed over", () => {
  const runs = parseOnlineRuns(table);
  expect(runs).toHaveLength(figures.length);
  expect(runs[0]).toMatchObject({
    spec: { engine: "tensorrt-llm", engineVersion: "0.14.0", weights: "bf16", gpu: { id: "h100-sxm-80gb" } },
    shape: { input: { kind: "fixed", tokens: 467 }, output: { kind: "fixed", tokens: 256 } },
    ...{ requests: 500, requestsPerSecond: 8 },
    measured: { timeToFirstToken: 0.026, interTokenLatency: 0.009, outputTokensPerSecond: 1959 },
  });
});

test("a run without a rate is one with every request at time zero", () => {
  const [run] = parseOnlineRuns(table.replaceAll("QPS=8", "QPS=inf"));
  expect(run?.requestsPerSecond).toBeNull();
});

test("each GPU follows from the other, and the repository's constants from no fit at all, within 15 %", () => {
  const { constants, leftOut, committed } = fitOnlineRuns(parseOnlineRuns(table));
  for (const { timeToFirstToken, interTokenLatency, outputTokensPerSecond } of [leftOut.gpu, committed]) {
    expect(timeToFirstToken).toBeLessThan(0.15);
    expect(interTokenLatency).toBeLessThan(0.15);
    expect(outputTokensPerSecond).toBeLessThan(0.05);
  }
  for (const value of Object.values(constants)) expect(value).toBeGreaterThan(0);
});

const truth = { ...prior, requestSeconds: 0.012, streamTokenSeconds: 6e-5 };
const made = parseOnlineRuns(table).map((run) => ({ ...run, measured: predictRun(run, truth) }));

test("constants that made the runs are found again, also with one run that is off by far", () => {
  const odd = made.map((run, index) =>
    index === 1 ? { ...run, measured: { ...run.measured, timeToFirstToken: 1 } } : run,
  );
  const found = fitConstants(odd);
  const worst = (constants: typeof prior): number =>
    Math.max(...made.map((run) => Math.abs(runErrors(run, constants).interTokenLatency ?? 1)));
  expect(Math.abs(found.requestSeconds / truth.requestSeconds - 1)).toBeLessThan(0.1);
  expect(worst(found)).toBeLessThan(0.8 * worst(prior));
  expect(found.promptSeconds).toBe(prior.promptSeconds);
});

test("without runs they stay at the prior", () => {
  expect(fitConstants([]).requestSeconds / prior.requestSeconds).toBeCloseTo(1, 3);
});

test("what was not measured has no error, what was is predicted ÷ measured − 1", () => {
  const [run] = made;
  if (run === undefined) throw new Error("expected a run");
  const interTokenLatency = (run.measured.interTokenLatency ?? Number.NaN) / 2;
  const measured = { timeToFirstToken: null, interTokenLatency, outputTokensPerSecond: null };
  const errors = runErrors({ ...run, measured }, truth);
  expect(errors.timeToFirstToken).toBeNull();
  expect(errors.interTokenLatency).toBeCloseTo(1, 9);
});
