// The bench page of the panel, driven by tests.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../e2e/browser.ts";
import { buildPages, type Stack, servePage } from "./bench-server.ts";

/** `npm run test:full` shows everything in every way, `npm test` a representative part. */
export const isFull = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1) > 1;

export const themes = ["dark", "light"] as const;
export const cases = ["live", "empty", "partial", "stale", "huge", "streaming", "hostile"] as const;
export const views = ["timeline", "ledger", "fleet-map"] as const;

/** What the bench page shows. */
export interface Shown {
  readonly case: (typeof cases)[number];
  readonly view: (typeof views)[number];
  readonly theme: (typeof themes)[number];
  readonly width: number;
  readonly height: number;
  readonly firstText: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Waits until the page has loaded the plugin. */
const untilLoaded = async (page: Page): Promise<void> => {
  await page.waitForSelector('body:not([data-loadline-state="loading"])', { timeout: 120_000 });
  const state = await page.evaluate("document.body.dataset.loadlineState");
  if (state !== "live") throw new Error(String(await page.evaluate("document.body.innerText")));
};

export const show = async (page: Page, changed: Partial<Shown>): Promise<void> => {
  await page.evaluate(`window.loadlineBench(${JSON.stringify(changed)})`);
};

/** Shows it in a new panel: without focus and hidden lines. */
export const showAnew = async (page: Page, shown: Partial<Shown> = {}): Promise<void> => {
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement.blur()");
  await show(page, { case: "empty" });
  await show(page, { case: "live", view: "timeline", theme: "dark", width: 1200, height: 700, firstText: 0, ...shown });
};

/** The pages of the wanted stacks, opened once for all tests of a file. @returns the page of a stack */
export const useBenches = (wanted: readonly Stack[]): ((stack: Stack) => WatchedPage) => {
  let browser: Browser | undefined;
  const servers: { readonly close: () => void }[] = [];
  const pages = new Map<Stack, WatchedPage>();
  beforeAll(async () => {
    buildPages("bench");
    browser = await launchBrowser();
    for (const stack of wanted) {
      const server = await servePage("bench", stack);
      servers.push(server);
      const watched = await openPage(browser, server.url, 1216);
      pages.set(stack, watched);
      await untilLoaded(watched.page);
    }
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of servers) server.close();
  });
  return (stack) => {
    const watched = pages.get(stack);
    if (watched === undefined) throw new Error(`the bench of Grafana ${stack} is not open`);
    return watched;
  };
};

/** Code of axe-core: it is evaluated by the driver, which no policy of the page binds. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Breaches of WCAG 2.2, levels A and AA, as text: rule, element, what is wrong. @param exclude elements that are not ours */
export const breaches = async (page: Page, exclude: readonly string[] = []): Promise<readonly string[]> => {
  if ((await page.evaluate("typeof window.axe")) === "undefined") await page.evaluate(`${axeSource}; undefined`);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
  const found = (await page.evaluate(
    `window.axe.run(${JSON.stringify({ include: "main", exclude })}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as readonly AxeViolation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
};
