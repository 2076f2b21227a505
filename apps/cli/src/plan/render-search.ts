import type { DeploymentSize, PoolSize } from "@loadline/planner/answer";
import { optionOf, turnedAwayText } from "@loadline/planner/answer-text";
import { costShare } from "@loadline/planner/levers";
import { type FleetAnswer, objectives, type SearchAnswer, type SizedRow } from "@loadline/planner/search-answer";
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
  usdText,
  wrap,
} from "@loadline/planner/text";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { comparedText } from "./compared-table.ts";
import { economicsText } from "./render-economics.ts";

export type Fact = readonly [label: string, value: string];
export type Way = DeploymentSize["way"];

/** What a cache answers, and what reaches the replicas; nothing where all of it does. */
const arrivingFacts = ({ offered, answeredByCache, toReplicas }: Way): readonly Fact[] => [
  ...(answeredByCache > 0 ? [["  cache", `answers ${requestRateText(answeredByCache)}`] as const] : []),
  ...(toReplicas < offered ? [["  to replicas", requestRateText(toReplicas)] as const] : []),
];

/** What becomes of the offered requests, where not all of them reach the replicas. */
export const wayFacts = (way: Way): readonly Fact[] => {
  const turnedAway = turnedAwayText(way);
  return [...(turnedAway === null ? [] : [["  gateway", turnedAway] as const]), ...arrivingFacts(way)];
};

const costText = ({ cost, gpus }: SizedRow): string =>
  cost.usdPerHour === null
    ? "unknown: no price is known; give yours with --prices"
    : `${usdPerHourText(cost.usdPerHour)} for ${plural(gpus, "GPU")}, ${usdText(cost.usdPerMonth)} a month`;

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

const tokenCostText = ({ cost, latencies, workers }: SizedRow): string => {
  const each = `${usdText(cost.usdPerRequest)} a request`;
  if (latencies.interTokenLatency === null || cost.usdPerRequest === null) return each;
  const split = workers === null ? "the time that prompts take" : "the GPUs of prefill and decode workers";
  return `${each}; ${usdText(cost.usdPerMillionInputTokens)} per million tokens in, ${usdText(cost.usdPerMillionOutputTokens)} out, split by ${split}`;
};

const energyText = ({ cost, latencies }: SizedRow): string => {
  const each = latencies.interTokenLatency === null ? cost.joulesPerRequest : cost.joulesPerOutputToken;
  const unit = latencies.interTokenLatency === null ? "J a request" : "J a token";
  return `${numberText(cost.watts / 1000)} kW${each === null ? "" : `, ${numberText(each)} ${unit}`}`;
};

/** The router that is assumed, and what a Kubernetes Service by itself would take, where that is another count. */
export const routerFact = (router: string, replicas: number, withRandom: number | null): Fact => {
  const plain =
    withRandom === null || withRandom === replicas ? "" : `; a Kubernetes Service by itself takes ${withRandom}`;
  return ["  router", `${router}${router === "random" ? ", as a Kubernetes Service by itself" : plain}`];
};

interface CarriedBy {
  readonly reserve: number;
  readonly gpusPerReplica: number;
  /** Requests/s of a replica in which requests always wait; left out: not known. */
  readonly saturated?: number;
}

/** What replicas carry and take, of a plan's deployment and of a searched configuration alike. */
export const requirementFacts = (
  required: NonNullable<DeploymentSize["required"]>,
  { reserve, gpusPerReplica, saturated }: CarriedBy,
): readonly Fact[] => {
  const { replicas, replicasAtMedian, replicasAtWorst, confidence, gpus } = required;
  const { requestsPerSecondPerReplica, bindingLimit, errorBand } = required;
  const worst =
    replicasAtWorst === null
      ? "no count at the error band's end, where a replica misses an objective at any load"
      : `${replicasAtWorst} at the error band's end`;
  const others = `${replicasAtMedian} at the median, ${worst}`;
  const range = rangeText(requestsPerSecondPerReplica, errorBand, numberText);
  const full =
    saturated === undefined
      ? ""
      : `, ${percentText(1 - requestsPerSecondPerReplica / saturated)} below the ${numberText(saturated)} of a saturated one`;
  return [
    ["  replicas", `${replicas} with ${percentText(confidence)} confidence, ${reserve} of them reserve; ${others}`],
    ["  each carries", `${requestRateText(requestsPerSecondPerReplica)} within the objectives${full}`],
    ["  error band", `${range} (${bandOriginText(errorBand)})`],
    ["  limit", bindingLimit],
    ["  GPUs", `${gpus}, ${gpusPerReplica} per replica`],
  ];
};

export const strandedFacts = (stranded: PoolSize["stranded"]): readonly Fact[] =>
  stranded.map(
    ({ gpus, nodes }): Fact => [
      "  left over",
      nodes === 1
        ? `${plural(gpus, "GPU")} on one node ${gpus === 1 ? "fits" : "fit"} no replica`
        : `${plural(gpus, "GPU")} on each of ${nodes} nodes fit no replica`,
    ],
  );

