import {
  backedOff,
  chooseExpansion,
  clusterAutoscalerDefaults,
  type Expander,
  expansionsFor,
  type GroupBackoff,
  isBackedOff,
  isScaleDownOpen,
  isUnneeded,
  type NodeGroup,
} from "../../src/provisioning/node-autoscaler.ts";
import type { DocumentedRule, RuleOutcome, RuleSection } from "./types.ts";

const faq = "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md";
const scaleDown: RuleSection = { title: "How does scale-down work?", url: `${faq}#how-does-scale-down-work` };
const expanderSection: RuleSection = { title: "What are Expanders?", url: `${faq}#what-are-expanders` };
const parameters: RuleSection = {
  title: "What are the parameters to CA?",
  url: `${faq}#what-are-the-parameters-to-ca`,
};
const quota: RuleSection = {
  title: "What happens in scale-up when I have no more quota in the cloud provider?",
  url: `${faq}#what-happens-in-scale-up-when-i-have-no-more-quota-in-the-cloud-provider`,
};

const rule = (
  statement: string,
  section: RuleSection,
  example: { readonly given: string; readonly expected: RuleOutcome; readonly shown: () => RuleOutcome },
): DocumentedRule => ({ owner: "cluster-autoscaler", rule: statement, section, ...example });

const groups: readonly NodeGroup[] = [
  { name: "small", replicasPerNode: 2, usdPerHour: 6, maximumNodes: 10, priority: 1 },
  { name: "large", replicasPerNode: 8, usdPerHour: 20, maximumNodes: 1, priority: 0 },
  { name: "fit", replicasPerNode: 3, usdPerHour: 30, maximumNodes: 10, priority: 2 },
  { name: "twin", replicasPerNode: 3, usdPerHour: 24, maximumNodes: 10, priority: 2 },
];
const groupsText = "9 pods; small 2 at $6, large 8 at $20 and one at most, fit 3 at $30, twin 3 at $24";

const chosen = (statement: string, expander: Expander | readonly Expander[], expected: string): DocumentedRule =>
  rule(statement, expanderSection, {
    given: `${[expander].flat().join(", ")}: ${groupsText}`,
    expected,
    shown: () =>
      chooseExpansion(
        expansionsFor(9, groups, () => 0),
        expander,
        () => 0,
      )?.group.name ?? null,
  });

const never = { addedAt: null, deletedAt: null };
const opens = (
  statement: string,
  history: Partial<typeof never | Record<keyof typeof never, number>>,
  seconds: number,
) => {
  const [event] = Object.keys(history);
  return rule(statement, parameters, {
    given: `${event} 0 s; at ${seconds - 1} s and ${seconds} s`,
    expected: [false, true],
    shown: () =>
      [seconds - 1, seconds].map((now) => isScaleDownOpen({ ...never, ...history }, clusterAutoscalerDefaults, now)),
  });
};

const unneeded = (
  statement: string,
  use: { replicas: number; freeElsewhere: number },
  expected: boolean,
): DocumentedRule =>
  rule(statement, scaleDown, {
    given: `${use.replicas} of 4 GPUs requested, capacity for ${use.freeElsewhere} elsewhere`,
    expected,
    shown: () =>
      isUnneeded({ replicas: use.replicas, replicasPerNode: 4 }, use.freeElsewhere, clusterAutoscalerDefaults),
  });

const backoffs = (failures: readonly number[]): readonly number[] => {
  let backoff: GroupBackoff | undefined;
  return failures.map((at) => {
    backoff = backedOff(backoff, at);
    return backoff.seconds;
  });
};

/** The cluster autoscaler: which group grows, and which nodes go when. */
export const nodeRules: readonly DocumentedRule[] = [
  chosen(
    "most-pods: the group that would schedule the most; the first of those that are level here.",
    "most-pods",
    "small",
  ),
  chosen("least-waste: the least idle after the scale-up.", "least-waste", "large"),
  chosen("price: the least for what it holds.", "price", "large"),
  chosen("priority: the highest, whatever it costs.", ["priority", "price"], "twin"),
  chosen(
    "A list of expanders: each decides what the one before left level.",
    ["most-pods", "least-waste", "price"],
    "twin",
  ),
  rule("random: any of them.", expanderSection, {
    given: `random, drawn at 0, 0.3, 0.6 and 0.9: ${groupsText}`,
    expected: ["small", "large", "fit", "twin"],
    shown: () =>
      [0, 0.3, 0.6, 0.9].map(
        (draw) =>
          chooseExpansion(
            expansionsFor(9, groups, () => 0),
            "random",
            () => draw,
          )?.group.name ?? null,
      ),
  }),
  rule("A group does not grow beyond its maximum.", parameters, {
    given: "9 pods, 8 to a node, one node at most, none there; then one there",
    expected: [1, 0],
    shown: () =>
      [0, 1].map((there) =>
        expansionsFor(9, groups.slice(1, 2), () => there).reduce((sum, { nodes }) => sum + nodes, 0),
      ),
  }),
  unneeded(
    "Requests below half of the node and capacity for its pods elsewhere: unneeded.",
    { replicas: 1, freeElsewhere: 1 },
    true,
  ),
  unneeded("At half it is needed.", { replicas: 2, freeElsewhere: 9 }, false),
  unneeded("Pods that fit nowhere else keep it.", { replicas: 1, freeElsewhere: 0 }, false),
  unneeded("An empty node is unneeded.", { replicas: 0, freeElsewhere: 0 }, true),
  rule("An unneeded node goes after scale-down-unneeded-time.", parameters, {
    given: "the default in seconds",
    expected: 600,
    shown: () => clusterAutoscalerDefaults.unneededSeconds,
  }),
  opens("scale-down-delay-after-add: ten minutes.", { addedAt: 0 }, 600),
  opens("scale-down-delay-after-delete: the scan interval.", { deletedAt: 0 }, 10),
  rule("At most ten empty nodes go at once (max-empty-bulk-delete).", scaleDown, {
    given: "the default",
    expected: 10,
    shown: () => clusterAutoscalerDefaults.emptyBulkDelete,
  }),
  rule("A node that is not there after max-node-provision-time is given up.", parameters, {
    given: "the default in seconds",
    expected: 900,
    shown: () => clusterAutoscalerDefaults.provisionTimeoutSeconds,
  }),
  rule("A group whose nodes did not come is left alone, twice as long each time, up to 30 minutes.", quota, {
    given: "failures at 0, 300, 900, 2100 and 3900 s: seconds of backoff",
    expected: [300, 600, 1200, 1800, 1800],
    shown: () => backoffs([0, 300, 900, 2100, 3900]),
  }),
  rule("Three hours after the last failure it is as if there had been none.", quota, {
    given: "failures at 0 and 10801 s",
    expected: [300, 300],
    shown: () => backoffs([0, 10_801]),
  }),
  rule("Until then the group is no option.", quota, {
    given: "a failure at 0 s; at 299 s and 300 s",
    expected: [true, false],
    shown: () => [299, 300].map((now) => isBackedOff(backedOff(undefined, 0), now)),
  }),
];
