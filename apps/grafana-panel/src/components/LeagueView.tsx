import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { RadioButtonGroup, useStyles2 } from "@grafana/ui";
import { useState } from "react";
import { hasText, t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatCount, formatPercent, formatUsd, shortened } from "../view-model/format-value.ts";
import {
  type LeagueView as League,
  type LeagueWindow,
  leagueSentence,
  leagueWindows,
  type ReliabilityBin,
  savedBy,
} from "../view-model/league.ts";
import { leagueQuery } from "../view-model/metrics.ts";
import { DeploymentCards } from "./DeploymentCards.tsx";
import { DeploymentName } from "./DeploymentHeader.tsx";
import { sharedStyles } from "./styles.ts";
import { ScrollTable } from "./TableRows.tsx";

/** What other scaling policies would have cost and missed on each deployment's own load, and how good its warranty was. */
export function LeagueView({ views }: { readonly views: readonly DeploymentView[] }) {
  const styles = useStyles2(getStyles);
  const { paragraph } = useStyles2(sharedStyles);
  const [window, setWindow] = useState<LeagueWindow>("7d");
  if (views.every(({ league }) => league === null))
    return (
      <>
        <p className={paragraph}>{t("league.none")}</p>
        <pre className={styles.query}>{leagueQuery}</pre>
      </>
    );
  return (
    <>
      <RadioButtonGroup
        className={styles.window}
        aria-label={t("league.window")}
        size="sm"
        options={leagueWindows.map((value) => ({ value, label: t(`league.last.${value}`) }))}
        value={window}
        onChange={setWindow}
      />
      <DeploymentCards views={views} most={24} width={560} more="league.more">
        {(view) => (
          <>
            <DeploymentName view={view} />
            {view.league === null ? (
              <p className={paragraph}>{t("league.none")}</p>
            ) : (
              <DeploymentLeague league={view.league} window={window} name={shortened(view.deployment)} />
            )}
          </>
        )}
      </DeploymentCards>
    </>
  );
}

const policyText = (policy: string): string => {
  const key = `league.policy.${policy}`;
  return hasText(key) ? t(key) : shortened(policy);
};

interface DeploymentLeagueProps {
  readonly league: League;
  readonly window: LeagueWindow;
  readonly name: string;
}

function DeploymentLeague({ league, window, name }: DeploymentLeagueProps) {
  const { paragraph } = useStyles2(sharedStyles);
  const rows = league.rows(window);
  const sentence = leagueSentence(league, window);
  const policies = rows.map((row) => [
    policyText(row.policy),
    formatCount(row.replicaHours),
    formatUsd(row.costUsd),
    savedBy(row, rows) ?? "",
    formatCount(row.unservedTokens),
    formatCount(row.violationMinutes),
  ]);
  const columns = ["policy", "replica-hours", "cost", "saved", "unserved", "violation"] as const;
  return (
    <>
      <p className={paragraph}>
        {sentence} {t("league.observed", { hours: formatCount(league.hours(window)) })}
      </p>
      <Table
        label={t("league.table", { name })}
        columns={columns.map((one) => t(`league.column.${one}`))}
        rows={policies}
      />
      {league.grade !== null && <Grade grade={league.grade} name={name} />}
    </>
  );
}

function Grade({ grade, name }: { readonly grade: NonNullable<League["grade"]>; readonly name: string }) {
  const { brierScore, skill, bins } = grade;
  const styles = useStyles2(getStyles);
  const { paragraph } = useStyles2(sharedStyles);
  const rows = bins.map(({ from, promised, came, graded }) => [
    t("grade.from", { from: formatPercent(Number(from)) }),
    formatPercent(promised, 1),
    formatPercent(came, 1),
    formatCount(Math.round(graded)),
  ]);
  const columns = ["class", "promised", "came", "graded"] as const;
  return (
    <>
      <p className={paragraph}>
        {t("grade.sentence", {
          score: brierScore.toFixed(3),
          skill: skill === null ? t("value.unknown") : skill.toFixed(2),
        })}
      </p>
      <div className={styles.grade}>
        <Table
          label={t("grade.table", { name })}
          columns={columns.map((one) => t(`grade.column.${one}`))}
          rows={rows}
        />
        <ReliabilityDiagram bins={bins} />
      </div>
    </>
  );
}

const side = 120;

/** Decoration: the numbers stand beside it. What came over what was promised; on the line both are equal. */
function ReliabilityDiagram({ bins }: { readonly bins: readonly ReliabilityBin[] }) {
  const styles = useStyles2(getStyles);
  const all = bins.reduce((sum, { graded }) => sum + graded, 0);
  return (
    <svg width={side} height={side} viewBox={`-8 -8 ${side + 16} ${side + 16}`} aria-hidden="true" focusable="false">
      <rect width={side} height={side} className={styles.frame} />
      <line x1={0} y1={side} x2={side} y2={0} className={styles.diagonal} />
      {bins.map(({ from, promised, came, graded }) => (
        <circle
          key={from}
          cx={side * promised}
          cy={side * (1 - came)}
          r={2 + 5 * Math.sqrt(all > 0 ? Math.max(0, graded) / all : 0)}
          className={styles.point}
        />
      ))}
    </svg>
  );
}

interface TableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A name and its numbers in each row. */
function Table({ label, columns, rows }: TableProps) {
  const styles = useStyles2(getStyles);
  return (
    <ScrollTable label={label} scroll={styles.scroll} table={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name = "", ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={columns[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  window: css({ marginBottom: theme.spacing(1) }),
  query: css({ whiteSpace: "pre-wrap", overflowWrap: "anywhere", userSelect: "all" }),
  scroll: css({ overflowX: "auto", flex: 1 }),
  table: css({
    width: "100%",
    fontVariantNumeric: "tabular-nums",
    "th, td": { padding: theme.spacing(0.25, 0, 0.25, 1.5), textAlign: "right", whiteSpace: "nowrap" },
    "th:first-child": { paddingLeft: 0, textAlign: "left" },
    "thead th": { color: theme.colors.text.secondary, whiteSpace: "normal", verticalAlign: "bottom" },
    th: { fontWeight: theme.typography.fontWeightRegular },
  }),
  grade: css({ display: "flex", flexWrap: "wrap", gap: theme.spacing(2), alignItems: "start" }),
  frame: css({ fill: "none", stroke: theme.colors.border.medium }),
  diagonal: css({ stroke: theme.colors.text.secondary, strokeDasharray: "4 4" }),
  point: css({ fill: theme.colors.primary.main, fillOpacity: 0.8 }),
});
