import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
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
interface Measured {
  readonly name: string;
  readonly firstRenderMs: number;
  readonly inSightMs: number;
  readonly streaming: { readonly updateMs: number; readonly heapBytes: readonly (number | null)[] } | null;
}

const measure = async (url: string, renders: number, updates: number): Promise<readonly Measured[]> => {
  const browser = await launchBrowser(["--enable-precise-memory-info", "--js-flags=--expose-gc"]);
  try {
    const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    await page.goto(`${url}?case=empty`);
    await page.waitForSelector('body[data-loadline-state="live"]');
    return await page.evaluate<readonly Measured[]>(`loadlineMeasure(${JSON.stringify({ renders, updates })})`);
  } finally {
    await browser.close();
  }
};

const heap = (bytes: number | null | undefined): string =>
  bytes === null || bytes === undefined ? "?" : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** The panel beside the time series chart of @grafana/ui, in one run of one browser. */
export const benchPanel = async ({ rounds, updates, stack }: PanelOptions): Promise<void> => {
  buildPages("bench");
  const server = await servePage("bench", stack);
  try {
    const measured = await measure(server.url, rounds, updates);
    printTable(
      ["chart", "first charts", "all in sight", "streaming update", "heap first", "heap last"],
      measured.map(({ name, firstRenderMs, inSightMs, streaming }) => [
        name,
        ...[firstRenderMs, inSightMs].map(duration),
        streaming === null ? "" : duration(streaming.updateMs),
        ...[streaming?.heapBytes[0], streaming?.heapBytes.at(-1)].map(heap),
      ]),
    );
    const code = gzipSync(readFileSync(join(panelFolder, "dist/plugin/module.js"))).length;
    process.stdout.write(`module.js ${(code / 1000).toFixed(1)} kB gzip\n`);
  } finally {
    server.close();
  }
};
