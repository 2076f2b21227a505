import { type Column, facts, left, right, table } from "../terminal/table.ts";
import {
  durationText,
  errorBandText,
  indent,
  numberText,
  percentText,
  plural,
  requestRateText,
  tokenRateText,
  usdPerHourText,
  wrap,
} from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";
import type { BudgetUse, DeploymentSize, FleetAnswer, PlanSize, PoolSize, SearchAnswer, SizedRow } from "./answer.ts";
import { paretoPlot } from "./pareto-plot.ts";

type Fact = readonly [label: string, value: string];

const usd = (value: number | null): string => {
  if (value === null) return "unknown";
  return value < 0.01 ? `${numberText(value)} $` : `${value.toFixed(2)} $`;
};

const costText = ({ cost, gpus }: SizedRow): string =>
  cost.usdPerHour === null
    ? "unknown: no price is known; give yours with --prices"
    : `${usdPerHourText(cost.usdPerHour)} for ${plural(gpus, "GPU")}, ${usd(cost.usdPerMonth)} a month`;

const latencyText = ({ latencies }: SizedRow): string =>
  [
    ...(latencies.interTokenLatency === null
      ? []
      : [`TTFT ${durationText(latencies.timeToFirstToken)}`, `ITL ${durationText(latencies.interTokenLatency)}`]),
    `end to end ${durationText(latencies.endToEnd)}`,
  ].join(", ");

const tokenCostText = ({ cost, latencies }: SizedRow): string =>
  latencies.interTokenLatency === null || cost.usdPerRequest === null
    ? `${usd(cost.usdPerRequest)} a request`
    : `${usd(cost.usdPerRequest)} a request; ${usd(cost.usdPerMillionInputTokens)} per million tokens in, ${usd(cost.usdPerMillionOutputTokens)} out`;

const energyText = ({ cost, latencies }: SizedRow): string => {
  const each = latencies.interTokenLatency === null ? cost.joulesPerRequest : cost.joulesPerOutputToken;
  const unit = latencies.interTokenLatency === null ? "J a request" : "J a token";
  return `${numberText(cost.watts / 1000)} kW${each === null ? "" : `, ${numberText(each)} ${unit}`}`;
};

const gatewayText = ({
  latencies,
  recommendedTokenLimit,
  loadReplicas,
  requestsPerSecondPerReplica,
}: SizedRow): string =>
  latencies.interTokenLatency === null
    ? `admit at most ${requestRateText(loadReplicas * requestsPerSecondPerReplica)}`
    : `admit at most ${tokenRateText(recommendedTokenLimit)}, in and out`;

/** What replicas carry and take, of a plan's deployment and of a searched configuration alike. */
const requirementFacts = (
  required: NonNullable<DeploymentSize["required"]>,
  { reserve, gpusPerReplica }: { readonly reserve: number; readonly gpusPerReplica: number },
): readonly Fact[] => {
  const { replicas, replicasAtWorst, gpus, requestsPerSecondPerReplica, bindingLimit, errorBand } = required;
  const worst = replicasAtWorst > replicas ? `; ${replicasAtWorst} at the error band's end` : "";
  return [
    ["  each carries", requestRateText(requestsPerSecondPerReplica)],
    ["  limit", bindingLimit],
    ["  error band", errorBandText(errorBand)],
    ["  replicas", `${replicas}, ${reserve === 0 ? "none of them" : `${reserve} of them`} reserve${worst}`],
    ["  GPUs", `${gpus}, ${gpusPerReplica} per replica`],
  ];
};

const configurationText = (row: SizedRow, view: View): readonly string[] => {
  const required = { ...row, usdPerHour: row.cost.usdPerHour };
  return [
    view.style.strong(row.label),
    ...facts(
      [
        ...requirementFacts(required, { reserve: row.replicas - row.loadReplicas, gpusPerReplica: row.gpusPerReplica }),
        ["  nodes", `${row.nodes}, whole ones at ${usdPerHourText(row.nodesUsdPerHour)}`],
        ["  batch", `${numberText(row.batch)}, ${percentText(row.utilisation)} used`],
        ["  latency", latencyText(row)],
        ["  cost", costText(row)],
        ["  per unit", tokenCostText(row)],
        ["  power", energyText(row)],
        ["  gateway", gatewayText(row)],
        ...row.spare.map(
          ({ cause, replicas, because }) => [`  ${cause}`, `${plural(replicas, "replica")}: ${because}`] as const,
        ),
      ],
      view,
    ),
    "",
  ];
};

const mostAlternatives = 6;

