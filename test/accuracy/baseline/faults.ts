import { clusterRequirements, gpuById, modelById, seconds, tokens } from "@loadline/model";
import { kvBytesPerSequence, passSpeed, sampleWork } from "@loadline/model/internal";
import { analyzeBaselineScaling, simulateBaselineAutoscaling } from "./autoscaling.ts";
import { baselineOptimizeBatch } from "./cluster.ts";
import published from "./figures.json" with { type: "json" };
import { baselineSeed } from "./seed.ts";
import { baselineMemory, baselineThroughput } from "./throughput.ts";

/** Three digits, thousands apart. */
export const number = (value: number): string => Number(value.toPrecision(3)).toLocaleString("en-US");
/** How far a value is from what is so: "24 × too high". */
export const factor = (value: number, truth: number): string =>
  value >= truth ? `${number(value / truth)} × too high` : `${number(truth / value)} × too low`;

const gib = 2 ** 30;

/** One fault of the formulas on an example: what the baseline says, what is so, how far apart they are. */
interface Fault {
  readonly fault: string;
  readonly example: string;
  readonly baseline: string;
  readonly instead: string;
  readonly off: string;
}

const offBy = (fault: string, example: string, unit: string, [baseline, truth]: readonly [number, number]): Fault => ({
  fault,
  example,
  baseline: `${number(baseline)} ${unit}`,
  instead: `${number(truth)} ${unit}`,
  off: factor(baseline, truth),
});

const cachedSequences = 32;

/** A full batch of the model's own context, in 16 bits. */
const cacheFault = (): Fault => {
  const model = modelById("llama-2-70b");
  if (model.kind !== "decoder") throw new Error("a decoder");
  const context = model.contextLength.value;
  const layout = { precision: "fp16", tensor: 1, pipeline: 1 } as const;
  const cache = (cachedSequences * kvBytesPerSequence(model.transformer, layout, context)) / gib;
  const example = `Llama-2-70B, ${cachedSequences} requests of ${context.toLocaleString("en-US")} tokens`;
  const { kvCacheMemoryGb } = baselineMemory("llama2_70b");
  return offBy("cache is a fifth of the weights, whatever is cached", example, "GiB", [kvCacheMemoryGb, cache]);
};

const largestBatch = 128;

const latencyOf = (batch: number): number => {
  const result = baselineThroughput("a100_80gb", "bert_large", batch);
  return result.kind === "fits" ? result.latencyMs : Number.NaN;
};

/** BERT on A100: what the same GPU does to a request's latency as its batch grows. */
const latencyFault = (): Fault => {
  const speed = passSpeed({
    model: modelById("bert-large"),
    gpu: gpuById("a100-sxm-80gb"),
    precision: "fp16",
    shape: { inputTokens: 128 },
  });
  const grows = speed.batchSeconds(largestBatch) / speed.batchSeconds(1);
  const falls = latencyOf(1) / latencyOf(largestBatch);
  return {
    fault: "latency falls as the batch grows: the largest batch always wins and no objective binds",
    example: `BERT-large on A100, from a batch of 1 to ${largestBatch}`,
    baseline: `latency divided by ${number(falls)}`,
    instead: `latency multiplied by ${number(grows)}`,
    off: `${number(falls * grows)} ×`,
  };
};

const rateRow = (model: string) => {
  const row = published.rows.find(({ baselineModel }) => baselineModel === model);
  if (row === undefined) throw new Error(model);
  const { optimalThroughputRps } = baselineOptimizeBatch(row.baselineGpu, row.baselineModel);
  return { row, figures: [optimalThroughputRps, row.published] as const };
};

const pictureSteps = 20;

const pictureFault = (): Fault => {
  const [phase] = sampleWork(modelById("stable-diffusion-xl"), { inputTokens: 1, steps: pictureSteps });
  const flops = phase?.flops ?? Number.NaN;
  const seed = baselineSeed.models["stable_diffusion_xl"];
  if (seed === undefined || !("computePerImageTflops" in seed)) throw new Error("the baseline's picture model");
  const example = `Stable Diffusion XL, ${pictureSteps} of its 50 steps`;
  return offBy("work of a picture is one number, whatever the steps", example, "TFLOP", [
    seed.computePerImageTflops,
    flops / 1e12,
  ]);
};

const minutesPerHour = 60;

const dayFault = (): Fault => {
  const timeline = simulateBaselineAutoscaling();
  const spent = timeline.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0) / minutesPerHour;
  const { totalDailyCost } = analyzeBaselineScaling(timeline);
  return offBy("the cost of a day is multiplied by 24 once more", "the baseline's day", "$", [totalDailyCost, spent]);
};

const flatReserve = 0.2;
const load = 1000;

const reserveFault = (): Fault => {
  const answer = clusterRequirements({
    model: "llama-2-70b",
    shape: { inputTokens: tokens(200), outputTokens: tokens(200) },
    slo: { percentile: 0.95, timeToFirstToken: seconds(0.8) },
    gpus: ["a100-sxm-80gb"],
    requestsPerSecond: load,
    reserve: { zones: 3, rolloutSurge: 0.1 },
  });
  if (answer.kind === "infeasible") throw new Error(answer.detail);
  const { loadReplicas, reserve } = answer.best;
  const share = (replicas: number): string => `${number((100 * replicas) / loadReplicas)} %`;
  return {
    fault: "a flat 20 % of reserve: no cause is named, so none is covered for sure",
    example: `Llama-2-70B at ${number(load)} requests/s over three zones`,
    baseline: `${number(100 * flatReserve)} %`,
    instead: reserve.needs.map(({ cause, replicas }) => `${cause} ${share(replicas)}`).join(", "),
    off: "by cause",
  };
};

const divisionFault: Fault = {
  fault: "no multi-GPU model: what does not fit one GPU divides by zero",
  example: "175 billion parameters, Llama-2-70B",
  baseline: "no answer",
  instead: "answered above",
  off: "two of four examples",
};

/** The faults of the baseline's formulas, each with its size on an example, for a table. */
export const baselineFaults = (): readonly (readonly string[])[] => {
  const bert = rateRow("bert_large");
  const picture = rateRow("stable_diffusion_xl");
  const all = [
    divisionFault,
    offBy("batching multiplies compute-bound rates for free", picture.row.what, picture.row.unit, picture.figures),
    offBy("a decode step for every token, also for an encoder", bert.row.what, bert.row.unit, bert.figures),
    cacheFault(),
    latencyFault(),
    pictureFault(),
    dayFault(),
    reserveFault(),
  ];
  return all.map(({ fault, example, baseline, instead, off }) => [fault, example, baseline, instead, off]);
};
