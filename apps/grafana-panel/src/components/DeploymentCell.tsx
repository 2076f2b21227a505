import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { useMemo } from "react";
import { overBand, rateStyles, replicaStyles, spareBand } from "../chart/line-style.ts";
import type { PanelLayout } from "../chart/panel-layout.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatCount, formatRate } from "../view-model/format-value.ts";
import { shortened } from "../view-model/shortened.ts";
import { replicasText, summaryText } from "../view-model/summary-text.ts";
import { DeploymentHeader } from "./DeploymentHeader.tsx";
import { type ChartFrame, LineChart } from "./LineChart.tsx";

interface DeploymentCellProps {
  readonly view: DeploymentView;
  readonly frame: ChartFrame;
  readonly layout: PanelLayout;
}

/** One deployment: what it says, its rates over time and its replicas under them. */
export function DeploymentCell({ view, frame, layout }: DeploymentCellProps) {
  const styles = useStyles2(getStyles);
  return (
    <article aria-label={shortened(view.deployment)} className={styles.cell}>
      <DeploymentHeader view={view} />
      <div className={styles.caption}>
        {view.phase === null ? "No token rates in the data" : `${view.phase} tokens/s`}
      </div>
      <RateChart view={view} frame={frame} layout={layout} />
      {layout.replicasHeight > 0 && (
        <>
          <div className={styles.caption}>replicas</div>
          <ReplicasChart view={view} frame={frame} layout={layout} />
        </>
      )}
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The header takes what is left, so that charts beside each other stand at the same height.
  cell: css({ display: "flex", flexDirection: "column", minWidth: 0 }),
  caption: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, lineHeight: 1.4 }),
});

function RateChart({ view, frame, layout }: DeploymentCellProps) {
  const theme = useTheme2();
  const styles = useMemo(() => rateStyles(theme), [theme]);
  const bands = useMemo(
    () => [
      { between: ["capacity", "loadLine"] as const, fill: spareBand(theme).fill },
      { between: ["demand", "loadLine"] as const, fill: overBand(theme).fill },
    ],
    [theme],
  );
  return (
    <LineChart
      frame={frame}
      width={layout.chartWidth}
      height={layout.rateHeight}
      title={shortened(view.deployment)}
      summary={summaryText(view)}
      timesMs={view.lines.timesMs}
      lines={view.lines.rates}
      styles={styles}
      bands={bands}
      showTimeAxis
      leastIncrement={0}
      format={formatRate}
    />
  );
}

const noBands: readonly [] = [];

function ReplicasChart({ view, frame, layout }: DeploymentCellProps) {
  const theme = useTheme2();
  const styles = useMemo(() => replicaStyles(theme), [theme]);
  return (
    <LineChart
      frame={frame}
      width={layout.chartWidth}
      height={layout.replicasHeight}
      title={shortened(view.deployment)}
      summary={`Replicas of ${shortened(view.deployment)}: ${replicasText(view)}`}
      timesMs={view.lines.timesMs}
      lines={view.lines.replicas}
      styles={styles}
      bands={noBands}
      showTimeAxis={false}
      leastIncrement={1}
      format={formatCount}
    />
  );
}
