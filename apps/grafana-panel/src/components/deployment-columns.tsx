import type { ReactNode } from "react";
import { decisionWords } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion-words.ts";
import { type Formats, formatAge, formatCount, formatUsdPerHour } from "../view-model/format-value.ts";
import { replicasThatFit } from "../view-model/ranking.ts";
import { shortened } from "../view-model/shortened.ts";
import { wordsOf } from "./formats-context.ts";

/** One column of a table of deployments: its cells as text, and as they are shown where that differs. */
export interface Column {
  readonly title: string;
  readonly text: (view: DeploymentView) => string;
  readonly show?: (view: DeploymentView) => ReactNode;
  readonly kind: "number" | "words" | "sentence";
}

const numberColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "number" });
const wordsColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "words" });

const costText = ({ ready, desired }: DeploymentView["cost"]): string =>
  desired === null || desired === ready
    ? formatUsdPerHour(ready)
    : `${formatUsdPerHour(ready)} → ${formatUsdPerHour(desired)}`;

const readyText = ({ current: { readyReplicas, pendingReplicas } }: DeploymentView): string =>
  `${formatCount(readyReplicas)}${(pendingReplicas ?? 0) > 0 ? ` +${pendingReplicas} pending` : ""}`;

const recommendedText = ({ current }: DeploymentView): string => {
  const unknown = current.desiredLower === null || current.desiredUpper === null;
  return `${formatCount(current.desiredReplicas)}${unknown ? "" : ` (${current.desiredLower} to ${current.desiredUpper})`}`;
};

const ageText = ({ dataAgeSeconds, stale }: DeploymentView): string =>
  `${formatAge(dataAgeSeconds)}${stale ? " (stale)" : ""}`;

const reasonOf = (view: DeploymentView): string => shortened(decisionWords(view).reason ?? "");

/** Verdict and reason in one text. */
export const decisionText = (view: DeploymentView, formats: Formats): string =>
  [wordsOf(formats).verdict(view.verdict), reasonOf(view)].filter((text) => text !== "").join(": ");

/** Columns of the ranking beside headroom and verdict, which its own cells show. */
export const rankingColumns = (formats: Formats): readonly Column[] => [
  wordsColumn("Limited by", (view) => wordsOf(formats).limit(view.bindingLimit)),
  numberColumn("Load line reached", (view) => exhaustionText(view.exhaustion)),
  numberColumn("Planned", (view) => formatCount(view.current.plannedReplicas)),
  numberColumn("Ready", readyText),
  numberColumn("Desired", (view) => formatCount(view.current.desiredReplicas)),
  numberColumn("Replicas' load that fits", (view) => formatCount(replicasThatFit(view))),
  numberColumn("Cost per hour", (view) => costText(view.cost)),
  numberColumn("Data age", ageText),
  wordsColumn("Cluster", (view) => shortened(view.cluster)),
];

/** Columns of the table beside the charts: everything that they show. */
export const valueColumns = (formats: Formats): readonly Column[] => [
  wordsColumn("Cluster", (view) => shortened(view.cluster)),
  numberColumn("Headroom", (view) => formats.percent(view.headroomRatio)),
  wordsColumn("Limited by", (view) => wordsOf(formats).limit(view.bindingLimit)),
  numberColumn("Load line reached", (view) => exhaustionText(view.exhaustion)),
  wordsColumn("Phase", (view) => view.phase ?? "unknown"),
  numberColumn("Demand", (view) => formats.rate(view.current.demand)),
  numberColumn("Load line", (view) => formats.rate(view.current.loadLine)),
  numberColumn("Actual capacity", (view) => formats.rate(view.current.capacity)),
  numberColumn("Planned capacity", (view) => formats.rate(view.current.plannedCapacity)),
  numberColumn("Ready", (view) => formatCount(view.current.readyReplicas)),
  numberColumn("Pending", (view) => formatCount(view.current.pendingReplicas)),
  numberColumn("Recommended", recommendedText),
  numberColumn("Planned", (view) => formatCount(view.current.plannedReplicas)),
  wordsColumn("Verdict", (view) => wordsOf(formats).verdict(view.verdict)),
  wordsColumn("Reason", reasonOf),
  numberColumn("Data age", ageText),
];

/** Rows of a table as text, its header first. */
export const tableRows = (
  columns: readonly Column[],
  views: readonly DeploymentView[],
): readonly (readonly string[])[] => [
  ["Deployment", ...columns.map(({ title }) => title)],
  ...views.map((view) => [shortened(view.deployment), ...columns.map(({ text }) => text(view))]),
];
