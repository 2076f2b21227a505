import {
  clusterRequirements,
  estimate,
  gpuNamed,
  nearestMeasurement,
  type OwnPrice,
  replicaMemory,
  requestsPerSecond,
  type Slo,
  tokens,
} from "@loadline/model";
import { optionOf } from "./answer-text.ts";
import { answeredReplica, type ClusterRequest, clusterRequestOf, type Requirement } from "./cluster-request.ts";
import type { Confidence } from "./options.ts";
import type { SizeQuestion } from "./question.ts";
import { objectives, percentileNames, type SizedRow } from "./search-answer.ts";

/** Whether a replica is described request by request: one that answers in one piece, or with workers apart, is not. */
const isTimed = (row: SizedRow, { producesTokens }: SizeQuestion): boolean => producesTokens && row.workers === null;

const shapeOf = ({ inputTokens, outputTokens }: SizeQuestion) => ({
  inputTokens: tokens(inputTokens),
  outputTokens: tokens(outputTokens),
});

/** A replica by how many requests it has at once: speed for one user, and use of each of its GPUs. */
export interface SpeedPoint {
  readonly requestsAtOnce: number;
  readonly tokensPerSecondPerUser: number;
  readonly tokensPerSecondPerGpu: number;
}

const step = 1.5;

/** By the formulas of closed loops, some microseconds each, so that a page can ask while a slider moves. */
export const speedCurve = (row: SizedRow, question: SizeQuestion): readonly SpeedPoint[] => {
  if (!isTimed(row, question)) return [];
  const { spec } = answeredReplica(row, question);
  const points: SpeedPoint[] = [];
  for (let at = 1; at <= spec.engineConfig.maxSequences; at = Math.ceil(at * step)) {
    const load = { kind: "concurrency", concurrency: at, isEndless: true } as const;
    const { interTokenLatency, outputTokensPerSecond, verdict } = estimate(spec, shapeOf(question), load);
    points.push({
      requestsAtOnce: at,
      tokensPerSecondPerUser: 1 / interTokenLatency.mean,
      tokensPerSecondPerGpu: outputTokensPerSecond / row.gpusPerReplica,
    });
    if (verdict !== "stable" && at > row.batch) break;
  }
  return points;
};

const loadShares = [0.05, 0.15, 0.3, 0.45, 0.55, 0.65, 0.75, 0.85, 0.92, 0.97];

/** Seconds at the objectives' percentile, by requests/s of one replica. */
export interface LoadPoint {
  readonly requestsPerSecond: number;
  readonly timeToFirstToken: number;
  readonly interTokenLatency: number;
  readonly tokenGap: number | null;
  readonly endToEnd: number;
}

/** One replica from a light load to nearly its saturation; null where it is not described so. */
const loadCurve = (row: SizedRow, question: SizeQuestion) => {
  if (!isTimed(row, question)) return null;
  const { spec } = answeredReplica(row, question);
  const { spread, percentile } = question.options;
  const lengths = spread && {
    variedLengths: true,
    inputDistribution: spread.input,
    outputDistribution: spread.output,
  };
  const at = (rate: number) =>
    estimate(
      spec,
      { ...shapeOf(question), ...lengths },
      {
        kind: "open-loop",
        requestsPerSecond: requestsPerSecond(rate),
      },
    );
  const planned = row.requestsPerSecondPerReplica;
  const saturated = at(planned).openLoop?.saturatedRate ?? planned;
  const key = percentileNames[percentile];
  const points = loadShares.map((share): LoadPoint => {
    const { timeToFirstToken, interTokenLatency, endToEnd, openLoop } = at(share * saturated);
    return {
      requestsPerSecond: share * saturated,
      timeToFirstToken: timeToFirstToken[key],
      interTokenLatency: interTokenLatency[key],
      tokenGap: openLoop?.interTokenLatency[key] ?? null,
      endToEnd: endToEnd[key],
    };
  });
  return { points, planned, saturated };
};

/** Bytes of the fullest GPU of a replica by what they hold, and the tokens that its replica caches. */
export interface MemoryParts {
  readonly capacity: number;
  readonly weights: number;
  readonly kvCache: number;
  readonly activation: number;
  readonly framework: number;
  readonly free: number;
  readonly kvCacheTokens: number;
}

