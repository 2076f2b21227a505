import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

export const themes = ["dark", "light"] as const;
export const cases = ["live", "empty", "partial", "stale", "huge", "streaming", "hostile"] as const;
export const views = ["timeline", "ranking", "summary", "fleet-map"] as const;

/** What the bench page is asked to show. */
export interface Shown {
  readonly case: (typeof cases)[number];
  readonly view: (typeof views)[number];
  readonly theme: (typeof themes)[number];
  readonly width: number;
  readonly height: number;
  readonly firstText: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Until the page has loaded the plugin. */
export const untilLoaded = async (page: Page): Promise<void> => {
  await page.waitForSelector('body:not([data-loadline-state="loading"])', { timeout: 20_000 });
  const state = await page.evaluate("document.body.dataset.loadlineState");
  if (state !== "live") throw new Error(String(await page.evaluate("document.body.innerText")));
};

export const show = async (page: Page, changed: Partial<Shown>): Promise<void> => {
  await page.evaluate(`window.loadlineBench(${JSON.stringify(changed)})`);
};

/** Code of axe-core: it is evaluated by the driver, which no policy of the page binds. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Breaches of WCAG 2.2, levels A and AA, as text: rule, element, what is wrong. */
export const breaches = async (page: Page): Promise<readonly string[]> => {
  if ((await page.evaluate("typeof window.axe")) === "undefined") await page.evaluate(`${axeSource}; undefined`);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
  const found = (await page.evaluate(
    `window.axe.run(document.querySelector("main"), ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as readonly AxeViolation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
};
