import { css } from "@emotion/css";
import type { GrafanaTheme2, PanelProps } from "@grafana/data";
import { LegendDisplayMode } from "@grafana/schema";
import { SeriesIcon, useStyles2, useTheme2, VizLegend, type VizLegendItem } from "@grafana/ui";
import { startTransition, useEffect, useMemo, useState } from "react";
import { bandStyles, rateStyles } from "../chart/line-style.ts";
import { type PanelLayout, panelLayout } from "../chart/panel-layout.ts";
import { t } from "../text/text.ts";
import { annotations } from "../view-model/annotations.ts";
import { leastHeadroom } from "../view-model/capacity-view-model.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import type { CapacityOptions } from "../view-model/options.ts";
import type { ChartFrame } from "./chart-hooks.ts";
import { DeploymentCell } from "./DeploymentCell.tsx";
import { mostShown, sharedStyles } from "./styles.ts";

interface TimelineViewProps {
  readonly panel: PanelProps<CapacityOptions>;
  readonly views: readonly DeploymentView[];
  readonly asOfMs: number;
}

/** End of every time axis: beyond the range where a deployment has a forecast. */
const untilMs = ({ panel: { timeRange, options }, views, asOfMs }: TimelineViewProps): number => {
  const end = timeRange.to.valueOf();
  return views.some(({ forecast }) => forecast !== null) ? Math.max(end, asOfMs + options.forecastSeconds * 1000) : end;
};

/** Capacity of every deployment over time. */
export function TimelineView(props: TimelineViewProps) {
  const { panel, asOfMs } = props;
  const { options, width, height, id, timeRange, timeZone, onChangeTimeRange } = panel;
  const { paragraph } = useStyles2(sharedStyles);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const views = leastHeadroom(props.views, mostShown);
  const content = { deployments: views.length, showReplicas: options.showReplicas };
  const layout = panelLayout({ width, height }, content);
  const drawn = useRestLater(layout, views.length);
  const frame: ChartFrame = {
    panelId: id,
    timeRange,
    untilMs: untilMs(props),
    timeZone,
    hidden,
    annotations: useMemo(() => annotations(panel.data.annotations ?? []), [panel.data.annotations]),
    onZoom: onChangeTimeRange,
  };
  const columns = { gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))` };
  return (
    <>
      {!layout.compact && <Legend hidden={hidden} onChange={setHidden} />}
      <div className={grid} style={columns}>
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
      {props.views.length > mostShown && (
        <p className={paragraph}>{t("timeline.more", { shown: mostShown, count: props.views.length })}</p>
      )}
    </>
  );
}

const grid = css({ display: "grid", gap: "24px 32px" });

interface LegendProps {
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** As in Grafana's charts, a click shows one line alone or all again; with Ctrl or Cmd it hides or shows it. */
function Legend({ hidden, onChange }: LegendProps) {
  const theme = useTheme2();
  const lines = rateStyles(theme).filter(({ always }) => always);
  const keys = lines.map(({ key }) => key);
  const items: VizLegendItem<string>[] = [
    ...lines.toReversed().map(({ key, label, color, dash }) => ({
      label,
      color,
      yAxis: 1,
      data: key,
      disabled: hidden.has(key),
      lineStyle: dash.length > 0 ? ({ fill: "dash", dash: [...dash] } as const) : undefined,
    })),
    ...bandStyles(theme).map(({ label, fill }) => ({ label, color: fill, yAxis: 1 })),
  ];
  const hiddenAfter = (clicked: string | undefined, adds: boolean): readonly string[] => {
    if (adds) return keys.filter((key) => (key === clicked) !== hidden.has(key));
    const others = keys.filter((key) => key !== clicked);
    return clicked === undefined || others.every((key) => hidden.has(key)) ? [] : others;
  };
  return (
    <VizLegend
      displayMode={LegendDisplayMode.List}
      placement="bottom"
      items={items}
      itemRenderer={(item) => (
        <LegendItem {...item} onClick={(adds) => onChange(new Set(hiddenAfter(item.data, adds)))} />
      )}
    />
  );
}

interface LegendItemProps extends VizLegendItem<string> {
  readonly onClick: (adds: boolean) => void;
}

/** Grafana's own item has a button whose accessible name is not what it shows. */
function LegendItem({ label, color, lineStyle, data, disabled, onClick }: LegendItemProps) {
  const styles = useStyles2(legendStyles);
  return (
    <span className={styles.item}>
      <SeriesIcon color={color} lineStyle={lineStyle} />
      {data === undefined ? (
        label
      ) : (
        <button
          type="button"
          className={styles.label}
          aria-pressed={disabled !== true}
          onClick={({ ctrlKey, metaKey }) => onClick(ctrlKey || metaKey)}
        >
          {label}
        </button>
      )}
    </span>
  );
}

const legendStyles = (theme: GrafanaTheme2) => ({
  item: css({ display: "flex", alignItems: "center", gap: theme.spacing(1), minHeight: 24 }),
  label: css({
    padding: 0,
    minHeight: 24,
    border: "none",
    background: "none",
    fontSize: "inherit",
    '&[aria-pressed="false"]': { color: theme.colors.text.secondary, textDecoration: "line-through" },
  }),
});

/** Charts in sight are drawn first, the others when the browser has time. */
const useRestLater = ({ cellsInSight }: PanelLayout, count: number): number => {
  const [shown, setShown] = useState(cellsInSight);
  useEffect(() => {
    startTransition(() => setShown(count));
  }, [count]);
  return Math.max(shown, cellsInSight);
};
