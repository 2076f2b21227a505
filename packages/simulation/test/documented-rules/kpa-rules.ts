import { kpaPolicy } from "../../src/policies/knative-kpa.ts";
import { courseOf, courseText, exampleCapacity, repeated } from "./course-of.ts";
import type { DocumentedRule, RuleSection } from "./types.ts";

const docs = "https://knative.dev/docs/serving/autoscaling/";
const specific = (title: string, anchor: string): RuleSection => ({ title, url: `${docs}kpa-specific/#${anchor}` });
const stable = specific("Stable window", "stable-window");
const panicThreshold = specific("Panic mode threshold", "panic-mode-threshold");
const modes = specific("Modes", "modes");
const rates = specific("Scale rates", "scale-rates");
const source: RuleSection = {
  title: "newAutoscaler, Scale",
  url: "https://github.com/knative/serving/blob/main/pkg/autoscaler/scaling/autoscaler.go",
};

interface Course {
  readonly rule: string;
  readonly section: RuleSection;
  readonly target?: number;
  readonly start: number;
  readonly everySeconds?: number;
  readonly demand: readonly (number | null)[];
  readonly expected: readonly number[];
}

const course = ({ rule, section, target = 1, everySeconds = 15, ...example }: Course): DocumentedRule => {
  const drive = { start: example.start, everySeconds, demand: example.demand };
  const share = target === 1 ? "" : ` at ${100 * target} %`;
  return {
    owner: "kpa",
    rule,
    section,
    given: `${exampleCapacity} per replica${share}; ${courseText(drive)}`,
    expected: example.expected,
    shown: () => courseOf(kpaPolicy(target), drive),
  };
};

/** Knative's pod autoscaler: windows, panic, rates, bounds and the way to none. */
export const kpaRules: readonly DocumentedRule[] = [
  course({
    rule: "In stable mode the average over the stable window counts, by default 60 s.",
    section: stable,
    start: 1,
    demand: [10, 10, 10, 10, 14],
    expected: [1, 1, 1, 1, 2],
  }),
  course({
    rule: "The target is a share of what a replica carries (target-utilization-percentage).",
    section: { title: "Configuring targets", url: `${docs}concurrency/#target-utilization` },
    target: 0.7,
    start: 1,
    demand: [14],
    expected: [2],
  }),
  course({
    rule: "Panic begins when the panic window asks for twice the ready replicas.",
    section: panicThreshold,
    start: 1,
    demand: [10, 10, 10, 10, 80],
    expected: [1, 1, 1, 1, 8],
  }),
  course({
    rule: "In a panic the count does not fall, and it ends a stable window after its last cause.",
    section: modes,
    start: 1,
    demand: [10, 10, 10, 10, 80, ...repeated(30, 6)],
    expected: [1, 1, 1, 1, 8, 8, 8, 8, 8, 4, 3],
  }),
  course({
    rule: "In a panic the larger of both windows counts.",
    section: source,
    start: 4,
    demand: [200, 60, 60],
    expected: [20, 20, 20],
  }),
  course({
    rule: "A controller that starts beside more than one replica starts in panic, as it knows no history.",
    section: source,
    start: 8,
    demand: repeated(10, 6),
    expected: [8, 8, 8, 8, 8, 4],
  }),
  course({
    rule: "One decision divides the count by the scale-down rate at most.",
    section: rates,
    start: 16,
    demand: repeated(0, 8),
    expected: [16, 16, 16, 16, 16, 8, 4, 2],
  }),
  course({
    rule: "The last replica goes after a stable window without traffic.",
    section: stable,
    start: 1,
    demand: [10, 0, 0, 0, 0],
    expected: [1, 1, 1, 1, 0],
  }),
  course({
    rule: "Without data nothing is done.",
    section: source,
    start: 4,
    demand: [40, null, null],
    expected: [4, 4, 4],
  }),
];
