import { checkPlan, type Plan, token } from "@loadline/wire";
import { messages, UserError } from "../messages.ts";
import type { PlanSize, SizedRow } from "./answer.ts";
import type { SizeQuestion } from "./question.ts";

/** The entries that have a value. */
const defined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const deploymentOf = (best: SizedRow, question: SizeQuestion) => {
  const { options, modelName, inputTokens, outputTokens, requestsPerSecond } = question;
  const { engine, kvCache, maxSequences, maxModelLen, prefixHitRatio, gateway } = options;
  const most = Math.max(best.replicas, best.replicasAtWorst);
  return {
    name: token(modelName),
    model: modelName,
    pool: token(best.gpu),
    weights: best.weights,
    ...defined({ engine, kvCache }),
    // One replica of the search is one tensor group.
    parallel: { tensor: best.gpusPerReplica },
    engineConfig: defined({ maxSequences, maxModelLen, prefixHitRatio }),
    slo: defined({
      percentile: options.percentile,
      timeToFirstTokenSeconds: options.ttft,
      interTokenLatencySeconds: options.itl,
      endToEndSeconds: options.endToEnd,
    }),
    replicas: { planned: best.replicas, min: 1, max: most },
    spareReplicas: Math.min(best.replicas - best.loadReplicas, most - 1),
    ...(gateway === undefined ? {} : { gateway: { requestsPerSecond: gateway } }),
    expected: { inputTokens, outputTokens, requestsPerSecond },
  };
};

/**
 * A plan file with one deployment, of the best configuration that was found.
 * @throws UserError where nothing meets the objectives, or the answer is one that a plan cannot describe
 */
export const planFile = ({ cluster, pools }: PlanSize, best: SizedRow | null, question: SizeQuestion): Plan => {
  const { options, producesTokens, model, modelName } = question;
  if (best === null || options.disaggregated || !producesTokens) throw new UserError(messages.noPlanToWrite());
  if (typeof model !== "string") throw new UserError(messages.ownModelInPlan(modelName));
  const own = best.price?.origin === "own" ? { usdPerGpuHour: best.price.usdPerGpuHour } : {};
  return checkPlan({
    version: 1,
    cluster,
    pools: pools.map(({ name, gpu, gpusPerNode, nodes, purchase }) => ({
      ...{ name, gpu, gpusPerNode, nodes, purchase },
      ...own,
    })),
    deployments: [deploymentOf(best, question)],
  });
};
