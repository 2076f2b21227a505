// @vitest-environment jsdom
import { createTheme, MappingType, type ValueMapping } from "@grafana/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatsOf } from "../components/formats-context.ts";
import { limitText, reasonText, verdictText } from "./decision.ts";
import { formatAge, formatCompact, formatCount, formatPercent, formatRate, shortened } from "./format-value.ts";

describe("formatCompact", () => {
  test.each([
    { name: "zero", value: 0, expected: "0" },
    { name: "a fraction keeps two digits", value: 0.254, expected: "0.25" },
    { name: "tens keep one digit", value: 12.34, expected: "12.3" },
    { name: "thousands", value: 12_345, expected: "12.3k" },
    { name: "millions", value: 4_500_000, expected: "4.5M" },
    { name: "thousands of millions", value: 2e9, expected: "2G" },
    { name: "below zero", value: -1500, expected: "-1.5k" },
  ])("$name: $value is $expected", ({ value, expected }) => expect(formatCompact(value)).toBe(expected));
});

test("an unknown value is shown as unknown, never as zero", () => {
  for (const format of [formatRate, formatCount, formatPercent, formatAge]) {
    expect(format(null)).toBe("unknown");
    expect(format(0)).not.toBe("unknown");
  }
});

describe("formatPercent", () => {
  test.each([
    { name: "a ratio", ratio: 0.254, expected: "25 %" },
    { name: "below zero has a minus sign", ratio: -0.12, expected: "−12 %" },
    { name: "what rounds to zero has no sign", ratio: -0.001, expected: "0 %" },
  ])("$name", ({ ratio, expected }) => expect(formatPercent(ratio)).toBe(expected));
});

describe("formatAge", () => {
  test.each([
    { seconds: 0.4, expected: "0 s" },
    { seconds: 59.9, expected: "59 s" },
    { seconds: 200, expected: "3 min" },
    { seconds: 7200, expected: "2 h" },
    { seconds: 200_000, expected: "2 d" },
    { seconds: -3, expected: "0 s" },
  ])("$seconds seconds are $expected", ({ seconds, expected }) => expect(formatAge(seconds)).toBe(expected));
});

test("a compact number is within half a percent of its value", () =>
  fc.assert(
    fc.property(fc.double({ min: 1, max: 9e11, noNaN: true }), (value) => {
      const [, digits, suffix] = /^([\d.]+)([kMG]?)$/.exec(formatCompact(value)) ?? [];
      const factor = { "": 1, k: 1e3, M: 1e6, G: 1e9 }[suffix ?? ""] ?? Number.NaN;
      expect(Math.abs(Number(digits) * factor - value) / value).toBeLessThanOrEqual(0.005);
    }),
  ));

test("a shortened text is a beginning of the text, and short ones stay as they are", () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: "grapheme" }), (text) => {
      const short = shortened(text);
      expect([...short].length).toBeLessThanOrEqual(120);
      expect(text.startsWith(short.replace(/…$/, "")) || text === short).toBe(true);
      if ([...text].length <= 120) expect(short).toBe(text);
    }),
  ));

const mappings: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: { "kv-cache": { text: "Cache" }, hold: { text: "Wait" }, "pool-exhausted": { text: "no GPUs" } },
  },
  { type: MappingType.RangeToText, options: { from: -10, to: 0, result: { text: "full" } } },
];

/** Options as a dashboard that was written by hand has them. */
const hand = (options: object): Parameters<typeof formatsOf>[0] => options;

test.each([
  { name: "rates in tokens per second by default", options: {}, rate: "12.3k tok/s", percent: "25 %" },
  { name: "decimals of both", options: { decimals: 2 }, rate: "12.35 K tok/s", percent: "25.00 %" },
  { name: "a unit of its own", options: { unit: "ops" }, rate: "12.3K ops/s", percent: "25 %" },
  { name: "decimals below zero", options: { decimals: -3 }, rate: "12.3k tok/s", percent: "25 %" },
  {
    name: "what is null",
    options: hand({ decimals: null, mappings: null }),
    rate: "12.3k tok/s",
    percent: "25 %",
  },
  { name: "more decimals than a number has", options: { decimals: 400 }, rate: null, percent: "25.000000 %" },
])("$name", ({ options, rate, percent }) => {
  const formats = formatsOf(options, createTheme());
  if (rate !== null) expect(formats.rate(12_345)).toBe(rate);
  expect(formats.percent(0.25)).toBe(percent);
  expect(formats.rate(null)).toBe("unknown");
});

test("value mappings rename codes and headrooms, and leave the others", () => {
  const formats = formatsOf({ mappings }, createTheme());
  expect(limitText("kv-cache", formats)).toBe("Cache");
  expect(limitText("queue", formats)).toBe("queue");
  expect(verdictText("hold", formats)).toBe("Wait");
  expect(verdictText(null, formats)).toBe("No verdict");
  const decided = { bindingLimit: null, verdict: "hold", reason: "pool-exhausted", blockedBy: ["above-maximum"] };
  expect(reasonText({ ...decided, stale: false, dataAgeSeconds: 1 }, formats)).toBe(
    "no GPUs; more replicas than the plan's maximum",
  );
  expect(formats.percent(-0.1)).toBe("full");
  expect(formats.percent(0.4)).toBe("40 %");
});
