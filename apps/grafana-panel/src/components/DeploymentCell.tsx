import { css } from "@emotion/css";
import { SeriesIcon, useStyles2, useTheme2 } from "@grafana/ui";
import { useMemo } from "react";
import type { ChartOverlay } from "../chart/chart-overlay.ts";
import { bandStyles, latencyStyles, rateStyles, replicaStyles } from "../chart/line-style.ts";
import type { PanelLayout } from "../chart/panel-layout.ts";
import { t } from "../text/text.ts";
import type { AlignedValues } from "../view-model/align.ts";
import { withForecast } from "../view-model/deployment-lines.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatCount, formatPercent, shortened } from "../view-model/format-value.ts";
import { replicasText, summaryText } from "../view-model/summary-text.ts";
import { type ChartFrame, type LineChartProps, useSeen } from "./chart-hooks.ts";
import { DeploymentHeader } from "./DeploymentHeader.tsx";
import { useFormats } from "./formats-context.ts";
import { LineChart } from "./LineChart.tsx";
import { sharedStyles } from "./styles.ts";

interface DeploymentCellProps {
  readonly view: DeploymentView;
  readonly frame: ChartFrame;
  readonly layout: PanelLayout;
  readonly asOfMs: number;
  readonly runbooks: string;
  /** It is in sight when the view opens; the others are drawn when they are scrolled to. */
  readonly inSight: boolean;
}

/** One deployment: its key figures, its rates over time and its replicas below them. */
export function DeploymentCell(props: DeploymentCellProps) {
  const { view, layout } = props;
  const { note } = useStyles2(sharedStyles);
  const [cell, seen] = useSeen(props.inSight);
  return (
    <article ref={cell} aria-label={shortened(view.deployment)} className={column}>
      <DeploymentHeader view={view} compact={layout.compact} runbooks={props.runbooks} />
      {!layout.compact && (
        <div className={note}>
          {seen && !hasValues(view.lines.rates)
            ? t("chart.no-rates")
            : t("chart.rates", { phase: view.phase ?? t("chart.all-phases") })}
        </div>
      )}
      {seen ? <RateChart {...props} /> : <div style={{ height: layout.rateHeight }} />}
      {layout.replicasHeight > 0 &&
        (seen ? <Replicas {...props} /> : <div style={{ height: layout.replicasHeight }} />)}
      {layout.latencyHeight > 0 && (seen ? <Latencies {...props} /> : <div style={{ height: layout.latencyHeight }} />)}
    </article>
  );
}

// The header takes what is left, so that charts beside each other stand at the same height.
const column = css({ display: "flex", flexDirection: "column", minWidth: 0 });

const named = css({ marginInlineStart: 12, whiteSpace: "nowrap" });

const hasValues = (lines: Readonly<Record<string, AlignedValues>>): boolean =>
  Object.values(lines).some((line) => line.some((value) => typeof value === "number"));

/** A line at the present time, where the chart shows a future. */
const nowOf = ({ frame, asOfMs }: DeploymentCellProps) =>
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
  lost: props.view.lost,
});

function RateChart(props: DeploymentCellProps) {
  const { view, frame, layout } = props;
  const formats = useFormats();
  const theme = useTheme2();
  const styles = useMemo(() => rateStyles(theme), [theme]);
  const bands = useMemo(() => bandStyles(theme), [theme]);
  const forecast = nowOf(props) === null ? null : view.forecast;
  const aheadMs = props.asOfMs + view.horizonSeconds * 1000;
  const drawn = useMemo(() => withForecast(view.lines, forecast, aheadMs), [view, forecast, aheadMs]);
  return (
    <LineChart
      frame={frame}
      styles={styles}
      bands={bands}
      timesMs={drawn.timesMs}
      lines={drawn.rates}
      format={formats.rate}
      width={layout.chartWidth}
      height={layout.rateHeight}
      title={shortened(view.deployment)}
      summary={summaryText(view, formats)}
      overlay={overlayOf(props)}
      showTimeAxis
      scale="rate"
    />
  );
}

const noBands: readonly [] = [];

type SmallChartProps<K extends string> = Pick<
  LineChartProps<K>,
  "styles" | "timesMs" | "lines" | "format" | "height" | "summary" | "scale"
> & { readonly cell: DeploymentCellProps };

/** A low chart below that of rates, with the same time axis. */
function SmallChart<K extends string>({ cell, ...chart }: SmallChartProps<K>) {
  return (
    <LineChart
      {...chart}
      frame={cell.frame}
      title={shortened(cell.view.deployment)}
      bands={noBands}
      width={cell.layout.chartWidth}
      overlay={{ ...overlayOf(cell), nameNow: false, marks: [], reached: null }}
      showTimeAxis={false}
    />
  );
}

function Replicas(props: DeploymentCellProps) {
  const { note } = useStyles2(sharedStyles);
  const { view, layout } = props;
  const theme = useTheme2();
  const styles = useMemo(() => replicaStyles(theme), [theme]);
  const { timesMs, replicas } = view.lines;
  if (!hasValues(replicas)) return <div className={note}>{t("chart.no-replicas")}</div>;
  const values = { deployment: shortened(view.deployment), replicas: replicasText(view) };
  return (
    <>
      <div className={note}>{t("chart.replicas")}</div>
      <SmallChart
        cell={props}
        styles={styles}
        timesMs={timesMs}
        lines={replicas}
        format={formatCount}
        height={layout.replicasHeight}
        summary={t("chart.replicas-summary", values)}
        scale="count"
      />
    </>
  );
}

/** First token, gap and misses, each as a share of what the plan allows. */
function Latencies(props: DeploymentCellProps) {
  const { note } = useStyles2(sharedStyles);
  const { view, layout } = props;
  const theme = useTheme2();
  const styles = useMemo(() => latencyStyles(theme), [theme]);
  if (view.latencies === null) return <div className={note}>{t("chart.no-latencies")}</div>;
  const { lines } = view.latencies;
  const last = [lines.firstToken, lines.gap].map((line) => formatPercent(line.at(-1) ?? null)).join(", ");
  const values = { deployment: shortened(view.deployment), latencies: last };
  return (
    <>
      <div className={note}>
        {t("chart.latencies")}
        {styles.map(({ key, label, color, dash }) => (
          <span key={key} className={named}>
            <SeriesIcon color={color} lineStyle={dash.length > 0 ? { fill: "dash", dash: [...dash] } : undefined} />{" "}
            {label}
          </span>
        ))}
      </div>
      <SmallChart
        cell={props}
        {...view.latencies}
        styles={styles}
        format={formatPercent}
        height={layout.latencyHeight}
        summary={t("chart.latencies-summary", values)}
        scale="share"
      />
    </>
  );
}
