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
    await page.evaluate("window.__refused = []");
    for (const view of views) {
      await show(page, { ...row, view });
      expect(await page.getByRole("region", { name: "Capacity", exact: true }).count(), view).toBe(1);
      await page.screenshot({ path: join(artifacts, `${stack}-${row.theme}-${row.case}-${view}.png`) });
      if (isPublished({ stack, ...row })) await publish(page, view);
      expect(await breaches(page), view).toEqual([]);
    }
    expect(faults).toEqual([]);
    expect(await page.evaluate("window.__refused")).toEqual([]);
  });
});

/** The 40 classes of hostile text, in the full run several times with other values. */
const texts = isFull ? 500 : 40;
const perBatch = 24;
const batches = Array.from({ length: Math.ceil(texts / perBatch) }, (_, index) => index * perBatch);

/** Everything in the panel that could run, load or lead somewhere. */
const executable = `[...document.querySelectorAll("main *")].flatMap((element) => [
  ...(/^(script|iframe|object|embed|base|form|math|style|link|img|animate)$/i.test(element.localName)
    ? [element.outerHTML.slice(0, 200)]
    : []),
  ...[...element.attributes]
    .filter(({ name, value }) => /^on/i.test(name) || /^[\\s\\u0000-\\u0020]*(javascript|data|vbscript):/i.test(value))
    .filter(({ name }) => /^(on|href|src|action|formaction|xlink:href|srcdoc|style)/i.test(name))
    .map(({ name, value }) => name + "=" + value.slice(0, 200)),
])`;

describe("hostile texts in every place where a label is shown", () => {
  test.each(batches)("texts from %d on: nothing runs, is refused or requested", async (firstText) => {
    const { page, faults } = bench(stacks[(firstText / perBatch) % stacks.length] ?? "13");
    await page.evaluate("window.__refused = []");
    for (const view of views) {
      await show(page, { case: "hostile", view, firstText, theme: "dark", width: 1200 });
      expect(await page.evaluate(executable), view).toEqual([]);
    }
    expect(await page.evaluate("[typeof window.__owned, window.__refused]")).toEqual(["undefined", []]);
    expect(faults).toEqual([]);
  });

  test("the policy of the page refuses what the panel must not do", async () => {
    const refused = await bench("13").page.evaluate(`(() => {
      const element = document.createElement("p");
      try { element.innerHTML = "<img src=x onerror=window.__owned=1>"; } catch { return "refused"; }
      return "done";
    })()`);
    expect(refused).toBe("refused");
  });
});
