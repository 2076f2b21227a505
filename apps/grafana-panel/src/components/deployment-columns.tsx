import type { ReactNode } from "react";
import { t } from "../text/text.ts";
import { decisionWords } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion-words.ts";
import { type Formats, formatAge, formatCount, formatUsdPerHour, unknownText } from "../view-model/format-value.ts";
import { replicasThatFit } from "../view-model/ranking.ts";
import { shortened } from "../view-model/shortened.ts";
import { wordsOf } from "./formats-context.ts";

/** One column of a table of deployments: its cells as text, and as they are shown where that differs. */
export interface Column {
  readonly title: string;
  readonly text: (view: DeploymentView) => string;
  readonly show?: (view: DeploymentView) => ReactNode;
  readonly kind: "number" | "words" | "sentence";
  /** Left out where it is unknown of every row: not every fleet has it. */
  readonly optional?: true;
}

/** The columns that say something of at least one row, or have to be there. */
export const shownColumns = (columns: readonly Column[], views: readonly DeploymentView[]): readonly Column[] =>
  columns.filter(({ optional, text }) => !optional || views.some((view) => text(view) !== unknownText()));

const numberColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "number" });
const wordsColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "words" });

const costText = ({ ready, desired }: DeploymentView["cost"]): string =>
  desired === null || desired === ready
    ? formatUsdPerHour(ready)
    : `${formatUsdPerHour(ready)} → ${formatUsdPerHour(desired)}`;

const readyText = ({ current: { readyReplicas, pendingReplicas } }: DeploymentView): string =>
  (pendingReplicas ?? 0) > 0
    ? t("cell.pending", { ready: formatCount(readyReplicas), pending: formatCount(pendingReplicas) })
    : formatCount(readyReplicas);

const recommendedText = ({ current }: DeploymentView): string => {
  const value = formatCount(current.desiredReplicas);
  const { desiredLower: from, desiredUpper: to } = current;
  return from === null || to === null
    ? value
    : t("cell.range", { value, from: formatCount(from), to: formatCount(to) });
};

const ageText = ({ dataAgeSeconds, stale }: DeploymentView): string =>
  stale ? t("cell.stale", { age: formatAge(dataAgeSeconds) }) : formatAge(dataAgeSeconds);

const reasonOf = (view: DeploymentView): string => shortened(decisionWords(view).reason ?? "");

/** Verdict and reason in one text. */
export const decisionText = (view: DeploymentView, formats: Formats): string =>
  [wordsOf(formats).verdict(view.verdict), reasonOf(view)].filter((text) => text !== "").join(": ");

/** Columns of the ranking beside headroom and verdict, which its own cells show. */
export const rankingColumns = (formats: Formats): readonly Column[] => [
  wordsColumn(t("fact.limited-by"), (view) => wordsOf(formats).limit(view.bindingLimit)),
  wordsColumn(t("fact.reached"), (view) => exhaustionText(view.reached)),
  { ...wordsColumn(t("fact.exhausted"), (view) => exhaustionText(view.exhausted)), optional: true },
  numberColumn(t("fact.ready"), readyText),
  numberColumn(t("column.desired"), (view) => formatCount(view.current.desiredReplicas)),
  numberColumn(t("fact.planned"), (view) => formatCount(view.current.plannedReplicas)),
  numberColumn(t("column.fits"), (view) => formatCount(replicasThatFit(view))),
  numberColumn(t("column.cost"), (view) => costText(view.cost)),
  numberColumn(t("fact.data-age"), ageText),
  wordsColumn(t("column.cluster"), (view) => shortened(view.cluster)),
];

/** Columns of the table beside the charts: everything that they show. */
export const valueColumns = (formats: Formats): readonly Column[] => [
  wordsColumn(t("column.cluster"), (view) => shortened(view.cluster)),
  numberColumn(t("fact.headroom"), (view) => formats.percent(view.headroomRatio)),
  wordsColumn(t("fact.limited-by"), (view) => wordsOf(formats).limit(view.bindingLimit)),
  wordsColumn(t("fact.reached"), (view) => exhaustionText(view.reached)),
  { ...wordsColumn(t("fact.exhausted"), (view) => exhaustionText(view.exhausted)), optional: true },
  wordsColumn(t("column.phase"), (view) => view.phase ?? unknownText()),
  numberColumn(t("line.demand"), (view) => formats.rate(view.current.demand)),
  numberColumn(t("line.load-line"), (view) => formats.rate(view.current.loadLine)),
  numberColumn(t("line.capacity"), (view) => formats.rate(view.current.capacity)),
  numberColumn(t("line.planned"), (view) => formats.rate(view.current.plannedCapacity)),
  numberColumn(t("fact.ready"), (view) => formatCount(view.current.readyReplicas)),
  numberColumn(t("column.pending"), (view) => formatCount(view.current.pendingReplicas)),
  numberColumn(t("fact.recommended"), recommendedText),
  numberColumn(t("fact.planned"), (view) => formatCount(view.current.plannedReplicas)),
  wordsColumn(t("column.verdict"), (view) => wordsOf(formats).verdict(view.verdict)),
  wordsColumn(t("column.reason"), reasonOf),
  numberColumn(t("fact.data-age"), ageText),
];

/** Rows of a table as text, its header first. */
export const tableRows = (
  columns: readonly Column[],
  views: readonly DeploymentView[],
): readonly (readonly string[])[] => [
  [t("column.deployment"), ...columns.map(({ title }) => title)],
  ...views.map((view) => [shortened(view.deployment), ...columns.map(({ text }) => text(view))]),
];
