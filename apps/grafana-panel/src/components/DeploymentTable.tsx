import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { Button, Input, useStyles2 } from "@grafana/ui";
import { type ReactNode, useState } from "react";
import { t } from "../text/text.ts";
import { mostRows } from "../view-model/capacity-view-model.ts";
import { csvOf } from "../view-model/csv.ts";
import { reasonText } from "../view-model/decision.ts";
import { type DeploymentView, replicasThatFit } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion.ts";
import {
  type Formats,
  formatAge,
  formatCount,
  formatUsdPerHour,
  shortened,
  unknownText,
} from "../view-model/format-value.ts";
import { codeTexts, useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";

/** One column of a table of deployments: its cells as text, and as they are shown where that differs. */
export interface Column {
  readonly title: string;
  readonly text: (view: DeploymentView) => string;
  readonly show?: (view: DeploymentView) => ReactNode;
  readonly kind: "number" | "text" | "sentence";
  /** Left out where it is unknown for every row: not every fleet has it. */
  readonly optional?: true;
}

interface DeploymentTableProps {
  readonly label: string;
  readonly views: readonly DeploymentView[];
  readonly columns: readonly Column[];
}

/** From so many deployments on they are searched rather than read. */
const searchedFrom = 12;

/** A table with one row per deployment, in the order given, of those that a reader searches, and a button that downloads it. */
export function DeploymentTable({ label, views: all, columns: possible }: DeploymentTableProps) {
  const styles = useStyles2(getStyles);
  const { paragraph } = useStyles2(sharedStyles);
  const [search, setSearch] = useState("");
  const columns = possible.filter(
    ({ optional, text }) => !optional || all.some((view) => text(view) !== unknownText()),
  );
  const found = all.filter((view) => `${view.deployment} ${view.cluster}`.toLowerCase().includes(search.toLowerCase()));
  const views = found.slice(0, mostRows);
  return (
    <>
      {all.length >= searchedFrom && (
        <Input
          {...{ value: search, width: 32, "aria-label": t("table.search"), placeholder: t("table.search") }}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={label} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.sticky}>
                {t("column.deployment")}
              </th>
              {columns.map(({ title, kind }) => (
                <th key={title} scope="col" className={styles[kind]}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {views.map((view) => (
              <tr key={view.key}>
                <th scope="row" dir="auto" className={styles.sticky}>
                  {shortened(view.deployment)}
                </th>
                {columns.map(({ title, text, show = text, kind }) => (
                  <td key={title} className={styles[kind]}>
                    {show(view)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.length > mostRows && (
        <p className={paragraph}>{t("ranking.more", { shown: mostRows, count: found.length })}</p>
      )}
      <div className={styles.below}>
        <Button size="sm" variant="secondary" fill="text" onClick={() => download(columns, found)}>
          {t("table.download")}
        </Button>
      </div>
    </>
  );
}

const download = (columns: readonly Column[], views: readonly DeploymentView[]): void => {
  const rows = [
    [t("column.deployment"), ...columns.map(({ title }) => title)],
    ...views.map((view) => [shortened(view.deployment), ...columns.map(({ text }) => text(view))]),
  ];
  // By the byte order mark a spreadsheet recognises UTF-8.
  const address = URL.createObjectURL(new Blob([`\ufeff${csvOf(rows)}`], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "loadline-deployments.csv";
  link.click();
  URL.revokeObjectURL(address);
};

const numberColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "number" });
const textColumn = (title: string, text: Column["text"]): Column => ({ title, text, kind: "text" });

const countColumn = (title: string, name: keyof DeploymentView["current"]): Column =>
  numberColumn(title, ({ current }) => formatCount(current[name]));

const costText = ({ cost: { ready, desired } }: DeploymentView): string =>
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

const ageColumn = (): Column =>
  numberColumn(t("fact.data-age"), ({ dataAgeSeconds, stale }) =>
    stale ? t("cell.stale", { age: formatAge(dataAgeSeconds) }) : formatAge(dataAgeSeconds),
  );

const clusterColumn = (): Column => textColumn(t("column.cluster"), (view) => shortened(view.cluster));

const limitColumns = (formats: Formats): readonly Column[] => [
  textColumn(t("fact.limited-by"), (view) => codeTexts(formats).limit(view.bindingLimit)),
  textColumn(t("fact.reached"), (view) => exhaustionText(view.reached)),
  { ...textColumn(t("fact.exhausted"), (view) => exhaustionText(view.exhausted)), optional: true },
];

const reasonOf = (view: DeploymentView): string => shortened(reasonText(view) ?? "");

/** Verdict and reason in one text. */
export const decisionText = (view: DeploymentView, formats: Formats): string =>
  [codeTexts(formats).verdict(view.verdict), reasonOf(view)].filter((text) => text !== "").join(": ");

/** Columns of the ranking beside headroom and verdict, which its own cells show. */
export const rankingColumns = (formats: Formats): readonly Column[] => [
  ...limitColumns(formats),
  numberColumn(t("fact.ready"), readyText),
  countColumn(t("column.desired"), "desiredReplicas"),
  countColumn(t("fact.planned"), "plannedReplicas"),
  numberColumn(t("column.fits"), (view) => formatCount(replicasThatFit(view))),
  numberColumn(t("column.cost"), costText),
  ageColumn(),
  clusterColumn(),
];

/** Columns of the table beside the charts: everything that they show. */
const valueColumns = (formats: Formats): readonly Column[] => {
  const rate = (title: string, name: keyof DeploymentView["current"]): Column =>
    numberColumn(title, ({ current }) => formats.rate(current[name]));
  return [
    clusterColumn(),
    numberColumn(t("fact.headroom"), (view) => formats.percent(view.headroomRatio)),
    ...limitColumns(formats),
    textColumn(t("column.phase"), (view) => view.phase ?? unknownText()),
    rate(t("line.demand"), "demand"),
    rate(t("line.load-line"), "loadLine"),
    rate(t("line.capacity"), "capacity"),
    rate(t("line.planned"), "plannedCapacity"),
    countColumn(t("fact.ready"), "readyReplicas"),
    countColumn(t("column.pending"), "pendingReplicas"),
    numberColumn(t("fact.recommended"), recommendedText),
    countColumn(t("fact.planned"), "plannedReplicas"),
    textColumn(t("column.verdict"), (view) => codeTexts(formats).verdict(view.verdict)),
    textColumn(t("column.reason"), reasonOf),
    ageColumn(),
  ];
};

/** Current values of all deployments, for reading without the charts. */
export function ValuesTable({ views }: { readonly views: readonly DeploymentView[] }) {
  return <DeploymentTable label={t("table.values")} views={views} columns={valueColumns(useFormats())} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  // A shade at the edge beyond which there are more columns; it scrolls out of sight at the end.
  scroll: css({
    overflowX: "auto",
    containerType: "inline-size",
    background: `
      linear-gradient(to left, ${theme.colors.background.primary} 24px, transparent) right / 56px 100% no-repeat local,
      linear-gradient(to left, ${theme.colors.border.medium}, transparent) right / 8px 100% no-repeat scroll`,
  }),
  below: css({ display: "flex", justifyContent: "flex-end", paddingTop: theme.spacing(0.5) }),
  table: css({
    borderCollapse: "collapse",
    width: "100%",
    fontSize: theme.typography.bodySmall.fontSize,
    "th, td": {
      padding: theme.spacing(0.75, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      whiteSpace: "nowrap",
      maxWidth: 380,
      overflow: "hidden",
      textOverflow: "ellipsis",
      verticalAlign: "baseline",
    },
    "thead th": {
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
    },
    "tbody th": { fontWeight: theme.typography.fontWeightMedium },
  }),
  // The name stays in sight while the other columns scroll.
  sticky: css({
    position: "sticky",
    left: 0,
    zIndex: 1,
    background: theme.colors.background.primary,
    "@container (max-width: 640px)": {
      minWidth: 92,
      maxWidth: "108px !important",
      whiteSpace: "normal !important" as "normal",
      overflowWrap: "anywhere",
    },
  }),
  number: css({ textAlign: "right", fontVariantNumeric: "tabular-nums" }),
  text: css({}),
  sentence: css({
    minWidth: 300,
    maxWidth: "520px !important",
    whiteSpace: "normal !important" as "normal",
    overflowWrap: "anywhere",
    "@container (max-width: 1000px)": { minWidth: 220 },
    "@container (max-width: 640px)": { minWidth: 168 },
  }),
});
