import type { RuleNotModelled, RuleOwner, RuleSection } from "./types.ts";

const hpa = "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/";
const keda = "https://keda.sh/docs/latest/";
const faq = "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md";

const not = (owner: RuleOwner, rule: string, why: string, [title, url]: readonly [string, string]): RuleNotModelled => {
  const section: RuleSection = { title, url };
  return { owner, rule, why, section };
};

const algorithm = ["Algorithm details", `${hpa}#algorithm-details`] as const;
const readiness = ["Pod readiness and autoscaling metrics", `${hpa}#pod-readiness-and-autoscaling-metrics`] as const;
const maintenance = [
  "Implicit maintenance-mode deactivation",
  `${hpa}#implicit-maintenance-mode-deactivation`,
] as const;
const loop = ["How does a HorizontalPodAutoscaler work?", `${hpa}#how-does-a-horizontalpodautoscaler-work`] as const;
const pausing = ["Pausing autoscaling", `${keda}concepts/scaling-deployments/#pausing-autoscaling`] as const;
const modifiers = ["scalingModifiers", `${keda}reference/scaledobject-spec/#scalingmodifiers`] as const;
const triggers = ["triggers", `${keda}reference/scaledobject-spec/#triggers`] as const;
const parameters = ["What are the parameters to CA?", `${faq}#what-are-the-parameters-to-ca`] as const;
const blocking = [
  "What types of pods can prevent CA from removing a node?",
  `${faq}#what-types-of-pods-can-prevent-ca-from-removing-a-node`,
] as const;

/** What a simulation of replicas that are all alike cannot show. */
export const rulesNotModelled: readonly RuleNotModelled[] = [
  not("hpa", "The sync period is 15 s.", "A step of the simulation is a sync; it lasts 15 s by default.", loop),
  not(
    "hpa",
    "CPU of a pod is set aside within cpu-initialization-period and initial-readiness-delay.",
    "The metric is the rate of requests, and a replica that does not serve has none: it counts as not ready until it serves.",
    readiness,
  ),
  not("hpa", "Pods that shut down or failed are ignored.", "A replica that drains has left the count.", algorithm),
  not(
    "hpa",
    "A count set to 0 by hand switches the autoscaler off while its minimum is above.",
    "Nobody sets counts by hand in a simulation; a start below the minimum is raised to it.",
    maintenance,
  ),
  not(
    "hpa",
    "Of several metrics the largest count is taken; with one of them in error a scale-down is skipped.",
    "A replica has one metric here: the rate of requests.",
    ["Scaling on multiple metrics", `${hpa}#scaling-on-multiple-metrics`],
  ),
  not("hpa", "The status reports the ratio as it was first calculated.", "There is no status object.", algorithm),
  not(
    "keda",
    "Annotations pause the scaling, at a count or where it is.",
    "Nobody annotates during a simulation.",
    pausing,
  ),
  not(
    "keda",
    "activationThreshold, idleReplicaCount, initialCooldownPeriod and fallback.",
    "A simulation runs the defaults, which have none of them.",
    ["ScaledObject specification", `${keda}reference/scaledobject-spec/`],
  ),
  not("keda", "A formula joins several triggers.", "There is one metric, the load.", modifiers),
  not(
    "keda",
    "A trigger of type Value is not divided by the count.",
    "The load is a total, of type AverageValue.",
    triggers,
  ),
  not(
    "keda",
    "useCachedMetrics answers the pod autoscaler from the last poll.",
    "The metric is asked for at every sync, as by default.",
    triggers,
  ),
  not(
    "cluster-autoscaler",
    "Unready nodes go after scale-down-unready-time; with more than three of them and 45 % nothing is done.",
    "Nodes that are there do not become unready; replicas on them fail instead.",
    parameters,
  ),
  not(
    "cluster-autoscaler",
    "A scale-down that failed delays the next by three minutes.",
    "Evictions always succeed in a simulation.",
    parameters,
  ),
  not(
    "cluster-autoscaler",
    "Pods that must not be evicted, and disruption budgets of pods, keep a node.",
    "All replicas are alike and may move.",
    blocking,
  ),
  not(
    "cluster-autoscaler",
    "Limits over all groups: nodes, cores, memory, GPUs.",
    "A limit stands at each group.",
    parameters,
  ),
  not(
    "cluster-autoscaler",
    "Similar groups are kept level in size.",
    "Off by default; zones are not simulated.",
    parameters,
  ),
];
