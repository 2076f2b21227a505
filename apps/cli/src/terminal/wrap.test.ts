import fc from "fast-check";
import { expect, test } from "vitest";
import { wrap, wrapItems } from "./wrap.ts";

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 30 });

test("wrapping keeps every word in its order and no line is too long", () =>
  fc.assert(
    fc.property(words, fc.integer({ min: 16, max: 80 }), (text, columns) => {
      const lines = wrap(text.join(" "), columns, "  ");
      expect(lines.flatMap((line) => line.trim().split(" "))).toEqual(text);
      expect(lines.every((line) => line.startsWith("  ") && line.length <= columns)).toBe(true);
    }),
  ));

test("a word longer than the line stays whole", () => {
  expect(wrap("see https://example.org/long now", 10)).toEqual(["see", "https://example.org/long", "now"]);
});

test("statements are broken only between two of them", () => {
  expect(wrapItems(["limit kv-cache", "ready 3"], 18)).toEqual(["limit kv-cache ·", "ready 3"]);
});
