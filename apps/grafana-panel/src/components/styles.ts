import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";

/** More charts or ledgers than this are slow to draw. */
export const mostShown = 24;

/** Styles that several components share; the names of levels are those of `FullnessLevel`. */
export const sharedStyles = (theme: GrafanaTheme2) => ({
  over: css({ color: theme.colors.error.text }),
  tight: css({ color: theme.colors.warning.text }),
  ample: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
  note: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    overflowWrap: "anywhere",
  }),
  paragraph: css({ margin: theme.spacing(1, 0), color: theme.colors.text.secondary }),
  row: css({ display: "flex", flexWrap: "wrap", alignItems: "baseline", gap: theme.spacing(0.25, 1) }),
  /** A list of short items that wraps. */
  list: css({
    display: "flex",
    flexWrap: "wrap",
    gap: theme.spacing(0.25, 1.5),
    listStyle: "none",
    margin: 0,
    padding: 0,
  }),
  name: css({
    margin: 0,
    overflowWrap: "anywhere",
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  /** For screen readers alone. */
  hidden: css({ position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" }),
});
