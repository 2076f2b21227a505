import { dateTimeFormat, type PanelProps } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { areaColors } from "../chart/line-style.ts";
import { t } from "../text/text.ts";
import { formatCompact, shortened, unknownText } from "../view-model/format-value.ts";
import { causeText, type LedgerView } from "../view-model/ledger.ts";
import { stackedPaths } from "../view-model/stacked-paths.ts";
import { sharedStyles } from "./styles.ts";

export type HistoryPanel = Pick<PanelProps, "timeRange" | "timeZone">;

const size = { width: 560, height: 56 };

/** What each cause took over the time range: stacked areas in the order of their legend, and when each began. */
export function LossHistory({ losses, panel }: Pick<LedgerView, "losses"> & { readonly panel: HistoryPanel }) {
  const { timeRange, timeZone } = panel;
  const theme = useTheme2();
  const { note, list } = useStyles2(sharedStyles);
  const colors = areaColors(theme);
  const colorOf = (index: number): string | undefined => colors[index % colors.length];
  const box = { ...size, fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  const most = Math.max(
    ...(losses[0]?.values ?? []).map((_, at) => losses.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)),
  );
  const caption = t("ledger.history", { most: formatCompact(most) });
  // The legend is read from the top: its first cause is the uppermost area.
  const paths = stackedPaths(losses.toReversed(), box).toReversed();
  return (
    <>
      <p className={note}>{caption}</p>
      <svg
        width="100%"
        height={size.height}
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {paths.map((path, index) => (
          <path
            key={losses[index]?.cause}
            d={path}
            fill={colorOf(index)}
            stroke={theme.colors.background.primary}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <ul className={list} aria-label={caption}>
        {losses.map(({ cause, present, sinceMs }, index) => (
          <li key={cause} className={note}>
            <svg width="12" height="10" aria-hidden="true" focusable="false">
              <rect width="12" height="10" rx="2" fill={colorOf(index)} />
            </svg>{" "}
            {t(sinceMs === null ? "ledger.loss" : "ledger.loss-since", {
              cause: causeText("cause", cause) ?? shortened(cause),
              amount: present === null ? unknownText() : formatCompact(present),
              time: sinceMs === null ? "" : dateTimeFormat(sinceMs, { timeZone }),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
