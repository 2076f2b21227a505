import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderReasonPages } from "@loadline/core/internal";
import { expect, test } from "vitest";

const file = fileURLToPath(new URL("../../../docs/reference/reasons.md", import.meta.url));

test("the reference page of the reasons is that of the table", () => {
  const text = renderReasonPages();
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
});
