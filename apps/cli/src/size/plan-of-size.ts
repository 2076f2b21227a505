import { gpuById, LoadlineError } from "@loadline/core";
import { checkPlan, type Plan, token } from "@loadline/wire";
import type { SizeAnswer, SizedRow } from "./size-answer.ts";
import type { SizeQuestion } from "./size-options.ts";

const objectivesOf = ({ options, percentile }: SizeQuestion) => ({
  percentile,
  ...(options.ttft === undefined ? {} : { timeToFirstTokenSeconds: options.ttft }),
  ...(options.itl === undefined ? {} : { interTokenLatencySeconds: options.itl }),
  ...(options.endToEnd === undefined ? {} : { endToEndSeconds: options.endToEnd }),
});

const engineConfigOf = ({ options: { maxSequences, maxModelLen, prefixHitRatio } }: SizeQuestion) => ({
  ...(maxSequences === undefined ? {} : { maxSequences }),
  ...(maxModelLen === undefined ? {} : { maxModelLen }),
  ...(prefixHitRatio === undefined ? {} : { prefixHitRatio }),
});

const poolOf = ({ gpu, nodes, price }: SizedRow, { purchaseClass }: SizeQuestion) => ({
  name: token(gpu),
  gpu,
  gpusPerNode: gpuById(gpu).link.gpusPerNode.value,
  nodes,
  purchase: purchaseClass,
  ...(price?.origin === "own" ? { usdPerGpuHour: price.usdPerGpuHour } : {}),
});

const deploymentOf = (best: SizedRow, question: SizeQuestion) => {
  const { options, modelName, inputTokens, outputTokens } = question;
  const { requestsPerSecond, gateway, engine, kvCache } = options;
  return {
    name: token(modelName),
    model: modelName,
    pool: token(best.gpu),
    ...(engine === undefined ? {} : { engine }),
    weights: best.weights,
    ...(kvCache === undefined ? {} : { kvCache }),
    // One replica of the search is one tensor group.
    parallel: { tensor: best.gpusPerReplica },
    engineConfig: engineConfigOf(question),
    slo: objectivesOf(question),
    replicas: { planned: best.replicas, min: 1, max: Math.max(best.replicas, best.replicasAtWorst) },
    spareReplicas: Math.min(best.replicas - best.loadReplicas, Math.max(best.replicas, best.replicasAtWorst) - 1),
    ...(gateway === undefined ? {} : { gateway: { requestsPerSecond: gateway } }),
    expected: { inputTokens, outputTokens, requestsPerSecond },
  };
};

/**
 * A plan with one deployment, of the best configuration that was found.
 * @throws LL_INPUT_INVALID where nothing meets the objectives, or the answer is one that a plan cannot describe
 */
export const planOfSize = ({ best }: SizeAnswer, question: SizeQuestion, cluster: string): Plan => {
  if (best === null || question.options.disaggregated || !question.producesTokens) {
    const expected = "objectives that aggregated replicas of a model that produces tokens meet";
    throw new LoadlineError("LL_INPUT_INVALID", { what: "--write", value: null, expected });
  }
  if (typeof question.model !== "string") {
    const expected = "a model of the catalogue: a plan names its models and holds none";
    throw new LoadlineError("LL_INPUT_INVALID", { what: "--write", value: question.modelName, expected });
  }
  const deployments = [deploymentOf(best, question)];
  return checkPlan({ version: 1, cluster, pools: [poolOf(best, question)], deployments });
};
