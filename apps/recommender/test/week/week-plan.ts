import { type Plan, type PlanDeployment, type PlanPool, parsePlanText, poolOf } from "@loadline/plan";

/** Three deployments on two GPU types. */
const text = `
version: 1
cluster: lab
pools:
  - { name: hopper, gpu: h100, gpusPerNode: 8, nodes: 12 }
  - { name: ampere, gpu: a100-sxm-80gb, gpusPerNode: 8, nodes: 8 }
deployments:
  - name: chat
    model: llama-3.1-8b
    pool: hopper
    slo: { timeToFirstTokenSeconds: 1, interTokenLatencySeconds: 0.03 }
    replicas: { planned: 8, min: 2, max: 48 }
    reserveReplicas: 0
    leadTimeSeconds: 300
    expected: { inputTokens: 800, outputTokens: 250, requestsPerSecond: 60 }
  - name: code
    model: qwen2.5-32b
    pool: hopper
    parallel: { tensor: 2 }
    slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 }
    replicas: { planned: 4, min: 2, max: 24 }
    reserveReplicas: 0
    leadTimeSeconds: 600
    expected: { inputTokens: 2500, outputTokens: 150, requestsPerSecond: 10 }
  - name: digest
    model: mistral-nemo-12b
    pool: ampere
    slo: { timeToFirstTokenSeconds: 5, interTokenLatencySeconds: 0.08 }
    replicas: { planned: 4, min: 2, max: 48 }
    reserveReplicas: 0
    leadTimeSeconds: 300
    expected: { inputTokens: 3000, outputTokens: 300, requestsPerSecond: 8 }
`;

export const weekPlan = (): Plan => parsePlanText(text);

export interface Planned {
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
}

export const plannedOf = (plan: Plan): readonly Planned[] =>
  plan.deployments.map((deployment) => ({ deployment, pool: poolOf(plan, deployment) }));
