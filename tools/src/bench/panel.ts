import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { chromiumProgram, serverBinary } from "@loadline/servers";
import { Command } from "commander";
import { repositoryRoot } from "../repository.ts";

const { rounds, updates, stack } = new Command("node tools/dist/bench/panel.js")
  .description("Times the panel beside the time series chart of @grafana/ui, in one run of one browser.")
  .option("--rounds <n>", "first renders of each, turn by turn; the middle one counts", "41")
  .option("--updates <n>", "streaming updates of each; the middle one counts", "1000")
  .option("--stack <name>", "packages of Grafana: 12 or 13", "13")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/panel.js --rounds 21 --updates 250")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string; updates: string; stack: string }>();

const panelFolder = join(repositoryRoot, "apps/grafana-panel");
const pageFolder = join(panelFolder, `dist/bench-${stack === "12" ? "12" : "13"}`);

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const file = join(pageFolder, normalize(pathname === "/" ? "/index.html" : pathname));
  if (!file.startsWith(pageFolder) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": mediaTypes[extname(file)] ?? "application/octet-stream" });
  response.end(readFileSync(file));
});

/** What is used of playwright-core, which is a dependency of the tests alone. */
interface Page {
  goto(url: string): Promise<unknown>;
  waitForSelector(selector: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
}
interface Browser {
  newPage(options: { viewport: { width: number; height: number } }): Promise<Page>;
  close(): Promise<void>;
}
interface Playwright {
  readonly chromium: { launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser> };
}

interface Measured {
  readonly name: string;
  readonly firstRenderMs: number;
  readonly inSightMs: number;
  readonly streaming: { readonly updateMs: number; readonly heapBytes: readonly (number | null)[] };
}

const measure = async (port: number): Promise<readonly Measured[]> => {
  const playwright = createRequire(join(repositoryRoot, "test/package.json"))("playwright-core") as Playwright;
  const browser = await playwright.chromium.launch({
    executablePath: serverBinary(chromiumProgram),
    args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/?case=empty`);
    await page.waitForSelector('body[data-loadline-state="live"]');
    const settings = { renders: Number(rounds), updates: Number(updates) };
    return (await page.evaluate(`loadlineMeasure(${JSON.stringify(settings)})`)) as readonly Measured[];
  } finally {
    await browser.close();
  }
};

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

const heapLine = ({ name, streaming }: Measured): string => {
  const mebibytes = streaming.heapBytes.map((bytes) => (bytes === null ? "?" : (bytes / 2 ** 20).toFixed(1)));
  return `${name.padEnd(16)} heap after every 250 updates: ${mebibytes.join(", ")} MiB`;
};

const report = (measured: readonly Measured[]): void => {
  for (const one of measured) {
    const { name, firstRenderMs, inSightMs, streaming } = one;
    say(
      `${name.padEnd(16)} first charts ${milliseconds(firstRenderMs)}, all in sight ${milliseconds(inSightMs)}, streaming update ${milliseconds(streaming.updateMs)}`,
    );
    say(heapLine(one));
  }
  const [ours, theirs, bare] = measured;
  if (ours === undefined || theirs === undefined || bare === undefined) return;
  const ratio = ours.inSightMs / theirs.inSightMs;
  say(`all charts in sight ${ratio.toFixed(2)} ×  bar 1.2 ×: ${ratio <= 1.2 ? "met" : "missed"}`);
  say(`  beside a chart that has no tooltip yet either ${(ours.inSightMs / bare.inSightMs).toFixed(2)} ×`);
  const { updateMs } = ours.streaming;
  say(`streaming ${milliseconds(updateMs)}  bar 16 ms: ${updateMs <= 16 ? "met" : "missed"}`);
  const code = gzipSync(readFileSync(join(panelFolder, "dist/plugin/module.js"))).length;
  say(`module.js ${(code / 1000).toFixed(1)} kB gzip  bar 60 kB: ${code <= 60_000 ? "met" : "missed"}`);
};

execFileSync(process.execPath, [join(panelFolder, "build.mjs"), "--bench"], { stdio: "pipe" });
server.listen(0, "127.0.0.1", async () => {
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  try {
    report(await measure(port));
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
