import { css, cx } from "@emotion/css";
import type { GrafanaTheme2, PanelProps } from "@grafana/data";
import { PanelDataErrorView } from "@grafana/runtime";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { EmptyReason } from "../view-model/capacity-view-model.ts";
import { shortened } from "../view-model/format-value.ts";
import { fleetQuery, panelQuery } from "../view-model/metrics.ts";
import { type FrameProblem, mostSeries } from "../view-model/read-series.ts";
import { sharedStyles } from "./styles.ts";

const mostShown = 5;

const problemText = (problem: FrameProblem): string => {
  if (problem.kind === "too-many-series") return t("problem.too-many-series", { ...problem, most: mostSeries });
  if (problem.kind === "no-time-field") return t("problem.no-time-field", { frame: shortened(problem.frame) });
  const count = problem.kind === "impossible-values" ? problem.count : 1;
  return t(`problem.${problem.kind}`, { metric: shortened(problem.metric), count });
};

/** What was left out of the panel, and why. */
export function FrameProblems({ problems }: { readonly problems: readonly FrameProblem[] }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const texts = [...new Set(problems.map(problemText))];
  if (texts.length === 0) return null;
  const count = problems.reduce((sum, one) => sum + (one.kind === "too-many-series" ? one.count : 1), 0);
  return (
    <details className={cx(shared.note, styles.details)}>
      <summary>{t("problem.title", { count })}</summary>
      <ul className={styles.list}>
        {texts.slice(0, mostShown).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {texts.length > mostShown && <li>{t("problem.more", { count: texts.length - mostShown })}</li>}
      </ul>
    </details>
  );
}

interface EmptyStateProps {
  readonly because: EmptyReason | "no-gpus";
  readonly problems: readonly FrameProblem[];
  readonly panel: Pick<PanelProps, "id" | "data" | "fieldConfig">;
}

/** Why nothing is shown, and the query that would show something. */
export function EmptyState({ because, problems, panel: { id, data, fieldConfig } }: EmptyStateProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box} role="status">
      <div className={styles.message}>
        <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} message={t(`empty.${because}`)} />
      </div>
      <p>{t(`empty.${because}-advice`)}</p>
      <pre className={styles.query}>{because === "no-gpus" ? fleetQuery : panelQuery}</pre>
      <FrameProblems problems={problems} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({ paddingTop: theme.spacing(1) }),
  list: css({ paddingLeft: theme.spacing(3) }),
  box: css({ maxWidth: 720, margin: "0 auto", padding: theme.spacing(3, 2), overflowY: "auto", maxHeight: "100%" }),
  message: css({ fontSize: theme.typography.h5.fontSize, padding: theme.spacing(0, 0, 1) }),
  query: css({ whiteSpace: "pre-wrap", overflowWrap: "anywhere", userSelect: "all" }),
});
