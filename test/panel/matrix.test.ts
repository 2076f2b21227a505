import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../e2e/browser.ts";
import { breaches, cases, show, themes, untilLoaded, views } from "./bench-page.ts";
import { type BenchServer, buildBench, panelFolder, type Stack, serveBench, stacks } from "./bench-server.ts";

const artifacts = join(repositoryRoot, "test/artifacts/panel");

/** The plugin's own pictures are made here as well: UPDATE_SCREENSHOTS=1 writes them anew. */
const isPublished = (stack: Stack, name: string, theme: string): boolean =>
  process.env["UPDATE_SCREENSHOTS"] === "1" && stack === "13" && name === "live" && theme === "dark";

const publish = (page: Page, view: string): Promise<Buffer> =>
  page.screenshot({
    path: join(panelFolder, `src/img/screenshot-${view}.png`),
    clip: { x: 0, y: 0, width: 1216, height: 716 },
  });

let browser: Browser;

beforeAll(async () => {
  buildBench();
  mkdirSync(artifacts, { recursive: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** The page of a stack, opened once for all of its cases. */
interface Bench {
  readonly server: BenchServer;
  readonly watched: WatchedPage;
}

const open = async (stack: Stack): Promise<Bench> => {
  const server = await serveBench(stack);
  const watched = await openPage(browser, server.url, 1216);
  await untilLoaded(watched.page);
  return { server, watched };
};

describe.each(stacks)("the panel with the packages of Grafana %s", (stack) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await open(stack);
  });
  afterAll(async () => {
    await bench?.watched.page.close();
    bench?.server.close();
  });

  const rows = themes.flatMap((theme) => cases.map((name) => ({ theme, case: name })));
  test.each(rows)("$theme, $case: every view without an error and without an axe violation", async (row) => {
    const { page, faults } = bench.watched;
    for (const view of views) {
      await show(page, { ...row, view });
      expect(await page.locator('[role="tabpanel"]').count(), view).toBe(1);
      await page.screenshot({ path: join(artifacts, `${stack}-${row.theme}-${row.case}-${view}.png`) });
      if (isPublished(stack, row.case, row.theme)) await publish(page, view);
      expect(await breaches(page), view).toEqual([]);
    }
    expect(faults).toEqual([]);
    expect(await page.evaluate("window.__refused ?? []")).toEqual([]);
  });
});
