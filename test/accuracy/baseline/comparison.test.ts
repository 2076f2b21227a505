import { expect, test } from "vitest";
import { baselineComparisonPage } from "./comparison.ts";

const text = baselineComparisonPage();
const rowsOf = (start: string): readonly string[] => text.split("\n").filter((line) => line.startsWith(`| ${start}`));

test("the baseline's headline example is answered where the baseline divides by zero", () => {
  const [row = ""] = rowsOf("175-billion-parameter model");
  expect(row).toContain("division by zero");
  expect(row).toMatch(/infeasible: closest is a100-sxm-80gb tp8/);
});

test.each(["BERT-large, SQuAD", "Stable Diffusion XL, 20 steps", "Llama-2-70B, H100"])(
  "%s stands beside what was published",
  (start) => {
    expect(rowsOf(start)).toHaveLength(1);
    expect(rowsOf(start)[0]).toContain("MLPerf Inference");
  },
);

test("every cell is a figure or a sentence", () => {
  expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
});

test("the page is as committed", () =>
  expect(text).toMatchFileSnapshot("../../../docs/accuracy/baseline-comparison.md"));
