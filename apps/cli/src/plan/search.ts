import {
  absurdFactor,
  clusterRequirements,
  costliestObjective,
  type Gpu,
  gpuNamed,
  type OwnPrice,
  precisionByName,
  type ReservePolicy,
  replicaSpec,
  type Seconds,
  type Slo,
  seconds,
  servingModes,
  tokens,
  wayOfRequests,
} from "@loadline/core";
import { token } from "@loadline/wire";
import { askedArrivals } from "../estimate/flags.ts";
import { arrivalsOf } from "../estimate/request.ts";
import { cacheNotes, nameNotes } from "../estimate/spec-notes.ts";
import type { Confidence } from "../options.ts";
import {
  type DeploymentSize,
  type FleetAnswer,
  objectives,
  type PlanSize,
  type SearchAnswer,
  type SizedRow,
} from "./answer.ts";
import { mostReplicas } from "./files.ts";
import type { SizeQuestion } from "./question.ts";
import { turnedAwayText } from "./render-search.ts";

type ClusterRequest = Parameters<typeof clusterRequirements>[0];
type ClusterAnswer = ReturnType<typeof clusterRequirements>;
type ClusterRequirement = Extract<ClusterAnswer, { kind: "feasible" }>["best"];

const rowOf = ({ candidate, reserve, ...taken }: ClusterRequirement, confidence: Confidence): SizedRow => {
  const { label, gpu, gpusPerReplica, weights, parallel, workers, batch, rates, errorBand, promptShare, latencies } =
    candidate;
  return {
    ...{ label, gpusPerReplica, weights, parallel, workers, batch, errorBand, promptShare, latencies, confidence },
    requestsPerSecondPerReplica: rates.median,
    gpu: gpu.id,
    reserve: [...reserve.needs],
    spare: [...reserve.needs],
    ...taken,
    stranded: [...taken.stranded],
  };
};

/** Numbers of workers are asked of disaggregated replicas alone. */
const modesOf = ({ disaggregated, prefill, decode }: SizeQuestion["options"]): ClusterRequest["modes"] => {
  if (prefill !== undefined || decode !== undefined) return ["disaggregated"];
  return disaggregated ? servingModes : ["aggregated"];
};

const spreadOf = ({ spread = null }: SizeQuestion["options"]) =>
  spread === null ? {} : { variedLengths: true, inputDistribution: spread.input, outputDistribution: spread.output };

/** How requests come and how long they are, and what a plan file does not carry of that. */
const loadTexts = ({ options, producesTokens }: SizeQuestion): readonly string[] => {
  const arrivals = arrivalsOf(askedArrivals(options));
  const isPlain = arrivals === undefined && (options.spread ?? null) === null;
  // Models that answer in one piece are sized by their mean lengths.
  const isSpread = producesTokens && options.spread;
  return [
    `${arrivals === undefined ? "random" : arrivals.kind} arrivals; ${isSpread ? "lengths spread as --lengths states" : "every request has the mean lengths"}`,
    ...(isPlain ? [] : ["a plan file keeps the mean lengths and random arrivals: its sizes may be smaller"]),
  ];
};

/** The question as core's request. */
export const clusterRequestOf = (question: SizeQuestion, ownPrices: readonly OwnPrice[]): ClusterRequest => {
  const { options, inputTokens, outputTokens } = question;
  const { maxModelLen, maxSequences, prefixHitRatio } = options;
  const optional = (value: number | undefined) => (value === undefined ? undefined : seconds(value));
  return {
    model: question.model,
    shape: {
      ...{ inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) },
      ...spreadOf(options),
      arrivals: arrivalsOf(askedArrivals(options)),
      picture: { steps: options.steps, side: options.side },
    },
    slo: {
      percentile: options.percentile,
      timeToFirstToken: optional(options.ttft),
      interTokenLatency: optional(options.tpot),
      tokenGap: optional(options.itl),
      endToEnd: optional(options.endToEnd),
    },
    engine: options.engine,
    gpus: question.gpus,
    precisions: options.weights === undefined ? undefined : [precisionByName(options.weights)],
    kvCache: options.kvCache,
    engineConfig: { maxModelLen, maxSequences, prefixHitRatio },
    tensors: options.tensor === undefined ? undefined : [options.tensor],
    parallel: { pipeline: options.pipeline, expert: options.expert, attentionData: options.attentionData },
    modes: modesOf(options),
    workers: { prefill: options.prefill, decode: options.decode },
    corrected: (spec) => question.observations.corrected(spec).spec,
    confidence: options.confidence,
    requestsPerSecond: question.requestsPerSecond,
    front: question.front,
    reserve: question.reserve,
    lostNodes: question.lostNodes,
    prices: { own: ownPrices },
    purchaseClass: options.purchase,
  };
};

