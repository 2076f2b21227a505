import {
  type ConsolidationCandidate,
  consolidate,
  type DisruptionBudget,
  type DisruptionReason,
  defaultDisruptionBudgets,
  disruptionsAllowed,
  type KarpenterSettings,
  type Replacement,
} from "../../src/provisioning/karpenter.ts";
import type { DocumentedRule, RuleSection } from "./types.ts";

const page = "https://karpenter.sh/docs/concepts/disruption/";
const consolidation: RuleSection = { title: "Consolidation", url: `${page}#consolidation` };
const spot: RuleSection = { title: "Spot consolidation", url: `${page}#spot-consolidation` };
const budgetSection: RuleSection = { title: "NodePool Disruption Budgets", url: `${page}#nodepool-disruption-budgets` };

const node: ConsolidationCandidate = { replicas: 2, usdPerHour: 10, isSpot: false, quietSeconds: 100 };
const cheaper: Replacement = { usdPerHour: 6, cheaperTypes: 15 };

interface Case {
  readonly rule: string;
  readonly section?: RuleSection;
  readonly policy?: KarpenterSettings["policy"];
  readonly own?: Partial<ConsolidationCandidate>;
  readonly freeElsewhere?: number;
  readonly replacement?: Replacement | null;
  readonly expected: string;
}

const policyNames = { empty: "WhenEmpty", "empty-or-underutilized": "WhenEmptyOrUnderutilized" } as const;

const consolidated = ({ rule, section = consolidation, policy = "empty-or-underutilized", ...example }: Case) => {
  const { own = {}, freeElsewhere = 0, replacement = null, expected } = example;
  const given = { ...node, ...own };
  const offer =
    replacement === null
      ? "nothing cheaper"
      : `$${replacement.usdPerHour} elsewhere, ${replacement.cheaperTypes} cheaper types`;
  return {
    owner: "karpenter",
    rule,
    section,
    given: `${policyNames[policy]}, consolidateAfter 60 s: ${given.replicas} pods for $${given.usdPerHour}${given.isSpot ? " on spot" : ""}, quiet for ${given.quietSeconds} s, capacity for ${freeElsewhere} elsewhere, ${offer}`,
    expected,
    shown: () => consolidate(given, { freeElsewhere, replacement }, { policy, afterSeconds: 60 }),
  } satisfies DocumentedRule;
};

interface Budgets {
  readonly rule: string;
  readonly statement: string;
  readonly budgets: readonly DisruptionBudget[];
  readonly total: number;
  readonly deleting?: number;
  readonly notReady?: number;
  readonly now?: number;
  readonly reason?: DisruptionReason;
  readonly expected: number;
}

const allowed = ({ rule, statement, budgets, total, expected, ...example }: Budgets): DocumentedRule => {
  const { deleting = 0, notReady = 0, now = 43_200, reason = "empty" } = example;
  const going = deleting + notReady === 0 ? "" : `, ${deleting} deleting, ${notReady} not ready`;
  return {
    owner: "karpenter",
    rule,
    section: budgetSection,
    given: `${statement}; ${total} nodes${going}, ${reason} ones, ${now} s after midnight`,
    expected,
    shown: () => disruptionsAllowed({ total, deleting, notReady }, budgets, { now, reason }),
  };
};

const share = (value: number, reasons?: readonly DisruptionReason[]): DisruptionBudget => ({
  nodes: { kind: "share", value },
  window: null,
  reasons,
});
const count = (value: number, own: Partial<DisruptionBudget> = {}): DisruptionBudget => ({
  nodes: { kind: "count", value },
  window: null,
  ...own,
});
const firstTenMinutes = { fromSecond: 0, seconds: 600 };

/** Three budgets as in the document's example. */
const example = [share(0.2, ["empty"]), count(5), count(0, { window: firstTenMinutes, reasons: ["underutilized"] })];
const exampleText = "20 % of empty ones; 5 of all; none of the underutilized in the first 10 minutes of a day";

/** Karpenter: which nodes consolidation moves, and how many at once. */
export const karpenterRules: readonly DocumentedRule[] = [
  consolidated({
    rule: "A node goes when the others have capacity for its pods.",
    freeElsewhere: 2,
    expected: "delete",
  }),
  consolidated({
    rule: "Or is replaced when one cheaper node holds them.",
    freeElsewhere: 1,
    replacement: cheaper,
    expected: "replace",
  }),
  consolidated({ rule: "Without either it stays.", freeElsewhere: 1, expected: "keep" }),
  consolidated({
    rule: "The replacement must be cheaper.",
    replacement: { usdPerHour: 10, cheaperTypes: 15 },
    expected: "keep",
  }),
  consolidated({
    rule: "consolidateAfter: not before nothing came or went for so long.",
    own: { quietSeconds: 59 },
    freeElsewhere: 9,
    expected: "keep",
  }),
  consolidated({
    rule: "WhenEmpty: a node with pods stays.",
    policy: "empty",
    freeElsewhere: 9,
    replacement: cheaper,
    expected: "keep",
  }),
  consolidated({ rule: "WhenEmpty: an empty one goes.", policy: "empty", own: { replicas: 0 }, expected: "delete" }),
  consolidated({
    rule: "Spot by spot is replaced where 15 cheaper types are on offer.",
    section: spot,
    own: { isSpot: true },
    replacement: cheaper,
    expected: "replace",
  }),
  consolidated({
    rule: "Not with fewer.",
    section: spot,
    own: { isSpot: true },
    replacement: { ...cheaper, cheaperTypes: 14 },
    expected: "keep",
  }),
  consolidated({
    rule: "Spot is deleted as any other.",
    section: spot,
    own: { isSpot: true },
    freeElsewhere: 2,
    expected: "delete",
  }),
  allowed({
    rule: "The default is 10 % of the nodes.",
    statement: "default",
    budgets: defaultDisruptionBudgets,
    total: 50,
    expected: 5,
  }),
  allowed({
    rule: "A share is rounded up: 3.8 of 19 are 4.",
    statement: exampleText,
    budgets: example,
    total: 19,
    expected: 4,
  }),
  allowed({
    rule: "The tightest of several counts.",
    statement: exampleText,
    budgets: example,
    total: 50,
    expected: 5,
  }),
  allowed({
    rule: "A budget with reasons limits those alone.",
    statement: exampleText,
    budgets: example,
    total: 19,
    reason: "underutilized",
    expected: 5,
  }),
  allowed({
    rule: "A budget with a schedule holds for its duration.",
    statement: exampleText,
    budgets: example,
    total: 19,
    now: 599,
    reason: "underutilized",
    expected: 0,
  }),
  allowed({
    rule: "Not after it.",
    statement: exampleText,
    budgets: example,
    total: 19,
    now: 600,
    reason: "underutilized",
    expected: 5,
  }),
  allowed({
    rule: "Nodes that go or are not ready anyway are taken off.",
    statement: "default",
    budgets: defaultDisruptionBudgets,
    total: 50,
    deleting: 2,
    notReady: 1,
    expected: 2,
  }),
  allowed({
    rule: "A budget of no node stops every disruption.",
    statement: "0",
    budgets: [count(0)],
    total: 50,
    expected: 0,
  }),
];
