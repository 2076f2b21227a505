import { expect, test } from "vitest";
import { formatsOf } from "./formats-context.ts";

test.each([
  { name: "nothing chosen", config: {}, rate: "12.3k tok/s", percent: "25 %" },
  { name: "decimals", config: { decimals: 2 }, rate: "12.35 K tok/s", percent: "25.43 %" },
  { name: "a unit", config: { unit: "reqps" }, rate: "12.3K req/s", percent: "25 %" },
])("$name", ({ config, rate, percent }) => {
  const formats = formatsOf(config);
  expect(formats.rate(12_345)).toBe(rate);
  expect(formats.percent(0.2543)).toBe(percent);
  expect(formats.rate(null)).toBe("unknown");
});
