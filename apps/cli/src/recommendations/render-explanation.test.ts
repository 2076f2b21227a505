import { explainDecision, type Recommendation } from "@loadline/wire";
import { recommendationExample } from "@loadline/wire/testing";
import { expect, test } from "vitest";
import { expectGoldens, plainView } from "../../test/golden.ts";
import { blindHold, eventWith, scaleUp } from "../../test/recommendation-event.ts";
import type { View } from "../terminal/view.ts";
import { renderExplanation } from "./render-explanation.ts";

const now = Date.parse("2026-11-24T12:00:05Z") / 1000;
const rendered = (event: Recommendation, view: View): string =>
  renderExplanation(explainDecision(event), { now, isVerified: false }, view);

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
  { name: "a hold with every input unknown", event: blindHold, file: "blind" },
])("$name reads as its golden files, narrow and as wide as a terminal", ({ event, file }) => {
  expectGoldens((view) => rendered(event, view), `explanation-${file}`);
});

test("no line is longer than the terminal, and nothing of the event moves the cursor", () => {
  const hostile = eventWith({
    data: { counterfactual: "\u001b[2Jwould hold", missing: [{ input: "\u0007x", ageSeconds: 1 }] },
  });
  for (const event of [advised, blindHold, hostile]) {
    const text = rendered(event, plainView(80));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  }
});
