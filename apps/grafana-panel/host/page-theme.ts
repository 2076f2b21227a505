import { css } from "@emotion/css";
import { createTheme, type GrafanaTheme2 } from "@grafana/data";

/** Grafana's own fonts are not part of its packages; the reader's system fonts replace them. */
const fontFamily = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const fontFamilyMonospace = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

export const createPageTheme = (mode: "dark" | "light"): GrafanaTheme2 =>
  createTheme({ colors: { mode }, typography: { fontFamily, fontFamilyMonospace } });

export const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    minHeight: "100vh",
    background: theme.colors.background.canvas,
    "h1, h2": { margin: 0, fontSize: theme.typography.h4.fontSize },
  }),
  header: css({
    display: "flex",
    alignItems: "center",
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  logo: css({ width: 26, height: 26 }),
  clusters: css({ flex: 1, minWidth: 0, color: theme.colors.text.secondary, overflowWrap: "anywhere" }),
  main: css({
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: theme.spacing(2),
    maxWidth: 1760,
    margin: "0 auto",
    padding: theme.spacing(1),
    "& > section": {
      padding: theme.spacing(2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    },
  }),
  // It has its height without a text too, so that nothing moves when one comes.
  caption: css({ margin: theme.spacing(1, 0), minHeight: "1.6em", fontSize: theme.typography.h5.fontSize }),
  // On a narrow page a reason stands beneath its decision.
  table: css({
    [theme.breakpoints.down("sm")]: {
      "& thead": { display: "none" },
      "& tr": { display: "flex", flexWrap: "wrap", height: "auto", padding: theme.spacing(0.5, 0) },
      "& td": { padding: theme.spacing(0, 1) },
      "& td:last-child": { flexBasis: "100%" },
    },
  }),
});
