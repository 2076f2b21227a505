import {
  durationText,
  indent,
  numberText,
  percentText,
  plural,
  printable,
  rangeText,
  requestRateText,
  usdPerHourText,
  wrap,
} from "@loadline/planner/text";
import { type ExplainedDecision, evidenceValueText, type RecommendationData } from "@loadline/protocol";
import { type Column, facts, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { headline, validity } from "./render-recommendation.ts";

const section = (title: string, lines: readonly string[], { style }: View): readonly string[] =>
  lines.length === 0 ? [] : ["", style.strong(title), ...lines];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `${indent}${line}`);
const narrower = (view: View): View => ({ ...view, columns: view.columns - indent.length });

const paragraph = (text: string, { columns }: View): readonly string[] => wrap(printable(text), columns, indent);

const ageText = (ageSeconds: number | null): string =>
  ageSeconds === null ? "never seen" : ageSeconds === 0 ? "now" : `${durationText(ageSeconds)} old`;

const demandText = ({ demand }: RecommendationData): string =>
  demand === null
    ? "unknown"
    : `${requestRateText(demand.requestsPerSecond)} (${numberText(demand.prefillTokensPerSecond)} prompt and ${numberText(demand.decodeTokensPerSecond)} answer tokens/s)`;

const forecastText = ({ forecast }: RecommendationData): string => {
  if (forecast === null) return "none yet";
  const quantiles = forecast.quantiles.map(
    ({ quantile, requestsPerSecond }) => `${percentText(quantile)}: ${numberText(requestsPerSecond)}`,
  );
  const surge =
    forecast.surgeRequestsPerSecond === undefined ? "" : `, a surge: ${numberText(forecast.surgeRequestsPerSecond)}`;
  return `in ${durationText(forecast.horizonSeconds)} at most, by quantile: ${quantiles.join(", ")}${surge} requests/s (${
    forecast.basis === "history" ? "from its own history" : "assumed, too little history"
  })`;
};

/** Rounded down: what is probable is not certain. */
const chanceText = (probability: number): string => `${Math.floor(1000 * probability) / 10} %`;

/** How probable it is that counts carry the load, and how good such probabilities were. */
const warrantyFacts = ({ warranty }: RecommendationData): readonly (readonly [string, string])[] => {
  if (warranty === undefined) return [];
  const { chances, horizonSeconds, grade } = warranty;
  const each = chances.map(({ replicas, probability }) => `${replicas}: ${chanceText(probability)}`).join(", ");
  const given = [
    "Warranty",
    `chance that so many replicas carry the next ${durationText(horizonSeconds)}: ${each}`,
  ] as const;
  if (grade === null) return [given];
  const { graded, brierScore, skill, reliabilityGap, costRatio, bins } = grade;
  const classes = bins
    .map(({ promised, carried }) => `${chanceText(promised)} came as ${chanceText(carried)}`)
    .join(", ");
  const better = skill === null ? "" : `, skill ${numberText(skill)}`;
  const score = `Brier score ${numberText(brierScore)}${better}, ${numberText(100 * reliabilityGap)} points off`;
  const cost = `${numberText(costRatio)} × the least replicas`;
  return [given, ["Grade", `of ${Math.round(graded)} chances: ${score} (${classes}); ${cost}`]];
};

const capacityText = ({ capacityPerReplica, bindingLimit }: RecommendationData): string => {
  if (capacityPerReplica === null) return "unknown";
  const { requestsPerSecond, errorBand } = capacityPerReplica;
  // A full pool limits the count, not what one replica carries.
  const limit = bindingLimit === null || bindingLimit === "pool" ? "" : `; the first limit is ${bindingLimit}`;
  return `${requestRateText(requestsPerSecond)}, ${rangeText(requestsPerSecond, errorBand, numberText)} (${errorBand.basis})${limit}`;
};

const replicasText = ({ replicas }: RecommendationData): string => {
  const { ready, pending, draining, currentTarget, desired, lower, upper } = replicas;
  const range = lower === null || upper === null || lower === upper ? "" : ` (between ${lower} and ${upper})`;
  return `${ready ?? "an unknown number"} ready, ${pending} pending, ${draining} draining; current target ${currentTarget ?? "unknown"}, desired ${desired ?? "unknown"}${range}`;
};

const changeText = ({ change: { usdPerHour, watts } }: RecommendationData): string => {
  const cost = usdPerHour === null ? "cost unknown" : `${usdPerHour > 0 ? "+" : ""}${usdPerHourText(usdPerHour)}`;
  const power = watts === null ? "power unknown" : `${watts > 0 ? "+" : ""}${numberText(watts / 1000)} kW`;
  return `${cost}, ${power}`;
};

