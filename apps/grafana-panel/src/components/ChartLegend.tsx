import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { bandStyles, type LineStyle, rateStyles } from "../chart/line-style.ts";
import { t } from "../text/text.ts";
import { sharedStyles } from "./styles.ts";

/** A short piece of the line as the chart draws it. */
export function LineSwatch({ style }: { readonly style: LineStyle<string> }) {
  const look = { stroke: style.color, strokeWidth: style.widthPixels, strokeDasharray: style.dash.join(" ") };
  return (
    <svg width="28" height="10" aria-hidden="true" focusable="false">
      <line x1="0" x2="28" y1="5" y2="5" {...look} />
    </svg>
  );
}

/** What the lines and areas of all charts mean. */
export function ChartLegend() {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const item = cx(shared.note, styles.item);
  const lines = rateStyles(theme).filter(({ always }) => always);
  return (
    <ul className={shared.list} aria-label={t("legend.label")}>
      {lines.toReversed().map((style) => (
        <li key={style.key} className={item}>
          <LineSwatch style={style} />
          {style.label}
        </li>
      ))}
      {bandStyles(theme).map(({ label, fill }) => (
        <li key={label} className={item}>
          <svg width="16" height="10" aria-hidden="true" focusable="false">
            <rect x="0.5" y="0.5" width="15" height="9" rx="2" fill={fill} stroke={theme.colors.border.strong} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ display: "inline-flex", alignItems: "center", gap: theme.spacing(0.75), whiteSpace: "nowrap" }),
});
