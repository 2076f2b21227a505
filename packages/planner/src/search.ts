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
import { turnedAwayText } from "./answer-text.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type ClusterRequest, clusterRequestOf, rowOf } from "./cluster-request.ts";
import { economicsOf } from "./economics.ts";
import { leversOf } from "./levers.ts";
import type { Confidence } from "./options.ts";
import type { SizeQuestion } from "./question.ts";
import { type FleetAnswer, objectives, type SearchAnswer } from "./search-answer.ts";

type Answer = ReturnType<typeof clusterRequirements>;
type Feasible = Extract<Answer, { kind: "feasible" }>;
type Infeasible = Extract<Answer, { kind: "infeasible" }>;
type Requirement = Feasible["best"];

/** What is answered by whether a configuration meets the objectives. */
type Outcome = Omit<
  SearchAnswer,
  "model" | "requestsPerSecond" | "looked" | "levers" | "economics" | "assumptions" | "fleet"
>;

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
  withRandom: options.router === "random" ? null : (withRandomRouter(best, request)?.replicas ?? null),
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

/** What the headline of an answer says. */
export type Headlined = Pick<
  SearchAnswer,
  "model" | "requestsPerSecond" | "router" | "withRandom" | "because" | "fleet"
>;

/** The best configuration by itself, in a quarter of the time that the options beside it take; null: none is feasible. */
export const bestAlone = (question: SizeQuestion, ownPrices: readonly OwnPrice[]) => {
  const request = clusterRequestOf(question, ownPrices);
  const { options, modelName: model } = question;
  const answer = clusterRequirements({ ...request, shortlist: 1 });
  if (answer.kind === "infeasible") return null;
  const { requestsPerSecond } = request;
  const headline: Headlined = {
    model,
    requestsPerSecond,
    router: options.router,
    withRandom: null,
    because: null,
    fleet: null,
  };
  return { row: rowOf(answer.best, options.confidence), answer: headline };
};

/** What it takes to serve one deployment, without what would save most. @throws the codes of `clusterRequirements` */
export const firstAnswer = (question: SizeQuestion, ownPrices: readonly OwnPrice[], fleet: FleetAnswer | null) => {
  const { confidence } = question.options;
  const request = clusterRequestOf(question, ownPrices);
  const answer = clusterRequirements(request);
  const outcome =
    answer.kind === "feasible" ? feasible(answer, request, question) : infeasible(answer, request, confidence);
  return {
    model: question.modelName,
    requestsPerSecond: request.requestsPerSecond,
    looked: answer.looked,
    ...outcome,
    economics: economicsOf(question, outcome.best),
    levers: [],
    assumptions: assumptionsOf(question, answer),
    fleet,
  } satisfies SearchAnswer;
};

/** The same with what would save most, for which it searches once for each change. */
export const searchAnswer = (question: SizeQuestion, ownPrices: readonly OwnPrice[], fleet: FleetAnswer | null) => {
  const first = firstAnswer(question, ownPrices, fleet);
  return { ...first, levers: [...leversOf(question, ownPrices, first.best)] };
};