/** Where the time of a request goes beside what the model has, and the share that met each objective. */
const latencyFacts = ({ evidence }: RecommendationData): readonly (readonly [string, string])[] => {
  const values = new Map(evidence.map(({ input, value }) => [input, value]));
  const seconds = (input: string): string | null => {
    const value = values.get(input);
    return typeof value === "number" ? durationText(value) : null;
  };
  const parts = ["queue", "prefill", "decode", "first-token", "gap", "answer"].flatMap((part) => {
    const [measured, planned] = [seconds(`latency.${part}`), seconds(`latency.${part}.planned`)];
    const name = part.replace("-", " ");
    return measured === null ? [] : [`${name} ${measured}${planned === null ? "" : ` (planned ${planned})`}`];
  });
  const attained = [
    ["attained.timeToFirstToken", "of first tokens"],
    ["attained.interTokenLatency", "of gaps"],
  ].flatMap(([input = "", what]) => {
    const value = values.get(input);
    return typeof value === "number" ? [`${percentText(value)} ${what} within the objective`] : [];
  });
  return parts.length === 0 ? [] : [["Latency", [...parts, ...attained].join(", ")]];
};

/** How requests are seen to be split over the engines. */
const routerFacts = ({ evidence }: RecommendationData): readonly (readonly [string, string])[] => {
  const value = (input: string) => evidence.find((one) => one.input === input)?.value ?? null;
  const [law, spread, bound] = [value("router.law"), value("router.spread"), value("router.bound")];
  if (law === null) return [];
  const ratio = typeof spread === "number" ? `, ${numberText(spread)} of a random split's spread` : "";
  return [["Router", printable(`${law}${ratio}${bound === null ? "" : `; ${bound}`}`)]];
};

const figures = (data: RecommendationData): readonly (readonly [string, string])[] => [
  ["Demand", demandText(data)],
  ["Forecast", forecastText(data)],
  ...warrantyFacts(data),
  ["One replica", capacityText(data)],
  ["Replicas", replicasText(data)],
  ...latencyFacts(data),
  ...routerFacts(data),
  ["Change", changeText(data)],
];

const inputColumns: readonly Column<RecommendationData["evidence"][number]>[] = [
  left("input", ({ input }) => printable(input)),
  { title: "value", wraps: true, cell: (row) => printable(evidenceValueText(row)) },
  right("age", ({ ageSeconds }) => ageText(ageSeconds)),
];

/** Every input, or how many there are and the oldest. */
const inputLines = ({ evidence }: RecommendationData, all: boolean, view: View): readonly string[] => {
  if (all) return indented(table(inputColumns, evidence, narrower(view)));
  const [oldest] = evidence.toSorted((a, b) => (b.ageSeconds ?? 0) - (a.ageSeconds ?? 0));
  if (oldest === undefined) return [];
  const age = `the oldest is ${printable(oldest.input)} (${ageText(oldest.ageSeconds)})`;
  return paragraph(`${plural(evidence.length, "input")}, ${age}; --inputs lists them`, view);
};

const origin = ({ event }: ExplainedDecision, signed: string): string => {
  const { decision } = event.data;
  const follows = decision.supersedes === null ? "the first one" : `follows ${decision.supersedes}`;
  const repeats = decision.heartbeat ? "; this event repeats it" : "";
  return `${decision.id}, epoch ${decision.epoch}, revision ${decision.revision}, ${follows}${repeats}; event ${event.id}, ${signed}`;
};

const signedText = ({ event: { signingkey } }: ExplainedDecision, isVerified: boolean): string => {
  if (signingkey === undefined) return "unsigned";
  return `signed by key ${signingkey}, ${isVerified ? "verified" : "not checked: give --public-key"}`;
};

/**
 * One decision for an SRE at night: what, why, what to do, what would change it, then every number with
 * its age. `now` in epoch seconds.
 */
export const renderExplanation = (
  explained: ExplainedDecision,
  { now, isVerified, inputs }: { readonly now: number; readonly isVerified: boolean; readonly inputs: boolean },
  view: View,
): string => {
  const { event, because, rule, counterfactual, missing } = explained;
  const { data } = event;
  const { following } = data;
  const valid = validity(data, now);
  const gaps = missing.map(({ input, ageSeconds }) => `${input} (${ageText(ageSeconds)})`);
  const lines = [
    ...headline(event, now, view),
    ...wrap(valid.text, view.columns, indent).map(valid.isOver ? view.style.bad : view.style.faint),
    ...section("Why", paragraph(because, view), view),
    ...section("Workload", following === undefined ? [] : paragraph(following.detail, view), view),
    ...section("Missing", gaps.length === 0 ? [] : paragraph(gaps.join(", "), view), view),
    ...section(
      `Rule ${rule.code}`,
      [
        ...paragraph(rule.means, view),
        ...paragraph(`What changes it: ${rule.changes}`, view),
        ...paragraph(`Do: ${rule.todo}`, view),
      ],
      view,
    ),
    ...section("What would change it", paragraph(counterfactual, view), view),
    ...section(
      "Further advice",
      explained.advice.flatMap(({ code, message }) => wrap(`${code}: ${printable(message)}`, view.columns, indent)),
      view,
    ),
    ...section("Numbers", indented(facts(figures(data), narrower(view))), view),
    ...section("Inputs", inputLines(data, inputs, view), view),
    ...section("Decision", paragraph(origin(explained, signedText(explained, isVerified)), view), view),
  ];
  return `${lines.join("\n")}\n`;
};
