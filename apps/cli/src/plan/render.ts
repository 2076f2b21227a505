import { type Column, facts, left, right, table } from "../terminal/table.ts";
import {
  bandOriginText,
  durationText,
  indent,
  numberText,
  percentText,
  plural,
  rangeText,
  requestRateText,
  tokenRateText,
  usdPerHourText,
  wrap,
} from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";
import {
  type BudgetUse,
  type DeploymentSize,
  type FleetAnswer,
  objectives,
  type PlanSize,
  type PoolSize,
  type SearchAnswer,
  type SizedRow,
} from "./answer.ts";
import { verificationFacts } from "./render-verification.ts";

type Fact = readonly [label: string, value: string];
type Way = DeploymentSize["way"];

/** What the gateway turns away, and by which limit; null: nothing. */
export const turnedAwayText = ({ offered, turnedAway, turnedAwayShare, limit }: Way): string | null =>
  limit === null
    ? null
    : `the gateway turns away ${numberText(turnedAway)} of ${requestRateText(offered)} (${percentText(turnedAwayShare)}) by its limit of ${limit === "tokensPerSecond" ? "tokens/s" : "requests/s"}; raise it, or expect less`;

/** What becomes of the offered requests, where not all of them reach the replicas. */
const wayFacts = (way: Way): readonly Fact[] => {
  const turnedAway = turnedAwayText(way);
  return [
    ...(turnedAway === null ? [] : [["  gateway", turnedAway] as const]),
    ...(way.answeredByCache > 0 ? [["  cache", `answers ${requestRateText(way.answeredByCache)}`] as const] : []),
    ...(way.toReplicas < way.offered ? [["  to replicas", requestRateText(way.toReplicas)] as const] : []),
  ];
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

const usd = (value: number | null): string => {
  if (value === null) return "unknown";
  return value < 0.01 ? `${numberText(value)} $` : `${value.toFixed(2)} $`;
};

const costText = ({ cost, gpus }: SizedRow): string =>
  cost.usdPerHour === null
    ? "unknown: no price is known; give yours with --prices"
    : `${usdPerHourText(cost.usdPerHour)} for ${plural(gpus, "GPU")}, ${usd(cost.usdPerMonth)} a month`;

const latencyText = ({ latencies, errorBand }: SizedRow): string =>
  [
    ...(latencies.interTokenLatency === null
      ? []
      : [
          `TTFT ${durationText(latencies.timeToFirstToken)}`,
          `TPOT ${durationText(latencies.interTokenLatency)} (${rangeText(latencies.interTokenLatency, errorBand, durationText)})`,
          `ITL ${durationText(latencies.tokenGap)}`,
        ]),
    `end to end ${durationText(latencies.endToEnd)}`,
  ].join(", ");

const tokenCostText = ({ cost, latencies }: SizedRow): string =>
  latencies.interTokenLatency === null || cost.usdPerRequest === null
    ? `${usd(cost.usdPerRequest)} a request`
    : `${usd(cost.usdPerRequest)} a request; ${usd(cost.usdPerMillionInputTokens)} per million tokens in, ${usd(cost.usdPerMillionOutputTokens)} out, split by the time that prompts take`;

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
  const { replicas, replicasAtMedian, replicasAtWorst, confidence, gpus } = required;
  const { requestsPerSecondPerReplica, bindingLimit, errorBand, objectivesCovered } = required;
  const others = `${replicasAtMedian} at the median, ${replicasAtWorst} at the error band's end`;
  const range = rangeText(requestsPerSecondPerReplica, errorBand, numberText);
  return [
    ["  replicas", `${replicas} with ${percentText(confidence)} confidence, ${reserve} of them reserve; ${others}`],
    ["  each carries", requestRateText(requestsPerSecondPerReplica)],
    ["  error band", `${range} (${bandOriginText(errorBand)})`],
    ["  limit", bindingLimit],
    ...(objectivesCovered
      ? []
      : [["  confidence", "a replica at the slow end misses an objective, however many there are"] as const]),
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
        ...strandedFacts(row.stranded),
        ["  batch", `${numberText(row.batch)}, ${percentText(row.utilisation)} used`],
        ["  latency", latencyText(row)],
        ["  cost", costText(row)],
        ["  per unit", tokenCostText(row)],
        ["  power", energyText(row)],
        ...wayFacts(row.way).filter(([label]) => label !== "  gateway"),
        ["  gateway", gatewayText(row)],
        ...row.reserve.map(
          ({ cause, replicas, because }) => [`  ${cause}`, `${plural(replicas, "replica")}: ${because}`] as const,
        ),
      ],
      view,
    ),
    "",
  ];
};

const mostRows = 10;

const moreText = (row: SizedRow, best: SizedRow): string => {
  const [cost, least] = [row.cost.usdPerHour, best.cost.usdPerHour];
  if (row === best) return "chosen";
  if (!row.objectivesCovered) return "not sure in time";
  if (cost === null) return "no price";
  return least === null || least === 0 ? "" : `+${percentText(cost / least - 1)}`;
};

const money = (value: number | null): string => (value === null ? "unknown" : value.toFixed(2));

