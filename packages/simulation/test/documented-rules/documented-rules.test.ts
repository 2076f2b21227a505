import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { documentedRules, ruleOwners, rulesNotModelled } from "./index.ts";
import { rulesPage } from "./rules-page.ts";

describe.each(ruleOwners)("%s", (owner) => {
  const rows = documentedRules.filter((rule) => rule.owner === owner);

  test.each(rows.map((row) => ({ ...row, name: `${row.rule} (${row.section.title}: ${row.given})` })))(
    "$name",
    ({ shown, expected }) => {
      expect(shown()).toEqual(expected);
    },
  );
});

test.each([...documentedRules, ...rulesNotModelled].map(({ rule, section }) => ({ rule, section })))(
  "a rule is a sentence and names where it is written: $rule",
  ({ rule, section }) => {
    expect(rule).toMatch(/^[A-Za-z].*\.$/);
    expect(section.url).toMatch(/^https:\/\/\S+$/);
    expect(section.title).not.toBe("");
  },
);

test("docs/reference/autoscaler-rules.md lists every rule", () => {
  const page = new URL("../../../../docs/reference/autoscaler-rules.md", import.meta.url);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(page, rulesPage());
  expect(readFileSync(page, "utf8")).toBe(rulesPage());
});
