import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { worstFirst } from "../view-model/capacity-view-model.ts";
import { limitText, reasonText, verdictText } from "../view-model/decision.ts";
import { type DeploymentView, replicasThatFit } from "../view-model/deployment-view.ts";
import { type Exhaustion, exhaustionText } from "../view-model/exhaustion.ts";
import {
  type Formats,
  formatAge,
  formatCount,
  formatUsdPerHour,
  shortened,
  unknownText,
} from "../view-model/format-value.ts";
import { decisionText, headroomText, readyText } from "../view-model/summary-text.ts";
import { DeploymentTable } from "./DeploymentTable.tsx";
import { useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";
import type { Column } from "./TableRows.tsx";
import { Verdict } from "./Verdict.tsx";
import { useWhatIfText } from "./WhatIf.tsx";

/** Every deployment in a table, the least headroom first. */
export function RankingView({ views }: { readonly views: readonly DeploymentView[] }) {
  const formats = useFormats();
  const whatIf = useWhatIfText();
  const ranked = worstFirst(views);
  const tried = ranked.slice(0, 1).some((view) => whatIf(view) !== null);
  const [headroom, ...others] = facts(formats);
  // What asks for action comes first: a narrow panel shows these columns without scrolling.
  const columns: readonly Column[] = [
    ...(headroom === undefined ? [] : [{ ...headroom, show: (view: DeploymentView) => <Headroom view={view} /> }]),
    {
      title: t("column.decision"),
      kind: "sentence",
      text: (view) => shortened(decisionText(view, formats)),
      show: (view) => <Verdict view={view} />,
    },
    ...(tried ? [{ title: t("column.what-if"), kind: "sentence", text: (view) => whatIf(view) ?? "" } as Column] : []),
    ...others,
    numberColumn(t("column.fits"), replicasThatFit),
    numberColumn(t("column.cost"), ({ cost }) => cost.ready, costText),
    clusterColumn(),
  ];
  return <DeploymentTable label={t("table.ranking")} views={ranked} columns={columns} />;
}

const numberColumn = (
  title: string,
  value: (view: DeploymentView) => number | null,
  text: Column["text"] = (view) => formatCount(value(view)),
): Column => ({ title, value, text, kind: "number" });
const textColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "text" });

const costText = ({ cost: { ready, desired } }: DeploymentView): string =>
  desired === null || desired === ready
    ? formatUsdPerHour(ready)
    : `${formatUsdPerHour(ready)} → ${formatUsdPerHour(desired)}`;

const withPending = (view: DeploymentView): string => {
  const { pendingReplicas: pending } = view.current;
  const ready = readyText(view);
  return (pending ?? 0) > 0 ? t("cell.pending", { ready, pending: formatCount(pending) }) : ready;
};

const recommendedText = ({ current }: DeploymentView): string => {
  const value = formatCount(current.desiredReplicas);
  const { desiredLower: from, desiredUpper: to } = current;
  return from === null || to === null
    ? value
    : t("cell.range", { value, from: formatCount(from), to: formatCount(to) });
};

const ageText = ({ dataAgeSeconds, stale }: DeploymentView): string =>
  stale ? t("cell.stale", { age: formatAge(dataAgeSeconds) }) : formatAge(dataAgeSeconds);

const clusterColumn = (): Column => textColumn(t("column.cluster"), (view) => shortened(view.cluster));

/** Seconds until it begins, at the earliest. */
const startOf = (when: Exhaustion): number | null => {
  if (when.kind === "unknown") return null;
  if (when.kind === "now") return 0;
  return when.kind === "within" ? when.fromSeconds : when.seconds;
};

/** What is shown of a deployment wherever it is: above its charts and in every table. */
export const facts = (formats: Formats): readonly Column[] => [
  numberColumn(
    t("fact.headroom"),
    ({ leastHeadroomRatio }) => leastHeadroomRatio,
    (view) => headroomText(view, formats),
  ),
  textColumn(t("fact.limited-by"), (view) => limitText(view.bindingLimit, formats)),
  { ...textColumn(t("fact.reached"), (view) => exhaustionText(view.reached)), value: (view) => startOf(view.reached) },
  {
    ...textColumn(t("fact.exhausted"), (view) => exhaustionText(view.exhausted)),
    value: (view) => startOf(view.exhausted),
    optional: true,
  },
  numberColumn(t("fact.ready"), ({ current }) => current.readyReplicas ?? current.knownReady, withPending),
  numberColumn(t("fact.recommended"), ({ current }) => current.desiredReplicas, recommendedText),
  numberColumn(t("fact.planned"), ({ current }) => current.plannedReplicas),
  numberColumn(t("fact.data-age"), ({ dataAgeSeconds }) => dataAgeSeconds, ageText),
];

/** Columns of the table beside the charts: everything that they show. */
const valueColumns = (formats: Formats): readonly Column[] => {
  const rate = (title: string, name: keyof DeploymentView["current"]): Column =>
    numberColumn(
      title,
      ({ current }) => current[name],
      ({ current }) => formats.rate(current[name]),
    );
  return [
    clusterColumn(),
    ...facts(formats),
    textColumn(t("column.phase"), (view) => view.phase ?? unknownText()),
    rate(t("line.demand"), "demand"),
    rate(t("line.load-line"), "loadLine"),
    rate(t("line.capacity"), "capacity"),
    rate(t("line.planned"), "plannedCapacity"),
    textColumn(t("column.verdict"), (view) => verdictText(view.verdict, formats)),
    textColumn(t("column.reason"), (view) => shortened(reasonText(view, formats) ?? "")),
  ];
};

/** Current values of all deployments, for reading without the charts. */
export function ValuesTable({ views }: { readonly views: readonly DeploymentView[] }) {
  return <DeploymentTable label={t("table.values")} views={views} columns={valueColumns(useFormats())} />;
}

const marks = { over: "▲ ", tight: "● ", ample: "", unknown: "" } as const;

function Headroom({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  const level = formats.level(view.leastHeadroomRatio);
  return (
    <span className={cx(styles.headroom, shared[level])}>
      <span aria-hidden="true">{marks[level]}</span>
      {headroomText(view, formats)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ headroom: css({ fontWeight: theme.typography.fontWeightMedium }) });
