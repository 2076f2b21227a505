import { gpusOf } from "../model/engine.ts";
import type { ErrorBand } from "../model/estimate.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { batchLadder, batchPoint } from "./batch-point.ts";
import { candidateSpecs } from "./candidates.ts";
import { type MatchedWorkers, matchedMixes, phaseRates, type Worker, workerOf } from "./disaggregated.ts";
import { type Latencies, strain } from "./objectives.ts";
import { modelledSpeed, type SpeedSource } from "./speed-source.ts";
import type { ClosedLoopPoint, Configuration, OperatingChoice, PriceOfGpu, SearchRequest } from "./types.ts";

/** What a front is drawn over: more of each is better. */
interface Merits<T> {
  readonly first: (item: T) => number;
  readonly second: (item: T) => number;
}

/**
 * The items that no other one beats in both merits, best in the first merit first.
 * Of equals the first given stays. Sorting dominates: n log n.
 */
export const paretoFront = <T>(items: readonly T[], { first, second }: Merits<T>): readonly T[] => {
  const ordered = items.toSorted((a, b) => first(b) - first(a) || second(b) - second(a));
  const front: T[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const item of ordered) {
    if (second(item) <= best) continue;
    best = second(item);
    front.push(item);
  }
  return front;
};

export interface SearchSettings {
  readonly priceOfGpu: PriceOfGpu;
  readonly speed?: SpeedSource | undefined;
}

export interface RankedChoice extends OperatingChoice {
  /** Requests/s that the means allow, more than percentiles do. */
  readonly ceiling: number;
}

export interface SearchResult {
  /** Every batch of every configuration that was looked at. */
  readonly choices: readonly OperatingChoice[];
  /** The best batch of each configuration that meets every objective, the cheapest first. */
  readonly ranked: readonly RankedChoice[];
  /** Nothing gives more tokens/s per GPU and more tokens/s per user. */
  readonly speedFront: readonly OperatingChoice[];
  /** The choice whose worst objective is missed least; null when nothing fits. */
  readonly closest: OperatingChoice | null;
  readonly evaluated: number;
}

interface Setting {
  readonly workers: SearchRequest["workers"];
  readonly shape: DemandShape;
  readonly slo: Slo;
  readonly speed: SpeedSource;
  readonly priceOfGpu: PriceOfGpu;
}

const aggregated = (spec: ReplicaSpec): Configuration => ({
  spec,
  mode: "aggregated",
  prefillWorkers: 1,
  decodeWorkers: 1,
  gpus: gpusOf(spec.parallel),
});

const secondsPerHour = 3600;
const million = 1e6;

const choiceOf = (
  configuration: Configuration,
  measures: ClosedLoopPoint,
  { shape, priceOfGpu }: Setting,
): OperatingChoice => {
  const tokensPerSecondPerGpu = (measures.requestsPerSecond * shape.outputTokens) / configuration.gpus;
  const price = priceOfGpu(configuration.spec.gpu);
  return {
    configuration,
    ...measures,
    tokensPerSecondPerGpu,
    tokensPerSecondPerUser: 1 / measures.latencies.interTokenLatency,
    usdPerMillionTokens: price === null ? null : (price * million) / (tokensPerSecondPerGpu * secondsPerHour),
  };
};

/** Every second power of two: enough for a front, a quarter of the work of every batch. */
const coarse = (ladder: readonly number[]): readonly number[] =>
  ladder.filter((_, index) => index % 2 === 0 || index === ladder.length - 1);

/** Choices for batches from small to large; the first whose mean misses an objective is kept and ends the climb. */
const climb = (spec: ReplicaSpec, choiceAt: (batch: number) => OperatingChoice): readonly OperatingChoice[] => {
  const choices: OperatingChoice[] = [];
  for (const batch of coarse(batchLadder(spec.engineConfig.maxSequences))) {
    const choice = choiceAt(batch);
    choices.push(choice);
    if (choice.meanStrain > 1) break;
  }
  return choices;
};

const aggregatedClimb = (spec: ReplicaSpec, setting: Setting): readonly OperatingChoice[] => {
  const configuration = aggregated(spec);
  return climb(spec, (concurrency) => choiceOf(configuration, batchPoint(spec, setting, concurrency), setting));
};

interface Phases {
  readonly decode: Worker;
  /** Prefill workers of each layout. */
  readonly others: readonly Worker[];
  readonly errorBand: ErrorBand;
}

/** Workers of both kinds that are matched, by what they are compared. */
interface Mix {
  readonly prefill: ReplicaSpec;
  readonly workers: MatchedWorkers;
  readonly gpus: number;
  readonly latencies: Latencies;
  readonly strain: number;
  readonly tokensPerSecondPerGpu: number;
}

/** The mix within the objectives that gives most tokens per GPU, else the one that misses least. */
const betterMix = (a: Mix, b: Mix): Mix => {
  const [isGood, isOtherGood] = [a.strain <= 1, b.strain <= 1];
  if (isGood && isOtherGood) return b.tokensPerSecondPerGpu > a.tokensPerSecondPerGpu ? b : a;
  return b.strain < a.strain ? b : a;
};

const mixOf = (workers: MatchedWorkers, prefill: ReplicaSpec, { shape, slo, decode }: Phases & Setting): Mix => {
  const { timeToFirstToken, interTokenLatency } = workers;
  const endToEnd = timeToFirstToken + (shape.outputTokens - 1) * interTokenLatency;
  // Steps without prompts are all alike.
  const latencies = { timeToFirstToken, interTokenLatency, tokenGap: interTokenLatency, endToEnd };
  const gpus = gpusOf(prefill.parallel) * workers.prefillWorkers + gpusOf(decode.spec.parallel) * workers.decodeWorkers;
  const tokensPerSecondPerGpu = (workers.requestsPerSecond * shape.outputTokens) / gpus;
  return { prefill, workers, gpus, latencies, strain: strain(latencies, slo), tokensPerSecondPerGpu };
};

