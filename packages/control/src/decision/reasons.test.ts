import { expect, test } from "vitest";
import { reasons, renderReasonPages } from "./reasons.ts";

test("every reason says what it means and what to do, and has its place in the page", () => {
  const text = renderReasonPages();
  for (const [
    code,
    {
      page: { means, todo },
    },
  ] of Object.entries(reasons)) {
    expect(means).toMatch(/\.$/);
    expect(todo).toMatch(/\.$/);
    expect(text).toContain(`\n## ${code}\n`);
  }
});
