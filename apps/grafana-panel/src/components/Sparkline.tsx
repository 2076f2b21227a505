import type { TimeRange } from "@grafana/data";
import { useTheme2 } from "@grafana/ui";
import type { Series } from "../view-model/read-frames.ts";
import { sparklinePath } from "../view-model/sparkline.ts";

interface SparklineProps {
  readonly series: Series | undefined;
  readonly timeRange: TimeRange;
  readonly width: number;
  readonly height: number;
}

/** The course of a value beside the value itself, which says in words what holds now. */
export function Sparkline({ series, timeRange, width, height }: SparklineProps) {
  const theme = useTheme2();
  const box = { width, height, fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={sparklinePath(series, box)}
        fill="none"
        stroke={theme.colors.text.secondary}
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
