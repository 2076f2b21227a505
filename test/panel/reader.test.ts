import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { breaches, show, showAnew, useBenches, views } from "./bench.ts";

const bench = useBenches(["13"]);
let page: Page;

beforeEach(async () => {
  page = bench("13").page;
  await showAnew(page);
});

afterEach(() => expect(bench("13").faults).toEqual([]));

/** What has the focus, as a screen reader would name it. */
const focused = (): Promise<string> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    return [element.getAttribute("role") ?? element.localName, element.getAttribute("aria-label") ?? element.textContent]
      .join(" ").slice(0, 80);
  })()`) as Promise<string>;

/** Everything that Tab reaches from the start of the page, in order, until the focus leaves the page or is back at its start. */
const walk = async (): Promise<readonly string[]> => {
  const stops: string[] = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const stop = await focused();
    if (stop.startsWith("body") || stop === stops[0]) break;
    stops.push(stop);
  }
  return stops;
};

describe("by keyboard alone", () => {
  test.each(views)("every part of the view %s is reached, and the focus is visible", async (view) => {
    await show(page, { case: "live", view });
    const stops = await walk();
    expect(stops[0]).toMatch(/^tab /);
    expect(stops.some((stop) => stop.includes("What if"))).toBe(true);
    expect(stops.some((stop) => stop.startsWith("tabpanel"))).toBe(true);
    if (view === "timeline") expect(stops.filter((stop) => stop.includes("Chart of"))).toHaveLength(6);
    if (view === "ranking") expect(stops.some((stop) => stop.includes("Download CSV"))).toBe(true);
    if ((await focused()).startsWith("body")) await page.keyboard.press("Shift+Tab");
    const outline = await page.evaluate(
      "(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none')(getComputedStyle(document.activeElement))",
    );
    expect(outline).toBe(true);
  });

  test("arrows go from tab to tab, and through the times of a chart", async () => {
    await page.keyboard.press("Tab");
    for (const name of ["Ledger", "League", "Ranking", "Summary", "Fleet map", "Timeline"]) {
      await page.keyboard.press("ArrowRight");
      expect(await page.locator('[role="tab"][aria-selected="true"]').textContent()).toBe(name);
    }
    await page.locator('[role="application"]').first().focus();
    await page.keyboard.press("End");
    const status = page.locator('[role="application"] [role="status"]').first();
    expect(await status.textContent()).toMatch(/Forecast, high .*tok\/s/);
    await page.keyboard.press("ArrowLeft");
    expect(await status.textContent()).toMatch(/Demand .*tok\/s; Load line .*tok\/s/);
    await page.keyboard.press("Escape");
    expect(await status.textContent()).toBe("");
  });
});

test("the text summary names the worst deployment, its headroom and its reason", async () => {
  await show(page, { case: "live", view: "fleet-map" });
  const text = await page.locator("main").textContent();
  expect(text).toContain(
    "Least headroom of 3 deployments: chat-70b in eu-west, −12 %, limited by KV cache. Scale up: forecast demand is above the load line.",
  );
});

describe("what if", () => {
  test("traffic and replicas change the what-if column alone", async () => {
    await show(page, { case: "live", view: "ranking" });
    const before = await page.locator("tbody tr").first().textContent();
    // The head of the column has the same name.
    const change = page.getByRole("button", { name: "What if" }).first();
    await change.click();
    await page.getByLabel("Traffic ×").fill("2");
    const cell = page.locator("tbody tr").first().locator("td").nth(2);
    expect(await cell.textContent()).toMatch(/^With traffic × 2: headroom −1\d\d %, \d+ replicas needed$/);
    await page.getByLabel("Replicas ±").fill("8");
    expect(await cell.textContent()).toMatch(/^With traffic × 2, \+8 replicas: headroom [1-9]/);
    await change.click();
    expect(await page.locator("tbody tr").first().textContent()).toBe(before);
  });
});

test("streaming draws on the same canvas: the chart is not built anew", async () => {
  await show(page, { case: "streaming", view: "timeline" });
  await page.evaluate(
    "window.__first = document.querySelector('canvas'); window.__before = window.__first.toDataURL()",
  );
  await page.evaluate(`new Promise((resolve) => {
    const look = () => (window.__first.toDataURL() === window.__before ? requestAnimationFrame(look) : resolve());
    look();
  })`);
  expect(await page.evaluate("document.querySelector('canvas') === window.__first")).toBe(true);
});

test("the downloaded table has every deployment and no formula", async () => {
  await show(page, { case: "hostile", view: "ranking", firstText: 10 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const file = await (await download).createReadStream();
  let text = "";
  for await (const part of file) text += String(part);
  const first = [...text.matchAll(/(?:^|\r\n)"((?:[^"]|"")*)"/g)].map(([, name]) => name ?? "");
  expect(first).toHaveLength(24);
  expect(first.filter((name) => /^[\s\ufeff]*[=+\-@|%]/.test(name))).toEqual([]);
});

test("at 400 pixels the reason is in sight in the ranking", async () => {
  await show(page, { case: "live", view: "ranking", width: 400 });
  const reason = await page.getByText("forecast demand is above the load line", { exact: true }).first().boundingBox();
  expect(reason).not.toBeNull();
  expect((reason?.x ?? 0) + (reason?.width ?? 0)).toBeLessThanOrEqual(408);
});

test("a panel 260 pixels high shows a chart without a legend, and its values come with the pointer", async () => {
  await show(page, { case: "live", view: "timeline", width: 800, height: 260 });
  const chart = await page.locator("canvas").first().boundingBox();
  expect((chart?.y ?? 0) + (chart?.height ?? 0)).toBeLessThanOrEqual(268);
  expect(await page.getByText("Load line", { exact: true }).count()).toBe(0);
  await page.mouse.move((chart?.x ?? 0) + 300, (chart?.y ?? 0) + 40);
  const tooltip = page.locator("table").filter({ hasText: "Load line" });
  await tooltip.waitFor({ timeout: 120_000 });
  expect(await tooltip.textContent()).toMatch(/Demand[\d.]+k tok\/s/);
});

test.each([
  { view: "timeline", width: 800, height: 200 },
  { view: "summary", width: 200, height: 150 },
] as const)("a panel of $width × $height shows the least headroom alone", async ({ view, width, height }) => {
  await show(page, { case: "live", view, width, height });
  const panel = page.getByRole("article", { name: "chat-70b" });
  expect(await panel.textContent()).toBe(
    "Least headroom of 3: chat-70b−12 %above the load line, limited by KV cache▲ Scale upforecast demand is above the load line",
  );
  const number = await page.getByText("−12 %", { exact: true }).boundingBox();
  expect((number?.y ?? 0) + (number?.height ?? 0)).toBeLessThanOrEqual(height + 8);
  expect(await page.locator("canvas").count()).toBe(0);
  expect(await breaches(page)).toEqual([]);
});
