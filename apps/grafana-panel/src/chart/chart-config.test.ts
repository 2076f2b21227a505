// @vitest-environment jsdom
import { createTheme } from "@grafana/data";
import { expect, test } from "vitest";
import { chartConfig } from "./chart-config.ts";
import { rateStyles } from "./line-style.ts";

const theme = createTheme();
const options = {
  theme,
  timeZone: "utc",
  styles: rateStyles(theme),
  bands: [{ between: ["capacity", "loadLine"] as const, fill: "#00000033" }],
  showTimeAxis: true,
  leastIncrement: 0,
  syncKey: "panel",
  overlay: () => ({ nowMs: null, nameNow: true, marks: [], annotations: [], reached: null }),
  timeRangeMs: () => [1000, 2000] as const,
} as const;

test("one series per line after that of time, in the order of the styles", () => {
  const { series } = chartConfig(options).getConfig();
  expect(series.slice(1).map((one) => one?.dash ?? [])).toEqual(options.styles.map(({ dash }) => dash));
});

test("a band lies between the lines it names", () => {
  const { bands } = chartConfig(options).getConfig();
  const at = (key: string) => options.styles.findIndex((style) => style.key === key) + 1;
  expect(bands?.map(({ series }) => series)).toEqual([[at("capacity"), at("loadLine")]]);
});

test("the time range is read anew at every redraw", () => {
  let end = 2000;
  const { scales } = chartConfig({ ...options, timeRangeMs: () => [1000, end] }).getConfig();
  const range = scales?.["x"]?.range as unknown as () => readonly [number, number];
  expect(range()).toEqual([1000, 2000]);
  end = 5000;
  expect(range()).toEqual([1000, 5000]);
});

test("a band of a line that is not drawn is left out", () => {
  const styles = options.styles.filter(({ key }) => key !== "capacity");
  expect(chartConfig({ ...options, styles }).getConfig().bands).toBeUndefined();
});

test("charts with one key share their cursor", () => {
  expect(chartConfig(options).getConfig().cursor?.sync?.key).toBe("panel");
});
