import { defaultHpaBehavior } from "../../src/policies/hpa-behavior.ts";
import type { KedaFallbackBehavior } from "../../src/policies/keda.ts";
import { type KedaSettings, kedaPolicy } from "../../src/policies/keda.ts";
import { courseOf, courseText, exampleCapacity, repeated } from "./course-of.ts";
import type { DocumentedRule, RuleSection } from "./types.ts";

const spec = "https://keda.sh/docs/latest/reference/scaledobject-spec/";
const section = (title: string): RuleSection => ({ title, url: `${spec}#${title.toLowerCase().replaceAll(".", "")}` });
const thresholds: RuleSection = {
  title: "Activating and scaling thresholds",
  url: "https://keda.sh/docs/latest/concepts/scaling-deployments/#activating-and-scaling-thresholds",
};

interface Course {
  readonly rule: string;
  readonly section: RuleSection;
  readonly settings?: Partial<KedaSettings>;
  readonly start: number;
  readonly everySeconds?: number;
  readonly demand: readonly (number | null)[];
  readonly expected: readonly number[];
}

const course = ({ rule, section: where, settings = {}, everySeconds = 15, ...example }: Course): DocumentedRule => {
  const drive = { start: example.start, everySeconds, demand: example.demand };
  const { behavior: _, ...shown } = settings;
  return {
    owner: "keda",
    rule,
    section: where,
    given: `${exampleCapacity} per replica; ${courseText(drive, shown)}`,
    expected: example.expected,
    shown: () => courseOf(kedaPolicy(1, settings), drive),
  };
};

const fallback = (behavior: KedaFallbackBehavior, replicas: number, start: number, expected: number) =>
  course({
    rule: `Behaviour ${behavior}.`,
    section: section("fallback.behavior"),
    settings: {
      fallback: { failureThreshold: 3, replicas, behavior },
      behavior: { ...defaultHpaBehavior, down: { ...defaultHpaBehavior.down, stabilizationSeconds: 0 } },
    },
    start,
    demand: repeated(null, 4),
    expected: [start, start, start, expected],
  });

/** KEDA's own part: activation, cooldown, idle replicas, fallback. */
export const kedaRules: readonly DocumentedRule[] = [
  course({
    rule: "From none, the trigger is looked at every pollingInterval, by default every 30 s.",
    section: section("pollingInterval"),
    start: 0,
    demand: [0, 30, 30],
    expected: [0, 0, 1],
  }),
  course({
    rule: "From one on, the pod autoscaler asks at its own interval.",
    section: section("pollingInterval"),
    start: 1,
    demand: [10, 30, 30],
    expected: [1, 3, 3],
  }),
  course({
    rule: "Activity is a metric above the activation threshold, not at it.",
    section: thresholds,
    settings: { activationThreshold: 5 },
    start: 0,
    everySeconds: 30,
    demand: [5, 5.1],
    expected: [0, 1],
  }),
  course({
    rule: "At or below the activation threshold it goes to none, even if the target alone would want replicas.",
    section: thresholds,
    settings: { activationThreshold: 50, cooldownSeconds: 0 },
    start: 4,
    everySeconds: 30,
    demand: [40],
    expected: [0],
  }),
  course({
    rule: "The last replicas go after the cooldown since the last activity, by default 300 s.",
    section: section("cooldownPeriod"),
    start: 1,
    everySeconds: 30,
    demand: [5, ...repeated(0, 10)],
    expected: [...repeated(1, 10), 0],
  }),
  course({
    rule: "The cooldown only applies after activity: without any the count falls at once.",
    section: section("cooldownPeriod"),
    start: 1,
    demand: [0],
    expected: [0],
  }),
  course({
    rule: "The cooldown only applies to the way to none; above one the pod autoscaler decides.",
    section: section("cooldownPeriod"),
    settings: { cooldownSeconds: 3600 },
    start: 4,
    everySeconds: 30,
    demand: [40, ...repeated(10, 10)],
    expected: [...repeated(4, 10), 1],
  }),
  course({
    rule: "Within initialCooldownPeriod of its start a workload that was never active stays.",
    section: section("initialCooldownPeriod"),
    settings: { initialCooldownSeconds: 60 },
    start: 1,
    everySeconds: 30,
    demand: [0, 0, 0],
    expected: [1, 1, 0],
  }),
  course({
    rule: "With a minimum above none, that is the least.",
    section: section("minReplicaCount"),
    settings: { minReplicaCount: 2, cooldownSeconds: 0 },
    start: 2,
    everySeconds: 30,
    demand: [5, 0, 0],
    expected: [2, 2, 2],
  }),
  course({
    rule: "A maximum of 100 holds unless another one is set.",
    section: section("maxReplicaCount"),
    start: 90,
    demand: [5000],
    expected: [100],
  }),
  course({
    rule: "With idleReplicaCount, the count falls below the minimum without activity.",
    section: section("idleReplicaCount"),
    settings: { idleReplicaCount: 0, minReplicaCount: 10, cooldownSeconds: 60 },
    start: 10,
    everySeconds: 30,
    demand: [100, 0, 0],
    expected: [10, 10, 0],
  }),
  course({
    rule: "With activity it rises to the minimum at once.",
    section: section("idleReplicaCount"),
    settings: { idleReplicaCount: 0, minReplicaCount: 10 },
    start: 0,
    everySeconds: 30,
    demand: [1, 130],
    expected: [10, 13],
  }),
  course({
    rule: "Without a fallback a metric that fails changes nothing.",
    section: section("fallback"),
    start: 4,
    demand: repeated(null, 6),
    expected: repeated(4, 6),
  }),
  course({
    rule: "The fallback begins when the failures in a row pass the threshold.",
    section: section("fallback"),
    settings: { fallback: { failureThreshold: 3, replicas: 6 } },
    start: 2,
    demand: repeated(null, 4),
    expected: [2, 2, 2, 6],
  }),
  course({
    rule: "One metric that is read starts the count of failures anew.",
    section: section("fallback"),
    settings: { fallback: { failureThreshold: 2, replicas: 6 } },
    start: 2,
    demand: [null, null, 20, null, null, null],
    expected: [2, 2, 2, 2, 2, 6],
  }),
  course({
    rule: "The fallback goes through the pod autoscaler, at its rate.",
    section: section("fallback"),
    settings: { fallback: { failureThreshold: 0, replicas: 20 } },
    start: 4,
    demand: repeated(null, 3),
    expected: [8, 16, 20],
  }),
  fallback("static", 6, 4, 6),
  fallback("currentReplicas", 6, 4, 4),
  fallback("currentReplicasIfHigher", 3, 6, 6),
  fallback("currentReplicasIfHigher", 6, 3, 6),
  fallback("currentReplicasIfLower", 6, 3, 3),
  fallback("currentReplicasIfLower", 3, 6, 3),
];
