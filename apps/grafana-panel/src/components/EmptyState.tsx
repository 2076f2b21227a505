import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { EmptyReason } from "../view-model/capacity-view-model.ts";
import type { FrameProblem } from "../view-model/read-frames.ts";
import { panelQuery } from "../view-model/role.ts";
import { FrameProblems } from "./FrameProblems.tsx";

const explanations: Readonly<Record<EmptyReason, { readonly title: string; readonly advice: string }>> = {
  "no-frames": {
    title: "The queries of this panel return no data",
    advice: "Check that Prometheus scrapes the Loadline recommender, and use this query with the format “Time series”:",
  },
  "no-known-series": {
    title: "No series of the Loadline recommender in the data",
    advice: "Use this query with the format “Time series”, and keep the labels cluster and deployment:",
  },
  "filtered-out": {
    title: "None of the selected deployments is in the data",
    advice: "Clear the option “Deployments” of this panel, or widen the query to:",
  },
};

/** Says why nothing is shown, and the query that would show something. */
export function EmptyState({
  because,
  problems,
}: {
  readonly because: EmptyReason;
  readonly problems: readonly FrameProblem[];
}) {
  const styles = useStyles2(getStyles);
  const { title, advice } = explanations[because];
  return (
    <div className={styles.box} role="status">
      <h3>{title}</h3>
      <p>{advice}</p>
      <pre className={styles.query}>{panelQuery}</pre>
      <FrameProblems problems={problems} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ maxWidth: 720, margin: "0 auto", padding: theme.spacing(3, 2), overflowY: "auto", maxHeight: "100%" }),
  query: css({ whiteSpace: "pre-wrap", overflowWrap: "anywhere", userSelect: "all" }),
});
