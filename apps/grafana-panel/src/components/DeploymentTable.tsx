import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { Button, useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { csvOf } from "../view-model/csv.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/shortened.ts";
import { type Column, shownColumns, tableRows } from "./deployment-columns.tsx";
import { downloadText } from "./download-text.ts";

interface DeploymentTableProps {
  readonly label: string;
  readonly views: readonly DeploymentView[];
  readonly columns: readonly Column[];
}

/** A table with one row per deployment, in the order given, and the same as a file. */
export function DeploymentTable({ label, views, columns: all }: DeploymentTableProps) {
  const columns = shownColumns(all, views);
  const styles = useStyles2(getStyles);
  return (
    <>
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
              <Row key={view.key} view={view} columns={columns} />
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.below}>
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          onClick={() => downloadText("loadline-deployments.csv", csvOf(tableRows(columns, views)))}
        >
          {t("table.download")}
        </Button>
      </div>
    </>
  );
}

function Row({ view, columns }: { readonly view: DeploymentView; readonly columns: readonly Column[] }) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <th scope="row" dir="auto" className={styles.sticky}>
        {shortened(view.deployment)}
      </th>
      {columns.map(({ title, text, show, kind }) => (
        <td key={title} className={styles[kind]}>
          {show === undefined ? text(view) : show(view)}
        </td>
      ))}
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // A shade at the edge beyond which there are more columns; what scrolls along covers it at the end.
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
  words: css({}),
  sentence: css({
    minWidth: 300,
    maxWidth: "520px !important",
    whiteSpace: "normal !important" as "normal",
    overflowWrap: "anywhere",
    "@container (max-width: 1000px)": { minWidth: 220 },
    "@container (max-width: 640px)": { minWidth: 168 },
  }),
});
