import { css } from "@emotion/css";
import type { PanelProps } from "@grafana/data";
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
import { MostUrgent } from "./StatusStrip.tsx";
import { mostShown, sharedStyles } from "./styles.ts";

interface TimelineViewProps {
  readonly panel: PanelProps<CapacityOptions>;
  readonly views: readonly DeploymentView[];
  readonly asOfMs: number;
}

/** End of every time axis: beyond the range where a deployment has a forecast. */
const untilMs = ({ panel: { timeRange }, asOfMs }: TimelineViewProps, views: readonly DeploymentView[]): number => {
  const [from, end] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const ahead = views.map(({ forecast, horizonSeconds }) => (forecast === null ? 0 : horizonSeconds * 1000));
  // A lead time of an hour leaves most of a quarter of an hour's chart to what was.
  return Math.max(end, Math.min(asOfMs + Math.max(0, ...ahead), end + (end - from) / 2));
};

/** Capacity of every deployment over time. */
export function TimelineView(props: TimelineViewProps) {
  const { panel, asOfMs } = props;
  const { options, width, height, id, timeRange, timeZone, onChangeTimeRange } = panel;
  const { paragraph } = useStyles2(sharedStyles);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const views = leastHeadroom(props.views, mostShown);
  const content = {
    deployments: views.length,
    showReplicas: options.showReplicas,
    showLatencies: options.showReplicas && views.some(({ latencies }) => latencies !== null),
  };
  const layout = panelLayout({ width, height }, content);
  const drawn = useRestLater(layout, views.length);
  const frame: ChartFrame = {
    panelId: id,
    timeRange,
    untilMs: untilMs(props, views),
    timeZone,
    hidden,
    annotations: useMemo(() => annotations(panel.data.annotations ?? []), [panel.data.annotations]),
    onZoom: onChangeTimeRange,
  };
  const columns = { gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))` };
  return (
    <>
      {!layout.compact && <MostUrgent views={props.views} />}
      {!layout.compact && <Legend hidden={hidden} onChange={setHidden} />}
      <div className={grid} style={columns}>
        {views.slice(0, drawn).map((view, index) => (
          <DeploymentCell
            key={view.key}
            view={view}
            frame={frame}
            layout={layout}
            asOfMs={asOfMs}
            runbooks={options.runbooks}
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
  const click = (clicked: string | undefined, adds: boolean): void => {
    if (clicked === undefined) return;
    const others = keys.filter((key) => key !== clicked);
    const alone = others.every((key) => hidden.has(key)) ? [] : others;
    onChange(new Set(adds ? keys.filter((key) => (key === clicked) !== hidden.has(key)) : alone));
  };
  return (
    <VizLegend
      displayMode={LegendDisplayMode.List}
      placement="bottom"
      items={items}
      itemRenderer={({ label, color, lineStyle, data, disabled }) => (
        // Grafana's own item has a button whose accessible name is not what it shows.
        <button
          type="button"
          className={item}
          disabled={data === undefined}
          aria-pressed={data === undefined ? undefined : disabled !== true}
          onClick={({ ctrlKey, metaKey }) => click(data, ctrlKey || metaKey)}
        >
          {data === undefined ? (
            <span className={swatch} style={{ background: color }} />
          ) : (
            <SeriesIcon color={color} lineStyle={lineStyle} />
          )}{" "}
          {label}
        </button>
      )}
    />
  );
}

/** An area: a line of its light fill would hardly be seen. */
const swatch = css({ display: "inline-block", width: 14, height: 11, border: "1px solid currentcolor" });

const item = css({
  minHeight: 24,
  padding: 0,
  border: "none",
  background: "none",
  fontSize: "inherit",
  '&[aria-pressed="false"]': { opacity: 0.7, textDecoration: "line-through" },
});

/** Charts in sight are drawn first, the others when the browser has time. */
const useRestLater = ({ cellsInSight }: PanelLayout, count: number): number => {
  const [shown, setShown] = useState(cellsInSight);
  useEffect(() => {
    startTransition(() => setShown(count));
  }, [count]);
  return Math.max(shown, cellsInSight);
};
