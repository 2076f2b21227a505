import { css } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2, type PanelProps } from "@grafana/data";
import { Button, TextLink, useStyles2 } from "@grafana/ui";
import { startTransition, useEffect, useMemo, useState } from "react";
import { type PanelLayout, panelHeadHeight, panelLayout } from "../chart/panel-layout.ts";
import type { CapacityOptions } from "../options.ts";
import { t } from "../text/text.ts";
import { annotations } from "../view-model/annotations.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { ChartLegend } from "./ChartLegend.tsx";
import type { ChartFrame } from "./chart-hooks.ts";
import { DeploymentCell } from "./DeploymentCell.tsx";
import { ValuesTable } from "./RankingView.tsx";
import { sharedStyles } from "./styles.ts";

/** More charts than this are slow to draw; the ranking has the others. */
const mostCharts = 24;

export interface TimelineViewProps {
  readonly panel: PanelProps<CapacityOptions>;
  readonly views: readonly DeploymentView[];
  readonly asOfMs: number;
}

/** End of every time axis: beyond the range where a deployment has a forecast. */
const untilMs = ({ panel: { timeRange, options }, views, asOfMs }: TimelineViewProps): number => {
  const end = timeRange.to.valueOf();
  return options.forecastSeconds > 0 && views.some(({ forecast }) => forecast !== null)
    ? Math.max(end, asOfMs + options.forecastSeconds * 1000)
    : end;
};

/** Capacity of every deployment over time, the fullest first. */
export function TimelineView(props: TimelineViewProps) {
  const { panel, asOfMs } = props;
  const { options, width, height, id, timeRange, timeZone, onChangeTimeRange } = panel;
  const styles = useStyles2(getStyles);
  const { paragraph } = useStyles2(sharedStyles);
  const [toggled, setToggled] = useState(false);
  const showTable = options.showTable !== toggled;
  const views = props.views.slice(0, mostCharts);
  const content = { deployments: views.length, showReplicas: options.showReplicas, showTable };
  const layout = panelLayout({ width, height: height - panelHeadHeight({ width, height }) }, content);
  const drawn = useRestLater(layout, views.length);
  const frame: ChartFrame = {
    panelId: id,
    timeRange,
    untilMs: untilMs(props),
    timeZone,
    annotations: useMemo(() => annotations(panel.data.annotations ?? []), [panel.data.annotations]),
    onZoom: onChangeTimeRange,
  };
  const tableButton = <TableButton pressed={showTable} onClick={() => setToggled(!toggled)} />;
  return (
    <>
      {!layout.compact && (
        <div className={styles.toolbar}>
          <ChartLegend />
          {tableButton}
        </div>
      )}
      <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))` }}>
        {views.slice(0, drawn).map((view, index) => (
          <DeploymentCell
            key={view.key}
            view={view}
            frame={frame}
            layout={layout}
            asOfMs={asOfMs}
            inSight={index < layout.cellsInSight}
          />
        ))}
      </div>
      {props.views.length > mostCharts && (
        <p className={paragraph}>{t("timeline.more", { shown: mostCharts, count: props.views.length })}</p>
      )}
      {layout.compact && tableButton}
      {showTable && <ValuesTable views={views} />}
      {showTable && <AnnotationList {...frame} />}
    </>
  );
}

function TableButton({ pressed, onClick }: { readonly pressed: boolean; readonly onClick: () => void }) {
  return (
    <Button size="sm" variant="secondary" fill="outline" aria-pressed={pressed} onClick={onClick}>
      {t(pressed ? "timeline.hide-table" : "timeline.show-table")}
    </Button>
  );
}

/** Charts in sight are drawn first, the others when the browser has time. */
const useRestLater = ({ cellsInSight }: PanelLayout, count: number): number => {
  const [shown, setShown] = useState(cellsInSight);
  useEffect(() => {
    startTransition(() => setShown(count));
  }, [count]);
  return Math.max(shown, cellsInSight);
};

function AnnotationList({ annotations: marked, timeZone }: ChartFrame) {
  const { paragraph } = useStyles2(sharedStyles);
  if (marked.length === 0) return null;
  return (
    <ul className={paragraph} aria-label={t("timeline.annotations")}>
      {marked.map(({ timeMs, text, link }) => (
        <li key={`${timeMs} ${text}`} dir="auto">
          {dateTimeFormat(timeMs, { timeZone })}:{" "}
          {link === null ? (
            text
          ) : (
            <TextLink external href={link}>
              {text}
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: theme.spacing(2),
    paddingBottom: theme.spacing(1.5),
  }),
  grid: css({ display: "grid", gap: theme.spacing(3, 4) }),
});