const alternativesText = ({ alternatives }: SearchAnswer, view: View): readonly string[] => {
  if (alternatives.length === 0) return [];
  const columns: readonly Column<SizedRow>[] = [
    left("configuration", ({ label }) => label),
    right("replicas", ({ replicas }) => String(replicas)),
    right("GPUs", ({ gpus }) => String(gpus)),
    right("$/h", ({ cost }) => cost.usdPerHour?.toFixed(2) ?? "unknown"),
    left("limit", ({ bindingLimit }) => bindingLimit),
  ];
  return [view.style.strong("next best"), ...table(columns, alternatives.slice(0, mostAlternatives), view), ""];
};

const frontText = ({ front }: SearchAnswer, view: View): readonly string[] => {
  const points = front.map((point) => ({ x: point.tokensPerSecondPerUser, y: point.tokensPerSecondPerGpu }));
  const titles = { xTitle: "tokens/s per user", yTitle: "tokens/s per GPU" };
  const plot = paretoPlot(points, { columns: view.columns, ...titles });
  return plot.length === 0 ? [] : [...plot, ""];
};

const fleetText = (fleet: FleetAnswer, view: View): readonly string[] => {
  const { style, columns } = view;
  if (fleet.verdict === "infeasible") {
    return [...wrap(`your own GPUs: ${style.bad("infeasible")}: ${fleet.because ?? "unknown"}`, columns), ""];
  }
  const found = fleet.cheapest ? "the cheapest mix" : "a mix; the time to find a cheaper one ran out";
  const uses = fleet.uses.map(
    ({ label, replicas, requestsPerSecond }): Fact => [
      `  ${label}`,
      `${plural(replicas, "replica")}, ${requestRateText(requestsPerSecond)}`,
    ],
  );
  return [
    ...wrap(`your own GPUs: ${style.good("feasible")}, ${found}`, columns),
    ...facts(
      [
        ...uses,
        ["  nodes", fleet.nodes.map(({ pool, nodes }) => `${nodes} of ${pool}`).join(", ")],
        ["  cost", `${usdPerHourText(fleet.usdPerHour)}, whole nodes`],
        ["  power", fleet.watts === null ? "unknown" : `${numberText(fleet.watts / 1000)} kW at full load`],
      ],
      view,
    ),
    ...wrap("the reserve is included, as much as each configuration would need alone", columns, indent),
    "",
  ];
};

/** Objectives to ask for instead of those that nothing meets, with what they take. */
const reachableText = ({ reachable }: SearchAnswer, view: View): readonly string[] => {
  if (reachable === null) return [];
  const { timeToFirstToken, interTokenLatency, endToEnd, best } = reachable;
  const objectives = Object.entries({
    "--ttft": timeToFirstToken,
    "--itl": interTokenLatency,
    "--end-to-end": endToEnd,
  })
    .filter(([, value]) => value !== null)
    .map(([option, value]) => `${option} ${value}`);
  return [...wrap(`within reach: ${objectives.join(" ")}`, view.columns), "", ...configurationText(best, view)];
};

/** The configurations that were compared for one deployment, for people. */
export const renderSearch = (answer: SearchAnswer, view: View): string => {
  const { style, columns } = view;
  const { verdict, because, model, requestsPerSecond, looked, fleet, best } = answer;
  const found = verdict === "feasible" ? style.good("feasible") : `${style.bad("infeasible")}: ${because ?? "unknown"}`;
  return [
    ...(fleet === null
      ? []
      : [...fleetText(fleet, view), ...wrap("for comparison, from the whole catalogue:", columns)]),
    ...wrap(`${model}, ${requestRateText(requestsPerSecond)}; ${plural(looked, "operating point")} compared`, columns),
    ...wrap(found, columns),
    "",
    ...(best === null ? [] : configurationText(best, view)),
    ...reachableText(answer, view),
    ...alternativesText(answer, view),
    ...frontText(answer, view),
    style.faint("assumed"),
    ...answer.assumptions.flatMap((line) => wrap(line, columns, indent)),
    "",
  ].join("\n");
};

const verdictText = ({ verdict, planned, maxReplicas, required }: DeploymentSize, { style }: View): string => {
  const needed = `${required?.replicas ?? "unknown"} needed`;
  switch (verdict) {
    case "enough":
      return `${style.good("enough")}: ${plural(planned?.replicas ?? 0, "replica")} planned`;
    case "too-small":
      return `${style.bad("too small")}: ${planned?.replicas} planned, ${needed}`;
    case "above-maximum":
      return `${style.bad("above the maximum")}: ${needed}, the plan allows ${maxReplicas}`;
    case "infeasible":
      return `${style.bad("infeasible")}: no replica count is enough`;
    case "not-modelled":
      return `${style.bad("unknown")}: not modelled, the recommender goes by measured capacity alone`;
  }
};

