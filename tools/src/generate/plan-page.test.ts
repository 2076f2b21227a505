import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parsePlan } from "@loadline/wire";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { repositoryRoot } from "../repository.ts";
import { planKeys } from "./plan-page.ts";

test("every key has a meaning, and every key that is no table an example", () => {
  const isTable = (type: string): boolean => type === "table" || type.startsWith("list");
  expect(planKeys().filter(({ meaning }) => meaning === "")).toEqual([]);
  expect(planKeys().filter(({ type, example }) => example === "" && !isTable(type))).toEqual([]);
});

test("the example is a valid plan", () => {
  const text = readFileSync(join(repositoryRoot, "tools/src/generate/example-plan.yaml"), "utf8");
  expect(parsePlan(parse(text)).deployments.map(({ name }) => name)).toEqual(["chat", "assist"]);
});
