import type { Plan, PlanDeployment, PlanPool } from "@loadline/wire";
import { parsePlan } from "@loadline/wire";

const deployment = {
  name: "chat",
  model: "llama-3.1-8b",
  pool: "h100",
  slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
  replicas: { planned: 3, min: 1, max: 8 },
  leadTimeSeconds: 60,
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
};

/** A plan with one deployment, some of its keys replaced. */
export const planWith = (keys: Readonly<Record<string, unknown>> = {}): Plan =>
  parsePlan({
    version: 1,
    cluster: "lab",
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 2 }],
    deployments: [{ ...deployment, ...keys }],
  });

const only = <T>(list: readonly T[]): T => {
  const [first] = list;
  if (first === undefined) throw new Error("the test plan is empty");
  return first;
};

export const planned = (
  keys: Readonly<Record<string, unknown>> = {},
): { readonly plan: Plan; readonly deployment: PlanDeployment; readonly pool: PlanPool } => {
  const plan = planWith(keys);
  return { plan, deployment: only(plan.deployments), pool: only(plan.pools) };
};
