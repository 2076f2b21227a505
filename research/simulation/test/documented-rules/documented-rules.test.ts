import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listText } from "./course-of.ts";
import { hpaBehaviorRules } from "./hpa-behavior-rules.ts";
import { hpaCalculationRules } from "./hpa-calculation-rules.ts";
import { kedaRules } from "./keda-rules.ts";
import { nodeRules } from "./node-rules.ts";
import { rulesNotModelled } from "./rules-not-modelled.ts";
import { type DocumentedRule, type RuleOutcome, type RuleOwner, ruleOwners } from "./types.ts";

/** Every rule of the simulated autoscalers with an example; each is tested, and docs/reference/autoscaler-rules.md lists them. */
const documentedRules: readonly DocumentedRule[] = [
  ...hpaCalculationRules,
  ...hpaBehaviorRules,
  ...kedaRules,
  ...nodeRules,
];

const cell = (text: string): string => text.replaceAll("|", "\\|");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");

const titles: Record<RuleOwner, string> = {
  hpa: "Kubernetes' horizontal pod autoscaler",
  keda: "KEDA",
  "cluster-autoscaler": "Cluster autoscaler",
};

const outcomeText = (outcome: RuleOutcome): string => {
  if (outcome === null) return "none";
  return typeof outcome === "object" ? listText(outcome) : String(outcome);
};

const link = ({ title, url }: { readonly title: string; readonly url: string }): string => `[${title}](${url})`;

const partOf = (owner: RuleOwner): readonly string[] => [
  `## ${titles[owner]}`,
  table(
    ["rule", "where it is written", "given", "answer"],
    documentedRules
      .filter((rule) => rule.owner === owner)
      .map(({ rule, section, given, expected }) => [rule, link(section), given, outcomeText(expected)]),
  ),
  "Not simulated:",
  table(
    ["rule", "where it is written", "why"],
    rulesNotModelled.filter((rule) => rule.owner === owner).map(({ rule, section, why }) => [rule, link(section), why]),
  ),
];

/** docs/reference/autoscaler-rules.md: every documented rule of the simulated autoscalers with a tested example. */
const rulesPage = (): string =>
  `${[
    "# Rules of the simulated autoscalers",
    "<!-- Generated from research/simulation/test/documented-rules by its test with UPDATE_GOLDEN=1. -->",
    "What the documents of other autoscalers state, and what the simulation makes of an example: each row is a test. Counts over time are those after each decision, with every change in force before the next; 5, 0 × 3 means 5, 0, 0, 0.",
    ...ruleOwners.flatMap(partOf),
  ].join("\n\n")}\n`;

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
