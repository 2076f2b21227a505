import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonical JSON", () => {
  test.each([
    {
      name: "members sort by UTF-16 code units",
      value: { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5 },
      text: '{"\\r":2,"1":4,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    },
    {
      name: "numbers are printed as ECMAScript does",
      value: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27, -0],
      text: "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    },
    { name: "what is undefined is left out", value: { a: undefined, b: null }, text: '{"b":null}' },
  ])("$name", ({ value, text }) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([
    { name: "NaN", value: [Number.NaN] },
    { name: "a lone surrogate", value: "\ud800" },
    { name: "a function", value: { a: () => 1 } },
    { name: "65 levels", value: JSON.parse(`${"[".repeat(66)}${"]".repeat(66)}`) },
  ])("refuses $name", ({ value }) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: "LL_INPUT_INVALID" }));
  });

  test("a value read back has the same text, whatever the order of its members", () => {
    const shuffled = (value: unknown): unknown =>
      typeof value !== "object" || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(Object.entries(value).toReversed());
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = canonicalJson(value);
        return canonicalJson(JSON.parse(text)) === text && canonicalJson(shuffled(value)) === text;
      }),
    );
  });
});
