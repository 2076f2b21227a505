import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { launchBrowser } from "../e2e/browser.ts";
import { buildPages, panelFolder, type Stack, servePage } from "../panel/bench-server.ts";
import { duration, printTable } from "./table.ts";

export interface PanelOptions {
  /** First renders of each, in turn; the median counts. */
  readonly rounds: number;
  /** Streaming updates of each; the median counts. */
  readonly updates: number;
  /** Packages of Grafana. */
  readonly stack: Stack;
}

/** What the bench page answers for one chart, times in milliseconds. */
interface Rendered {
  readonly name: string;
  readonly firstRenderMs: number;
  readonly inSightMs: number;
}

interface Streamed {
  readonly updateMs: number;
  readonly heapBytes: readonly (number | null)[];
}

/** Seconds that the page's main thread had the processor: other programs of the machine do not count. */
const processorSeconds = async (page: Page): Promise<() => Promise<number>> => {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
};

const streams = ["panel", "time series", "bare time series", "nothing"];

/** The map of a large fleet is shown so often; the median counts. */
const largeRounds = 5;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** First rows and an update of the map of a large fleet, each in milliseconds of the clock and of the processor. */
const measureLarge = async (page: Page, processor: () => Promise<number>): Promise<readonly number[]> => {
  const took: (readonly number[])[] = [];
  for (let round = 0; round <= largeRounds; round++) {
    const figures: number[] = [];
    for (const anew of [true, false]) {
      await page.evaluate(`loadlineLarge.prepare(${anew})`);
      const before = await processor();
      figures.push(await page.evaluate<number>("loadlineLarge.render()"), ((await processor()) - before) * 1000);
    }
    took.push(figures);
  }
  // The first round is that of the browser's compiler.
  const measured = took.slice(1);
  return measured[0]?.map((_, at) => middle(measured.map((figures) => figures[at] ?? Number.NaN))) ?? [];
};

const measure = async (url: string, { rounds, updates }: PanelOptions) => {
  const browser = await launchBrowser(["--enable-precise-memory-info", "--js-flags=--expose-gc"]);
  try {
    const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    await page.goto(`${url}?case=empty`, { timeout: 0 });
    await page.waitForSelector('body[data-loadline-state="live"]', { timeout: 0 });
    const rendered = await page.evaluate<readonly Rendered[]>(`loadlineMeasure(${rounds})`);
    const processor = await processorSeconds(page);
    const streamed = new Map<string, Streamed & { readonly processorMs: number }>();
    for (const name of streams) {
      await page.evaluate(`loadlineStream("${name}", 20)`);
      const before = await processor();
      const took = await page.evaluate<Streamed>(`loadlineStream("${name}", ${updates})`);
      streamed.set(name, { ...took, processorMs: ((await processor()) - before) * (1000 / (updates + 1)) });
    }
    const large = await measureLarge(page, processor);
    return { rendered, streamed, large };
  } finally {
    await browser.close();
  }
};

const heap = (bytes: number | null | undefined): string =>
  bytes === null || bytes === undefined ? "?" : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** The panel beside the time series chart of @grafana/ui, in one run of one browser. */
export const benchPanel = async (options: PanelOptions): Promise<void> => {
  buildPages("bench");
  const server = await servePage("bench", options.stack);
  try {
    const { rendered, streamed, large } = await measure(server.url, options);
    const making = streamed.get("nothing")?.processorMs ?? Number.NaN;
    printTable(
      ["chart", "first charts", "all in sight", "streaming update", "of it processor", "heap first", "heap last"],
      rendered.map(({ name, firstRenderMs, inSightMs }) => {
        const { updateMs, processorMs, heapBytes } = streamed.get(name) ?? {};
        return [
          name,
          ...[firstRenderMs, inSightMs].map(duration),
          ...(updateMs === undefined ? ["", ""] : [duration(updateMs), duration((processorMs ?? 0) - making)]),
          ...(heapBytes === undefined ? ["", ""] : [heapBytes[0], heapBytes.at(-1)].map(heap)),
        ];
      }),
    );
    const code = gzipSync(readFileSync(join(panelFolder, "dist/plugin/module.js"))).length;
    printTable(
      ["view of a large fleet", "first rows", "of it processor", "update", "of it processor"],
      [["fleet map of 12,500 nodes", ...large.map(duration)]],
    );
    printTable(["what", "figure"], [["module.js, gzip", `${(code / 1000).toFixed(1)} kB`]]);
  } finally {
    server.close();
  }
};
