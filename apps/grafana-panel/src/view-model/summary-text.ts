import { decisionWords, limitText } from "./decision-words.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { exhaustionText } from "./exhaustion-words.ts";
import { defaultFormats, type Formats, formatAge, formatCount } from "./format-value.ts";
import { worstFirst } from "./ranking.ts";
import { shortened } from "./shortened.ts";

export const replicasText = ({ current }: DeploymentView): string =>
  `${formatCount(current.readyReplicas)} replicas ready, ${formatCount(current.desiredReplicas)} recommended, ` +
  `${formatCount(current.plannedReplicas)} planned`;

const decisionText = (view: DeploymentView): string => {
  const { verdict, reason } = decisionWords(view);
  return reason === null ? verdict : `${verdict}: ${reason}`;
};

const rateText = ({ current, phase }: DeploymentView, { rate }: Formats): string =>
  `${phase ?? "token"} demand ${rate(current.demand)}, load line ${rate(current.loadLine)}, ` +
  `capacity ${rate(current.capacity)}`;

const forecastText = ({ forecast }: DeploymentView, { rate }: Formats): readonly string[] =>
  forecast === null ? [] : [`forecast ${rate(forecast.lower)} to ${rate(forecast.upper)}`];

/** Signs in a name that would turn the direction of the sentence around it. */
const directionSigns = /[\u202a-\u202e\u2066-\u2069]/g;

const named = (text: string): string => shortened(text.replaceAll(directionSigns, ""));

const nameText = ({ deployment, cluster }: DeploymentView): string =>
  `${named(deployment)}${cluster === "" ? "" : ` in ${named(cluster)}`}`;

const ageText = ({ stale, dataAgeSeconds }: DeploymentView): string =>
  stale ? `data is stale, ${formatAge(dataAgeSeconds)} old` : `data ${formatAge(dataAgeSeconds)} old`;

/** One deployment in words, for readers who cannot see the chart. */
export const summaryText = (view: DeploymentView, formats: Formats = defaultFormats): string =>
  [
    `Deployment ${nameText(view)}`,
    `headroom ${formats.percent(view.headroomRatio)}`,
    rateText(view, formats),
    ...forecastText(view, formats),
    `load line reached ${exhaustionText(view.exhaustion)}`,
    `binding limit ${limitText(view.bindingLimit)}`,
    replicasText(view),
    decisionText(view),
    ageText(view),
  ].join("; ");

/** The deployment that needs a look first, in one sentence; null without deployments. */
export const worstText = (views: readonly DeploymentView[], { percent }: Formats = defaultFormats): string | null => {
  const [worst] = worstFirst(views);
  if (worst === undefined) return null;
  const of = views.length === 1 ? "" : ` of ${views.length} deployments`;
  const limit = worst.bindingLimit === null ? "" : `, limited by ${limitText(worst.bindingLimit)}`;
  return `Least headroom${of}: ${nameText(worst)}, ${percent(worst.headroomRatio)}${limit}. ${decisionText(worst)}.`;
};
