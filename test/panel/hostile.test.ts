import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../e2e/browser.ts";
import { show, untilLoaded, views } from "./bench-page.ts";
import { type BenchServer, buildBench, serveBench, stacks } from "./bench-server.ts";

const texts = 500;
const perBatch = 24;
const batches = Array.from({ length: Math.ceil(texts / perBatch) }, (_, index) => index * perBatch);

interface Bench {
  readonly server: BenchServer;
  readonly watched: WatchedPage;
}

let browser: Browser;
let benches: readonly Bench[];

beforeAll(async () => {
  buildBench();
  browser = await launchBrowser();
  benches = await Promise.all(
    stacks.map(async (stack) => {
      const server = await serveBench(stack);
      const watched = await openPage(browser, server.url, 1216);
      await untilLoaded(watched.page);
      return { server, watched };
    }),
  );
});

afterAll(async () => {
  await browser?.close();
  for (const { server } of benches ?? []) server.close();
});

/** Everything in the panel that could run, load or lead somewhere; Grafana's own icons are not of the panel's text. */
const executable = `[...document.querySelectorAll("main *")].flatMap((element) => [
  ...(/^(script|iframe|object|embed|base|form|math|style|link|img|animate)$/i.test(element.localName)
    ? [element.outerHTML.slice(0, 200)]
    : []),
  ...[...element.attributes]
    .filter(({ name, value }) => /^on/i.test(name) || /^[\\s\\u0000-\\u0020]*(javascript|data|vbscript):/i.test(value))
    .filter(({ name }) => /^(on|href|src|action|formaction|xlink:href|srcdoc|style)/i.test(name))
    .map(({ name, value }) => name + "=" + value.slice(0, 200)),
])`;

describe("500 hostile texts in every place where a label is shown", () => {
  test.each(batches)("texts from %d on: nothing runs, nothing is refused, nothing is asked for", async (firstText) => {
    const bench = benches[(firstText / perBatch) % benches.length];
    if (bench === undefined) throw new Error("no bench");
    const { page, faults } = bench.watched;
    for (const view of views) {
      await show(page, { case: "hostile", view, firstText, theme: "dark", width: 1200 });
      expect(await page.evaluate(executable), view).toEqual([]);
    }
    expect(await page.evaluate("[typeof window.__owned, window.__refused ?? []]")).toEqual(["undefined", []]);
    expect(faults).toEqual([]);
  });

  test("the policy of the page is in force: what the panel must not do is refused", async () => {
    const [bench] = benches;
    const { page } = bench?.watched ?? {};
    const refused = await page?.evaluate(`(() => {
      const element = document.createElement("p");
      try { element.innerHTML = "<img src=x onerror=window.__owned=1>"; } catch { return "refused"; }
      return "done";
    })()`);
    expect(refused).toBe("refused");
  });
});
