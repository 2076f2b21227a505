import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePlanText } from "./input/plan-source.ts";

const textOf = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

test("the plan in the guide is a valid plan", () => {
  const blocks = [...textOf("docs/guides/recommender.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
  expect(blocks.length).toBe(1);
  expect(parsePlanText(blocks[0] ?? "").deployments.map(({ name }) => name)).toEqual(["chat", "tagger"]);
});

test("every function on the way of one sample is in the file that the architecture page names", () => {
  const steps = [...textOf("docs/architecture.md").matchAll(/^\d+\. `(?:\w+\.)?(#?\w+)`.* — `([^`]+)`$/gm)];
  expect(steps.length).toBeGreaterThan(50);
  const lost = steps.filter(([, name = "", path = ""]) => {
    const file = path.startsWith("packages/") ? path : `apps/recommender/src/${path}`;
    return !textOf(file).includes(name);
  });
  expect(lost.map(([line]) => line)).toEqual([]);
});
