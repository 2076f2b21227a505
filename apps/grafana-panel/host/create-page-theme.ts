import { createTheme, type GrafanaTheme2 } from "@grafana/data";

/** Grafana's own fonts are not part of its packages; the reader's system fonts replace them. */
const fontFamily = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const fontFamilyMonospace = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

export const createPageTheme = (mode: "dark" | "light"): GrafanaTheme2 =>
  createTheme({ colors: { mode }, typography: { fontFamily, fontFamilyMonospace } });
