// @vitest-environment jsdom
import { createTheme, MappingType, ThresholdsMode, type ValueMapping } from "@grafana/data";
import { expect, test } from "vitest";
import { codeTexts, formatsOf } from "./formats-context.ts";

const mappings: ValueMapping[] = [
  { type: MappingType.ValueToText, options: { "kv-cache": { text: "Cache" }, hold: { text: "Wait" } } },
  { type: MappingType.RangeToText, options: { from: -10, to: 0, result: { text: "full" } } },
];

const steps = [-Infinity, 0.2, 0.5].map((value) => ({ value, color: "red" }));

test.each([
  { name: "rates in tokens per second by default", options: {}, rate: "12.3k tok/s", percent: "25 %" },
  { name: "decimals of both", options: { decimals: 2 }, rate: "12.35 K tok/s", percent: "25.00 %" },
  { name: "a unit of its own", options: { unit: "ops" }, rate: "12.3K ops/s", percent: "25 %" },
  { name: "more decimals than a number has", options: { decimals: 400 }, rate: null, percent: "25.000000 %" },
])("$name", ({ options, rate, percent }) => {
  const formats = formatsOf(options, createTheme());
  if (rate !== null) expect(formats.rate(12_345)).toBe(rate);
  expect(formats.percent(0.25)).toBe(percent);
  expect(formats.rate(null)).toBe("unknown");
});

test("value mappings rename codes and headrooms, and leave the others", () => {
  const formats = formatsOf({ mappings }, createTheme());
  expect(codeTexts(formats).limit("kv-cache")).toBe("Cache");
  expect(codeTexts(formats).limit("queue")).toBe("queue");
  expect(codeTexts(formats).verdict("hold")).toBe("Wait");
  expect(codeTexts(formats).verdict(null)).toBe("No verdict");
  expect(formats.percent(-0.1)).toBe("full");
  expect(formats.percent(0.4)).toBe("40 %");
});

test.each([
  { headroom: 0.1, expected: "over" },
  { headroom: 0.3, expected: "tight" },
  { headroom: 0.6, expected: "ample" },
  { headroom: null, expected: "unknown" },
])("thresholds of the panel decide the level of $headroom", ({ headroom, expected }) => {
  expect(formatsOf({ thresholds: { mode: ThresholdsMode.Absolute, steps } }, createTheme()).level(headroom)).toBe(
    expected,
  );
});