/** One row per configuration; a narrow view leaves the columns out that the best one's details have. */
const comparedColumns = (best: SizedRow, { columns }: View): readonly Column<SizedRow>[] => {
  const isWide = columns >= 120;
  const wide = (column: Column<SizedRow>): readonly Column<SizedRow>[] => (isWide ? [column] : []);
  return [
    { ...left("configuration", (row: SizedRow) => `${row === best ? "*" : "-"} ${row.label}`), wraps: true },
    right("replicas", ({ replicas }) => String(replicas)),
    right("GPUs", ({ gpus }) => String(gpus)),
    right("nodes", ({ nodes }) => String(nodes)),
    right("used", ({ utilisation }) => percentText(utilisation)),
    ...wide(right("TTFT", ({ latencies }) => durationText(latencies.timeToFirstToken))),
    ...wide(right("TPOT", ({ latencies }) => durationText(latencies.interTokenLatency))),
    ...wide(right("ITL", ({ latencies }) => durationText(latencies.tokenGap))),
    ...wide(right("kW", ({ cost }) => numberText(cost.watts / 1000))),
    right("$/h", ({ cost }) => money(cost.usdPerHour)),
    ...wide(right("$/M in", ({ cost }) => money(cost.usdPerMillionInputTokens))),
    ...wide(right("$/M out", ({ cost }) => money(cost.usdPerMillionOutputTokens))),
    left("against it", (row) => moreText(row, best)),
  ];
};

type Missing = SearchAnswer["missing"][number];

const missingText = ({ gpu, closest }: Missing): string =>
  closest === null
    ? `${gpu}: the model does not fit`
    : `${gpu}: misses an objective, ${closest.label} reaches ${numberText(closest.strain)} times it`;

const mostNamed = 4;

/** GPUs with the same reason on one line: the first by name, how many more, and what shows their figures. */
const countedText = (missing: readonly Missing[], reason: string, nameOf: (one: Missing) => string, hint: string) => {
  if (missing.length === 0) return [];
  const names = missing.slice(0, mostNamed).map(nameOf);
  const more = missing.length > mostNamed ? [`${missing.length - mostNamed} more`] : [];
  return [`${plural(missing.length, "other GPU")} ${reason}: ${[...names, ...more].join(", ")}; ${hint}`];
};

/** GPUs without a row: those that cannot carry it one by one where few are, others by their least cost. */
const missingTexts = (missing: readonly Missing[]): readonly string[] => {
  const of = (...reasons: readonly Missing["because"][]): readonly Missing[] =>
    missing.filter(({ because }) => reasons.includes(because));
  const unable = of("does-not-fit", "slo-unreachable");
  const dearer = of("higher-cost").toSorted((a, b) => (a.usdPerHourAtLeast ?? 0) - (b.usdPerHourAtLeast ?? 0));
  const nameOf = ({ gpu }: Missing): string => gpu;
  const priceOf = ({ gpu, usdPerHourAtLeast: usd }: Missing): string => `${gpu} from ${usdPerHourText(usd)}`;
  const named = "name one with --gpu for its figures";
  return [
    ...(unable.length <= mostNamed
      ? unable.map(missingText)
      : [
          ...countedText(of("does-not-fit"), "do not hold the model", nameOf, named),
          ...countedText(of("slo-unreachable"), "miss an objective", nameOf, named),
        ]),
    ...countedText(dearer, "cost more", priceOf, named),
    ...countedText(of("no-price"), "have no price", nameOf, "give it with --prices"),
  ];
};

