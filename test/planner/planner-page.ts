// The planner page as it is built, driven by tests.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "@loadline/tools/repository";
import type { Browser, Page } from "playwright-core";
import { openPage, type WatchedPage } from "../e2e/browser.ts";

export const plannerFolder = join(repositoryRoot, "apps/planner-page/dist");

/** The page as one file, built where nothing has built it. */
export const plannerFile = (): string => {
  const file = join(plannerFolder, "planner.html");
  if (!existsSync(file)) execFileSync(process.execPath, [join(plannerFolder, "../build.mjs")], { stdio: "pipe" });
  return file;
};

export type Query = Readonly<Record<string, string>>;

export const addressOf = (query: Query = {}, file = plannerFile()): string => {
  const hash = String(new URLSearchParams(query));
  return `${pathToFileURL(file)}${hash === "" ? "" : `#${hash}`}`;
};

/** A question of one GPU, answered in a moment. */
export const quick: Query = {
  model: "llama-3.1-8b",
  gpu: "h100",
  "input-tokens": "1024",
  "output-tokens": "256",
  "requests-per-second": "40",
  ttft: "500ms",
};

/** Waits until what is shown answers what is asked, its charts and what takes further searches included. */
export const untilAnswered = async (page: Page, isWhole = false): Promise<string> => {
  await page.waitForSelector(".headline h2", { timeout: 0 });
  await page.locator(".answer.stale").waitFor({ state: "detached", timeout: 0 });
  if (isWhole) await page.getByText("GPUs when an assumption is a fifth lower or higher").waitFor({ timeout: 0 });
  return (await page.locator(".headline h2").textContent()) ?? "";
};

/** The headline once it is another one. */
export const untilOther = async (page: Page, before: string): Promise<string> => {
  await page.locator(".headline h2").filter({ hasNotText: before }).waitFor({ timeout: 0 });
  return untilAnswered(page);
};

export const openPlanner = async (browser: Browser, query: Query = quick, file?: string): Promise<WatchedPage> => {
  const watched = await openPage(browser, addressOf(query, file));
  await untilAnswered(watched.page);
  return watched;
};

export const cliProgram = join(repositoryRoot, "apps/cli/dist/bin/main.js");

/** What the built command prints. */
export const loadline = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [cliProgram, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "ignore"],
  });

export const flagsOf = (query: Query): readonly string[] =>
  Object.entries(query).flatMap(([name, value]) => [`--${name}`, ...(value === "yes" ? [] : [value])]);

const digits = 9;

/** A value with its numbers to nine digits: beyond, exponentials of two releases of V8 differ. */
export const sameDigits = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "number" ? Number(each.toPrecision(digits)) : each));
