import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { breaches, cases, isFull, show, themes, useBenches, views } from "./bench.ts";
import { panelFolder, type Stack, stacks } from "./bench-server.ts";

const artifacts = join(repositoryRoot, "test/artifacts/panel");

interface Row {
  readonly stack: Stack;
  readonly theme: (typeof themes)[number];
  readonly case: (typeof cases)[number];
}

/** Every case once, every stack and theme with live data. */
const representative: readonly Row[] = [
  { stack: "13", theme: "dark", case: "live" },
  { stack: "12", theme: "light", case: "live" },
  { stack: "13", theme: "light", case: "partial" },
  { stack: "12", theme: "dark", case: "empty" },
  { stack: "13", theme: "dark", case: "stale" },
];

const all: readonly Row[] = stacks.flatMap((stack) =>
  themes.flatMap((theme) => cases.map((name) => ({ stack, theme, case: name }))),
);

/** UPDATE_SCREENSHOTS=1 writes the pictures of the plugin's pages. */
const isPublished = ({ stack, theme, case: name }: Row): boolean =>
  process.env["UPDATE_SCREENSHOTS"] === "1" && stack === "13" && name === "live" && theme === "dark";

const publish = (page: Page, view: string): Promise<Buffer> =>
  page.screenshot({
    path: join(panelFolder, `src/img/screenshot-${view}.png`),
    clip: { x: 0, y: 0, width: 1216, height: 716 },
  });

const bench = useBenches(stacks);

beforeAll(() => mkdirSync(artifacts, { recursive: true }));

describe("every view without an error and without an axe violation", () => {
  test.each(isFull ? all : representative)("Grafana $stack, $theme, $case", async ({ stack, ...row }) => {
    const { page, faults } = bench(stack);
    for (const view of views) {
      await show(page, { ...row, view });
      expect(await page.locator('[role="tabpanel"]').count(), view).toBe(1);
      await page.screenshot({ path: join(artifacts, `${stack}-${row.theme}-${row.case}-${view}.png`) });
      if (isPublished({ stack, ...row })) await publish(page, view);
      expect(await breaches(page), view).toEqual([]);
    }
    expect(faults).toEqual([]);
    expect(await page.evaluate("window.__refused ?? []")).toEqual([]);
  });
});
