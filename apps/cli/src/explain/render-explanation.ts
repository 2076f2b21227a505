import { type ExplainedDecision, evidenceValueText, type RecommendationData } from "@loadline/wire";
import { printable } from "../terminal/printable.ts";
import { durationText, numberText, percentText, requestRateText, usdPerHourText } from "../terminal/quantity-text.ts";
import { type Column, facts, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import { headline, validity } from "../watch/render-recommendation.ts";

const indent = "  ";

const section = (title: string, lines: readonly string[], { style }: View): readonly string[] =>
  lines.length === 0 ? [] : ["", style.strong(title), ...lines];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `${indent}${line}`);
const narrower = (view: View): View => ({ ...view, columns: view.columns - indent.length });

const paragraph = (text: string, { columns }: View): readonly string[] => wrap(printable(text), columns, indent);

const ageText = (ageSeconds: number | null): string =>
  ageSeconds === null ? "never seen" : ageSeconds === 0 ? "now" : `${durationText(ageSeconds)} old`;

const tokensText = ({ prefillTokensPerSecond, decodeTokensPerSecond }: Tokens): string =>
  `${numberText(prefillTokensPerSecond)} prompt and ${numberText(decodeTokensPerSecond)} answer tokens/s`;

interface Tokens {
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

const demandText = ({ demand }: RecommendationData): string =>
  demand === null ? "unknown" : `${requestRateText(demand.requestsPerSecond)} (${tokensText(demand)})`;

const forecastText = ({ forecast }: RecommendationData): string => {
  if (forecast === null) return "none yet";
  const quantiles = forecast.quantiles.map(
    ({ quantile, requestsPerSecond }) => `${percentText(quantile)}: ${numberText(requestsPerSecond)}`,
  );
  return `in ${durationText(forecast.horizonSeconds)} at most, by quantile: ${quantiles.join(", ")} requests/s (${
    forecast.basis === "history" ? "from its own history" : "assumed, too little history"
  })`;
};

const capacityText = ({ capacityPerReplica, bindingLimit }: RecommendationData): string => {
  if (capacityPerReplica === null) return "unknown";
  const { requestsPerSecond, errorBand } = capacityPerReplica;
  // A full pool limits the count, not what one replica carries.
  const limit = bindingLimit === null || bindingLimit === "pool" ? "" : `; the first limit is ${bindingLimit}`;
  return `${requestRateText(requestsPerSecond)} ±${percentText(errorBand.relative)} (${errorBand.basis})${limit}`;
};

const replicasText = ({ replicas }: RecommendationData): string => {
  const { ready, pending, draining, currentTarget, desired, lower, upper } = replicas;
  const range = lower === null || upper === null || lower === upper ? "" : ` (between ${lower} and ${upper})`;
  return `${ready ?? "an unknown number"} ready, ${pending} pending, ${draining} draining; asked for ${currentTarget ?? "none yet"}, now ${desired ?? "nothing said"}${range}`;
};

const changeText = ({ change: { usdPerHour, watts } }: RecommendationData): string => {
  const cost = usdPerHour === null ? "cost unknown" : `${usdPerHour > 0 ? "+" : ""}${usdPerHourText(usdPerHour)}`;
  const power = watts === null ? "power unknown" : `${watts > 0 ? "+" : ""}${numberText(watts / 1000)} kW`;
  return `${cost}, ${power}`;
};

const figures = (data: RecommendationData): readonly (readonly [string, string])[] => [
  ["Demand", demandText(data)],
  ["Forecast", forecastText(data)],
  ["One replica", capacityText(data)],
  ["Replicas", replicasText(data)],
  ["Change", changeText(data)],
];

const inputColumns: readonly Column[] = [
  { title: "input" },
  { title: "value", wraps: true },
  { title: "age", align: "right" },
];

const inputRows = ({ evidence }: RecommendationData): readonly (readonly string[])[] =>
  evidence.map((row) => [printable(row.input), printable(evidenceValueText(row)), ageText(row.ageSeconds)]);

const origin = ({ event }: ExplainedDecision, signed: string): string => {
  const { decision } = event.data;
  const follows = decision.supersedes === null ? "the first one" : `follows ${decision.supersedes}`;
  const repeats = decision.heartbeat ? "; this event repeats it" : "";
  return `${decision.id}, epoch ${decision.epoch}, revision ${decision.revision}, ${follows}${repeats}; event ${event.id}, ${signed}`;
};

/** How the event is signed, in words. */
export type SignatureState = "verified" | "not-checked";

const signedText = ({ event: { signingkey } }: ExplainedDecision, state: SignatureState): string => {
  if (signingkey === undefined) return "unsigned";
  return `signed by key ${signingkey}, ${state === "verified" ? "verified" : "not checked: give --public-key"}`;
};

const adviceLines = ({ advice }: ExplainedDecision, { columns }: View): readonly string[] =>
  advice.flatMap(({ code, message }) => wrap(`${code}: ${printable(message)}`, columns, indent));

/**
 * One decision for somebody who was just woken: what, why, what to do, what would change it, then every number with
 * its age. `now` in epoch seconds.
 */
export const renderExplanation = (
  explained: ExplainedDecision,
  { now, signature }: { readonly now: number; readonly signature: SignatureState },
  view: View,
): string => {
  const { event, because, rule, counterfactual, missing } = explained;
  const { data } = event;
  const valid = validity(data, now);
  const gaps = missing.map(({ input, ageSeconds }) => `${input} (${ageText(ageSeconds)})`);
  const lines = [
    ...headline(event, now, view),
    ...wrap(valid.text, view.columns, indent).map(valid.over ? view.style.bad : view.style.faint),
    ...section("Why", paragraph(because, view), view),
    ...section("Missing", gaps.length === 0 ? [] : paragraph(gaps.join(", "), view), view),
    ...section(`Rule ${rule.code}`, [...paragraph(rule.means, view), ...paragraph(`Do: ${rule.todo}`, view)], view),
    ...section("What would change it", paragraph(counterfactual, view), view),
    ...section("Beside the count", adviceLines(explained, view), view),
    ...section("Numbers", indented(facts(figures(data), narrower(view))), view),
    ...section("Inputs", indented(table(inputColumns, inputRows(data), narrower(view))), view),
    ...section("Decision", paragraph(origin(explained, signedText(explained, signature)), view), view),
  ];
  return `${lines.join("\n")}\n`;
};
