import type { BudgetUse, DeploymentSize, PlanSize, PoolSize, TakeOver } from "@loadline/planner/answer";
import {
  durationText,
  indent,
  moneyText,
  numberText,
  percentText,
  plural,
  requestRateText,
  usdPerHourText,
  wrap,
} from "@loadline/planner/text";
import { type Column, facts, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { type Fact, requirementFacts, routerFact, strandedFacts, type Way, wayFacts } from "./render-search.ts";
import { verificationFacts } from "./render-verification.ts";

/** How the nodes of a pool are bought: a share of them as spot, the rest otherwise. */
const boughtText = ({ purchase, spotShare }: PoolSize): string => {
  if (spotShare === 0) return purchase;
  return spotShare === 1
    ? "spot"
    : `${percentText(spotShare)} spot, the rest ${purchase === "spot" ? "on-demand" : purchase}`;
};

const peakFacts = ({ peak, way, leadTimeSeconds }: DeploymentSize): readonly Fact[] =>
  peak === null
    ? []
    : [
        [
          "  peak",
          `${requestRateText(way.offered)} on ${peak.days.join(", ")} from ${peak.from} to ${peak.to}; asked for at ${peak.askedFrom}, ${durationText(leadTimeSeconds)} ahead`,
        ],
      ];

const verdictText = ({ verdict, planned, maxReplicas, required }: DeploymentSize, { style }: View): string => {
  const needed = `${required?.replicas ?? "unknown"} needed`;
  switch (verdict) {
    case "enough":
      return `${style.good("enough")}: ${plural(planned?.replicas ?? 0, "replica")} planned`;
    case "too-small":
      return `${style.bad("too small")}: ${planned?.replicas} planned, ${needed}`;
    case "gateway-limited":
      return `${style.bad("limited by the gateway")}: ${plural(planned?.replicas ?? 0, "replica")} planned, enough for what it lets through`;
    case "above-maximum":
      return `${style.bad("above the maximum")}: ${needed}, the plan allows ${maxReplicas}`;
    case "infeasible":
      return `${style.bad("infeasible")}: no replica count is enough`;
    case "not-modelled":
      return `${style.bad("unknown")}: not modelled, the recommender decides by measured capacity alone`;
  }
};

const versionFacts = ({ versions = [] }: DeploymentSize): readonly Fact[] =>
  versions.map(({ version, share, requestsPerSecondPerReplica, replicas }) => [
    `  version ${version ?? "without a name"}`,
    `${percentText(share)} of the requests: ${plural(replicas, "replica")} of ${requestRateText(requestsPerSecondPerReplica)}`,
  ]);

const reserveFacts = ({ reserveNeeds = [] }: DeploymentSize): readonly Fact[] =>
  reserveNeeds.map(({ cause, replicas, because }) => [`  ${cause}`, `${plural(replicas, "replica")}: ${because}`]);

const poolFacts = ({ pools = [], marketLoss, leadTimeSeconds }: DeploymentSize): readonly Fact[] => {
  const isSpread = pools.length > 1 || pools.some(({ spotReplicas }) => spotReplicas > 0);
  if (!isSpread) return [];
  const located = pools.map(({ pool, replicas, spotReplicas, usdPerHour }): Fact => {
    const spot = spotReplicas > 0 ? `, ${spotReplicas} of them on spot` : "";
    return [`  in ${pool}`, `${plural(replicas, "replica")}${spot}: ${usdPerHourText(usdPerHour)}`];
  });
  if (!marketLoss) return located;
  const { lost, left, shortageChance: chance, shortSeconds, filledBy, unfilled, unfilledWithoutSpot } = marketLoss;
  const fills = [
    ...filledBy.map(({ pool, replicas }) => `${pool} fills in ${replicas}`),
    ...(unfilled > 0 ? [`nothing fills in ${unfilled}`] : []),
  ].join(", ");
  const short = chance === null ? "unknown" : chance < 0.001 ? "below 0.1 %" : percentText(chance);
  const when = `, serving ${durationText(leadTimeSeconds)} after it is asked for, ${durationText(shortSeconds)} after the loss`;
  return [
    ...located,
    [
      "  market lost",
      `${plural(lost, "replica")} ${lost === 1 ? "goes" : "go"}, ${left} ${left === 1 ? "stays" : "stay"}: too few with a chance of ${short}; ${fills}${filledBy.length > 0 ? when : ""}`,
    ],
    unfilledWithoutSpot > 0
      ? [
          "  worst case",
          `with every market gone ${plural(unfilledWithoutSpot, "replica")} ${unfilledWithoutSpot === 1 ? "is" : "are"} unserved`,
        ]
      : ["  worst cost", `${usdPerHourText(marketLoss.usdPerHourWithoutSpot)} with every market gone`],
  ];
};

const deploymentText = (size: DeploymentSize, view: View): readonly string[] => {
  const { required, gpusPerReplica, reserveReplicas } = size;
  const details: readonly Fact[] =
    required === null
      ? [["  because", size.because ?? "unknown"]]
      : [
          ["  expected", requestRateText(size.expectedRequestsPerSecond)],
          ...peakFacts(size),
          ...wayFacts(size.way),
          ...requirementFacts(required, { reserve: reserveReplicas ?? 0, gpusPerReplica: gpusPerReplica ?? 1 }),
          ...(required.router === undefined
            ? []
            : [routerFact(required.router, required.replicas, required.replicasWithRandom ?? null)]),
          [
            "  cost",
            required.usdPerHour === null
              ? "unknown: the catalogue has no price"
              : `${usdPerHourText(required.usdPerHour)} (planned: ${usdPerHourText(size.planned?.usdPerHour ?? null)})`,
          ],
          ...versionFacts(size),
          ...reserveFacts(size),
          ...poolFacts(size),
        ];
  return [
    view.style.strong(size.name),
    ...wrap(`${size.model} on ${size.gpu}, pool ${size.pool}`, view.columns, indent),
    ...facts(
      [
        ["  verdict", verdictText(size, view)],
        ...details,
        ...verificationFacts(size, view),
        ...size.assumptions.map((assumption) => ["  assumed", assumption] as const),
      ],
      view,
    ),
    "",
  ];
};

const surgeFacts = ({ surgeFits }: PoolSize): readonly Fact[] => {
  const lacking = "no nodes for its surge replicas; add some, or let old ones stop first";
  return surgeFits === null ? [] : [["  rollout", surgeFits ? "its surge replicas fit" : lacking]];
};

/** GPUs that are paid for and fit no replica. */
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
        ...strandedFacts(pool.stranded),
        ...surgeFacts(pool),
        ["  cost", `${usdPerHourText(pool.usdPerHour)} for the whole pool, ${boughtText(pool)}`],
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

const budgetText = ({ cluster, name, limit, replicas, nodes, enough }: BudgetUse, { style }: View): Fact => {
  const text = budgetTexts[name];
  const verdict = enough ? style.good("within") : style.bad("over");
  return [
    cluster === undefined ? "  budget" : `  budget of ${cluster}`,
    `${verdict} ${text(limit)}: ${text(replicas)} of replicas, ${text(nodes)} of whole nodes`,
  ];
};

const fittingText = ({ fitting, deployments }: PlanSize): readonly Fact[] => {
  if (fitting === null)
    return [["  fits", "not even the smallest counts of the plan; more nodes or budget are needed"]];
  return fitting.map(({ name, replicas, requestsPerSecond, requestsPerSecondWithReserve: all }): Fact => {
    const size = deployments.find((one) => one.name === name);
    const needed = size?.required?.replicas ?? "unknown";
    const load = `${numberText(all)} of ${requestRateText(size?.way.offered ?? null)}`;
    const reserved = all === requestsPerSecond ? "" : `, ${numberText(requestsPerSecond)} with the reserve held back`;
    return ["  fits", `${name}: ${replicas} of ${needed} replicas, ${load}${reserved}`];
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

interface SystemRow {
  readonly name: string;
  readonly way?: Way;
  readonly planned: number | null;
  readonly needed: number | null;
  readonly gpus: number | null;
  readonly usdPerHour: number | null;
}

const systemRow = ({ name, way, planned, required }: DeploymentSize): SystemRow => {
  const most = (required?.replicas ?? 0) > (planned?.replicas ?? 0) ? required : planned;
  return {
    name,
    way,
    planned: planned?.replicas ?? null,
    needed: required?.replicas ?? null,
    gpus: most?.gpus ?? null,
    usdPerHour: most?.usdPerHour ?? null,
  };
};

const amount = (value: number | null | undefined): string =>
  value === undefined ? "" : value === null ? "unknown" : numberText(value);
const shareText = (share: number | undefined): string => (share ? percentText(share) : "");

const systemColumns: readonly Column<SystemRow>[] = [
  { ...left("deployment", ({ name }: SystemRow) => name), wraps: true },
  right("offered/s", ({ way }) => amount(way?.offered)),
  right("refused", ({ way }) => shareText(way?.turnedAwayShare)),
  right("cached", ({ way }) => shareText(way && way.answeredByCache / way.offered)),
  right("arrive/s", ({ way }) => amount(way?.toReplicas)),
  right("planned", ({ planned }) => amount(planned)),
  right("needed", ({ needed }) => amount(needed)),
  right("GPUs", ({ gpus }) => amount(gpus)),
  right("$/h", ({ usdPerHour }) => moneyText(usdPerHour)),
];

const poolColumns: readonly Column<PoolSize>[] = [
  { ...left("pool", ({ name }: PoolSize) => name), wraps: true },
  left("GPU", ({ gpu }) => gpu),
  left("bought", boughtText),
  right("nodes", ({ nodes }) => String(nodes)),
  right("needed", ({ nodesPlanned, nodesRequired }) => String(Math.max(nodesPlanned, nodesRequired))),
  right("$/h of all", ({ usdPerHour }) => moneyText(usdPerHour)),
];

/** The whole system at a glance, with what it takes in all; the planned or the needed replicas, whichever are more. */
const systemText = ({ deployments, pools, total }: PlanSize, view: View): readonly string[] => {
  const rows = deployments.map(systemRow);
  const sum = (key: "planned" | "needed"): number | null =>
    rows.reduce<number | null>((all, { [key]: one }) => (all === null || one === null ? null : all + one), 0);
  const all = { name: "total", planned: sum("planned"), needed: sum("needed"), ...total.replicas };
  return [...table(systemColumns, [...rows, all], view), "", ...table(poolColumns, pools, view), ""];
};

const takenText = ({ takenBy, shareAtOnce, shareLater, laterSeconds }: TakeOver["deployments"][number]): string => {
  if (takenBy.length === 0) return "nothing else serves it";
  const who = `${takenBy.join(" and ")} ${takenBy.length === 1 ? "carries" : "carry"}`;
  const unknown = "how much is unknown, as a replica is not modelled";
  if (shareLater === null) return `${who} some of it; ${unknown}`;
  if (shareAtOnce === null) return `${who} all in ${durationText(laterSeconds)}; at once, ${unknown}`;
  if (shareAtOnce === 1) return `${who} all at once`;
  const most = shareLater === 1 ? "all" : percentText(shareLater);
  const later = shareLater > shareAtOnce ? `${most} in ${durationText(laterSeconds)}` : "and no more later";
  return `${who} ${percentText(shareAtOnce)} at once, ${later}`;
};

/** What the other clusters carry when one goes. */
const takeOverText = ({ takeOver = [] }: PlanSize, { style, columns }: View): readonly string[] =>
  takeOver.flatMap(({ cluster, deployments }) => [
    style.strong(`if ${cluster} goes, the other replicas at their median rate`),
    ...deployments.flatMap((one) =>
      wrap(`${one.name}, ${requestRateText(one.requestsPerSecond)}: ${takenText(one)}`, columns, indent),
    ),
    "",
  ]);

const endText = ({ cluster, enough, takeOver, budgets }: PlanSize): string => {
  const [who, its, carry, not] =
    takeOver === undefined
      ? [`plan of cluster ${cluster}`, "its", "carries", "does not carry"]
      : [`plans of ${cluster}`, "their", "carry", "do not carry"];
  const within = budgets.length > 0 ? ` within ${its} budgets` : "";
  return `The ${who} ${enough ? carry : not} ${its} expected load${within}.`;
};

/** What stands idle in all clusters together. */
const commonText = ({ common = [] }: PlanSize, { style, columns }: View): readonly string[] =>
  common.length === 0
    ? []
    : [
        style.strong("all clusters together"),
        ...common.flatMap(({ name, clusters, requestsPerSecond, unused }) => {
          const more = unused === null ? "how much more is unknown" : `${requestRateText(unused)} more`;
          return wrap(
            `${name}: ${requestRateText(requestsPerSecond)} in ${clusters} clusters; their replicas carry ${more} at their median rate`,
            columns,
            indent,
          );
        }),
        "",
      ];

export const renderPlan = (size: PlanSize, view: View): string => {
  const { deployments, pools, stored } = size;
  return [
    ...systemText(size, view),
    ...deployments.flatMap((deployment) => deploymentText(deployment, view)),
    ...pools.flatMap((pool) => poolText(pool, view)),
    ...totalText(size, view),
    ...commonText(size, view),
    ...takeOverText(size, view),
    ...wrap(endText(size), view.columns),
    ...(stored === undefined ? [] : [`stored as ${stored.bucket}/${stored.key}, revision ${stored.revision}`]),
    "",
  ].join("\n");
};
