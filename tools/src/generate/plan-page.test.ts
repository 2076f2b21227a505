import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import specs from "@asyncapi/specs";
import { parsePlan } from "@loadline/plan";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { repositoryRoot } from "../repository.ts";
import { planKeys } from "./plan-page.ts";
import { asyncApi } from "./reference-pages.ts";

test("every key has a meaning, and every key that is no table an example", () => {
  const isTable = (type: string): boolean => type === "table" || type.startsWith("list");
  expect(planKeys().filter(({ meaning }) => meaning === "")).toEqual([]);
  expect(planKeys().filter(({ type, example }) => example === "" && !isTable(type))).toEqual([]);
});

test("the example is a valid plan", () => {
  const text = readFileSync(join(repositoryRoot, "tools/src/generate/example-plan.yaml"), "utf8");
  expect(parsePlan(parse(text)).deployments.map(({ name }) => name)).toEqual(["chat", "assist", "images"]);
});

test("the AsyncAPI document is one by its own schema, and each schema that it names exists", () => {
  const ajv = new Ajv({ strict: false, validateFormats: true });
  addFormats.default(ajv);
  const check = ajv.compile(specs.schemasWithoutId["3.0.0"] as object);
  const text = asyncApi();
  expect(check(JSON.parse(text)), JSON.stringify(check.errors)).toBe(true);
  const files = [...text.matchAll(/"\.\.\/\.\.\/(packages[^"]+)"/g)].map(([, file = ""]) => file);
  expect(files).toHaveLength(5);
  expect(files.filter((file) => !existsSync(join(repositoryRoot, file)))).toEqual([]);
});