const memoryParts = (row: SizedRow, question: SizeQuestion): MemoryParts => {
  const { spec } = answeredReplica(row, question);
  const { perGpu, kvCacheTokens } = replicaMemory(spec);
  const capacity = spec.gpu.memoryCapacity.value;
  const { weights, kvCache, activation, framework, total } = perGpu;
  return { capacity, weights, kvCache, activation, framework, free: Math.max(0, capacity - total), kvCacheTokens };
};

/** The measured runs that an answer rests on and how old they are, a sentence. */
const evidenceText = (row: SizedRow, question: SizeQuestion): string => {
  const { spec } = answeredReplica(row, question);
  const nearest = question.producesTokens ? nearestMeasurement(spec, false) : null;
  if (nearest === null) return "Nothing like it was measured.";
  const { measured, calibrationUntil } = nearest;
  const differs = measured.differsIn.length === 0 ? "" : `, which differs in ${measured.differsIn.join(", ")}`;
  return `Nearest measured: ${measured.configuration}${differs}. Newest measurement of the fit: ${calibrationUntil}.`;
};

/** The same layout under a changed request; null where no count of it does. */
export const sameLayout = (row: SizedRow, request: ClusterRequest, question: SizeQuestion): Requirement | null => {
  const { tensor, ...parallel } = row.parallel;
  const gpus = [gpuNamed(row.gpu, question.devices)];
  const layout = { gpus, precisions: [row.weights], tensors: [tensor], parallel, shortlist: 1 };
  const answer = clusterRequirements({ ...request, ...layout });
  return answer.kind === "feasible" ? answer.best : null;
};

const confidences: readonly Confidence[] = [0.5, 0.8, 0.9, 0.95, 0.99];

/** What more or less certainty takes of the same layout. */
export const countsByConfidence = (row: SizedRow, question: SizeQuestion, ownPrices: readonly OwnPrice[]) => {
  const request = clusterRequestOf(question, ownPrices);
  return confidences.map((confidence) => {
    const found = sameLayout(row, { ...request, confidence }, question);
    return { confidence, replicas: found?.replicas ?? null, usdPerHour: found?.cost.usdPerHour ?? null };
  });
};

const swing = 0.2;

/** GPUs of the same layout with one assumption a fifth lower and a fifth higher; null: not reached. */
export const sensitivity = (row: SizedRow, question: SizeQuestion, ownPrices: readonly OwnPrice[]) => {
  const request = clusterRequestOf(question, ownPrices);
  const { shape, slo } = request;
  const asked = objectives.flatMap((name) => {
    const value = slo[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const changes: Readonly<Record<string, (factor: number) => Partial<ClusterRequest>>> = {
    load: (factor) => ({ requestsPerSecond: request.requestsPerSecond * factor }),
    ...(question.options.spread === undefined && question.producesTokens
      ? {
          "prompt tokens": (factor: number) => ({
            shape: { ...shape, inputTokens: tokens(shape.inputTokens * factor) },
          }),
          "answer tokens": (factor: number) => ({
            shape: { ...shape, outputTokens: tokens(shape.outputTokens * factor) },
          }),
        }
      : {}),
    ...Object.fromEntries(
      asked.map(([name, value]) => [
        optionOf[name],
        (factor: number) => ({ slo: { ...slo, [name]: value * factor } as Slo }),
      ]),
    ),
  };
  const gpusOf = (change: Partial<ClusterRequest>) =>
    sameLayout(row, { ...request, ...change }, question)?.gpus ?? null;
  return Object.entries(changes).map(([label, change]) => ({
    label,
    low: gpusOf(change(1 - swing)),
    high: gpusOf(change(1 + swing)),
  }));
};

/** The figures of one configuration that need no further search. */
export const detailsOf = (row: SizedRow, question: SizeQuestion) => ({
  load: loadCurve(row, question),
  memory: memoryParts(row, question),
  evidence: evidenceText(row, question),
});
export type AnswerDetails = ReturnType<typeof detailsOf>;