const priceText = (price: ClusterRequirement["price"], purchaseClass: string): string => {
  if (price === null) return `no ${purchaseClass} price is known; ranked by GPUs`;
  const origin = price.origin === "own" ? "your own" : `catalogue of ${price.on}`;
  return `${price.purchaseClass} price ${price.usdPerGpuHour} $/GPU-hour, ${origin}`;
};

const priceTexts = ({ price, spotPrice }: ClusterRequirement, { options, reserve }: SizeQuestion): string[] => [
  ...(reserve.spot?.share === 1 ? [] : [priceText(price, options.purchase)]),
  ...(reserve.spot === undefined ? [] : [priceText(spotPrice, "spot")]),
  ...(price !== null && spotPrice !== null && spotPrice.usdPerGpuHour >= price.usdPerGpuHour
    ? [
        `spot at ${spotPrice.usdPerGpuHour} $ costs no less than ${price.purchaseClass} at ${price.usdPerGpuHour} $: its share saves nothing`,
      ]
    : []),
  ...(options.purchase === "spot" && reserve.spot === undefined
    ? ["nothing is held back for the loss of spot nodes; see --reserve spot=SHARE/MARKETS"]
    : []),
];

/** What the best configuration assumes of its engine, and a length that the model was not made for. */
const specNotes = (question: SizeQuestion, answer: ClusterAnswer) => {
  if (answer.kind !== "feasible") return [];
  const { options, model, modelName, observations } = question;
  const { gpu, weights, parallel } = answer.best.candidate;
  const { engine, kvCache, maxModelLen } = options;
  const spec = replicaSpec({ model, gpu, engine, weights, kvCache, parallel, engineConfig: { maxModelLen } });
  return [
    ...observations.corrected(spec).notes,
    ...nameNotes(modelName, spec.model),
    ...(question.tooLong === null ? [] : [question.tooLong]),
    ...cacheNotes(spec),
    ...(question.producesTokens ? [sequencesNote(spec, options.maxSequences)] : []),
  ];
};

/** Most sequences of one engine, and whose value that is. */
const sequencesNote = ({ engine, engineConfig, gpu }: ReturnType<typeof replicaSpec>, given?: number): string =>
  `at most ${given ?? engineConfig.maxSequences} sequences at once on one engine${given === undefined ? `, the default of ${engine} on ${gpu.id}; --emit writes it` : ""}`;

const assumptionsOf = (question: SizeQuestion, answer: ClusterAnswer): string[] => {
  const { options } = question;
  return [
    ...specNotes(question, answer),
    ...(options.weights === undefined ? ["weights in the checkpoint's own format"] : []),
    ...loadTexts(question),
    `batch and latencies are those at the most that each carries: p${Math.round(options.percentile * 100)} over requests, ITL over all gaps`,
    ...(options.reserve === undefined ? ["reserve for GPU failures alone: one in ten GPU-years, a day of repair"] : []),
    ...(answer.kind === "feasible" ? priceTexts(answer.best, question) : []),
    "a month has 730 hours; power is that of the nodes, without cooling",
  ];
};

// A lone request takes what the closest configuration reaches; more leaves slack for a batch.
const relaxations = [1.5, 2, 3, 4] as const;
const digits = 2;

/** The objective where it is met, else so many times what the closest configuration reaches. */
const relaxedTo = (allowed: Seconds | undefined, reached: number | null, times: number): Seconds | undefined => {
  if (allowed === undefined || reached === null || reached <= allowed) return allowed;
  return seconds(Number((times * reached).toPrecision(digits)));
};

