import type { LineStyle } from "../chart/line-style.ts";

/** A short piece of the line as the chart draws it. */
export function LineSwatch({ style }: { readonly style: LineStyle<string> }) {
  return (
    <svg width="28" height="10" aria-hidden="true" focusable="false">
      <line
        x1="0"
        x2="28"
        y1="5"
        y2="5"
        stroke={style.color}
        strokeWidth={style.widthPixels}
        strokeDasharray={style.dash.join(" ")}
      />
    </svg>
  );
}
