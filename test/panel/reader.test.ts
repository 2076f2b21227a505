import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { show, showAnew, useBenches, views } from "./bench.ts";

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
    expect(stops[0]).toBe("section Capacity");
    if (view === "timeline") expect(stops.filter((stop) => stop.includes("Chart of"))).toHaveLength(6);
    if (view === "ledger") expect(stops.filter((stop) => stop.includes("as Markdown"))).toHaveLength(3);
    if ((await focused()).startsWith("body")) await page.keyboard.press("Shift+Tab");
    const outline = await page.evaluate(
      "(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none')(getComputedStyle(document.activeElement))",
    );
    expect(outline).toBe(true);
  });

  test("arrows go through the times of a chart", async () => {
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

test("a panel 260 pixels high shows a chart without a legend, and its values come with the pointer", async () => {
  await show(page, { case: "live", view: "timeline", width: 800, height: 260 });
  const chart = await page.locator("canvas").first().boundingBox();
  expect((chart?.y ?? 0) + (chart?.height ?? 0)).toBeLessThanOrEqual(268);
  expect(await page.getByText("Load line", { exact: true }).count()).toBe(0);
  await page.mouse.move((chart?.x ?? 0) + 300, (chart?.y ?? 0) + 40);
  const tooltip = page.locator('[data-testid="SeriesTableRow"]').filter({ hasText: "Demand" });
  await tooltip.waitFor({ timeout: 120_000 });
  expect(await tooltip.textContent()).toMatch(/^Demand[\d.]+k tok\/s$/);
});

test("a click in the legend shows one line alone, another one all again", async () => {
  const shown = () => page.evaluate<string>("document.querySelector('canvas').toDataURL()");
  const before = await shown();
  const legend = page.getByText("Demand", { exact: true }).first();
  await legend.click();
  await page.waitForFunction((all) => document.querySelector("canvas")?.toDataURL() !== all, before);
  await legend.click();
  await page.waitForFunction((all) => document.querySelector("canvas")?.toDataURL() === all, before);
});

test.each(views.flatMap((view) => [390, 768].map((width) => ({ view, width }))))(
  "at $width pixels nothing of the view $view lies beyond its edge",
  async ({ view, width }) => {
    await show(page, { view, width });
    const beyond = await page.evaluate<readonly string[]>(`[
      ...document.querySelectorAll("main section[aria-label=Capacity] *"),
    ]
      .filter((element) => element.getBoundingClientRect().right > ${width + 10})
      .map((element) => element.outerHTML.slice(0, 120))`);
    expect(beyond).toEqual([]);
  },
);

/** Greens of an element and what is in it: of its styles, and of what its charts drew. */
const greens = `(article) => {
  const isGreen = ([red, green, blue, alpha = 255]) => alpha > 0 && green > red * 1.25 && green > blue * 1.1;
  const styled = [article, ...article.querySelectorAll("*")].flatMap((element) => {
    const style = getComputedStyle(element);
    return [style.color, style.backgroundColor, style.borderInlineStartColor, style.fill]
      .map((color) => (color.match(/[\\d.]+/g) ?? []).map(Number))
      .filter((color) => color.length >= 3 && isGreen(color.length === 4 ? [...color.slice(0, 3), color[3] * 255] : color));
  });
  const drawn = [...article.querySelectorAll("canvas")].flatMap((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, at) => [...data.slice(4 * at, 4 * at + 4)]).filter(isGreen);
  });
  return styled.length + drawn.length;
}`;

test.each(["dark", "light"] as const)("in the theme %s green is on a covered deployment alone", async (theme) => {
  for (const view of ["timeline", "ledger"] as const) {
    await show(page, { case: "live", view, theme });
    const found = await page.evaluate<readonly (readonly [boolean, boolean])[]>(
      `[...document.querySelectorAll("article")].map((one) => [one.innerText.includes("Covered"), (${greens})(one) > 0])`,
    );
    expect(found.map(([covered]) => covered).toSorted()).toEqual([false, false, true]);
    for (const [covered, green] of found) expect(green).toBe(covered);
  }
});

test("what is selected in one chart is asked for, and no other chart keeps a selection", async () => {
  await show(page, { case: "live", view: "timeline", height: 900 });
  const box = await page.locator("canvas").first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 60];
  await page.mouse.move(x, y);
  await page.locator('[data-testid="SeriesTableRow"]').first().waitFor();
  await page.mouse.down();
  await page.mouse.move(x + 150, y, { steps: 5 });
  const selections = () =>
    page.evaluate<number>(
      "[...document.querySelectorAll('.u-select')].filter(({ offsetWidth }) => offsetWidth > 0).length",
    );
  expect(await selections()).toBe(1);
  await page.mouse.up();
  await page.waitForFunction(
    "[...document.querySelectorAll('.u-select')].every(({ offsetWidth }) => offsetWidth === 0)",
  );
});
