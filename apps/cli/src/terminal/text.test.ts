import {
  durationText,
  gibibytesText,
  percentText,
  plural,
  requestRateText,
  usdPerHourText,
  wrap,
  wrapItems,
} from "@loadline/planner/text";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainView as view } from "../../test/golden.ts";
import { facts, left, right, table } from "./table.ts";

test.each([
  { name: "a sub-second latency in milliseconds", text: durationText(0.0199), expected: "19.9 ms" },
  { name: "seconds", text: durationText(5.234), expected: "5.23 s" },
  { name: "minutes", text: durationText(600), expected: "10 min" },
  { name: "hours", text: durationText(7200), expected: "2 h" },
  { name: "days", text: durationText(3 * 86_400), expected: "3 d" },
  { name: "an unknown duration", text: durationText(null), expected: "unknown" },
  { name: "an unknown rate, which is not zero", text: requestRateText(null), expected: "unknown" },
  { name: "a rate of zero, which is not unknown", text: requestRateText(0), expected: "0 requests/s" },
  { name: "a large rate without an exponent", text: requestRateText(1_234_567), expected: "1235000 requests/s" },
  { name: "a negative share", text: percentText(-0.123), expected: "-12 %" },
  { name: "bytes", text: gibibytesText(2 ** 31), expected: "2.0 GiB" },
  { name: "an unknown price", text: usdPerHourText(null), expected: "unknown" },
  { name: "one", text: plural(1, "node"), expected: "1 node" },
  { name: "several", text: plural(2, "node"), expected: "2 nodes" },
])("$name reads $expected", ({ text, expected }) => {
  expect(text).toBe(expected);
});

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

describe("tables", () => {
  type Row = readonly [string, string, string];
  const columns = [
    left<Row>("name", ([name]) => name),
    right<Row>("memory", ([, memory]) => memory),
    left<Row>("link", ([, , link]) => link),
  ];
  const rows: readonly Row[] = [
    ["h100", "80 GiB", "nvlink"],
    ["t4", "15 GiB", "pcie"],
  ];

  test("a table with space stands side by side, numbers to the right", () => {
    expect(table(columns, rows, view(60))).toEqual([
      "name  memory  link",
      "h100  80 GiB  nvlink",
      "t4    15 GiB  pcie",
    ]);
  });

  test("a table without space becomes one block per row", () => {
    expect(table(columns, rows, view(19))).toEqual([
      "h100",
      "  memory  80 GiB",
      "  link    nvlink",
      "t4",
      "  memory  15 GiB",
      "  link    pcie",
    ]);
  });

  test("values of facts are wrapped within their column", () => {
    expect(facts([["try", "more GPUs or fewer bits"]], view(16))).toEqual([
      "try  more GPUs",
      "     or fewer",
      "     bits",
    ]);
  });

  test("a label wider than half of the view has a line of its own, and the values keep their column", () => {
    const rows = [
      ["cost", "2 $/h"],
      ["version registry.example.org/team/model-v7", "90 % of the requests"],
    ] as const;
    expect(facts(rows, view(20))).toEqual([
      "cost  2 $/h",
      "version registry.example.org/team/model-v7",
      "      90 % of the",
      "      requests",
    ]);
  });

  test("no cell is lost, whatever the width", () =>
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 100 }), (width) => {
        const text = table(columns, rows, view(width)).join(" ").replace(/\s+/g, " ");
        for (const cell of rows.flat()) expect(text).toContain(cell);
      }),
    ));
});
