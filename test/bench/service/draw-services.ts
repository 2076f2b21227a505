import {
  type ArrivalProcess,
  type DemandShape,
  type LengthDistribution,
  listGpus,
  listModels,
  openLoopReplica,
  type Random,
  type ReplicaSpec,
  type ReplicaSpecInput,
  type RouterName,
  replicaSpec,
  type ServingShape,
  type Slo,
  seconds,
  tokens,
} from "@loadline/model";
import { openLoopEstimate, specSpeed } from "@loadline/model/internal";

export const serviceKinds = ["decoder", "pools", "encoder", "speech", "pictures"] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** A service as somebody could run it. */
export interface DrawnService {
  readonly kind: ServiceKind;
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  readonly slo: Slo;
  readonly router: RouterName;
  readonly arrivals: ArrivalProcess;
  /** About as many replicas as its rate is meant to take. */
  readonly size: number;
}

const one = <T>(values: readonly T[], random: Random): T => values[Math.floor(values.length * random())] as T;
const logUniform = (low: number, high: number, random: Random): number => low * (high / low) ** random();

const modelKinds = {
  decoder: "decoder",
  pools: "decoder",
  encoder: "encoder",
  speech: "encoder-decoder",
  pictures: "diffusion",
} as const satisfies Record<ServiceKind, string>;

/** Without `prefix-affinity`, whose hits are a formula that no simulation of engines shows. */
const drawnRouters = ["random", "round-robin", "least-requests", "power-of-two", "least-tokens"] as const;

const drawArrivals = (random: Random): ArrivalProcess =>
  one<ArrivalProcess>(
    [
      { kind: "poisson" },
      { kind: "poisson" },
      { kind: "gamma", cv: logUniform(0.3, 3, random) },
      { kind: "weibull", shape: logUniform(0.6, 2, random) },
    ],
    random,
  );

/** The longest of varied prompts and answers, in means. */
const mostTimes = 4;

const drawLengths = (mean: number, random: Random): LengthDistribution =>
  one<LengthDistribution>(
    [
      { kind: "fixed", tokens: mean },
      { kind: "uniform", low: Math.ceil(mean / 2), high: Math.floor(1.5 * mean) },
      { kind: "log-normal", mean, stdev: logUniform(0.2, 1, random) * mean, max: mostTimes * mean },
    ],
    random,
  );

const drawShape = (kind: ServiceKind, random: Random): DemandShape => {
  const [input, output] = [Math.round(logUniform(100, 32_000, random)), Math.round(logUniform(20, 1000, random))];
  if (kind === "pictures") {
    return {
      inputTokens: tokens(1),
      outputTokens: tokens(1),
      picture: { steps: Math.round(logUniform(4, 50, random)) },
    };
  }
  if (kind === "encoder") return { inputTokens: tokens(Math.min(512, input)), outputTokens: tokens(1) };
  if (kind === "speech") return { inputTokens: tokens(1), outputTokens: tokens(Math.min(200, output)) };
  return {
    inputTokens: tokens(input),
    outputTokens: tokens(output),
    inputDistribution: drawLengths(input, random),
    outputDistribution: drawLengths(output, random),
  };
};

const drawPercentile = (random: Random): Slo["percentile"] => one([0.9, 0.95, 0.95, 0.95, 0.99], random);

/** So slow that no request meets another, as a share of a request's time. */
const idleShare = 1e-4;

/** Objectives between what an idle replica reaches and several times that. */
const drawObjectives = (spec: ReplicaSpec, shape: DemandShape, kind: ServiceKind, random: Random): Slo => {
  const percentile = drawPercentile(random);
  if (kind !== "decoder" && kind !== "pools") {
    const alone = specSpeed(spec, shape).batchSeconds(1);
    return { percentile, endToEnd: seconds(alone * logUniform(1.5, 10, random)) };
  }
  const serving = servingShape(shape);
  const idle = openLoopEstimate(openLoopReplica(spec, serving), serving, {
    kind: "rate",
    requestsPerSecond: idleShare,
  });
  return {
    percentile,
    timeToFirstToken: seconds(idle.timeToFirstToken.p99 * logUniform(1.3, 10, random)),
    interTokenLatency: seconds(idle.timePerOutputToken.p99 * logUniform(1.2, 4, random)),
  };
};

export const servingShape = ({
  inputTokens,
  outputTokens,
  inputDistribution,
  outputDistribution,
}: DemandShape): ServingShape => ({
  input: inputDistribution ?? { kind: "fixed", tokens: inputTokens },
  output: outputDistribution ?? { kind: "fixed", tokens: outputTokens },
});

const drawSpec = (kind: ServiceKind, random: Random): ReplicaSpecInput => {
  const model = one(
    listModels().filter((candidate) => candidate.kind === modelKinds[kind]),
    random,
  ).id;
  const gpu = one(listGpus(), random).id;
  if (kind !== "decoder" && kind !== "pools") return { model, gpu };
  const spec = { model, gpu, parallel: { tensor: one([1, 1, 2, 4, 8], random) } };
  const workers = {
    prefill: { workers: one([1, 2], random), parallel: undefined },
    decodeWorkers: one([1, 2], random),
  };
  return kind === "pools" ? { ...spec, disaggregation: workers } : spec;
};

/** A random service, or null where the draw cannot run: a model that does not fit, a request beyond the cache. */
export const drawService = (kind: ServiceKind, random: Random): DrawnService | null => {
  const [input, shape] = [drawSpec(kind, random), drawShape(kind, random)];
  try {
    const spec = replicaSpec(input);
    const isInPieces = kind === "decoder" || kind === "pools";
    const longest = mostTimes * (shape.inputTokens + shape.outputTokens);
    if (isInPieces && longest > openLoopReplica(spec, servingShape(shape)).limits.kvCacheTokens) return null;
    const slo = drawObjectives(spec, shape, kind, random);
    const arrivals = drawArrivals(random);
    const size = Math.round(logUniform(1, 24, random));
    return { kind, spec, shape: { ...shape, arrivals }, slo, router: one(drawnRouters, random), arrivals, size };
  } catch {
    return null;
  }
};
