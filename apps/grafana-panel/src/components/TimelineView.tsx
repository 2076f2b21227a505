import { css } from "@emotion/css";
import type { PanelProps } from "@grafana/data";
import { LegendDisplayMode } from "@grafana/schema";
import { useStyles2, useTheme2, VizLegend, type VizLegendItem } from "@grafana/ui";
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
      className={legend}
      displayMode={LegendDisplayMode.List}
      placement="bottom"
      items={items}
      onLabelClick={({ data }, { ctrlKey, metaKey }) => onChange(new Set(hiddenAfter(data, ctrlKey || metaKey)))}
    />
  );
}

// A finger and a screen magnifier need buttons of this height.
const legend = css({ "& button": { minHeight: 24 } });

/** Charts in sight are drawn first, the others when the browser has time. */
const useRestLater = ({ cellsInSight }: PanelLayout, count: number): number => {
  const [shown, setShown] = useState(cellsInSight);
  useEffect(() => {
    startTransition(() => setShown(count));
  }, [count]);
  return Math.max(shown, cellsInSight);
};
