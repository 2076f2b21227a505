import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderReasonPages } from "@loadline/control/internal";
import { parsePlanText } from "@loadline/plan";
import { expect, test } from "vitest";

const textOf = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

test("the plan in the guide is a valid plan", () => {
  const blocks = [...textOf("docs/guides/recommender.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
  expect(blocks.length).toBe(1);
  expect(parsePlanText(blocks[0] ?? "").deployments.map(({ name }) => name)).toEqual(["chat", "tagger"]);
});

const file = fileURLToPath(new URL("../../../docs/reference/reasons.md", import.meta.url));

test("the reference page of the reasons is that of the table", () => {
  const text = renderReasonPages();
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
});
