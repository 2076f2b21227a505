import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { decisionWords, limitText } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatAge, formatCount, formatPercent, formatRate } from "../view-model/format-value.ts";
import { shortened } from "../view-model/shortened.ts";

interface Column {
  readonly title: string;
  readonly text: (view: DeploymentView) => string;
  readonly numeric: boolean;
}

const number = (title: string, text: Column["text"]): Column => ({ title, text, numeric: true });
const words = (title: string, text: Column["text"]): Column => ({ title, text, numeric: false });

const columns: readonly Column[] = [
  words("Cluster", (view) => shortened(view.cluster)),
  number("Headroom", (view) => formatPercent(view.headroomRatio)),
  words("Limited by", (view) => limitText(view.bindingLimit)),
  words("Phase", (view) => view.phase ?? "unknown"),
  number("Demand", (view) => formatRate(view.current.demand)),
  number("Load line", (view) => formatRate(view.current.loadLine)),
  number("Actual capacity", (view) => formatRate(view.current.capacity)),
  number("Planned capacity", (view) => formatRate(view.current.plannedCapacity)),
  number("Ready", (view) => formatCount(view.current.readyReplicas)),
  number("Pending", (view) => formatCount(view.current.pendingReplicas)),
  number("Recommended", (view) => recommendedText(view)),
  number("Planned", (view) => formatCount(view.current.plannedReplicas)),
  words("Verdict", (view) => decisionWords(view).verdict),
  words("Reason", (view) => shortened(decisionWords(view).reason ?? "")),
  number("Data age", (view) => `${formatAge(view.dataAgeSeconds)}${view.stale ? " (stale)" : ""}`),
];

const recommendedText = ({ current }: DeploymentView): string => {
  const range = current.desiredLower === null || current.desiredUpper === null;
  return `${formatCount(current.desiredReplicas)}${range ? "" : ` (${current.desiredLower} to ${current.desiredUpper})`}`;
};

/** Current values of all deployments, for reading without the charts. */
export function ValuesTable({ views }: { readonly views: readonly DeploymentView[] }) {
  const styles = useStyles2(getStyles);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="Current values" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Deployment</th>
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
              <th scope="row" dir="auto">
                {shortened(view.deployment)}
              </th>
              {columns.map(({ title, text, numeric }) => (
                <td key={title} className={numeric ? styles.numeric : undefined}>
                  {text(view)}
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
  scroll: css({ overflowX: "auto", marginTop: theme.spacing(2) }),
  table: css({
    borderCollapse: "collapse",
    width: "100%",
    fontSize: theme.typography.bodySmall.fontSize,
    "th, td": {
      padding: theme.spacing(0.75, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      whiteSpace: "nowrap",
      maxWidth: 320,
      overflow: "hidden",
      textOverflow: "ellipsis",
    },
    "thead th": { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    "tbody th": { fontWeight: theme.typography.fontWeightMedium },
  }),
  numeric: css({ textAlign: "right", fontVariantNumeric: "tabular-nums" }),
});
