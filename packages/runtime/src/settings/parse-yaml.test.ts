import { expect, test } from "vitest";
import { parseYaml } from "./parse-yaml.ts";

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join("\n");

test.each([
  { name: "nested lists", text: "[".repeat(100_000), reason: "more than 32 levels" },
  { name: "nested mappings", text: "{a: ".repeat(20_000), reason: "more than 32 levels" },
  { name: "nested list items", text: "- ".repeat(20_000), reason: "more than 32 levels" },
  { name: "nested keys", text: "? ".repeat(20_000), reason: "more than 32 levels" },
  { name: "many keys", text: lines(20_000, (at) => `k${at}: 1`), reason: "more than 1024 items" },
  { name: "many keys in braces", text: `{${lines(20_000, (at) => `k${at}: 1,`)}}`, reason: "more than 1024 items" },
  {
    name: "many keys two levels down",
    text: `a: [{${lines(20_000, (at) => `k${at}: 1,`)}}]`,
    reason: "more than 1024 items",
  },
  {
    name: "many keys in a second document",
    text: `a: 1\n---\n${lines(20_000, (at) => `k${at}: 1`)}`,
    reason: "more than 1024 items",
  },
  {
    name: "many lists of many items",
    text: lines(100, () => `- [${"1,".repeat(1_000)}]`),
    reason: "more than 20000 values",
  },
  { name: "a long text", text: `a: ${"x".repeat(2 ** 21)}`, reason: "more than 1048576 bytes" },
  {
    name: "aliases that multiply",
    text: `a: &a [x, x, x, x]\n${lines(8, (at) => `k${at}: &${"bcdefghi"[at]} [${`*${"abcdefgh"[at]}, `.repeat(9)}]`)}`,
    reason: "Excessive alias count",
  },
  { name: "no YAML", text: "a: [", reason: "Flow sequence" },
])("$name: refused by what is wrong", ({ text, reason }) => {
  expect(() => parseYaml(text)).toThrow(reason);
});

test("names from outside become no prototype", () => {
  expect(Object.keys(parseYaml("__proto__: { polluted: 1 }") as object)).toEqual(["__proto__"]);
  expect("polluted" in {}).toBe(false);
});

test("within the bounds it is read: anchors, aliases, JSON", () => {
  expect(parseYaml("a: &a { x: 1 }\nb: *a")).toEqual({ a: { x: 1 }, b: { x: 1 } });
  expect(parseYaml('{"a": [1, null]}')).toEqual({ a: [1, null] });
  expect(parseYaml("")).toBeNull();
});

test.each(["&a ", "!t ", ","])(
  "of thousands of faults (%s) one is placed; placing each takes hours for a megabyte",
  (fault) => {
    const read = (): unknown => parseYaml(`a: 1\nb: [${fault.repeat(1_000)}`);
    expect(read).toThrow(/ at line 2, column \d+$/);
    expect(read).toThrow(
      expect.objectContaining({ cause: expect.not.objectContaining({ linePos: expect.anything() }) }),
    );
  },
);
