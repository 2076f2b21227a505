import { t } from "../text/text.ts";
import { limitText, reasonText, verdictText } from "./decision.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { exhaustionText } from "./exhaustion.ts";
import { defaultFormats, type Formats, formatAge, formatCount, shortened } from "./format-value.ts";
import { ledgerSentence } from "./ledger.ts";

const atLeast = (value: string): string => t("value.at-least", { value });

/** The headroom; while a part of it is unknown, what there is at least, or is missing at worst. */
export const headroomText = ({ headroomRatio, leastHeadroomRatio }: DeploymentView, { percent }: Formats): string => {
  if (headroomRatio === leastHeadroomRatio) return percent(headroomRatio);
  const value = percent(leastHeadroomRatio);
  return (leastHeadroomRatio ?? 0) < 0 ? t("value.at-worst", { value }) : atLeast(value);
};

/** Ready replicas; while a part of them is unknown, those that are known, if there are any. */
export const readyText = ({ current: { readyReplicas, knownReady } }: DeploymentView): string =>
  readyReplicas === null && knownReady ? atLeast(formatCount(knownReady)) : formatCount(readyReplicas);

/** The recommended count, with the range of what the forecast needs where the count lies in it. */
export const recommendedText = ({ current }: DeploymentView): string => {
  const { desiredReplicas: count, desiredLower: from, desiredUpper: to } = current;
  const value = formatCount(count);
  return count === null || from === null || to === null || from === to || count < from || count > to
    ? value
    : t("cell.range", { value, from: formatCount(from), to: formatCount(to) });
};

export const replicasText = (view: DeploymentView): string =>
  t("sentence.replicas", {
    ready: readyText(view),
    desired: formatCount(view.current.desiredReplicas),
    planned: formatCount(view.current.plannedReplicas),
  });

/** Verdict and reason in one text. */
export const decisionText = (view: DeploymentView, formats: Formats): string =>
  [verdictText(view.verdict, formats), reasonText(view, formats)].filter((text) => text !== null).join(": ");

const rateText = ({ current, phase }: DeploymentView, { rate }: Formats): string =>
  t("sentence.rates", {
    phase: phase ?? t("sentence.any-phase"),
    demand: rate(current.demand),
    loadLine: rate(current.loadLine),
    capacity: rate(current.capacity),
  });

const forecastText = ({ forecast }: DeploymentView, { rate }: Formats): readonly string[] =>
  forecast === null ? [] : [t("sentence.forecast", { lower: rate(forecast.lower), upper: rate(forecast.upper) })];

/** Characters that would change the writing direction of the sentence around a name. */
const directionSigns = /[\u202a-\u202e\u2066-\u2069]/g;

const named = (text: string): string => shortened(text.replaceAll(directionSigns, ""));

const nameText = ({ deployment, cluster }: DeploymentView): string =>
  cluster === ""
    ? named(deployment)
    : t("sentence.name-in", { deployment: named(deployment), cluster: named(cluster) });

const ageText = ({ stale, dataAgeSeconds }: DeploymentView): string =>
  t(stale ? "sentence.age-stale" : "sentence.age", { age: formatAge(dataAgeSeconds) });

/** One deployment in text, for readers who cannot see the chart. */
export const summaryText = (view: DeploymentView, formats: Formats = defaultFormats): string =>
  [
    t("sentence.deployment", { name: nameText(view) }),
    t("sentence.headroom", { percent: headroomText(view, formats) }),
    rateText(view, formats),
    ...forecastText(view, formats),
    t("sentence.reached", { time: exhaustionText(view.reached) }),
    ...(view.exhausted.kind === "unknown" ? [] : [t("sentence.exhausted", { time: exhaustionText(view.exhausted) })]),
    t("sentence.limit", { limit: limitText(view.bindingLimit, formats) }),
    replicasText(view),
    decisionText(view, formats),
    ageText(view),
  ].join("; ");

/** A name with nothing that a chat or a page of Markdown would read as more than text. */
const plainName = (text: string): string =>
  named(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]()<>#|~@!:]|(?<=www)\./gi, "\\$&");

/** One deployment as Markdown, for an incident's channel. */
export const markdownText = (view: DeploymentView, formats: Formats = defaultFormats): string =>
  [
    `**${plainName(view.deployment)}** ${plainName(view.cluster)}, ${new Date(view.asOfMs).toISOString()}`,
    `- ${t("sentence.headroom", { percent: headroomText(view, formats) })}, ${t("sentence.limited-by", { limit: plainName(limitText(view.bindingLimit, formats)) })}`,
    `- ${plainName(decisionText(view, formats))}`,
    `- ${replicasText(view)}`,
    ...(view.ledger === null ? [] : [`- ${plainName(ledgerSentence(view.ledger))}`]),
    `- ${ageText(view)}`,
  ].join("\n");
