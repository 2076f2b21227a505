import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { run } from "../../apps/cli/test/memory-context.ts";
import { jsonOf } from "../../apps/planner-page/src/exports.ts";
import { type Given, keyOf, pageText } from "../../apps/planner-page/src/fields.ts";
import { askedOf, commandOf } from "../../apps/planner-page/src/question.ts";
import type { Parts } from "../../apps/planner-page/src/worker.ts";
import { launchBrowser, openPage } from "../e2e/browser.ts";
import { isFull } from "../panel/bench.ts";
import { addressOf, sameDigits } from "./planner-page.ts";

// What would save most takes ten further searches, and is compared once, in the file that the page saves.
vi.mock("../../packages/planner/src/levers.ts", () => ({ leversOf: () => [] }));

const today = "2026-12-01";
const folder = mkdtempSync(join(tmpdir(), "loadline-same-digits-"));
let browser: Browser;
let page: Page;

/** The worker of the page, asked as the page asks it: what it answered part by part. */
const asking = `
const worker = new Worker(URL.createObjectURL(new Blob([document.querySelector("body > script:last-of-type").textContent])));
globalThis.ask = (request) => new Promise((resolve) => {
  let parts = {};
  worker.onmessage = ({ data }) => {
    parts = { ...parts, ...data };
    if (Number.isNaN(data.progress)) resolve(parts);
  };
  worker.postMessage({ id: 1, today: "${today}", ...request });
});
`;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await openPage(browser, addressOf({ model: "nothing" })));
  await page.evaluate(asking);
});
afterAll(async () => browser?.close());

const maybe = <const T extends string>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const questions = fc.record({
  model: fc.constantFrom("llama-3.1-8b", "qwen2.5-7b", "llama-3.1-70b", "mixtral-8x7b", "bge-large-en-v1.5"),
  gpu: fc.constantFrom("h100", "l40s", "a100", "mi300x", "h200,l4", "h100,mi300x,l40s"),
  rate: fc.double({ min: 0.5, max: 80, noNaN: true }),
  lengths: fc.oneof(
    fc.record({ input: fc.integer({ min: 16, max: 8000 }), output: fc.integer({ min: 2, max: 800 }) }),
    fc.constantFrom("900/3000,200/600", "4000/9000,60/150"),
  ),
  ttft: maybe("200ms", "1s", "4s"),
  tpot: maybe("20ms", "50ms", "100ms"),
  percentile: maybe("50", "99"),
  confidence: maybe("50", "95"),
  router: maybe("random", "round-robin"),
  weights: maybe("fp8", "int4"),
  arrivals: maybe("constant", "gamma:2"),
  reserve: maybe("zones=3", "failures=off,rollout=25%"),
  purchase: maybe("spot"),
  prices: maybe("h100 2.1, l40s 0.8, mi300x 1.9"),
  inventory: maybe("h100 4, l40s 12 at 0.7"),
});

type Question = typeof questions extends fc.Arbitrary<infer Q> ? Q : never;

const givenOf = ({ rate, lengths, tpot, ...rest }: Question): Given => {
  const producesTokens = !rest.model.startsWith("bge");
  const means = typeof lengths === "string" ? { input: 500, output: 100 } : lengths;
  const stated = {
    ...rest,
    requestsPerSecond: String(rate),
    ...(producesTokens && typeof lengths === "string" ? { lengths } : { inputTokens: String(means.input) }),
    ...(producesTokens && typeof lengths !== "string" ? { outputTokens: String(means.output) } : {}),
    tpot,
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
};

const flat = (text: string): string => text.replace(/\s+/g, " ");

const command = (argv: readonly string[]) => run([...argv, "--json"], { now: () => Date.parse(today) / 1000 });

/** What the command that the page shows prints, with the files that it writes first. */
const byShownCommand = async (given: Given): Promise<string> => {
  const lines = commandOf(given, askedOf(given, today)).split("\n");
  const files = lines.slice(0, -1).map((line) => /^echo '(.*)' > (\S+)$/.exec(line) ?? []);
  for (const [, content = "", name = ""] of files) writeFileSync(join(folder, name), content);
  const [, ...argv] = (lines.at(-1) ?? "").split(" ");
  const written = (part: string): boolean => files.some(([, , name]) => name === part);
  return (await command(argv.map((part) => (written(part) ? join(folder, part) : part)))).stdout;
};

/** How the command refuses it. */
const byFlags = async ({ prices, inventory, ...given }: Given): Promise<string> => {
  const flags = Object.entries(given).flatMap(([name, value]) => [`--${keyOf(name as keyof Given)}`, value]);
  return (await command(["plan", ...flags])).stderr;
};

const byPage = (given: Given) => page.evaluate<Parts>(`ask(${JSON.stringify({ given, work: "answer" })})`);

const cases = Number(process.env["PAGE_QUESTIONS"] ?? (isFull ? 500 : 25));
if (!(cases > 0)) throw new Error(`PAGE_QUESTIONS is ${process.env["PAGE_QUESTIONS"]}; expected a number of questions`);

test("the same question has the same digits in the browser as in the command", { timeout: 0 }, async () => {
  const seen = { feasible: 0, infeasible: 0, refused: 0 };
  const property = fc.asyncProperty(questions, async (question) => {
    const given = givenOf(question);
    const { answer, first, fault } = await byPage(given);
    if (answer === undefined) {
      seen.refused += 1;
      expect(flat(pageText(await byFlags(given)))).toContain(flat(fault?.message ?? "no fault"));
      return;
    }
    if (first) expect(first.row).toEqual(answer.best);
    expect(answer.assumptions.map(pageText).join("; ")).not.toMatch(/--[a-z]/);
    seen[answer.verdict === "infeasible" ? "infeasible" : "feasible"] += 1;
    const ours = JSON.parse(await byShownCommand(given));
    expect(sameDigits(JSON.parse(jsonOf(answer, askedOf(given, today))))).toEqual(sameDigits(ours));
  });
  await fc.assert(property, { numRuns: cases, endOnFailure: true });
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  expect(seen.feasible).toBeGreaterThan(cases / 3);
});
