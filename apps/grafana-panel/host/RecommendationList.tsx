import { css } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { verdictText } from "../src/view-model/decision.ts";
import { formatCount, shortened } from "../src/view-model/format-value.ts";
import type { RecommendationRow } from "./recommendations.ts";

const mostShown = 12;

/** The latest decisions with their reasons, newest first. */
export function RecommendationList({ rows }: { readonly rows: readonly RecommendationRow[] }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label="Recommendations">
      <h2>Recommendations</h2>
      {rows.length === 0 ? (
        <p className={styles.none}>No recommendation yet.</p>
      ) : (
        <ol className={styles.list}>
          {rows.slice(0, mostShown).map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ol>
      )}
    </section>
  );
}

const replicasChange = ({ fromReplicas, toReplicas }: RecommendationRow): string =>
  toReplicas === null || fromReplicas === toReplicas
    ? `${formatCount(fromReplicas)} replicas`
    : `${formatCount(fromReplicas)} → ${formatCount(toReplicas)} replicas`;

function Row({ row }: { readonly row: RecommendationRow }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.row} data-verdict={row.verdict}>
      <time className={styles.time} dateTime={row.time}>
        {dateTimeFormat(row.time, { format: "HH:mm:ss" })}
      </time>
      <span className={styles.deployment}>{shortened(row.deployment)}</span>
      <span className={styles.verdict}>{verdictText(row.verdict)}</span>
      <span className={styles.replicas}>{replicasChange(row)}</span>
      <span className={styles.reason}>{row.reason}</span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  none: css({ margin: 0, color: theme.colors.text.secondary }),
  list: css({ listStyle: "none", margin: 0, padding: 0 }),
  row: css({
    display: "grid",
    gridTemplateColumns: "72px minmax(96px, 180px) 96px 128px minmax(0, 1fr)",
    gap: theme.spacing(0, 1.5),
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    "@media (max-width: 900px)": {
      gridTemplateColumns: "64px minmax(0, 1fr) auto",
      "& > :nth-child(4), & > :nth-child(5)": { gridColumn: "2 / -1" },
    },
  }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: "tabular-nums" }),
  deployment: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: "anywhere" }),
  verdict: css({ whiteSpace: "nowrap" }),
  replicas: css({ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }),
  reason: css({ color: theme.colors.text.secondary, overflowWrap: "anywhere" }),
});
