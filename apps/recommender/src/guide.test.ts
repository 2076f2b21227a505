import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePlanText } from "./input/plan-source.ts";

const guide = readFileSync(new URL("../../../docs/guides/recommender.md", import.meta.url), "utf8");
const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);

test("the guide has a plan, and it is one", () => {
  expect(blocks).toHaveLength(1);
  expect(parsePlanText(blocks[0] ?? "").deployments.map(({ name }) => name)).toEqual(["chat", "tagger"]);
});
