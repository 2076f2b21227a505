import { explainDecision, type Recommendation } from "@loadline/wire";
import { recommendationExample } from "@loadline/wire/testing";
import { expect, test } from "vitest";
import { styleFor } from "../terminal/style.ts";
import { expectGolden } from "../testing/golden.ts";
import { blindHold, eventWith, scaleUp } from "../testing/recommendation-event.ts";
import { renderExplanation } from "./render-explanation.ts";

const now = Date.parse("2026-11-24T12:00:05Z") / 1000;
const rendered = (event: Recommendation, columns: number): string =>
  renderExplanation(explainDecision(event), { now, signature: "not-checked" }, { columns, style: styleFor(false) });

const advised = eventWith({
  data: {
    forecast: recommendationExample.data.forecast,
    advice: [
      {
        code: "node-pool",
        message: "5 replicas take 5 GPUs: 1 node more than the 0 that are free",
        value: 1,
        unit: "nodes",
      },
      { code: "gateway-limit", message: "let through at most 21600 tokens/s", value: 21_600, unit: "tokens/s" },
    ],
    evidence: [
      ...scaleUp.data.evidence,
      { input: "model.speedFactor", value: 1.2814, unit: "ratio", ageSeconds: 4 },
      { input: "queue time", value: null, unit: "s", ageSeconds: null },
    ],
  },
});

test.each([
  { name: "a scale-up with advice", event: advised, file: "scale-up" },
  { name: "a hold that knows nothing", event: blindHold, file: "blind" },
])("$name reads as its golden files, narrow and as wide as a terminal", ({ event, file }) => {
  for (const columns of [60, 80]) expectGolden(rendered(event, columns), `${file}-${columns}.txt`, import.meta.url);
});

test("no line is longer than the terminal, and nothing of the event moves the cursor", () => {
  const hostile = eventWith({
    data: { counterfactual: "\u001b[2Jwould hold", missing: [{ input: "\u0007x", ageSeconds: 1 }] },
  });
  for (const event of [advised, blindHold, hostile]) {
    const text = rendered(event, 80);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  }
});
