import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { panelQuery } from "./metrics.ts";

test("the README gives the query that the panel asks for", () => {
  expect(readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")).toContain(`\n${panelQuery}\n`);
});
