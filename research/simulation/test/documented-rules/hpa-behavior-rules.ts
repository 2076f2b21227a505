import {
  applyHpaBehavior,
  defaultHpaBehavior,
  emptyHpaMemory,
  type HpaBehavior,
  type HpaBounds,
  type HpaRateRule,
  type HpaScalingRules,
} from "../../src/policies/hpa-behavior.ts";
import { listText, repeated } from "./course-of.ts";
import type { DocumentedRule, RuleSection } from "./types.ts";

const page = "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/";
const policies: RuleSection = { title: "Scaling policies", url: `${page}#scaling-policies` };
const stabilization: RuleSection = { title: "Stabilization window", url: `${page}#stabilization-window` };
const defaults: RuleSection = { title: "Default behavior", url: `${page}#default-behavior` };
const downRate: RuleSection = { title: "Example: limit scale down rate", url: `${page}#example-limit-scale-down-rate` };
const disabled: RuleSection = { title: "Example: disable scale down", url: `${page}#example-disable-scale-down` };

interface Course {
  readonly rule: string;
  readonly section: RuleSection;
  readonly behavior: HpaBehavior;
  /** The behaviour in words. */
  readonly statement: string;
  readonly start: number;
  readonly everySeconds?: number;
  readonly wanted: readonly number[];
  readonly bounds?: HpaBounds;
  readonly expected: readonly number[];
}

const course = ({
  rule,
  section,
  behavior,
  statement,
  start,
  wanted,
  expected,
  ...example
}: Course): DocumentedRule => {
  const { everySeconds = 15, bounds } = example;
  const most = bounds === undefined ? "" : `, ${bounds.minimumReplicas} to ${bounds.maximumReplicas} replicas`;
  return {
    owner: "hpa",
    rule,
    section,
    given: `${statement}${most}; ${start} replicas, every ${everySeconds} s wanted ${listText(wanted)}`,
    expected,
    shown: () => {
      let memory = emptyHpaMemory;
      let current = start;
      return wanted.map((count, index) => {
        const sync = { at: index * everySeconds, current, wanted: count, ...(bounds === undefined ? {} : { bounds }) };
        const step = applyHpaBehavior(memory, behavior, sync);
        memory = step.memory;
        current = step.desired;
        return current;
      });
    },
  };
};

const pods = (value: number): HpaRateRule => ({ kind: "pods", value, periodSeconds: 60 });
const percent = (value: number): HpaRateRule => ({ kind: "percent", value, periodSeconds: 60 });

const down = (own: Partial<HpaScalingRules>): HpaBehavior => ({
  ...defaultHpaBehavior,
  down: { ...defaultHpaBehavior.down, stabilizationSeconds: 0, ...own },
});
const up = (own: Partial<HpaScalingRules>): HpaBehavior => ({
  ...defaultHpaBehavior,
  up: { ...defaultHpaBehavior.up, ...own },
});

const fourOrTenPercent = [pods(4), percent(10)];

/** How the pod autoscaler moves to the count it came to. */
export const hpaBehaviorRules: readonly DocumentedRule[] = [
  course({
    rule: "The policy that allows the largest change is chosen: 10 % of 80 are 8, and 7.2 are rounded up to 8.",
    section: policies,
    behavior: down({ rules: fourOrTenPercent }),
    statement: "down: 4 pods or 10 % a minute",
    start: 80,
    everySeconds: 60,
    wanted: repeated(10, 3),
    expected: [72, 64, 57],
  }),
  course({
    rule: "Below 40 replicas four pods are more than 10 %.",
    section: policies,
    behavior: down({ rules: fourOrTenPercent }),
    statement: "down: 4 pods or 10 % a minute",
    start: 38,
    everySeconds: 60,
    wanted: repeated(10, 3),
    expected: [34, 30, 26],
  }),
  course({
    rule: "selectPolicy Min chooses the smallest change.",
    section: downRate,
    behavior: down({ rules: [percent(10), pods(5)], select: "min" }),
    statement: "down: the lesser of 10 % and 5 pods a minute",
    start: 80,
    everySeconds: 60,
    wanted: repeated(10, 2),
    expected: [75, 70],
  }),
  course({
    rule: "selectPolicy Disabled turns the direction off.",
    section: disabled,
    behavior: down({ select: "disabled" }),
    statement: "down: disabled",
    start: 80,
    wanted: [10, 90],
    expected: [80, 90],
  }),
  course({
    rule: "The period is the time in the past over which a policy must hold.",
    section: policies,
    behavior: down({ rules: [pods(4)] }),
    statement: "down: 4 pods a minute",
    start: 20,
    wanted: [18, ...repeated(5, 4)],
    expected: [18, 16, 16, 16, 14],
  }),
  course({
    rule: "What the bounds held back is no change, and uses nothing of the period.",
    section: policies,
    behavior: down({ rules: [pods(4)] }),
    statement: "down: 4 pods a minute",
    start: 20,
    wanted: [40, 40, 5],
    bounds: { minimumReplicas: 1, maximumReplicas: 20 },
    expected: [20, 20, 16],
  }),
  course({
    rule: "Down: the highest of the counts wanted in the window is used.",
    section: stabilization,
    behavior: down({ stabilizationSeconds: 60 }),
    statement: "down: 60 s window",
    start: 10,
    wanted: [10, 4, 6, 4, 4, 4, 4],
    expected: [10, 10, 10, 10, 6, 6, 4],
  }),
  course({
    rule: "Up: the lowest of them.",
    section: stabilization,
    behavior: up({ stabilizationSeconds: 60 }),
    statement: "up: 60 s window",
    start: 10,
    wanted: [10, 14, 14, 14, 13],
    expected: [10, 10, 10, 10, 13],
  }),
  course({
    rule: "Default, up: no window, at most 4 pods every 15 s as long as that is more than 100 %.",
    section: defaults,
    behavior: defaultHpaBehavior,
    statement: "defaults",
    start: 1,
    wanted: repeated(100, 4),
    expected: [5, 10, 20, 40],
  }),
  course({
    rule: "Default, up: at most 100 % every 15 s from there on.",
    section: defaults,
    behavior: defaultHpaBehavior,
    statement: "defaults",
    start: 30,
    wanted: repeated(400, 4),
    expected: [60, 120, 240, 400],
  }),
  course({
    rule: "Default, down: a window of 300 s, then all at once.",
    section: defaults,
    behavior: defaultHpaBehavior,
    statement: "defaults",
    start: 10,
    wanted: [10, ...repeated(4, 20)],
    expected: [...repeated(10, 20), 4],
  }),
  course({
    rule: "The count stays within the bounds, whatever the metrics want.",
    section: defaults,
    behavior: defaultHpaBehavior,
    statement: "defaults",
    start: 10,
    wanted: [40, 40],
    bounds: { minimumReplicas: 2, maximumReplicas: 12 },
    expected: [12, 12],
  }),
];
