import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wrapped } from "./live-view.ts";

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });

describe("wrapped", () => {
  test("keeps every word in its order, and no line is longer than the width", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 60 }), (list, width) => {
        const lines = wrapped(list.join(" "), width);
        expect(lines.join(" ").split(" ")).toEqual(list);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("a word longer than the width stands alone", () => {
    expect(wrapped("a extraordinarily b", 5)).toEqual(["a", "extraordinarily", "b"]);
  });
});
