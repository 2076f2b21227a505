import { createTheme } from "@grafana/data";
import { describe, expect, test } from "vitest";
import { type LineStyle, rateStyles, replicaStyles } from "./line-style.ts";

const themes = (["dark", "light"] as const).map((mode) => ({ mode, theme: createTheme({ colors: { mode } }) }));

const looks = (styles: readonly LineStyle<string>[]): readonly string[] =>
  styles.map(({ dash, widthPixels }) => JSON.stringify([dash, widthPixels]));

/** Relative luminance and contrast. @source https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
const luminance = (hex: string): number => {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
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
