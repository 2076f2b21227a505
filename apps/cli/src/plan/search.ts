import {
  absurdFactor,
  clusterRequirements,
  costliestObjective,
  defaultRouter,
  type OwnPrice,
  type Seconds,
  type Slo,
  seconds,
  withRandomRouter,
} from "@loadline/model";
import type { Confidence } from "../options.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type ClusterRequest, clusterRequestOf } from "./cluster-request.ts";
import type { SizeQuestion } from "./question.ts";
import { turnedAwayText } from "./render-search.ts";
import { type FleetAnswer, objectives, type SearchAnswer, type SizedRow } from "./search-answer.ts";

type Answer = ReturnType<typeof clusterRequirements>;
type Feasible = Extract<Answer, { kind: "feasible" }>;
type Infeasible = Extract<Answer, { kind: "infeasible" }>;
type Requirement = Feasible["best"];

/** What is answered by whether a configuration meets the objectives. */
type Outcome = Omit<SearchAnswer, "model" | "requestsPerSecond" | "looked" | "narrower" | "assumptions" | "fleet">;

const rowOf = ({ candidate, reserve, each, ...taken }: Requirement, confidence: Confidence): SizedRow => {
  const { label, gpu, gpusPerReplica, weights, parallel, workers, batch, errorBand, promptShare, latencies } =
    candidate;
  return {
    label,
    gpusPerReplica,
    weights,
    parallel,
    workers,
    batch,
    errorBand,
    promptShare,
    latencies,
    confidence,
    requestsPerSecondPerReplica: each.median,
    gpu: gpu.id,
    reserve: [...reserve.needs],
    ...taken,
    stranded: [...taken.stranded],
  };
};

const closestOf = (reached: Infeasible["closest"]): SearchAnswer["closest"] =>
  reached === null ? null : { label: reached.label, strain: reached.strain };

// A lone request takes what the closest configuration reaches; more leaves slack for a batch.
const relaxations = [1.5, 2, 3, 4] as const;
const digits = 2;

/** The objective where it is met, else so many times what the closest configuration reaches. */
const relaxedTo = (allowed: Seconds | undefined, reached: number | null, times: number): Seconds | undefined => {
  if (allowed === undefined || reached === null || reached <= allowed) return allowed;
  return seconds(Number((times * reached).toPrecision(digits)));
};

