import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { launchBrowser } from "../e2e/browser.ts";
import {
  addressOf,
  flagsOf,
  loadline,
  plannerFile,
  type Query,
  quick,
  untilAnswered,
} from "../planner/planner-page.ts";
import { duration, printTable } from "./table.ts";

export interface PlannerPageOptions {
  /** Searches over the catalogue; the median counts. */
  readonly rounds: number;
  /** Steps of the slider. */
  readonly steps: number;
  /** Where the picture of the guide is written anew. */
  readonly picture?: string | undefined;
}

const catalogue: Query = {
  model: "llama-3.1-70b",
  "requests-per-second": "50",
  "input-tokens": "1024",
  "output-tokens": "256",
  ttft: "1s",
  tpot: "50ms",
};

const sortedAt = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

/** From each step of the slider of the prompt's tokens to the curves of its question, drawn. */
const slide = `async (steps) => {
  const slider = document.querySelector('[aria-label="Prompt tokens, slider"]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const times = [];
  for (let step = 0; step < steps; step++) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    const start = performance.now();
    set.call(slider, String(300 + (step % 2 ? 3 : 0) + 4 * step));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
    await Promise.resolve();
    times.push(performance.now() - start);
  }
  return times;
}`;

/** The longest task of the main thread from now on. */
const watchTasks = `
globalThis.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
}).observe({ entryTypes: ["longtask"] });
`;

/** By the clock of the page, as a look from outside comes up to 300 ms late: from the key to the frame with the best. */
const watchBest = `
globalThis.best = new Promise((resolve) => {
  let pressed = 0;
  let isStale = false;
  document.addEventListener("input", () => { pressed = performance.now(); }, { once: true, capture: true });
  new MutationObserver((_, observer) => {
    const wasStale = isStale;
    isStale = document.querySelector(".top.stale") !== null;
    if (!wasStale || isStale) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - pressed));
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
});
undefined;
`;

/** Searches by questions that were not asked before; milliseconds from the key to the best, and to all options. */
const search = async (page: Page, rounds: number) => {
  const field = page.getByLabel("Requests per second", { exact: true });
  const [best, all]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await page.evaluate(watchBest);
    // The same text again would ask nothing.
    await field.fill(String(Number(await field.inputValue()) + 1));
    best.push(await page.evaluate<number>("globalThis.best"));
    await untilAnswered(page);
    all.push(performance.now() - start);
  }
  return { best, all };
};

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Milliseconds of the processor that the longest task of a thread takes meanwhile: other load does not lengthen them. */
const longestTasks = async (page: Page, act: () => Promise<unknown>) => {
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await act();
  const trace = String(await browser?.stopTracing());
  const events = (JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] }).traceEvents;
  const idOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const longestOf = (thread: string): number => {
    const named = events.filter(({ name, args }) => name === "thread_name" && args.name === thread).map(idOf);
    const tasks = events.filter((event) => event.name.endsWith("RunTask") && named.includes(idOf(event)));
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
  };
  return { page: longestOf("CrRendererMain"), worker: longestOf("DedicatedWorker thread") };
};

/** The page from disk in a real browser, beside the command that answers the same question. */
export const benchPlannerPage = async ({ rounds, steps, picture }: PlannerPageOptions): Promise<void> => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.goto(addressOf(quick), { timeout: 0 });
    const painted = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    await untilAnswered(page, true);
    const sliding = await longestTasks(page, () => page.evaluate(`(${slide})(${steps})`));
    const slid = await page.evaluate<readonly number[]>(`(${slide})(${steps})`);
    await page.goto("about:blank");
    await page.goto(addressOf(catalogue), { timeout: 0 });
    await untilAnswered(page, true);
    if (picture !== undefined) {
      const size = page.viewportSize() ?? { width: 1440, height: 1000 };
      await page.setViewportSize({ width: 1500, height: 1330 });
      await page.screenshot({ path: picture });
      await page.setViewportSize(size);
    }
    await page.evaluate(watchTasks);
    const searching = await longestTasks(page, () => search(page, 1));
    const { best, all } = await search(page, rounds);
    const longest = await page.evaluate<number>("longest");
    const start = performance.now();
    loadline("plan", ...flagsOf(catalogue), "--json");
    const command = performance.now() - start;
    printTable(
      ["what", "median", "p95", "bar"],
      [
        ["slider to new curves", duration(sortedAt(slid, 0.5)), duration(sortedAt(slid, 0.95)), "p95 16 ms"],
        ["key to the best", duration(sortedAt(best, 0.5)), duration(sortedAt(best, 0.95)), "400 ms"],
        ["key to all options", duration(sortedAt(all, 0.5)), duration(sortedAt(all, 0.95)), ""],
        ["longest task of the page meanwhile", longest === 0 ? "below 50 ms" : duration(longest), "", "50 ms"],
        ["the same, processor time", duration(searching.page), "", "50 ms"],
        ["longest task of a slide, processor time", duration(sliding.page), "", "16 ms"],
        ["search of all options, processor time", duration(searching.worker), "", ""],
        ["first paint from disk", duration(painted), "", "1 s"],
        ["page, gzip", `${(gzipSync(readFileSync(plannerFile())).length / 1000).toFixed(0)} kB`, "", "400 kB"],
        ["loadline plan --json, what would save most included", duration(command), "", ""],
      ],
    );
  } finally {
    await browser.close();
  }
};
