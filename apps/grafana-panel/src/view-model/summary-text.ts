import { decisionWords, limitText } from "./decision-words.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { formatAge, formatCount, formatPercent, formatRate } from "./format-value.ts";
import { shortened } from "./shortened.ts";

export const replicasText = ({ current }: DeploymentView): string =>
  `${formatCount(current.readyReplicas)} replicas ready, ${formatCount(current.desiredReplicas)} recommended, ` +
  `${formatCount(current.plannedReplicas)} planned`;

const decisionText = (view: DeploymentView): string => {
  const { verdict, reason } = decisionWords(view);
  return reason === null ? verdict : `${verdict}: ${reason}`;
};

const rateText = ({ current, phase }: DeploymentView): string =>
  `${phase ?? "token"} demand ${formatRate(current.demand)}, load line ${formatRate(current.loadLine)}, ` +
  `capacity ${formatRate(current.capacity)}`;

const ageText = ({ stale, dataAgeSeconds }: DeploymentView): string =>
  stale ? `data is stale, ${formatAge(dataAgeSeconds)} old` : `data ${formatAge(dataAgeSeconds)} old`;

/** One deployment in words, for readers who cannot see the chart. */
export const summaryText = (view: DeploymentView): string =>
  [
    `Deployment ${shortened(view.deployment)}${view.cluster === "" ? "" : ` in ${shortened(view.cluster)}`}`,
    `headroom ${formatPercent(view.headroomRatio)}`,
    rateText(view),
    `binding limit ${limitText(view.bindingLimit)}`,
    replicasText(view),
    decisionText(view),
    ageText(view),
  ].join("; ");
