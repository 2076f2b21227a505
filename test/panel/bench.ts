// The bench page of the panel: built for every stack of Grafana packages, served with a strict policy, driven by tests.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../e2e/browser.ts";

/** `npm run test:full` shows everything in every way, `npm test` a representative part. */
export const isFull = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1) > 1;

/** The @grafana packages that a page is built with: 12.4 with React 18, 13.2 with React 19. */
export const stacks = ["12", "13"] as const;
export type Stack = (typeof stacks)[number];

export const panelFolder = join(repositoryRoot, "apps/grafana-panel");

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map(({ parentPath, name }) => join(parentPath, name));

const sourceFolders = [
  "apps/grafana-panel/src",
  "apps/grafana-panel/host",
  "apps/grafana-panel/test",
  "apps/grafana-panel/bundle",
];

/** When the newest source was changed. */
const changedMs = (): number =>
  sourceFolders
    .flatMap((folder) => filesBelow(join(repositoryRoot, folder)))
    .reduce((newest, path) => Math.max(newest, statSync(path).mtimeMs), 0);

const benchFolder = (stack: Stack): string => join(panelFolder, `dist/bench-${stack}`);

const isBuilt = (): boolean =>
  stacks.every((stack) => {
    const page = join(benchFolder(stack), "bench.js");
    return existsSync(page) && statSync(page).mtimeMs > changedMs();
  });

/** Builds the plugin and its bench page for every stack, unless they are newer than every source. */
const buildBench = (): void => {
  if (isBuilt()) return;
  execFileSync(process.execPath, [join(panelFolder, "build.mjs"), "--bench"], { stdio: "pipe" });
};

/**
 * Only the page's code and the plugin's, no text that becomes markup, nothing from elsewhere. Styles are written by
 * emotion at run time; the loader passes the plugin's text to eval, and the page's policy allows that text only.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

interface BenchServer {
  readonly url: string;
  readonly close: () => void;
}

/** Serves the bench page of a stack; every response has the policy above. */
const serveBench = (stack: Stack): Promise<BenchServer> => {
  const folder = benchFolder(stack);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const file = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": mediaTypes[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": contentSecurityPolicy,
    });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      const close = (): void => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ url: `http://127.0.0.1:${port}/`, close });
    });
  });
};

export const themes = ["dark", "light"] as const;
export const cases = ["live", "empty", "partial", "stale", "huge", "streaming", "hostile"] as const;
export const views = ["timeline", "ranking", "summary", "fleet-map"] as const;

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
  await page.waitForSelector('body:not([data-loadline-state="loading"])', { timeout: 20_000 });
  const state = await page.evaluate("document.body.dataset.loadlineState");
  if (state !== "live") throw new Error(String(await page.evaluate("document.body.innerText")));
};

export const show = async (page: Page, changed: Partial<Shown>): Promise<void> => {
  await page.evaluate(`window.loadlineBench(${JSON.stringify(changed)})`);
};

/** Shows it in a panel that nobody has touched: without focus, chosen tab or what-if. */
export const showAnew = async (page: Page, shown: Partial<Shown> = {}): Promise<void> => {
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement.blur()");
  await show(page, { case: "empty" });
  await show(page, { case: "live", view: "timeline", theme: "dark", width: 1200, height: 700, firstText: 0, ...shown });
};

/** The pages of the wanted stacks, opened once for all tests of a file. @returns the page of a stack */
export const useBenches = (wanted: readonly Stack[]): ((stack: Stack) => WatchedPage) => {
  let browser: Browser | undefined;
  const servers: BenchServer[] = [];
  const pages = new Map<Stack, WatchedPage>();
  beforeAll(async () => {
    buildBench();
    browser = await launchBrowser();
    for (const stack of wanted) {
      const server = await serveBench(stack);
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
