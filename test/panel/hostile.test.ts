import { describe, expect, test } from "vitest";
import { isFull, show, useBenches, views } from "./bench.ts";
import { stacks } from "./bench-server.ts";

/** The 40 classes of hostile text, in the full run several times with other values. */
const texts = isFull ? 500 : 40;
const perBatch = 24;
const batches = Array.from({ length: Math.ceil(texts / perBatch) }, (_, index) => index * perBatch);

const bench = useBenches(stacks);

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
