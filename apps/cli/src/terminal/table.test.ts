import fc from "fast-check";
import { expect, test } from "vitest";
import { plainView as view } from "../../test/golden.ts";
import { facts, left, right, table } from "./table.ts";

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
  expect(table(columns, rows, view(60))).toEqual(["name  memory  link", "h100  80 GiB  nvlink", "t4    15 GiB  pcie"]);
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

test("no cell is lost, whatever the width", () =>
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 100 }), (width) => {
      const text = table(columns, rows, view(width)).join(" ").replace(/\s+/g, " ");
      for (const cell of rows.flat()) expect(text).toContain(cell);
    }),
  ));
