import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { useMemo } from "react";
import type { ChartOverlay } from "../chart/chart-overlay.ts";
import { forecastBand, overBand, rateStyles, replicaStyles, spareBand } from "../chart/line-style.ts";
import type { PanelLayout } from "../chart/panel-layout.ts";
import { t } from "../text/text.ts";
import type { AlignedValues } from "../view-model/align.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { withForecast } from "../view-model/forecast.ts";
import { formatCount } from "../view-model/format-value.ts";
import { shortened } from "../view-model/shortened.ts";
import { replicasText, summaryText } from "../view-model/summary-text.ts";
import { DeploymentHeader } from "./DeploymentHeader.tsx";
import { useFormats } from "./formats-context.ts";
import { type ChartFrame, LineChart } from "./LineChart.tsx";
import { useSeen } from "./use-seen.ts";

interface DeploymentCellProps {
  readonly view: DeploymentView;
  readonly frame: ChartFrame;
  readonly layout: PanelLayout;
  readonly asOfMs: number;
  /** It is in sight when the view opens; the others are drawn when they are scrolled to. */
  readonly inSight: boolean;
}

/** One deployment: what it says, its rates over time and its replicas under them. */
export function DeploymentCell(props: DeploymentCellProps) {
  const { view, layout } = props;
  const styles = useStyles2(getStyles);
  const [cell, seen] = useSeen(props.inSight);
  return (
    <article ref={cell} aria-label={shortened(view.deployment)} className={styles.cell}>
      <DeploymentHeader view={view} compact={layout.compact} />
      {!layout.compact && <div className={styles.caption}>{seen ? captionOf(view) : rateCaption(view)}</div>}
      {seen ? <RateChart {...props} /> : <div style={{ height: layout.rateHeight }} />}
      {layout.replicasHeight > 0 && <Replicas {...props} seen={seen} />}
    </article>
  );
}

const hasValues = (lines: readonly AlignedValues[]): boolean =>
  lines.some((line) => line.some((value) => typeof value === "number"));

function Replicas({ seen, ...props }: DeploymentCellProps & { readonly seen: boolean }) {
  const styles = useStyles2(getStyles);
  const { view, layout } = props;
  if (!seen) return <div style={{ height: layout.replicasHeight }} />;
  if (!hasValues(Object.values({ ...view.lines.replicas }))) {
    return <div className={styles.caption}>{t("chart.no-replicas")}</div>;
  }
  return (
    <>
      <div className={styles.caption}>{t("chart.replicas")}</div>
      <ReplicasChart {...props} />
    </>
  );
}

const rateCaption = ({ phase }: DeploymentView): string => t("chart.rates", { phase: phase ?? t("chart.all-phases") });

const captionOf = (view: DeploymentView): string =>
  hasValues(Object.values({ ...view.lines.rates })) ? rateCaption(view) : t("chart.no-rates");

const getStyles = (theme: GrafanaTheme2) => ({
  // The header takes what is left, so that charts beside each other stand at the same height.
  cell: css({ display: "flex", flexDirection: "column", minWidth: 0 }),
  caption: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, lineHeight: 1.4 }),
});

/** A line at the present time, where there is a future to be told from the past. */
const nowOf = ({ frame, asOfMs }: DeploymentCellProps): number | null =>
  frame.untilMs > frame.timeRange.to.valueOf() ? asOfMs : null;

/** Where the load line is reached within the chart. */
const reachedOf = ({ view: { reached }, asOfMs }: DeploymentCellProps): ChartOverlay["reached"] => {
  if (reached.kind !== "within") return null;
  const { fromSeconds, toSeconds } = reached;
  return { fromMs: asOfMs + fromSeconds * 1000, toMs: toSeconds === null ? null : asOfMs + toSeconds * 1000 };
};

const overlayOf = (props: DeploymentCellProps): ChartOverlay => ({
  nowMs: nowOf(props),
  nameNow: true,
  marks: props.view.marks,
  annotations: props.frame.annotations,
  reached: reachedOf(props),
});

function RateChart(props: DeploymentCellProps) {
  const { view, frame, layout } = props;
  const formats = useFormats();
  const theme = useTheme2();
  const styles = useMemo(() => rateStyles(theme), [theme]);
  const bands = useMemo(
    () => [
      { between: ["capacity", "loadLine"] as const, fill: spareBand(theme).fill },
      { between: ["demand", "loadLine"] as const, fill: overBand(theme).fill },
      { between: ["forecastUpper", "forecastLower"] as const, fill: forecastBand(theme).fill },
    ],
    [theme],
  );
  const forecast = nowOf(props) === null ? null : view.forecast;
  const drawn = useMemo(() => withForecast(view.lines, forecast, frame.untilMs), [view, forecast, frame.untilMs]);
  return (
    <LineChart
      frame={frame}
      width={layout.chartWidth}
      height={layout.rateHeight}
      title={shortened(view.deployment)}
      summary={summaryText(view, formats)}
      timesMs={drawn.timesMs}
      lines={drawn.rates}
      overlay={overlayOf(props)}
      styles={styles}
      bands={bands}
      showTimeAxis
      leastIncrement={0}
      format={formats.rate}
    />
  );
}

const noBands: readonly [] = [];

function ReplicasChart(props: DeploymentCellProps) {
  const { view, frame, layout } = props;
  const theme = useTheme2();
  const styles = useMemo(() => replicaStyles(theme), [theme]);
  return (
    <LineChart
      frame={frame}
      width={layout.chartWidth}
      height={layout.replicasHeight}
      title={shortened(view.deployment)}
      summary={t("chart.replicas-summary", { deployment: shortened(view.deployment), replicas: replicasText(view) })}
      timesMs={view.lines.timesMs}
      lines={view.lines.replicas}
      overlay={{ ...overlayOf(props), nameNow: false, marks: [], reached: null }}
      styles={styles}
      bands={noBands}
      showTimeAxis={false}
      leastIncrement={1}
      format={formatCount}
    />
  );
}
