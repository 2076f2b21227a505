/** Whose rule it is. */
export const ruleOwners = ["hpa", "keda", "cluster-autoscaler"] as const;
export type RuleOwner = (typeof ruleOwners)[number];

/** One sentence of a document with an example that our implementation answers. */
export interface DocumentedRule {
  readonly owner: RuleOwner;
  /** What the document states, in a sentence. */
  readonly rule: string;
  /** Where it states so. */
  readonly section: RuleSection;
  /** The input of the example, in words. */
  readonly given: string;
  readonly expected: RuleOutcome;
  /** What our implementation makes of that input. */
  readonly shown: () => RuleOutcome;
}

export type RuleOutcome = number | string | boolean | null | readonly (number | string | boolean | null)[];

export interface RuleSection {
  readonly title: string;
  readonly url: string;
}

/** A rule that a simulation of replicas cannot show, and why. */
export interface RuleNotModelled {
  readonly owner: RuleOwner;
  readonly rule: string;
  readonly section: RuleSection;
  readonly why: string;
}
