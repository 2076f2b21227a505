import { css } from "@emotion/css";
import type { GrafanaTheme2, PanelProps } from "@grafana/data";
import { PanelDataErrorView } from "@grafana/runtime";
import { useStyles2 } from "@grafana/ui";
import type { EmptyReason } from "../view-model/capacity-view-model.ts";
import type { FrameProblem } from "../view-model/read-frames.ts";
import { fleetQuery, panelQuery } from "../view-model/role.ts";
import { FrameProblems } from "./FrameProblems.tsx";

const explanations: Readonly<
  Record<EmptyReason | "no-gpus", { readonly title: string; readonly advice: string; readonly query: string }>
> = {
  "no-frames": {
    title: "The queries of this panel return no data",
    advice: "Check that Prometheus scrapes the Loadline recommender, and use this query with the format “Time series”:",
    query: panelQuery,
  },
  "no-known-series": {
    title: "No series of the Loadline recommender in the data",
    advice: "Use this query with the format “Time series”, and keep the labels cluster and deployment:",
    query: panelQuery,
  },
  "filtered-out": {
    title: "None of the selected deployments is in the data",
    advice: "Clear the option “Deployments” of this panel, or widen the query to:",
    query: panelQuery,
  },
  "no-gpus": {
    title: "No series of GPUs in the data",
    advice: "Check that Prometheus scrapes the node agents, and use this query with the format “Time series”:",
    query: fleetQuery,
  },
};

interface EmptyStateProps {
  readonly because: EmptyReason | "no-gpus";
  readonly problems: readonly FrameProblem[];
  readonly panel: Pick<PanelProps, "id" | "data" | "fieldConfig">;
}

/** Says why nothing is shown, and the query that would show something. */
export function EmptyState({ because, problems, panel: { id, data, fieldConfig } }: EmptyStateProps) {
  const styles = useStyles2(getStyles);
  const { title, advice, query } = explanations[because];
  return (
    <div className={styles.box} role="status">
      <div className={styles.message}>
        <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} message={title} />
      </div>
      <p>{advice}</p>
      <pre className={styles.query}>{query}</pre>
      <FrameProblems problems={problems} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ maxWidth: 720, margin: "0 auto", padding: theme.spacing(3, 2), overflowY: "auto", maxHeight: "100%" }),
  message: css({ fontSize: theme.typography.h5.fontSize, padding: theme.spacing(0, 0, 1) }),
  query: css({ whiteSpace: "pre-wrap", overflowWrap: "anywhere", userSelect: "all" }),
});
