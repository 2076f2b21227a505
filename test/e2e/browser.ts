import { serverBinary } from "@loadline/servers";
import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's Chromium without sandbox (tests run as root in containers) and without calls to the outside. */
export const launchBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: serverBinary({
      variable: "CHROMIUM_BIN",
      names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });

export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught exceptions and failed requests, in order. */
  readonly faults: readonly string[];
}

/** Opens a page and writes down everything that goes wrong on it. */
export const openPage = async (browser: Browser, url: string, width = 1280): Promise<WatchedPage> => {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  // How fast a machine is decides nothing.
  await page.goto(url, { timeout: 0 });
  return { page, faults };
};