const configurationText = (row: SizedRow, view: View, routing: readonly Fact[] = []): readonly string[] => {
  const { label, replicas, loadReplicas, gpusPerReplica, cost } = row;
  const required = { ...row, usdPerHour: cost.usdPerHour };
  const rows: readonly Fact[] = [
    ...requirementFacts(required, {
      reserve: replicas - loadReplicas,
      gpusPerReplica,
      saturated: row.saturatedRequestsPerSecond,
    }),
    ...routing,
    [
      "  nodes",
      row.nodesUsdPerHour === null
        ? String(row.nodes)
        : `${row.nodes}, whole ones at ${usdPerHourText(row.nodesUsdPerHour)}`,
    ],
    ...strandedFacts(row.stranded),
    ["  batch", `${numberText(row.batch)}, ${percentText(row.utilisation)} used`],
    ["  latency", latencyText(row)],
    ["  cost", costText(row)],
    ...(cost.usdPerRequest === null ? [] : [["  per unit", tokenCostText(row)] as const]),
    ["  power", energyText(row)],
    ...arrivingFacts(row.way),
    [
      "  gateway",
      row.latencies.interTokenLatency === null
        ? `admit at most ${requestRateText(row.loadReplicas * row.requestsPerSecondPerReplica)}`
        : `admit at most ${tokenRateText(row.recommendedTokenLimit)}, in and out`,
    ],
    ...row.reserve.map((need): Fact => [`  ${need.cause}`, `${plural(need.replicas, "replica")}: ${need.because}`]),
  ];
  return [view.style.strong(label), ...facts(rows, view), ""];
};

const fleetText = (fleet: FleetAnswer, view: View): readonly string[] => {
  const { style, columns } = view;
  const leftOut = fleet.leftOut.flatMap(({ pool, because }) =>
    wrap(`${pool} is left out: ${because}`, columns, indent),
  );
  if (fleet.verdict === "infeasible")
    return [
      ...wrap(`your own GPUs: ${style.bad("infeasible")}: ${fleet.because ?? "unknown"}`, columns),
      ...leftOut,
      "",
    ];
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
    ...leftOut,
    ...wrap("the reserve is included, as much as each configuration would need alone", columns, indent),
    "",
  ];
};

/** What would save most: never the answer by itself, as each needs something that the question does not state. */
const leversText = ({ best, levers }: SearchAnswer, view: View): readonly string[] => {
  if (levers.length === 0) return [];
  const savedText = (row: SizedRow): string =>
    best === null ? "within the objectives" : `${percentText(1 - (costShare(row, best) ?? 1))} less`;
  const lines = levers.map(
    ({ option, condition, row }) =>
      `${option}: ${plural(row.gpus, "GPU")}, ${row.label}, ${usdPerHourText(row.cost.usdPerHour)}, ${savedText(row)}; it takes ${condition}`,
  );
  return [view.style.strong("what would save most"), ...lines.flatMap((line) => wrap(line, view.columns, indent)), ""];
};

/** What holds the count up: where the curve is steep, a little more time saves many GPUs. */
const costliestText = ({ best, costliest }: SearchAnswer, view: View): readonly string[] => {
  if (best === null || costliest === null) return [];
  const { objective, asked, relaxed, gpus } = costliest;
  const saved = percentText(1 - gpus / best.gpus);
  const text = `why not cheaper: ${optionOf[objective]} ${durationText(asked)} costs most; ${durationText(relaxed)} takes ${plural(gpus, "GPU")} instead of ${best.gpus}, ${saved} fewer`;
  return [...wrap(text, view.columns), ""];
};

/** Objectives to ask for instead of those that nothing meets, with what they take. */
const reachableText = ({ reachable }: SearchAnswer, view: View): readonly string[] => {
  if (reachable === null) return [];
  const asked = objectives.flatMap((name) =>
    reachable[name] === null ? [] : [`${optionOf[name]} ${reachable[name]}s`],
  );
  return [...wrap(`within reach: ${asked.join(" ")}`, view.columns), "", ...configurationText(reachable.best, view)];
};

/** What a buyer who takes a lower confidence gets, where none has the one asked for. */
const atMedianText = ({ atMedian }: SearchAnswer, view: View): readonly string[] => {
  if (atMedian === null) return [];
  const { label, replicas } = atMedian;
  const text = `at the median: ${label}, ${plural(replicas, "replica")}, ${costText(atMedian)}; half of all such replicas are slower than modelled and miss an objective (--confidence 50)`;
  return [...wrap(text, view.columns), ""];
};

/** The configurations that were compared for one deployment, for people. */
export const renderSearch = (answer: SearchAnswer, view: View): string => {
  const { style, columns } = view;
  const { verdict, because, model, requestsPerSecond, looked, fleet, best } = answer;
  const found =
    verdict === "feasible"
      ? `${style.good("feasible")}${because === null ? "" : `, but ${because}`}`
      : `${style.bad(verdict.replace("-", " "))}: ${because ?? "unknown"}`;
  return [
    ...(fleet === null
      ? []
      : [...fleetText(fleet, view), ...wrap("for comparison, without the GPUs that you have:", columns)]),
    ...wrap(`${model}, ${requestRateText(requestsPerSecond)}; ${plural(looked, "configuration")} compared`, columns),
    ...wrap(found, columns),
    "",
    ...comparedText(answer, view),
    ...costliestText(answer, view),
    ...(best === null
      ? []
      : configurationText(best, view, [routerFact(answer.router, best.replicas, answer.withRandom)])),
    ...atMedianText(answer, view),
    ...reachableText(answer, view),
    ...economicsText(answer, view),
    ...leversText(answer, view),
    style.faint("assumed"),
    ...answer.assumptions.flatMap((line) => wrap(line, columns, indent)),
    "",
  ].join("\n");
};
