import { expect, test } from "vitest";
import { reasonPages, renderReasonPages } from "./reason-pages.ts";
import { reasonCodes } from "./types.ts";

test("every reason says what it means and what to do, and has its place in the page", () => {
  expect(Object.keys(reasonPages).toSorted()).toEqual([...reasonCodes].toSorted());
  const page = renderReasonPages();
  for (const [code, { means, todo }] of Object.entries(reasonPages)) {
    expect(means).toMatch(/\.$/);
    expect(todo).toMatch(/\.$/);
    expect(page).toContain(`\n## ${code}\n`);
  }
});
