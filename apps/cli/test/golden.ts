import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { styleFor, type View } from "../src/terminal/view.ts";

/** A file of test/testdata as text. */
export const sample = (name: string): string => readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8");

/** Compares a text with a file of test/testdata; UPDATE_GOLDEN=1 rewrites it. */
export const expectGolden = (text: string, name: string): void => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(new URL(`testdata/${name}`, import.meta.url), text);
  expect(text).toBe(sample(name));
};

export const plainView = (columns: number): View => ({ columns, style: styleFor(false) });

/** What is rendered at the width of a narrow and of a usual terminal; no line is wider. */
export const atBothWidths = (render: (view: View) => string): string => {
  const sections = [40, 80].map((columns) => {
    const text = render(plainView(columns));
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(columns);
    return `===== ${columns} columns =====\n${text}`;
  });
  return sections.join("\n");
};
