import { errorBandText } from "../terminal/error-band-text.ts";
import { plural, requestRateText, usdPerHourText } from "../terminal/quantity-text.ts";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import type { DeploymentSize, Requirement } from "./size-deployment.ts";
import type { PlanSize, PoolSize } from "./size-plan.ts";

const verdictText = ({ verdict, planned, maxReplicas, required }: DeploymentSize, { style }: View): string => {
  switch (verdict) {
    case "enough":
      return `${style.good("enough")}: ${plural(planned.replicas, "replica")} planned`;
    case "too-small":
      return `${style.bad("too small")}: ${planned.replicas} planned, ${required?.replicas ?? "unknown"} needed`;
    case "above-maximum":
      return `${style.bad("above the maximum")}: ${required?.replicas ?? "unknown"} needed, the plan allows ${maxReplicas}`;
    case "infeasible":
      return `${style.bad("infeasible")}: no replica count is enough`;
  }
};

const replicasText = (required: Requirement, { spareReplicas }: DeploymentSize): string => {
  const spare = spareReplicas === 0 ? "none of them spare" : `${spareReplicas} of them spare`;
  const worst =
    required.replicasAtWorst > required.replicas ? `; ${required.replicasAtWorst} at the error band's end` : "";
  return `${required.replicas}, ${spare}${worst}`;
};

const costText = (needed: number | null, planned: number | null): string =>
  needed === null
    ? "unknown: the catalogue has no price"
    : `${usdPerHourText(needed)} (planned: ${usdPerHourText(planned)})`;

const requirementRows = (
  required: Requirement,
  size: DeploymentSize,
): readonly (readonly [label: string, value: string])[] => [
  ["per replica", `${requestRateText(required.requestsPerSecondPerReplica)}, limit ${required.bindingLimit}`],
  ["error band", errorBandText(required.errorBand)],
  ["expected", requestRateText(size.expectedRequestsPerSecond)],
  ["replicas", replicasText(required, size)],
  ["GPUs", `${required.gpus}, ${size.gpusPerReplica} per replica`],
  ["cost", costText(required.usdPerHour, size.planned.usdPerHour)],
];

const deploymentText = (size: DeploymentSize, view: View): readonly string[] => [
  view.style.strong(size.name),
  ...wrap(`${size.model} on ${size.gpu}, pool ${size.pool}`, view.columns, "  "),
  ...facts(
    [
      ["  verdict", verdictText(size, view)],
      ...(size.required === null
        ? [["  because", size.because ?? "unknown"] as const]
        : requirementRows(size.required, size).map(([label, value]) => [`  ${label}`, value] as const)),
      ...size.assumptions.map((assumption) => ["  assumed", assumption] as const),
    ],
    view,
  ),
  "",
];

const poolText = (pool: PoolSize, view: View): readonly string[] => {
  const { style } = view;
  const most = Math.max(pool.nodesPlanned, pool.nodesRequired);
  const verdict = pool.enough
    ? `${style.good("enough")}: ${plural(pool.nodes, "node")} of ${pool.gpusPerNode} GPUs`
    : `${style.bad("too small")}: ${plural(pool.nodes, "node")} of ${pool.gpusPerNode} GPUs, ${most} needed`;
  return [
    `pool ${style.strong(pool.name)}`,
    ...facts(
      [
        ["  verdict", verdict],
        ["  nodes", `${pool.nodesRequired} for the expected load, ${pool.nodesPlanned} for the planned replicas`],
        ["  cost", `${usdPerHourText(pool.usdPerHour)} for the whole pool, ${pool.purchase}`],
      ],
      view,
    ),
    "",
  ];
};

/** A sized plan for people. */
export const renderPlan = (plan: PlanSize, view: View): string =>
  [
    ...plan.deployments.flatMap((size) => deploymentText(size, view)),
    ...plan.pools.flatMap((pool) => poolText(pool, view)),
    ...wrap(
      plan.enough
        ? `The plan of cluster ${plan.cluster} carries its expected load.`
        : `The plan of cluster ${plan.cluster} does not carry its expected load.`,
      view.columns,
    ),
    "",
  ].join("\n");
