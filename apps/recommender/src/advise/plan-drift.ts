import { plannedLoad } from "@loadline/plan";
import type { Advice } from "@loadline/protocol";
import { type AdviceContext, type Adviser, advice, counted, gpuIdOf, nodesOf, rounded } from "./context.ts";

// Below this a plan and its traffic differ as estimates do.
const shapeFactor = 1.5;
const loadFactor = 1.25;

// An engine of an encoder may count one token of an answer that has none.
const farOff = (seen: number, planned: number): boolean =>
  planned > 0 && (seen > planned * shapeFactor || seen < planned / shapeFactor);

const drift = (message: string): Advice => advice("plan-drift", message);

const shapeDrift = ({ assessment: { view, deployment } }: AdviceContext): readonly Advice[] => {
  const { inputTokens, outputTokens } = deployment.expected;
  if (view.shape.basis !== "telemetry") return [];
  if (!farOff(view.shape.inputTokens, inputTokens) && !farOff(view.shape.outputTokens, outputTokens)) return [];
  return [
    drift(
      `requests have ${Math.round(view.shape.inputTokens)} prompt and ${Math.round(view.shape.outputTokens)} output tokens, the plan expects ${inputTokens} and ${outputTokens}`,
    ),
  ];
};

const loadDrift = ({ assessment: { view, deployment, decision } }: AdviceContext): readonly Advice[] => {
  const { desired } = decision;
  const { planned } = deployment.replicas;
  const expected = plannedLoad(deployment).way.toReplicas;
  const demand = view.complete ? view.demand : null;
  const load =
    demand !== null && demand.requestsPerSecond > expected * loadFactor
      ? [drift(`${rounded(demand.requestsPerSecond)} requests/s arrive, the plan expects ${rounded(expected)}`)]
      : [];
  const count =
    desired !== null && desired > planned
      ? [drift(`${counted(desired, "replica")} are asked for, ${planned} are planned`)]
      : [];
  return [...load, ...count];
};

/** Nodes of this GPU that the plan counts, beside those that report. */
const nodeDrift = ({ plan, assessment: { pool }, nodesByGpu }: AdviceContext): readonly Advice[] => {
  const id = gpuIdOf(pool.gpu);
  if (id === null) return [];
  const reporting = nodesByGpu.get(id) ?? 0;
  const planned = plan.pools.filter(({ gpu }) => gpuIdOf(gpu) === id).reduce((sum, { nodes }) => sum + nodes, 0);
  // Agents that report no product names, or none at all yet, are no measure of the plan.
  if (reporting === 0 || reporting === planned) return [];
  return [drift(`the plan counts ${counted(planned, "node")} of ${pool.gpu}, ${reporting} report`)];
};

const missingGpus = ({ inventories, assessment }: AdviceContext): readonly Advice[] =>
  [...nodesOf(assessment)].flatMap((node) => {
    const inventory = inventories.get(node);
    const lacking = (inventory?.expectedGpus ?? 0) - (inventory?.gpus.length ?? 0);
    if (inventory === undefined || lacking <= 0) return [];
    return [
      advice(
        "replace-gpu",
        `node ${node} shows ${inventory.gpus.length} of ${inventory.expectedGpus} GPUs`,
        lacking,
        "GPUs",
      ),
    ];
  });

/** Where the plan no longer describes what runs or arrives. */
export const planDrift: Adviser = (context) => [
  ...missingGpus(context),
  ...shapeDrift(context),
  ...loadDrift(context),
  ...nodeDrift(context),
];
