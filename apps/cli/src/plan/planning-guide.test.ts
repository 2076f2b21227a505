import { readFileSync } from "node:fs";
import { parseMeasuredRows } from "@loadline/calibration";
import { readOwnDevice } from "@loadline/core";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { sample } from "../../test/golden.ts";
import { parseInventory, parsePrices } from "./files.ts";

const guide = readFileSync(new URL("../../../../docs/guides/planning.md", import.meta.url), "utf8");
const blocks = (language: string): readonly string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);

test("the files in the planning guide are those that are tested", () => {
  expect(blocks("yaml")).toEqual([sample("own-gpus.yaml"), sample("own-prices.yaml"), sample("my-device.yaml")]);
  expect(readOwnDevice(parse(sample("my-device.yaml")), { what: "my-device.yaml" }).usdPerGpuHour).toBe(1.5);
  expect(parseInventory(sample("own-gpus.yaml")).pools).toHaveLength(3);
  expect(parsePrices(sample("own-prices.yaml"))).toHaveLength(3);
});

test("the measurement in the guide is one", () => {
  expect(parseMeasuredRows(blocks("json").join("")).refused).toEqual([]);
});
