import type { TimeRange } from "@grafana/data";
import { useTheme2 } from "@grafana/ui";
import { rateStyles } from "../chart/line-style.ts";
import type { Series } from "../view-model/read-series.ts";
import { sparklinePaths } from "../view-model/sparkline.ts";

interface SparklineProps {
  readonly series: Series | undefined;
  /** What the value is compared with, drawn as the load line is in the charts. */
  readonly limit?: Series | undefined;
  readonly timeRange: TimeRange;
  readonly width: number;
  readonly height: number;
}

const stroke = { fill: "none", strokeWidth: 1, vectorEffect: "non-scaling-stroke" } as const;

/** The course of a value, beside the present value in text. */
export function Sparkline({ series, limit, timeRange, width, height }: SparklineProps) {
  const theme = useTheme2();
  const loadLine = rateStyles(theme).find(({ key }) => key === "loadLine");
  const box = { width, height, fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  const { line, limit: compared, zero } = sparklinePaths(series, limit, box);
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path {...stroke} d={zero} stroke={theme.colors.border.strong} />
      <path {...stroke} d={compared} stroke={loadLine?.color} strokeDasharray="6 3 2 3" />
      <path {...stroke} d={line} stroke={theme.colors.text.secondary} strokeWidth={1.5} />
    </svg>
  );
}
