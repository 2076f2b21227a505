import { documentedRules, listText, type RuleOutcome, type RuleOwner, ruleOwners, rulesNotModelled } from "./index.ts";

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
export const rulesPage = (): string =>
  `${[
    "# Rules of the simulated autoscalers",
    "<!-- Generated from packages/simulation/test/documented-rules by its test with UPDATE_GOLDEN=1. -->",
    "What the documents of other autoscalers state, and what the simulation makes of an example: each row is a test. Counts over time are those after each decision, with every change in force before the next; 5, 0 × 3 means 5, 0, 0, 0.",
    ...ruleOwners.flatMap(partOf),
  ].join("\n\n")}\n`;
