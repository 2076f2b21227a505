import { defaultHpaTolerance, type HpaPods, hpaReplicas, hpaReplicasOfTotal } from "../../src/policies/hpa-replicas.ts";
import type { DocumentedRule, RuleSection } from "./types.ts";

const page = "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/";
const algorithm: RuleSection = { title: "Algorithm details", url: `${page}#algorithm-details` };
const tolerances: RuleSection = { title: "Tolerance", url: `${page}#tolerance` };
const controlLoop: RuleSection = {
  title: "How does a HorizontalPodAutoscaler work?",
  url: `${page}#how-does-a-horizontalpodautoscaler-work`,
};

const perPod = 100;
const usual = defaultHpaTolerance;

const podsText = ({ total, measured, missing, unready }: HpaPods): string =>
  [
    `${measured} pods with ${total / measured} each`,
    ...(missing > 0 ? [`${missing} without a metric`] : []),
    ...(unready > 0 ? [`${unready} not ready`] : []),
  ].join(", ");

interface Calculation {
  readonly rule: string;
  readonly section?: RuleSection;
  readonly each: number;
  readonly measured: number;
  readonly missing?: number;
  readonly unready?: number;
  readonly tolerance?: { readonly up: number; readonly down: number };
  readonly expected: number;
}

const calculated = ({ rule, section = algorithm, each, measured, ...example }: Calculation): DocumentedRule => {
  const { missing = 0, unready = 0, tolerance = usual, expected } = example;
  const pods = { total: each * measured, measured, missing, unready };
  const current = measured + missing + unready;
  const own = tolerance === usual ? "" : `, tolerance ${tolerance.up} up and ${tolerance.down} down`;
  return {
    owner: "hpa",
    rule,
    section,
    given: `${podsText(pods)}; target ${perPod}${own}`,
    expected,
    shown: () => hpaReplicas(pods, { perPod, tolerance }, current),
  };
};

const ofTotal = (rule: string, { total, current }: { total: number; current: number }, expected: number) =>
  ({
    owner: "hpa",
    rule,
    section: controlLoop,
    given: `a total of ${total}, ${perPod} wanted per pod, ${current} replicas`,
    expected,
    shown: () => hpaReplicasOfTotal(total, { perPod, tolerance: usual }, current),
  }) satisfies DocumentedRule;

const narrow = { up: 0.05, down: 0.2 };

/** How the pod autoscaler comes to a count. */
export const hpaCalculationRules: readonly DocumentedRule[] = [
  calculated({ rule: "A value of twice the target doubles the replicas.", each: 200, measured: 4, expected: 8 }),
  calculated({ rule: "A value of half the target halves them.", each: 50, measured: 4, expected: 2 }),
  calculated({ rule: "The count is rounded up.", each: 120.2, measured: 5, expected: 7 }),
  calculated({ rule: "A ratio close to 1 is left alone.", each: 109, measured: 10, expected: 10 }),
  calculated({ rule: "One at the tolerance too.", each: 90, measured: 10, expected: 10 }),
  calculated({ rule: "One beyond it is not.", each: 111, measured: 10, expected: 12 }),
  calculated({
    rule: "The tolerance can be set for the way up alone.",
    section: tolerances,
    each: 106,
    measured: 10,
    tolerance: narrow,
    expected: 11,
  }),
  calculated({
    rule: "Up to that tolerance nothing is added.",
    section: tolerances,
    each: 105,
    measured: 10,
    tolerance: narrow,
    expected: 10,
  }),
  calculated({
    rule: "The way down has its own.",
    section: tolerances,
    each: 85,
    measured: 10,
    tolerance: narrow,
    expected: 10,
  }),
  calculated({
    rule: "Without one the cluster's tolerance of 10 % holds.",
    section: tolerances,
    each: 106,
    measured: 10,
    expected: 10,
  }),
  calculated({
    rule: "On the way up, a pod without a metric counts as using nothing.",
    each: 200,
    measured: 8,
    missing: 2,
    expected: 16,
  }),
  calculated({
    rule: "On the way down, a pod without a metric counts as using the whole target.",
    each: 50,
    measured: 8,
    missing: 2,
    expected: 6,
  }),
  calculated({
    rule: "On the way up, a pod that is not ready yet counts as using nothing.",
    each: 300,
    measured: 4,
    unready: 4,
    expected: 12,
  }),
  calculated({
    rule: "When these pods bring the ratio within the tolerance, nothing is done.",
    each: 205,
    measured: 4,
    unready: 4,
    expected: 8,
  }),
  calculated({
    rule: "When they turn the direction round, nothing is done.",
    each: 120,
    measured: 4,
    unready: 4,
    expected: 8,
  }),
  calculated({
    rule: "On the way down, pods that are not ready yet play no part.",
    each: 50,
    measured: 4,
    unready: 4,
    expected: 2,
  }),
  {
    owner: "hpa",
    rule: "A metric that no pod reports is an error, not a count.",
    section: algorithm,
    given: "0 pods with a metric, 3 without",
    expected: null,
    shown: () => hpaReplicas({ total: 0, measured: 0, missing: 3, unready: 0 }, { perPod, tolerance: usual }, 3),
  },
  ofTotal("An external metric may be divided by the number of pods first.", { total: 750, current: 3 }, 8),
  ofTotal("Its tolerance is around the present count.", { total: 320, current: 3 }, 3),
];