/** The same question with the least relaxed objectives that a count is no absurd one for; null where none of them is. */
const reachableOf = (
  request: ClusterRequest,
  answer: ClusterAnswer,
  confidence: Confidence,
): SearchAnswer["reachable"] => {
  if (answer.kind !== "infeasible" || answer.closest === null) return null;
  const { latencies } = answer.closest;
  for (const times of relaxations) {
    const relaxedSlo = objectives.map((name) => [name, relaxedTo(request.slo[name], latencies[name], times)]);
    const slo: Slo = { ...request.slo, ...Object.fromEntries(relaxedSlo) };
    const relaxed = clusterRequirements({ ...request, slo });
    if (relaxed.kind === "infeasible" || relaxed.best.replicas > absurdFactor * relaxed.best.replicasAtMedian) continue;
    return {
      timeToFirstToken: slo.timeToFirstToken ?? null,
      interTokenLatency: slo.interTokenLatency ?? null,
      tokenGap: slo.tokenGap ?? null,
      endToEnd: slo.endToEnd ?? null,
      best: rowOf(relaxed.best, confidence),
    };
  }
  return null;
};

/** The best were every replica as fast as modelled, where it meets the objectives and none does with the confidence asked for. */
const atMedianOf = (request: ClusterRequest, answer: ClusterAnswer): SearchAnswer["atMedian"] => {
  if (answer.kind !== "infeasible" || answer.because !== "slo-unreachable") return null;
  const found = clusterRequirements({ ...request, confidence: 0.5, shortlist: 1 });
  return found.kind === "infeasible" ? null : rowOf(found.best, 0.5);
};

const leastSaving = 0.05;

const costliestOf = (request: ClusterRequest, answer: ClusterAnswer): SearchAnswer["costliest"] => {
  if (answer.kind === "infeasible") return null;
  const most = costliestObjective(answer.best, request);
  return most === null || most.gpus > answer.best.gpus * (1 - leastSaving) ? null : most;
};

/** The best with weights narrower than the checkpoint's; null where that saves nothing, or a format was asked for. */
const narrowerOf = (
  request: ClusterRequest,
  answer: ClusterAnswer,
  confidence: Confidence,
): SearchAnswer["narrower"] => {
  if (request.precisions !== undefined) return null;
  const found = clusterRequirements({ ...request, isNarrowed: true, shortlist: 1 });
  if (found.kind === "infeasible") return null;
  const row = rowOf(found.best, confidence);
  if (answer.kind === "infeasible") return row;
  const [wide, narrow] = [answer.best, found.best];
  const saves =
    wide.cost.usdPerHour === null || narrow.cost.usdPerHour === null
      ? narrow.gpus < wide.gpus
      : narrow.cost.usdPerHour < wide.cost.usdPerHour;
  return saves ? row : null;
};

/** What it takes to serve one deployment. @throws the codes of `clusterRequirements` */
export const searchAnswer = (
  question: SizeQuestion,
  ownPrices: readonly OwnPrice[],
  fleet: FleetAnswer | null,
): SearchAnswer => {
  const { options } = question;
  const request = clusterRequestOf(question, ownPrices);
  const answer = clusterRequirements(request);
  const isFeasible = answer.kind === "feasible";
  const closest = isFeasible ? null : answer.closest;
  return {
    model: question.modelName,
    requestsPerSecond: request.requestsPerSecond,
    verdict: isFeasible && answer.best.way.limit !== null ? "gateway-limited" : answer.kind,
    because: isFeasible ? (turnedAwayText(answer.best.way) ?? question.tooLong) : answer.detail,
    closest: closest === null ? null : { label: closest.label, strain: closest.strain },
    looked: answer.looked,
    best: isFeasible ? rowOf(answer.best, options.confidence) : null,
    narrower: narrowerOf(request, answer, options.confidence),
    costliest: costliestOf(request, answer),
    reachable: reachableOf(request, answer, options.confidence),
    atMedian: atMedianOf(request, answer),
    alternatives: isFeasible ? answer.alternatives.map((row) => rowOf(row, options.confidence)) : [],
    missing: isFeasible
      ? answer.missing.map(({ gpu, because, leastCost, closest: reached }) => ({
          ...{ gpu, because, usdPerHourAtLeast: leastCost },
          closest: reached === null ? null : { label: reached.label, strain: reached.strain },
        }))
      : [],
    front: isFeasible ? [...answer.front] : [],
    assumptions: assumptionsOf(question, answer),
    fleet,
  };
};