/** The same question with the least relaxed objectives that a count is no absurd one for; null where none of them is. */
const reachableOf = (request: ClusterRequest, { closest }: Infeasible, confidence: Confidence) => {
  if (closest === null) return null;
  for (const times of relaxations) {
    const relaxedSlo = objectives.map((name) => [name, relaxedTo(request.slo[name], closest.latencies[name], times)]);
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
const atMedianOf = (request: ClusterRequest, { because }: Infeasible): SearchAnswer["atMedian"] => {
  if (because !== "slo-unreachable") return null;
  const found = clusterRequirements({ ...request, confidence: 0.5, shortlist: 1 });
  return found.kind === "infeasible" ? null : rowOf(found.best, 0.5);
};

const leastSaving = 0.05;

const costliestOf = (request: ClusterRequest, best: Requirement): SearchAnswer["costliest"] => {
  const most = costliestObjective(best, request);
  return most === null || most.gpus > best.gpus * (1 - leastSaving) ? null : most;
};

/** Whether the second costs less; by GPUs where a price is not known. */
const costsLess = (wide: Requirement, narrow: Requirement): boolean =>
  wide.cost.usdPerHour === null || narrow.cost.usdPerHour === null
    ? narrow.gpus < wide.gpus
    : narrow.cost.usdPerHour < wide.cost.usdPerHour;

/** A layout, whatever its speed. */
const keyOf = ({ gpu, weights, parallel }: Pick<Requirement["candidate"], "gpu" | "weights" | "parallel">): string =>
  JSON.stringify([gpu.id, weights, parallel]);

type Narrowing = Pick<ClusterRequest, "isNarrowed" | "shortlist">;

/**
 * The question with the cache of each layout at a rate no lower than its replicas carry with the confidence asked for, so
 * that they carry it at any load. A first search takes them with requests always waiting, which is too low a share and a
 * rate, a second one at that lower rate, which is too high a share and a rate.
 */
export const settledQuestion = (question: SizeQuestion, ownPrices: readonly OwnPrice[], narrowing: Narrowing = {}) => {
  const { atRates } = question.observations;
  const rates = new Map<string, number>();
  let settled = question;
  for (let search = 0; atRates !== undefined && search < 2; search++) {
    const answer = clusterRequirements({ ...clusterRequestOf(settled, ownPrices), ...narrowing });
    if (answer.kind === "infeasible") break;
    for (const { candidate, each } of [answer.best, ...answer.alternatives]) {
      const [key, rate] = [keyOf(candidate), each.covered];
      if (candidate.workers === null) rates.set(key, Math.max(rate, rates.get(key) ?? 0));
    }
    settled = { ...question, observations: atRates((spec) => rates.get(keyOf(spec))) };
  }
  return settled;
};

/** The best with weights narrower than the checkpoint's; null where that saves nothing, or a format was asked for. */
const narrowerOf = (question: SizeQuestion, ownPrices: readonly OwnPrice[], answer: Answer) => {
  if (question.options.weights !== undefined) return null;
  const narrowing: Narrowing = { isNarrowed: true, shortlist: 1 };
  const settled = settledQuestion(question, ownPrices, narrowing);
  const found = clusterRequirements({ ...clusterRequestOf(settled, ownPrices), ...narrowing });
  if (found.kind === "infeasible") return null;
  const saves = answer.kind === "infeasible" || costsLess(answer.best, found.best);
  return saves ? rowOf(found.best, question.options.confidence) : null;
};

/** Of the same configuration behind a Kubernetes Service by itself; null where no count of it meets the objectives. */
const countOf = (requirement: Requirement | null): number | null => requirement?.replicas ?? null;

const feasible = (
  { best, alternatives, missing, front }: Feasible,
  request: ClusterRequest,
  { options, tooLong }: SizeQuestion,
): Outcome => ({
  verdict: best.way.limit === null ? "feasible" : "gateway-limited",
  because: turnedAwayText(best.way) ?? tooLong,
  closest: null,
  best: rowOf(best, options.confidence),
  router: options.router,
  withRandom: options.router === "random" ? null : countOf(withRandomRouter(best, request)),
  costliest: costliestOf(request, best),
  reachable: null,
  atMedian: null,
  alternatives: alternatives.map((row) => rowOf(row, options.confidence)),
  missing: missing.map(({ gpu, because, leastCost, closest }) => ({
    gpu,
    because,
    usdPerHourAtLeast: leastCost,
    closest: closestOf(closest),
  })),
  front: [...front],
});

const infeasible = (answer: Infeasible, request: ClusterRequest, confidence: Confidence): Outcome => ({
  verdict: "infeasible",
  because: answer.detail,
  closest: closestOf(answer.closest),
  best: null,
  router: request.router ?? defaultRouter,
  withRandom: null,
  costliest: null,
  reachable: reachableOf(request, answer, confidence),
  atMedian: atMedianOf(request, answer),
  alternatives: [],
  missing: [],
  front: [],
});

/** What it takes to serve one deployment. @throws the codes of `clusterRequirements` */
export const searchAnswer = (question: SizeQuestion, ownPrices: readonly OwnPrice[], fleet: FleetAnswer | null) => {
  const { confidence } = question.options;
  const request = clusterRequestOf(question, ownPrices);
  const answer = clusterRequirements(request);
  return {
    model: question.modelName,
    requestsPerSecond: request.requestsPerSecond,
    looked: answer.looked,
    ...(answer.kind === "feasible" ? feasible(answer, request, question) : infeasible(answer, request, confidence)),
    narrower: narrowerOf(question, ownPrices, answer),
    assumptions: assumptionsOf(question, answer),
    fleet,
  };
};
