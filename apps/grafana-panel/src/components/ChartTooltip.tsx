import { css } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2, type TimeZone } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { LineStyle } from "../chart/line-style.ts";
import type { Annotation } from "../view-model/annotations.ts";
import { type DecisionMark, markText } from "../view-model/decision.ts";
import { unknownText } from "../view-model/format-value.ts";
import { LineSwatch } from "./ChartLegend.tsx";

export interface TooltipRow {
  readonly style: LineStyle<string>;
  readonly value: number | null | undefined;
}

interface ChartTooltipProps {
  readonly title: string;
  readonly timeMs: number;
  readonly timeZone: TimeZone;
  readonly rows: readonly TooltipRow[];
  readonly mark: DecisionMark | undefined;
  readonly annotation: Annotation | undefined;
  readonly format: (value: number | null) => string;
}

/** All values at the time under the cursor. */
export function ChartTooltip({ title, timeMs, timeZone, rows, mark, annotation, format }: ChartTooltipProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <div className={styles.title}>{title}</div>
      <div className={styles.time}>{dateTimeFormat(timeMs, { timeZone })}</div>
      <table>
        <tbody>
          {rows.map(({ style, value }) => (
            <tr key={style.key}>
              <td className={styles.swatch}>
                <LineSwatch style={style} />
              </td>
              <th scope="row" className={styles.label}>
                {style.label}
              </th>
              <td className={styles.value}>{value === undefined ? unknownText() : format(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mark !== undefined && (
        <div className={styles.mark}>
          {mark.verdict === "scale-up" ? "▲" : "▼"} {markText(mark)}
        </div>
      )}
      {annotation !== undefined && (
        <div className={styles.annotation} dir="auto">
          ◆ {annotation.text}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ padding: theme.spacing(1, 1.5), fontSize: theme.typography.bodySmall.fontSize }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  time: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(0.5) }),
  swatch: css({ paddingRight: theme.spacing(1), lineHeight: 1 }),
  label: css({ color: theme.colors.text.secondary, fontWeight: "normal", paddingRight: theme.spacing(2) }),
  mark: css({ maxWidth: 320, marginTop: theme.spacing(0.5), color: theme.colors.info.text }),
  annotation: css({ maxWidth: 320, marginTop: theme.spacing(0.5), overflowWrap: "anywhere" }),
  value: css({ textAlign: "right", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }),
});
