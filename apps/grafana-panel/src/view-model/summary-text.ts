import { t } from "../text/text.ts";
import { decisionWords, limitText } from "./decision-words.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { exhaustionText } from "./exhaustion-words.ts";
import { defaultFormats, type Formats, formatAge, formatCount } from "./format-value.ts";
import { worstFirst } from "./ranking.ts";
import { shortened } from "./shortened.ts";

export const replicasText = ({ current }: DeploymentView): string =>
  t("words.replicas", {
    ready: formatCount(current.readyReplicas),
    desired: formatCount(current.desiredReplicas),
    planned: formatCount(current.plannedReplicas),
  });

const decisionText = (view: DeploymentView): string => {
  const { verdict, reason } = decisionWords(view);
  return reason === null ? verdict : `${verdict}: ${reason}`;
};

const rateText = ({ current, phase }: DeploymentView, { rate }: Formats): string =>
  t("words.rates", {
    phase: phase ?? t("words.any-phase"),
    demand: rate(current.demand),
    loadLine: rate(current.loadLine),
    capacity: rate(current.capacity),
  });

const forecastText = ({ forecast }: DeploymentView, { rate }: Formats): readonly string[] =>
  forecast === null ? [] : [t("words.forecast", { lower: rate(forecast.lower), upper: rate(forecast.upper) })];

/** Signs in a name that would turn the direction of the sentence around it. */
const directionSigns = /[\u202a-\u202e\u2066-\u2069]/g;

const named = (text: string): string => shortened(text.replaceAll(directionSigns, ""));

const nameText = ({ deployment, cluster }: DeploymentView): string =>
  cluster === "" ? named(deployment) : t("words.name-in", { deployment: named(deployment), cluster: named(cluster) });

const ageText = ({ stale, dataAgeSeconds }: DeploymentView): string =>
  t(stale ? "words.age-stale" : "words.age", { age: formatAge(dataAgeSeconds) });

/** One deployment in words, for readers who cannot see the chart. */
export const summaryText = (view: DeploymentView, formats: Formats = defaultFormats): string =>
  [
    t("words.deployment", { name: nameText(view) }),
    t("words.headroom", { percent: formats.percent(view.headroomRatio) }),
    rateText(view, formats),
    ...forecastText(view, formats),
    t("words.reached", { time: exhaustionText(view.reached) }),
    ...(view.exhausted.kind === "unknown" ? [] : [t("words.exhausted", { time: exhaustionText(view.exhausted) })]),
    t("words.limit", { limit: limitText(view.bindingLimit) }),
    replicasText(view),
    decisionText(view),
    ageText(view),
  ].join("; ");

/** What is missing from the fleet: old data, and deployments of which nobody knows how full they are. */
const gapsText = (views: readonly DeploymentView[]): string => {
  const all = views.length;
  const stale = views.filter((view) => view.stale).length;
  const unknown = views.filter((view) => !view.stale && view.headroomRatio === null).length;
  const parts = [
    ...(stale === 0 ? [] : [all === 1 ? t("words.data-stale") : t("words.data-stale-of", { count: stale, all })]),
    ...(unknown === 0 ? [] : [all === 1 ? t("words.unknown") : t("words.unknown-of", { count: unknown, all })]),
  ];
  return parts.map((part) => ` ${part}`).join("");
};

const headline = (worst: DeploymentView, count: number, percent: Formats["percent"]): string => {
  const values = { name: nameText(worst), percent: percent(worst.headroomRatio), count };
  const text =
    worst.headroomRatio === null
      ? t("words.headroom-unknown", values)
      : t(count === 1 ? "words.least-headroom" : "words.least-headroom-of", values);
  return worst.bindingLimit === null ? text : t("words.limited-by", { text, limit: limitText(worst.bindingLimit) });
};

/** The deployment that needs a look first, in one sentence; null without deployments. */
export const worstText = (views: readonly DeploymentView[], { percent }: Formats = defaultFormats): string | null => {
  const [worst] = worstFirst(views);
  if (worst === undefined) return null;
  return `${headline(worst, views.length, percent)}. ${decisionText(worst)}.${gapsText(views)}`;
};