/** The table that answers first: the best and what it was chosen over, those without a price after the others. */
const comparedText = ({ best, alternatives, missing }: SearchAnswer, view: View): readonly string[] => {
  if (best === null) return [];
  const rows = [best, ...alternatives];
  const folded = rows.length - Math.min(rows.length, mostRows);
  return [
    ...table(comparedColumns(best, view), rows.slice(0, mostRows), view),
    ...(folded === 0 ? [] : [view.style.faint(`  ${plural(folded, "configuration")} more, all at a higher cost`)]),
    ...missingTexts(missing).flatMap((line) => wrap(line, view.columns, indent)),
    "",
  ];
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

/** What another checkpoint would save: never the answer by itself, as its answers differ. */
const narrowerText = ({ best, narrower }: SearchAnswer, view: View): readonly string[] => {
  if (narrower === null) return [];
  const instead = best === null ? "" : ` instead of ${costText(best)}`;
  return [
    view.style.strong("with narrower weights"),
    ...wrap(
      `${narrower.label}: ${plural(narrower.replicas, "replica")}, ${costText(narrower)}${instead}; needs a checkpoint in ${narrower.weights}, or one that the engine quantises: check the quality of its answers, then ask with --weights ${narrower.weights}`,
      view.columns,
      indent,
    ),
    "",
  ];
};

export const optionOf = {
  timeToFirstToken: "--ttft",
  interTokenLatency: "--tpot",
  tokenGap: "--itl",
  endToEnd: "--end-to-end",
} as const;

/** What holds the count up: where the curve is steep, a little more time saves many GPUs. */
const costliestText = ({ best, costliest }: SearchAnswer, view: View): readonly string[] => {
  if (best === null || costliest === null) return [];
  const { objective, asked, relaxed, gpus } = costliest;
  const saved = percentText(1 - gpus / best.gpus);
  const text = `why not cheaper: ${optionOf[objective]} ${durationText(asked)} costs most; ${durationText(relaxed)} takes ${gpus} GPUs instead of ${best.gpus}, ${saved} fewer`;
  return [...wrap(text, view.columns), ""];
};

/** Objectives to ask for instead of those that nothing meets, with what they take. */
const reachableText = ({ reachable }: SearchAnswer, view: View): readonly string[] => {
  if (reachable === null) return [];
  const asked = objectives.flatMap((name) =>
    reachable[name] === null ? [] : [`${optionOf[name]} ${reachable[name]}`],
  );
  return [...wrap(`within reach: ${asked.join(" ")}`, view.columns), "", ...configurationText(reachable.best, view)];
};

/** The configurations that were compared for one deployment, for people. */
export const renderSearch = (answer: SearchAnswer, view: View): string => {
  const { style, columns } = view;
  const { verdict, because, model, requestsPerSecond, looked, fleet, best } = answer;
  const found =
    verdict === "feasible"
      ? style.good("feasible")
      : `${style.bad(verdict.replace("-", " "))}: ${because ?? "unknown"}`;
  return [
    ...(fleet === null
      ? []
      : [...fleetText(fleet, view), ...wrap("for comparison, from the whole catalogue:", columns)]),
    ...wrap(`${model}, ${requestRateText(requestsPerSecond)}; ${plural(looked, "operating point")} compared`, columns),
    ...wrap(found, columns),
    "",
    ...comparedText(answer, view),
    ...costliestText(answer, view),
    ...(best === null ? [] : configurationText(best, view)),
    ...reachableText(answer, view),
    ...narrowerText(answer, view),
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

const plannedCostText = (needed: number | null, planned: number | null): string =>
  needed === null
    ? "unknown: the catalogue has no price"
    : `${usdPerHourText(needed)} (planned: ${usdPerHourText(planned)})`;

const versionFacts = ({ versions = [] }: DeploymentSize): readonly Fact[] =>
  versions.map(({ version, share, requestsPerSecondPerReplica, replicas }) => [
    `  version ${version ?? "without a name"}`,
    `${percentText(share)} of the requests: ${plural(replicas, "replica")} of ${requestRateText(requestsPerSecondPerReplica)}`,
  ]);

const reserveFacts = ({ reserveNeeds = [] }: DeploymentSize): readonly Fact[] =>
  reserveNeeds.map(({ cause, replicas, because }) => [`  ${cause}`, `${plural(replicas, "replica")}: ${because}`]);

/** Where the replicas lie, and what the loss of a spot market does. */
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
          ["  cost", plannedCostText(required.usdPerHour, size.planned?.usdPerHour ?? null)],
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
const strandedFacts = (stranded: PoolSize["stranded"]): readonly Fact[] =>
  stranded.map(
    ({ gpus, nodes }): Fact => [
      "  left over",
      nodes === 1
        ? `${plural(gpus, "GPU")} on one node ${gpus === 1 ? "fits" : "fit"} no replica`
        : `${plural(gpus, "GPU")} on each of ${nodes} nodes fit no replica`,
    ],
  );

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
    ...{ name, way, planned: planned?.replicas ?? null, needed: required?.replicas ?? null },
    ...{ gpus: most?.gpus ?? null, usdPerHour: most?.usdPerHour ?? null },
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
  right("$/h", ({ usdPerHour }) => money(usdPerHour)),
];

const poolColumns: readonly Column<PoolSize>[] = [
  { ...left("pool", ({ name }: PoolSize) => name), wraps: true },
  left("GPU", ({ gpu }) => gpu),
  left("bought", ({ purchase, spotShare }) => (spotShare > 0 ? `${percentText(spotShare)} spot` : purchase)),
  right("nodes", ({ nodes }) => String(nodes)),
  right("needed", ({ nodesPlanned, nodesRequired }) => String(Math.max(nodesPlanned, nodesRequired))),
  right("$/h of all", ({ usdPerHour }) => money(usdPerHour)),
];

/** The whole system at a glance, with what it takes in all; the planned or the needed replicas, whichever are more. */
const systemText = ({ deployments, pools, total }: PlanSize, view: View): readonly string[] => {
  const rows = deployments.map(systemRow);
  const sum = (key: "planned" | "needed"): number | null =>
    rows.reduce<number | null>((all, { [key]: one }) => (all === null || one === null ? null : all + one), 0);
  const all = { name: "total", planned: sum("planned"), needed: sum("needed"), ...total.replicas };
  return [...table(systemColumns, [...rows, all], view), "", ...table(poolColumns, pools, view), ""];
};

type TakenOver = NonNullable<PlanSize["takeOver"]>[number]["deployments"][number];

const takenText = ({ takenBy, shareAtOnce, shareLater, laterSeconds }: TakenOver): string => {
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

/** A sized plan for people. */
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