const plannedCostText = (needed: number | null, planned: number | null): string =>
  needed === null
    ? "unknown: the catalogue has no price"
    : `${usdPerHourText(needed)} (planned: ${usdPerHourText(planned)})`;

const deploymentText = (size: DeploymentSize, view: View): readonly string[] => {
  const { required, gpusPerReplica, spareReplicas } = size;
  const details: readonly Fact[] =
    required === null
      ? [["  because", size.because ?? "unknown"]]
      : [
          ["  expected", requestRateText(size.expectedRequestsPerSecond)],
          ...requirementFacts(required, { reserve: spareReplicas ?? 0, gpusPerReplica: gpusPerReplica ?? 1 }),
          ["  cost", plannedCostText(required.usdPerHour, size.planned?.usdPerHour ?? null)],
        ];
  return [
    view.style.strong(size.name),
    ...wrap(`${size.model} on ${size.gpu}, pool ${size.pool}`, view.columns, indent),
    ...facts(
      [
        ["  verdict", verdictText(size, view)],
        ...details,
        ...size.assumptions.map((assumption) => ["  assumed", assumption] as const),
      ],
      view,
    ),
    "",
  ];
};

const poolText = (pool: PoolSize, view: View): readonly string[] => {
  const { style } = view;
  const needed = Math.max(pool.nodesPlanned, pool.nodesRequired);
  const nodes = `${plural(pool.nodes, "node")} of ${pool.gpusPerNode} GPUs`;
  const verdict = pool.enough
    ? `${style.good("enough")}: ${nodes}`
    : `${style.bad("too small")}: ${nodes}, ${needed} needed`;
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

const budgetTexts: { readonly [K in BudgetUse["name"]]: (value: number | null) => string } = {
  gpus: (value) => plural(value ?? 0, "GPU"),
  usdPerHour: usdPerHourText,
  watts: (value) => (value === null ? "unknown" : `${numberText(value / 1000)} kW`),
};

const budgetText = ({ name, limit, replicas, nodes, enough }: BudgetUse, { style }: View): Fact => {
  const text = budgetTexts[name];
  const verdict = enough ? style.good("within") : style.bad("over");
  return [`  budget`, `${verdict} ${text(limit)}: ${text(replicas)} of replicas, ${text(nodes)} of whole nodes`];
};

const fittingText = ({ fitting, deployments }: PlanSize): readonly Fact[] => {
  if (fitting === null)
    return [["  fits", "not even the smallest counts of the plan; more nodes or budget are needed"]];
  return fitting.map(({ name, replicas, requestsPerSecond }): Fact => {
    const size = deployments.find((one) => one.name === name);
    const needed = size?.required?.replicas ?? "unknown";
    const load = `${numberText(requestsPerSecond)} of ${requestRateText(size?.expectedRequestsPerSecond ?? null)}`;
    return ["  fits", `${name}: ${replicas} of ${needed} replicas, ${load}`];
  });
};

const totalText = (size: PlanSize, view: View): readonly string[] => {
  const { replicas, nodes } = size.total;
  const whole = `${plural(nodes.count, "whole node")}: ${plural(nodes.gpus, "GPU")}, ${usdPerHourText(nodes.usdPerHour)}`;
  const lines: readonly Fact[] = [
    ["  replicas", `${plural(replicas.gpus, "GPU")}, ${usdPerHourText(replicas.usdPerHour)}`],
    ["  nodes", whole],
    ["  power", replicas.watts === null ? "unknown" : `${numberText(replicas.watts / 1000)} kW, the limit of its GPUs`],
    ...size.budgets.map((use) => budgetText(use, view)),
    ...fittingText(size),
  ];
  return [view.style.strong("total"), ...facts(lines, view), ""];
};

/** A sized plan for people. */
export const renderPlan = (size: PlanSize, view: View): string => {
  const { cluster, deployments, pools, enough, stored } = size;
  return [
    ...deployments.flatMap((deployment) => deploymentText(deployment, view)),
    ...pools.flatMap((pool) => poolText(pool, view)),
    ...totalText(size, view),
    ...wrap(
      `The plan of cluster ${cluster} ${enough ? "carries" : "does not carry"} its expected load${size.budgets.length > 0 ? " within its budgets" : ""}.`,
      view.columns,
    ),
    ...(stored === undefined ? [] : [`stored as ${stored.bucket}/${stored.key}, revision ${stored.revision}`]),
    "",
  ].join("\n");
};
