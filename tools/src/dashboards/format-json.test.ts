import fc from "fast-check";
import { expect, test } from "vitest";
import { formatJson } from "./format-json.ts";

test("short lists stay on one line, objects do not", () => {
  expect(formatJson({ a: ["x", 1, null], b: [{ c: [] }], d: {} })).toBe(
    '{\n  "a": ["x", 1, null],\n  "b": [\n    {\n      "c": []\n    }\n  ],\n  "d": {}\n}\n',
  );
});

test("a list that is wider than a line is broken", () => {
  expect(formatJson(["x".repeat(60), "y".repeat(60)]).split("\n")).toHaveLength(5);
});

test("what is written reads back as the same value", () =>
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  ));
