import { css } from "@emotion/css";
import type { GrafanaTheme2, PanelProps } from "@grafana/data";
import { PanelDataErrorView } from "@grafana/runtime";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { EmptyReason } from "../view-model/capacity-view-model.ts";
import type { FrameProblem } from "../view-model/read-frames.ts";
import { fleetQuery, panelQuery } from "../view-model/role.ts";
import { FrameProblems } from "./FrameProblems.tsx";

const queries: Readonly<Record<EmptyReason | "no-gpus", string>> = {
  "no-frames": panelQuery,
  "no-known-series": panelQuery,
  "filtered-out": panelQuery,
  "no-gpus": fleetQuery,
};

interface EmptyStateProps {
  readonly because: EmptyReason | "no-gpus";
  readonly problems: readonly FrameProblem[];
  readonly panel: Pick<PanelProps, "id" | "data" | "fieldConfig">;
}

/** Says why nothing is shown, and the query that would show something. */
export function EmptyState({ because, problems, panel: { id, data, fieldConfig } }: EmptyStateProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box} role="status">
      <div className={styles.message}>
        <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} message={t(`empty.${because}`)} />
      </div>
      <p>{t(`empty.${because}-advice`)}</p>
      <pre className={styles.query}>{queries[because]}</pre>
      <FrameProblems problems={problems} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ maxWidth: 720, margin: "0 auto", padding: theme.spacing(3, 2), overflowY: "auto", maxHeight: "100%" }),
  message: css({ fontSize: theme.typography.h5.fontSize, padding: theme.spacing(0, 0, 1) }),
  query: css({ whiteSpace: "pre-wrap", overflowWrap: "anywhere", userSelect: "all" }),
});
