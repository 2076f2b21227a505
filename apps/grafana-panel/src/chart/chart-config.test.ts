// @vitest-environment jsdom
import { createTheme } from "@grafana/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chartConfig } from "./chart-config.ts";
import { type LineStyle, rateStyles, replicaStyles } from "./line-style.ts";
import { panelLayout } from "./panel-layout.ts";

const theme = createTheme();
const options = {
  theme,
  timeZone: "utc",
  styles: rateStyles(theme),
  bands: [{ between: ["capacity", "loadLine"] as const, fill: "#00000033" }],
  showTimeAxis: true,
  scale: "rate",
  syncKey: "panel",
  overlay: () => ({ nowMs: null, nameNow: true, marks: [], annotations: [], reached: null, lost: [] }),
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

test("charts with one key share their cursor, and not what is selected in one of them", () => {
  const { sync } = chartConfig(options).getConfig().cursor ?? {};
  const passed = ["mousemove", "mouseleave", "mousedown", "mouseup"].filter((type) =>
    sync?.filters?.pub?.(type, {} as never, 0, 0, 0, 0, 0),
  );
  expect([sync?.key, passed]).toEqual(["panel", ["mousemove", "mouseleave"]]);
});

describe("styles of lines", () => {
  const themes = (["dark", "light"] as const).map((mode) => ({ mode, theme: createTheme({ colors: { mode } }) }));

  const looks = (styles: readonly LineStyle<string>[]): readonly string[] =>
    styles.map(({ dash, widthPixels }) => JSON.stringify([dash, widthPixels]));

  /** Relative luminance and contrast. @source https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
  const luminance = (hex: string): number => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = channels.map((c) =>
      c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const contrast = (a: string, b: string): number => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };

  describe.each(themes)("in the $mode theme", ({ theme }) => {
    test("no two lines of a chart differ by colour alone", () => {
      for (const styles of [rateStyles(theme), replicaStyles(theme)]) {
        const distinct = styles.filter(({ key }) => key !== "forecastUpper");
        expect(new Set(looks(distinct)).size).toBe(distinct.length);
      }
    });

    test("every coloured line has a contrast of at least 3 to 1 with the panel", () => {
      const hex = [...rateStyles(theme), ...replicaStyles(theme)].filter(({ color }) => /^#[0-9a-f]{6}$/i.test(color));
      expect(hex.length).toBeGreaterThanOrEqual(6);
      for (const { color, label } of hex) {
        expect(contrast(color, theme.colors.background.primary), label).toBeGreaterThanOrEqual(3);
      }
    });
  });
});

describe("layout of the panel", () => {
  const content = { deployments: 2, showReplicas: true, showLatencies: false };

  describe("panelLayout", () => {
    test.each([
      { name: "a wide panel puts two deployments beside each other", width: 1600, deployments: 2, columns: 2 },
      { name: "one deployment has the whole width", width: 1600, deployments: 1, columns: 1 },
      { name: "a narrow panel puts them under each other", width: 900, deployments: 2, columns: 1 },
    ])("$name", ({ width, deployments, columns }) =>
      expect(panelLayout({ width, height: 600 }, { ...content, deployments }).columns).toBe(columns),
    );

    test("replicas that are not shown take no height", () => {
      const size = { width: 900, height: 520 };
      const without = panelLayout(size, { ...content, deployments: 1, showReplicas: false });
      expect(without.replicasHeight).toBe(0);
      expect(without.rateHeight).toBeGreaterThan(panelLayout(size, { ...content, deployments: 1 }).rateHeight);
    });

    test("a low panel keeps its height for the chart of rates", () => {
      const layout = panelLayout({ width: 800, height: 140 }, { ...content, deployments: 1 });
      expect(layout).toMatchObject({ compact: true, replicasHeight: 0, rateHeight: 112 });
    });
  });

  test("charts are readable, whole and inside the panel at any size", () =>
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(3000), fc.nat(50), (width, height, deployments) => {
        const layout = panelLayout({ width, height }, { ...content, deployments });
        expect(layout.chartWidth * layout.columns).toBeLessThanOrEqual(width);
        expect(layout.chartWidth).toBeGreaterThanOrEqual(0);
        expect(layout.rateHeight).toBeGreaterThanOrEqual(layout.compact ? 96 : 150);
        expect(Number.isInteger(layout.chartWidth) && Number.isInteger(layout.rateHeight)).toBe(true);
      }),
    ));
});