const disaggregatedChoice = (decodes: number, phases: Phases & Setting): OperatingChoice => {
  const { decode, others, shape, slo, errorBand } = phases;
  const rates = phaseRates(decode, shape, decodes);
  const { prefill, workers, gpus, latencies, ...best } = others
    .flatMap((other) => matchedMixes(rates(other), phases.workers).map((mix) => mixOf(mix, other.spec, phases)))
    .reduce(betterMix);
  const { prefillWorkers, decodeWorkers, requestsPerSecond, bindingLimit, timeToFirstToken } = workers;
  return choiceOf(
    {
      ...{ spec: decode.spec, mode: "disaggregated", prefill: prefill.parallel },
      ...{ prefillWorkers, decodeWorkers, gpus },
    },
    {
      ...{ concurrency: workers.decodes, requestsPerSecond, latencies, strain: best.strain },
      meanStrain: strain({ ...latencies, timeToFirstToken: 0, endToEnd: latencies.endToEnd - timeToFirstToken }, slo),
      bindingLimit,
      errorBand: { ...errorBand, basis: "assumed" },
    },
    phases,
  );
};

/**
 * Decode workers of one layout with prefill workers of any. A replica that misses the inter-token latency with one
 * request misses it disaggregated as well.
 */
const disaggregatedClimb = (
  decode: Worker,
  workers: readonly Worker[],
  setting: Setting,
): readonly OperatingChoice[] => {
  const { spec } = decode;
  const alone = batchPoint(spec, setting, 1);
  if (strain({ ...alone.latencies, timeToFirstToken: 0, endToEnd: 0 }, setting.slo) > 1) return [];
  const others = workers.filter(({ spec: { gpu, weights } }) => gpu === spec.gpu && weights === spec.weights);
  const phases = { ...setting, decode, others, errorBand: alone.errorBand };
  return climb(spec, (decodes) => disaggregatedChoice(decodes, phases));
};

/** Cost where it is known, else GPUs per token. Known prices come first. */
const cheaper = (a: OperatingChoice, b: OperatingChoice): number => {
  if (a.usdPerMillionTokens !== null && b.usdPerMillionTokens !== null)
    return a.usdPerMillionTokens - b.usdPerMillionTokens;
  if (a.usdPerMillionTokens !== b.usdPerMillionTokens) return a.usdPerMillionTokens === null ? 1 : -1;
  return b.tokensPerSecondPerGpu - a.tokensPerSecondPerGpu;
};

/** Tokens/s per GPU where the mean meets the objectives exactly: between the last batch that does and the first that does not. */
const ceilingOf = (choices: readonly OperatingChoice[]): number => {
  const [last, over] = [choices.findLast(({ meanStrain }) => meanStrain <= 1), choices.at(-1)];
  if (last === undefined || over === undefined || last === over) return over?.tokensPerSecondPerGpu ?? 0;
  const share = (1 - last.meanStrain) / (over.meanStrain - last.meanStrain);
  return last.tokensPerSecondPerGpu + share * Math.max(0, over.tokensPerSecondPerGpu - last.tokensPerSecondPerGpu);
};

const bestOf = (choices: readonly OperatingChoice[], { shape }: Setting): readonly RankedChoice[] => {
  const [best] = choices.filter((choice) => choice.strain <= 1).toSorted(cheaper);
  if (best === undefined) return [];
  return [{ ...best, ceiling: (ceilingOf(choices) * best.configuration.gpus) / shape.outputTokens }];
};

/** A request must fit the cache whole, or the layout is of no use. */
const holdsOneRequest = ({ shape, speed }: Setting, spec: ReplicaSpec): boolean => {
  const { fits, kvCacheTokens } = speed.memory(spec);
  return fits && kvCacheTokens >= shape.inputTokens + shape.outputTokens;
};

/**
 * GPU × layout × weight format × batch × mode for one model, closed loop, with what meets the objectives and the
 * fronts that trade speed against it. Batches climb until an objective is missed, as larger ones miss it more.
 * @throws LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU, LL_WORKLOAD_UNSUPPORTED for a model that produces no tokens
 */
export const searchConfigurations = (request: SearchRequest, settings: SearchSettings): SearchResult => {
  const speed = settings.speed ?? modelledSpeed;
  const { shape, slo, workers } = request;
  const setting: Setting = { shape, slo, workers, speed, priceOfGpu: settings.priceOfGpu };
  const { fitting } = candidateSpecs(request, (spec) => holdsOneRequest(setting, spec));
  const modes = request.modes ?? ["aggregated"];
  const split = modes.includes("disaggregated") ? fitting.map((spec) => workerOf(spec, shape, speed)) : [];
  const perConfiguration = fitting.flatMap((spec, index) => {
    const worker = split[index];
    return [
      ...(modes.includes("aggregated") ? [aggregatedClimb(spec, setting)] : []),
      ...(worker === undefined ? [] : [disaggregatedClimb(worker, split, setting)]),
    ];
  });
  const choices = perConfiguration.flat();
  const good = choices.filter((choice) => choice.strain <= 1);
  const [closest = null] = choices.toSorted((a, b) => a.strain - b.strain);
  return {
    choices,
    ranked: perConfiguration.flatMap((choices) => bestOf(choices, setting)).toSorted(cheaper),
    speedFront: paretoFront(good, {
      first: ({ tokensPerSecondPerGpu }) => tokensPerSecondPerGpu,
      second: ({ tokensPerSecondPerUser }) => tokensPerSecondPerUser,
    }),
    closest,
    evaluated: choices.length,
  };
};
