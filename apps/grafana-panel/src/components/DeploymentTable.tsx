import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { ReactNode } from "react";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/shortened.ts";

export interface Column {
  readonly title: string;
  readonly show: (view: DeploymentView) => ReactNode;
  readonly numeric: boolean;
}

export const numberColumn = (title: string, show: Column["show"]): Column => ({ title, show, numeric: true });
export const wordsColumn = (title: string, show: Column["show"]): Column => ({ title, show, numeric: false });

interface DeploymentTableProps {
  readonly label: string;
  readonly views: readonly DeploymentView[];
  readonly columns: readonly Column[];
}

/** A table with one row per deployment, in the order given. */
export function DeploymentTable({ label, views, columns }: DeploymentTableProps) {
  const styles = useStyles2(getStyles);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.sticky}>
              Deployment
            </th>
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" className={numeric ? styles.numeric : undefined}>
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
              {columns.map(({ title, show, numeric }) => (
                <td key={title} className={numeric ? styles.numeric : undefined}>
                  {show(view)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: "auto", containerType: "inline-size" }),
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
    background: theme.colors.background.primary,
    "@container (max-width: 640px)": { maxWidth: "120px !important" },
  }),
  numeric: css({ textAlign: "right", fontVariantNumeric: "tabular-nums" }),
});
