import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { type BandStyle, forecastBand, overBand, rateStyles, spareBand } from "../chart/line-style.ts";
import { t } from "../text/text.ts";
import { LineSwatch } from "./LineSwatch.tsx";

/** What the lines and areas of all charts mean. */
export function ChartLegend() {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={t("legend.label")}>
      {rateStyles(theme)
        .filter(({ always }) => always)
        .toReversed()
        .map((style) => (
          <li key={style.key} className={styles.item}>
            <LineSwatch style={style} />
            {style.label}
          </li>
        ))}
      {[spareBand(theme), overBand(theme), forecastBand(theme)].map((band) => (
        <BandItem key={band.label} band={band} />
      ))}
    </ul>
  );
}

function BandItem({ band }: { readonly band: BandStyle }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <li className={styles.item}>
      <svg width="16" height="10" aria-hidden="true" focusable="false">
        <rect x="0.5" y="0.5" width="15" height="9" rx="2" fill={band.fill} stroke={theme.colors.border.strong} />
      </svg>
      {band.label}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: "flex",
    flexWrap: "wrap",
    gap: theme.spacing(0.25, 1.5),
    listStyle: "none",
    margin: 0,
    padding: 0,
  }),
  item: css({
    display: "inline-flex",
    alignItems: "center",
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: "nowrap",
  }),
});
