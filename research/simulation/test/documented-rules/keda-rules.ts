import { kedaPolicy } from "../../src/policies/keda.ts";
import { courseOf, courseText, exampleCapacity, repeated } from "./course-of.ts";
import type { DocumentedRule, RuleSection } from "./types.ts";

const spec = "https://keda.sh/docs/latest/reference/scaledobject-spec/";
const section = (title: string): RuleSection => ({ title, url: `${spec}#${title.toLowerCase().replaceAll(".", "")}` });

interface Course {
  readonly rule: string;
  readonly section: RuleSection;
  readonly bounds?: { readonly minReplicaCount: number };
  readonly start: number;
  readonly everySeconds?: number;
  readonly demand: readonly (number | null)[];
  readonly expected: readonly number[];
}

const course = ({
  rule,
  section: where,
  bounds = undefined,
  everySeconds = 15,
  ...example
}: Course): DocumentedRule => {
  const drive = { start: example.start, everySeconds, demand: example.demand };
  return {
    owner: "keda",
    rule,
    section: where,
    given: `${exampleCapacity} per replica; ${courseText(drive, bounds)}`,
    expected: example.expected,
    shown: () => courseOf(kedaPolicy(1, bounds), drive),
  };
};

/** KEDA's own part: activation and cooldown. */
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
    rule: "With a minimum above none, that is the least.",
    section: section("minReplicaCount"),
    bounds: { minReplicaCount: 2 },
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
    rule: "Without a fallback a metric that fails changes nothing.",
    section: section("fallback"),
    start: 4,
    demand: repeated(null, 6),
    expected: repeated(4, 6),
  }),
];
