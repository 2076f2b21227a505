import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostileTexts } from "../../test/bench/hostile-texts.ts";
import { csvOf } from "./csv.ts";

/** The cells of one line, parsed by the rules of RFC 4180. */
const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, text]) => (text ?? "").replaceAll('""', '"'));

describe("a table as comma-separated values", () => {
  test.each([
    { name: "text is as it is", text: "chat-70b", expected: "chat-70b" },
    { name: "a number below zero stays one", text: "-12.5", expected: "-12.5" },
    { name: "a formula becomes text", text: "=1+1", expected: "'=1+1" },
    { name: "so does one after spaces", text: "  @SUM(A1)", expected: "'  @SUM(A1)" },
    { name: "a minus sign of typography is no formula", text: "−4 %", expected: "−4 %" },
    { name: "quotes are doubled", text: 'a "b"', expected: 'a "b"' },
  ])("$name", ({ text, expected }) => expect(cellsOf(csvOf([[text]]))).toEqual([expected]));

  test("none of 500 hostile texts leaves its cell or begins a formula", () => {
    for (const text of hostileTexts(500)) {
      const [first, second, ...more] = cellsOf(csvOf([[text, "next"]]));
      expect(second).toBe("next");
      expect(more).toEqual([]);
      expect(first).not.toMatch(/^[\s\ufeff]*[=+\-@|%\t\r]/);
    }
  });

  test("every text keeps its place", () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (row) => {
        expect(cellsOf(csvOf([row]))).toHaveLength(row.length);
      }),
    ));
});
