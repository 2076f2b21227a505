import { planOptions, sizeQuestion } from "@loadline/planner/question";
import { firstAnswer } from "@loadline/planner/search";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultOf } from "../../apps/planner-page/src/question.ts";
import { launchBrowser, openPage } from "../e2e/browser.ts";
import { isFull } from "../panel/bench.ts";
import { addressOf, sameDigits } from "./planner-page.ts";

let browser: Browser;
let page: Page;

/** The worker of the page, asked as the page asks it. */
const asking = `
const worker = new Worker(URL.createObjectURL(new Blob([document.querySelector("body > script:last-of-type").textContent])));
let take = null;
worker.onmessage = ({ data }) => { if (data.answer !== undefined || data.fault) take(data); };
globalThis.ask = (given, today) => new Promise((resolve) => {
  take = resolve;
  worker.postMessage({ id: 1, work: "answer", given, today });
});
`;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await openPage(browser, addressOf({ model: "nothing" })));
  await page.evaluate(asking);
});
afterAll(async () => browser?.close());

const today = "2026-12-01";

const questions = fc.record({
  model: fc.constantFrom("llama-3.1-8b", "qwen2.5-7b", "llama-3.1-70b", "mixtral-8x7b", "bge-large-en-v1.5"),
  gpu: fc.constantFrom("h100", "l40s", "a100", "mi300x", "h200,l4"),
  rate: fc.double({ min: 0.5, max: 80, noNaN: true }),
  input: fc.integer({ min: 16, max: 8000 }),
  output: fc.integer({ min: 2, max: 800 }),
  ttft: fc.option(fc.constantFrom("200ms", "1s", "4s"), { nil: undefined }),
  tpot: fc.option(fc.constantFrom("20ms", "50ms", "100ms"), { nil: undefined }),
  confidence: fc.constantFrom("50", "90", "95"),
  router: fc.constantFrom("least-requests", "random", "round-robin"),
  weights: fc.option(fc.constantFrom("fp8", "int4"), { nil: undefined }),
});

type Question = typeof questions extends fc.Arbitrary<infer Q> ? Q : never;

const givenOf = ({ rate, input, output, ttft, tpot, weights, ...rest }: Question): Record<string, string> => {
  const isEncoder = rest.model.startsWith("bge");
  const optional = { ttft, weights, ...(isEncoder ? {} : { tpot, outputTokens: String(output) }) };
  const stated = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...rest, requestsPerSecond: String(rate), inputTokens: String(input), ...Object.fromEntries(stated) };
};

const ours = (given: Record<string, string>): unknown => {
  try {
    const options = planOptions.read({ ...given, gpu: [given["gpu"]] });
    return { answer: firstAnswer({ ...sizeQuestion(options), today }, [], null) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
};

test("the same question has the same digits in the browser as in the command", async () => {
  let answers = 0;
  const property = fc.asyncProperty(questions, async (question) => {
    const given = givenOf(question);
    const { answer, fault } = await page.evaluate<{ answer?: unknown; fault?: unknown }>(
      `ask(${JSON.stringify(given)}, "${today}")`,
    );
    if (answer !== undefined) answers += 1;
    const theirs = answer === undefined ? { fault } : { answer };
    expect(sameDigits(theirs)).toEqual(sameDigits(ours(given)));
  });
  await fc.assert(property, { numRuns: isFull ? 500 : 25, endOnFailure: true });
  expect(answers).toBeGreaterThan(5);
});
