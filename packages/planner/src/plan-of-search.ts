import { type Gpu, gpuNamed, type ReservePolicy, wayOfRequests } from "@loadline/model";
import { token } from "@loadline/protocol";
import type { DeploymentSize, PlanSize } from "./answer.ts";
import { mostReplicas } from "./plan-files.ts";
import type { SizeQuestion } from "./question.ts";
import type { SearchAnswer, SizedRow } from "./search-answer.ts";

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
    gpu,
    pool,
    gpusPerReplica,
    planned,
    reserveReplicas: replicas - loadReplicas,
    maxReplicas: mostReplicas(best),
    required: {
      requestsPerSecondPerReplica,
      bindingLimit,
      errorBand,
      ...planned,
      confidence,
      replicasAtMedian,
      replicasAtWorst,
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
    name,
    model,
    gpu: null,
    pool: null,
    reserveReplicas: null,
    maxReplicas: null,
    gpusPerReplica: null,
    verdict: best === null ? "infeasible" : search.verdict === "feasible" ? "enough" : search.verdict,
    expectedRequestsPerSecond: requestsPerSecond,
    way: best?.way ?? wayOfRequests(requestsPerSecond, question, front),
    peak: null,
    leadTimeSeconds: null,
    planned: null,
    required: null,
    because,
    assumptions,
    ...(best === null || pool === null ? {} : sizedDeployment(best, pool)),
  };
  const pools =
    best === null || pool === null
      ? []
      : [
          {
            name: pool,
            gpu: best.gpu,
            purchase: options.purchase,
            gpusPerNode: gpuNamed(best.gpu, devices).link.gpusPerNode.value,
            ...spreadFields(reserve),
            nodes: best.nodes,
            nodesPlanned: best.nodes,
            nodesRequired: best.nodes,
            enough: true,
            stranded: best.stranded,
            surgeFits: null,
            usdPerHour: best.nodesUsdPerHour,
          },
        ];
  return {
    cluster: options.cluster,
    deployments: [size],
    pools,
    budgets: [],
    fitting: [],
    total: totalOfBest(best, devices),
    enough: search.verdict === "feasible",
  };
};