const spreadFields = ({ zones = 1, spot }: ReservePolicy) => ({
  zones: Math.ceil(zones),
  spotShare: spot?.share ?? 0,
  spotMarkets: spot?.markets ?? 1,
});

const sizedDeployment = (best: SizedRow, pool: string): Partial<DeploymentSize> => {
  const { gpu, gpusPerReplica, replicas, loadReplicas, replicasAtWorst, gpus } = best;
  const { requestsPerSecondPerReplica, bindingLimit, errorBand } = best;
  const { confidence, replicasAtMedian } = best;
  const planned = { replicas, gpus, usdPerHour: best.cost.usdPerHour };
  return {
    ...{ gpu, pool, gpusPerReplica, planned },
    reserveReplicas: replicas - loadReplicas,
    maxReplicas: mostReplicas(best),
    required: {
      ...{ requestsPerSecondPerReplica, bindingLimit, errorBand, ...planned },
      ...{ confidence, replicasAtMedian, replicasAtWorst },
    },
  };
};

const totalOfBest = (best: SizedRow | null, devices: readonly Gpu[]): PlanSize["total"] => {
  if (best === null) {
    const nothing = { gpus: 0, usdPerHour: 0, watts: 0 };
    return { replicas: nothing, nodes: { count: 0, ...nothing } };
  }
  const gpu = gpuNamed(best.gpu, devices);
  const nodeGpus = best.nodes * gpu.link.gpusPerNode.value;
  const watts = (gpus: number): number => gpus * gpu.power.value;
  return {
    replicas: { gpus: best.gpus, usdPerHour: best.cost.usdPerHour, watts: watts(best.gpus) },
    nodes: { count: best.nodes, gpus: nodeGpus, usdPerHour: best.nodesUsdPerHour, watts: watts(nodeGpus) },
  };
};

/** The best configuration in the form of a plan's answer: one deployment in one pool. */
export const planOfSearch = (search: SearchAnswer, question: SizeQuestion): PlanSize => {
  const { options, devices, reserve, front } = question;
  const { best, model, requestsPerSecond, because, assumptions } = search;
  const name = token(model);
  const pool = best === null ? null : token(best.gpu);
  const size: DeploymentSize = {
    ...{ name, model, gpu: null, pool: null, reserveReplicas: null, maxReplicas: null, gpusPerReplica: null },
    verdict: best === null ? "infeasible" : search.verdict === "feasible" ? "enough" : search.verdict,
    expectedRequestsPerSecond: requestsPerSecond,
    ...{ way: best?.way ?? wayOfRequests(requestsPerSecond, question, front), peak: null, leadTimeSeconds: null },
    ...{ planned: null, required: null, because, assumptions },
    ...(best === null || pool === null ? {} : sizedDeployment(best, pool)),
  };
  const pools =
    best === null || pool === null
      ? []
      : [
          {
            ...{ name: pool, gpu: best.gpu, purchase: options.purchase },
            gpusPerNode: gpuNamed(best.gpu, devices).link.gpusPerNode.value,
            ...spreadFields(reserve),
            ...{ nodes: best.nodes, nodesPlanned: best.nodes, nodesRequired: best.nodes, enough: true },
            ...{ stranded: best.stranded, surgeFits: null },
            usdPerHour: best.nodesUsdPerHour,
          },
        ];
  return {
    ...{ cluster: options.cluster, deployments: [size], pools, budgets: [], fitting: [] },
    total: totalOfBest(best, devices),
    enough: search.verdict === "feasible",
  };
};
