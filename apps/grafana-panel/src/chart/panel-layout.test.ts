import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { panelLayout } from "./panel-layout.ts";

const content = { deployments: 2, showReplicas: true, showTable: false };

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

  test("the table takes its height from the charts", () => {
    const size = { width: 900, height: 520 };
    const one = { ...content, deployments: 1 };
    expect(panelLayout(size, { ...one, showTable: true }).rateHeight).toBeLessThan(panelLayout(size, one).rateHeight);
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
