import type { LoadlineError } from "@loadline/model";
import { invalidInput } from "@loadline/model/internal";
import { baselineThresholdPolicy } from "./baseline-threshold.ts";
import { clairvoyantPolicy } from "./clairvoyant.ts";
import { dynamoLoadPolicy } from "./dynamo-load.ts";
import { dynamoThroughputPolicy } from "./dynamo-throughput.ts";
import { hpaPolicy } from "./hpa.ts";
import { kedaPolicy } from "./keda.ts";
import { llmdSloActuation, llmdSloPolicy } from "./llmd-slo.ts";
import { llmdV2Policy } from "./llmd-v2.ts";
import { loadlinePolicy } from "./loadline.ts";
import { type PolicySettings, type ScalingPolicy, withinBounds } from "./scaling-policy.ts";
import { throughAutoscaler } from "./through-autoscaler.ts";

export interface PolicyEntry {
  readonly name: string;
  readonly summary: string;
  /** The number after the colon: what it is and its default; null: the policy takes none. */
  readonly parameter: { readonly meaning: string; readonly default: number; readonly most: number } | null;
  readonly create: (settings: PolicySettings, parameter: number) => ScalingPolicy;
}

const loadShare = (share: number): PolicyEntry["parameter"] => ({
  meaning: "wanted load of a replica as a share of its capacity",
  default: share,
  // A replica is never meant to carry several times what it can: 70 was meant in percent.
  most: 5,
});
const risk = { meaning: "risk: a higher value costs more and is safer", default: 1, most: 100 } as const;

const policy = (
  name: string,
  summary: string,
  create: PolicyEntry["create"],
  parameter: PolicyEntry["parameter"] = null,
): PolicyEntry => ({ name, summary, parameter, create });

/** Every policy that can be simulated. A new one is a file, a line here, and passes the shared conformance suite. */
export const policyEntries: readonly PolicyEntry[] = [
  {
    name: "hpa",
    summary: "Kubernetes' horizontal pod autoscaler with its defaults",
    parameter: loadShare(0.7),
    create: (bounds, target) => hpaPolicy(target, { bounds }),
  },
  {
    name: "keda",
    summary: "KEDA over the pod autoscaler, down to no replica where the bounds allow",
    parameter: loadShare(0.7),
    create: ({ minimumReplicas, maximumReplicas }, target) =>
      kedaPolicy(target, { minReplicaCount: minimumReplicas, maxReplicaCount: maximumReplicas }),
  },
  {
    name: "dynamo",
    summary: "the throughput planner of NVIDIA Dynamo, constant predictor",
    parameter: loadShare(1),
    create: (_, target) => dynamoThroughputPolicy(target),
  },
  policy(
    "dynamo-load",
    "the load planner of NVIDIA Dynamo with its static thresholds on the engines' caches",
    () => dynamoLoadPolicy,
  ),
  policy("llmd-v2", "llm-d's saturation by cache tokens, carried out by a pod autoscaler", (bounds) =>
    throughAutoscaler(llmdV2Policy, bounds),
  ),
  policy("llmd-slo", "llm-d's autoscaling by latency objectives, by measured latencies", (bounds) =>
    throughAutoscaler(llmdSloPolicy, bounds, llmdSloActuation),
  ),
  policy("seed", "thresholds and cooldowns of the baseline formulas", () => baselineThresholdPolicy()),
  policy("loadline", "the engine that Loadline's recommender runs", (_, dial) => loadlinePolicy(dial), risk),
  policy("clairvoyant", "the least that serves everything, knowing the load in advance", clairvoyantPolicy),
];

const refused = (text: string, expected: string): LoadlineError => invalidInput("the policy", text, expected);

/** Every policy by its name and what users type for it. */
export const policyRegistry = (entries: readonly PolicyEntry[]) => {
  /** What was typed for a policy, such as "hpa:0.7", as its entry and number. @throws LL_INPUT_INVALID */
  const parsePolicyName = (text: string) => {
    const [name = "", number, ...more] = text.trim().split(":");
    const entry = entries.find((candidate) => candidate.name === name);
    if (entry === undefined) throw refused(text, `one of ${entries.map((known) => known.name).join(", ")}`);
    if (number === undefined) return { entry, parameter: entry.parameter?.default ?? 0 };
    if (entry.parameter === null) throw refused(text, `"${name}" without a number`);
    const { default: typical, meaning, most } = entry.parameter;
    const parameter = Number(number);
    if (more.length > 0 || number.trim() === "" || !(parameter > 0 && parameter <= most))
      throw refused(text, `"${name}:N" with N above 0 and at most ${most} (${meaning}), such as ${name}:${typical}`);
    return { entry, parameter };
  };
  return {
    parsePolicyName,
    /** That policy, held within the bounds, under the name that was typed. @throws LL_INPUT_INVALID */
    createPolicy: (text: string, settings: PolicySettings): ScalingPolicy => {
      const { entry, parameter } = parsePolicyName(text);
      return { ...withinBounds(entry.create(settings, parameter), settings), name: text.trim() };
    },
  };
};

export const { parsePolicyName, createPolicy } = policyRegistry(policyEntries);
