import { hpaBehaviorRules } from "./hpa-behavior-rules.ts";
import { hpaCalculationRules } from "./hpa-calculation-rules.ts";
import { kedaRules } from "./keda-rules.ts";
import { nodeRules } from "./node-rules.ts";
import type { DocumentedRule } from "./types.ts";

export { listText } from "./course-of.ts";
export { rulesNotModelled } from "./rules-not-modelled.ts";
export { type DocumentedRule, type RuleNotModelled, type RuleOutcome, type RuleOwner, ruleOwners } from "./types.ts";

/** Every rule of the simulated autoscalers with an example; each is tested, and docs/reference/autoscaler-rules.md lists them. */
export const documentedRules: readonly DocumentedRule[] = [
  ...hpaCalculationRules,
  ...hpaBehaviorRules,
  ...kedaRules,
  ...nodeRules,
];
