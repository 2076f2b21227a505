import { t } from "../text/text.ts";
import { worstFirst } from "./capacity-view-model.ts";
import { limitText, reasonText, verdictText } from "./decision.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { exhaustionText } from "./exhaustion.ts";
import { defaultFormats, type Formats, formatAge, formatCount, shortened } from "./format-value.ts";
import { ledgerSentence } from "./ledger.ts";

const atLeast = (value: string): string => t("value.at-least", { value });

/** The headroom; while a part of it is unknown, what there is at least. */
export const headroomText = ({ headroomRatio, leastHeadroomRatio }: DeploymentView, { percent }: Formats): string =>
  headroomRatio === leastHeadroomRatio ? percent(headroomRatio) : atLeast(percent(leastHeadroomRatio));

/** Ready replicas; while a part of them is unknown, those that are known. */
export const readyText = ({ current: { readyReplicas, knownReady } }: DeploymentView): string =>
  readyReplicas === null && knownReady !== null ? atLeast(formatCount(knownReady)) : formatCount(readyReplicas);

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

/** How many deployments have stale data or an unknown headroom. */
const gapsText = (views: readonly DeploymentView[]): string => {
  const all = views.length;
  const stale = views.filter((view) => view.stale).length;
  const unknown = views.filter((view) => !view.stale && view.leastHeadroomRatio === null).length;
  const parts = [
    ...(stale === 0 ? [] : [all === 1 ? t("sentence.data-stale") : t("sentence.data-stale-of", { count: stale, all })]),
    ...(unknown === 0 ? [] : [all === 1 ? t("sentence.unknown") : t("sentence.unknown-of", { count: unknown, all })]),
  ];
  return parts.map((part) => ` ${part}`).join("");
};

const headline = (worst: DeploymentView, count: number, formats: Formats): string => {
  const values = { name: nameText(worst), percent: headroomText(worst, formats), count };
  const text =
    worst.leastHeadroomRatio === null
      ? t("sentence.headroom-unknown", values)
      : t(count === 1 ? "sentence.least-headroom" : "sentence.least-headroom-of", values);
  return worst.bindingLimit === null
    ? text
    : t("sentence.limited-by", { text, limit: limitText(worst.bindingLimit, formats) });
};

/** The deployment that needs a look first, and where its capacity goes; null without deployments. */
export const worstText = (views: readonly DeploymentView[], formats: Formats = defaultFormats): string | null => {
  const [worst] = worstFirst(views);
  if (worst === undefined) return null;
  const { ledger } = worst;
  const where = ledger === null ? "" : ` ${ledgerSentence(ledger)}.`;
  return `${headline(worst, views.length, formats)}. ${decisionText(worst, formats)}.${where}${gapsText(views)}`;
};

/** A name with nothing that a chat or a page of Markdown would read as more than text. */
const plainName = (text: string): string =>
  named(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]()<>#|~@!:]|(?<=www)\./gi, "\\$&");

/** One deployment as Markdown, for an incident's channel. */
export const markdownText = (view: DeploymentView, formats: Formats = defaultFormats): string =>
  [
    `**${plainName(view.deployment)}** ${plainName(view.cluster)}, ${new Date(view.asOfMs).toISOString()}`,
    `- ${t("sentence.headroom", { percent: headroomText(view, formats) })}, ${t("summary.limited-by", { limit: plainName(limitText(view.bindingLimit, formats)) })}`,
    `- ${plainName(decisionText(view, formats))}`,
    `- ${replicasText(view)}`,
    ...(view.ledger === null ? [] : [`- ${plainName(ledgerSentence(view.ledger))}`]),
    `- ${ageText(view)}`,
  ].join("\n");
