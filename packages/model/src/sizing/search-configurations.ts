import { gpusOf } from "../model/engine.ts";
import type { ErrorBand } from "../model/estimate.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type Confidence, slowdownAt, tightened } from "./service-rates.ts";
import type { Ceilings, SpeedSource, WorkerCeilings } from "./speed-source.ts";
import type { Configuration, SearchRequest } from "./types.ts";

/** A configuration with the requests/s that it carries at most with the confidence asked for, 0 where no load meets the objectives. */
export interface BoundedConfiguration {
  readonly configuration: Configuration;
  readonly ceiling: number;
  readonly slowdown: number;
  readonly errorBand: ErrorBand;
}

interface Question {
  readonly shape: DemandShape;
  readonly slo: Slo;
  readonly confidence: Confidence;
  readonly speed: SpeedSource;
}

/** A layout by what a lone request and the steps allow, under objectives as tight as the confidence makes them. */
const layoutOf = (
  spec: ReplicaSpec,
  { rate, firstToken, errorBand }: Ceilings,
  { shape, slo, confidence }: Question,
) => {
  const slowdown = slowdownAt(errorBand, confidence);
  const tight = tightened(slo, slowdown);
  // Of prompts unlike each other only most requests wait as long as the mean prompt takes.
  const isSure = slo.percentile >= 0.9 || shape.inputDistribution === undefined;
  const isInTime = !isSure || firstToken <= (tight.timeToFirstToken ?? Number.POSITIVE_INFINITY);
  return { spec, slowdown, errorBand, rate: rate(tight), isInTime };
};

const aggregated = (spec: ReplicaSpec, question: Question): BoundedConfiguration => {
  const { rate, isInTime, ...layout } = layoutOf(spec, question.speed.ceilings(spec, question.shape), question);
  const configuration = { spec, workers: null, gpus: gpusOf(spec.parallel) };
  return { ...layout, configuration, ceiling: isInTime ? rate / layout.slowdown : 0 };
};

type Counts = readonly [prefill: number, decode: number];

const ratios: readonly Counts[] = [
  [1, 1],
  [1, 2],
  [1, 3],
  [1, 4],
  [2, 1],
  [3, 1],
  [4, 1],
  [2, 3],
  [3, 2],
];

const mostWorkers = 8;

/** Numbers of workers to look at: as asked, else the usual ones. */
const countsOf = ({ prefill, decode }: NonNullable<SearchRequest["workers"]> = {}): readonly Counts[] => {
  if (prefill === undefined && decode === undefined) return ratios;
  const upTo = (asked: number | undefined): readonly number[] =>
    asked === undefined ? Array.from({ length: mostWorkers }, (_, index) => index + 1) : [asked];
  return upTo(prefill).flatMap((one) => upTo(decode).map((other): Counts => [one, other]));
};

/** A layout as a worker of either kind. */
type Worker = ReturnType<typeof layoutOf> & Pick<WorkerCeilings, "promptRate">;

const withWorkers = (prefill: Worker, decode: Worker, counts: readonly Counts[]): readonly BoundedConfiguration[] => {
  const { spec, slowdown, errorBand } = decode;
  const prefillParallel = prefill.spec.parallel;
  return counts.map(([prompts, answers]) => {
    const rate = prefill.isInTime ? Math.min(prompts * prefill.promptRate, answers * decode.rate) : 0;
    const gpus = prompts * gpusOf(prefillParallel) + answers * gpusOf(spec.parallel);
    const workers = { prefill: prompts, decode: answers, prefillParallel };
    return { configuration: { spec, workers, gpus }, ceiling: rate / slowdown, slowdown, errorBand };
  });
};

/** Every prefill layout beside every decode layout of the same GPU and format. */
const disaggregated = (specs: readonly ReplicaSpec[], counts: readonly Counts[], question: Question) => {
  const workers = specs.map((spec): Worker => {
    const ceilings = question.speed.workerCeilings(spec, question.shape);
    return { ...layoutOf(spec, ceilings, question), promptRate: ceilings.promptRate };
  });
  return workers.flatMap((decode) =>
    workers
      .filter(({ spec }) => spec.gpu === decode.spec.gpu && spec.weights === decode.spec.weights)
      .flatMap((prefill) => withWorkers(prefill, decode, counts)),
  );
};

/**
 * Replicas of these layouts in the modes and with the workers asked for, each with the most that it can carry by what a
 * lone request and the steps take.
 */
export const boundedConfigurations = (
  specs: readonly ReplicaSpec[],
  { modes = ["aggregated"], workers }: Pick<SearchRequest, "modes" | "workers">,
  question: Question,
): readonly BoundedConfiguration[] => [
  ...(modes.includes("aggregated") ? specs.map((spec) => aggregated(spec, question)) : []),
  ...(modes.includes("disaggregated") ? disaggregated(specs, countsOf(workers), question) : []),
];
