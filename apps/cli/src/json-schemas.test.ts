import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PlanAnswerSchema } from "@loadline/planner/answer";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runLine } from "../test/memory-context.ts";
import { AnswerLineSchema } from "./estimate/answer.ts";
import { ConfigLine } from "./estimate/config-line.ts";
import { batch } from "./plan/batch.ts";

/** What commands read and write as JSON, by the name of its file in schema/. */
const jsonSchemas = {
  "estimate-configuration": ConfigLine,
  "estimate-answer": AnswerLineSchema,
  "plan-size": PlanAnswerSchema,
  "plan-batch": batch,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The schema file's text. */
const jsonSchemaText = (name: keyof typeof jsonSchemas): string =>
  `${JSON.stringify(z.toJSONSchema(jsonSchemas[name], { io: "input" }), null, 2)}\n`;

const names = Object.keys(jsonSchemas) as readonly (keyof typeof jsonSchemas)[];

test.each(names)("the committed schema of %s is that of the code", (name) => {
  const folder = new URL("../schema/", import.meta.url);
  const path = new URL(`${name}.json`, folder);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, jsonSchemaText(name));
  }
  // The formatter lays out short lists its own way.
  expect(JSON.parse(jsonSchemaText(name))).toEqual(JSON.parse(readFileSync(path, "utf8")));
});

const printed = async (line: string): Promise<unknown> => JSON.parse((await runLine(line)).stdout);

const one = "estimate --model llama-3.1-8b --gpu h100 --input-tokens 500 --output-tokens 100 --json";
const demoPlan = fileURLToPath(new URL("../../../deploy/demo/plan.yaml", import.meta.url));
const chat = "--model llama-3.1-8b --gpu h100 --input-tokens 500 --output-tokens 100 --requests-per-second 50";

describe("what is printed has the form of the schema", () => {
  test.each([
    { name: "a closed loop", line: `${one} --concurrency 8` },
    { name: "a rate near capacity, with its range", line: `${one} --requests-per-second 40` },
    { name: "a run", line: `${one} --requests-per-second 5 --requests 50` },
    {
      name: "answers in one piece",
      line: "estimate --model bert-large --gpu t4 --input-tokens 128 --saturated --json",
    },
    { name: "pictures at a rate", line: "estimate --model sdxl --gpu h100 --requests-per-second 0.5 --json" },
    { name: "a replica that does not fit", line: `${one.replace("8b", "70b")} --saturated` },
  ])("estimate: $name", async ({ line }) => {
    expect(AnswerLineSchema.safeParse(await printed(line)).error).toBeUndefined();
  });

  test.each([
    { name: "a plan file", line: `plan ${demoPlan} --json` },
    { name: "a feasible size", line: `plan ${chat} --json` },
    {
      name: "one with reserve for every cause",
      line: `plan ${chat} --reserve zones=3,rollout=10%,cache=0.4,spot=70%/2 --json`,
    },
    { name: "an infeasible one", line: `plan ${chat} --end-to-end 0.001 --json` },
    {
      name: "one of a model without tokens",
      line: "plan --model bert-large --gpu t4 --input-tokens 128 --requests-per-second 9 --json",
    },
  ])("plan: $name", async ({ line }) => {
    expect(PlanAnswerSchema.safeParse(await printed(line)).error).toBeUndefined();
  });

  test("plan: offline work", async () => {
    const line =
      "plan --model llama-3.1-8b --gpu h100 --input-tokens 500 --output-tokens 100 --requests 1M --within 8h";
    expect(batch.safeParse(await printed(`${line} --json`)).error).toBeUndefined();
  });
});
