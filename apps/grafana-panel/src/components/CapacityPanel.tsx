import { css } from "@emotion/css";
import type { GrafanaTheme2, PanelProps } from "@grafana/data";
import { Button, useStyles2 } from "@grafana/ui";
import { useMemo, useState } from "react";
import { panelLayout } from "../chart/panel-layout.ts";
import { type CapacityOptions, defaultOptions } from "../options.ts";
import { type CapacityViewModel, capacityViewModel } from "../view-model/capacity-view-model.ts";
import { ChartLegend } from "./ChartLegend.tsx";
import { DeploymentCell } from "./DeploymentCell.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { FrameProblems } from "./FrameProblems.tsx";
import type { ChartFrame } from "./LineChart.tsx";
import { useAsOf } from "./use-as-of.ts";
import { ValuesTable } from "./ValuesTable.tsx";

type CapacityPanelProps = PanelProps<CapacityOptions>;

/** Capacity of every deployment over time, the fullest first. */
export function CapacityPanel(props: CapacityPanelProps) {
  const { data, timeRange, width, height } = props;
  const options = useMemo(() => ({ ...defaultOptions, ...props.options }), [props.options]);
  const styles = useStyles2(getStyles);
  const asOfMs = useAsOf(timeRange, Date.now);
  const model = useMemo(
    () =>
      capacityViewModel(data.series, {
        asOfMs,
        staleAfterMs: options.staleAfterSeconds * 1000,
        phase: options.phase,
        deployments: options.deployments,
      }),
    [data.series, asOfMs, options],
  );
  return (
    <div className={styles.panel} style={{ width, height }}>
      {model.kind === "empty" ? (
        <EmptyState because={model.because} problems={model.problems} />
      ) : (
        <Deployments {...props} options={options} model={model} />
      )}
    </div>
  );
}

interface DeploymentsProps extends CapacityPanelProps {
  readonly model: Extract<CapacityViewModel, { readonly kind: "deployments" }>;
}

function Deployments(props: DeploymentsProps) {
  const { model, options, width, height, id, timeRange, timeZone, onChangeTimeRange } = props;
  const styles = useStyles2(getStyles);
  const [toggled, setToggled] = useState(false);
  const showTable = options.showTable !== toggled;
  const content = { deployments: model.deployments.length, showReplicas: options.showReplicas, showTable };
  const layout = panelLayout({ width, height }, content);
  const frame: ChartFrame = { panelId: id, timeRange, timeZone, onZoom: onChangeTimeRange };
  return (
    <>
      <div className={styles.toolbar}>
        <ChartLegend />
        <Button
          size="sm"
          variant="secondary"
          fill="outline"
          aria-pressed={showTable}
          onClick={() => setToggled(!toggled)}
        >
          {showTable ? "Hide table" : "Show table"}
        </Button>
      </div>
      <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))` }}>
        {model.deployments.map((view) => (
          <DeploymentCell key={view.key} view={view} frame={frame} layout={layout} />
        ))}
      </div>
      {showTable && <ValuesTable views={model.deployments} />}
      <FrameProblems problems={model.problems} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ overflowX: "hidden", overflowY: "auto" }),
  toolbar: css({
    display: "flex",
    alignItems: "flex-start",
    justifyContent: "space-between",
    gap: theme.spacing(2),
    paddingBottom: theme.spacing(1.5),
  }),
  grid: css({ display: "grid", gap: theme.spacing(3, 4) }),
});
