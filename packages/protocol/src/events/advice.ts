import { z } from "zod";

/** Advice beside a count. An operator acts on it; no actuator does. */
export const adviceCodes = [
  "drain-node",
  "replace-gpu",
  "engine-flags",
  "node-pool",
  "gateway-limit",
  "pre-warm",
  "rollout",
  "plan-drift",
  "exhaustion",
  "cold-cache",
  "reserved-unused",
  "model-contradicted",
  "not-modelled",
  "engine-differs",
  "router",
] as const;
export type AdviceCode = (typeof adviceCodes)[number];

/** One piece of advice, in a sentence that names its numbers; `value` is the number that it turns on. */
export const Advice = z.object({
  code: z
    .string()
    .min(1)
    .max(64)
    .describe(`One of ${adviceCodes.join(", ")}; later versions may add others.`),
  message: z.string().min(1).max(500),
  value: z.number().nullable(),
  unit: z.string().nullable(),
});
export type Advice = z.infer<typeof Advice>;

/** When a code is published, and what an operator does about it. */
export const advicePages: Readonly<Record<AdviceCode, { readonly trigger: string; readonly action: string }>> = {
  "drain-node": {
    trigger: "An engine is far slower than its peers, or a GPU of the node reports a fault that calls for a drain.",
    action: "Drain the node before its requests fail.",
  },
  "replace-gpu": {
    trigger: "A GPU is lost or must be replaced. The node cannot serve what the plan counts on.",
    action: "Repair or replace it, and lower `nodes` in the plan if that takes long.",
  },
  "engine-flags": {
    trigger:
      "Other values of the engine's batch, sequence or memory flags would let a replica serve more within its objectives.",
    action: "Change the flags at the next rollout, and `engineConfig` in the plan with them.",
  },
  "node-pool": {
    trigger: "The pool lacks nodes for the count that is needed.",
    action: "Order or start that many nodes, or free GPUs of other deployments.",
  },
  "gateway-limit": {
    trigger:
      "The plan has a gateway. The advice states the token rate that the replicas serve within their objectives.",
    action: "Set the gateway's limit to the stated token rate.",
  },
  "pre-warm": {
    trigger: "Scheduled traffic needs more replicas than there are.",
    action: "Load image and weights on the stated number of nodes before the window begins.",
  },
  rollout: {
    trigger:
      "The plan has a rollout. The advice states whether the replicas that it starts before it stops old ones fit.",
    action: "Start the rollout if they fit. Otherwise free GPUs or lower `surgeReplicas`.",
  },
  "plan-drift": {
    trigger: "The plan no longer describes what runs or what arrives.",
    action: "Correct the plan, or find out why they differ.",
  },
  exhaustion: {
    trigger:
      "Growing daily peaks reach the limit of the pool or of a budget on the stated days: earliest, likely and latest.",
    action: "Order nodes or raise the budget before the earliest day minus the time of procurement.",
  },
  "cold-cache": {
    trigger: "If the response cache were lost, demand would exceed the capacity of the replicas.",
    action: "Raise the reserve with `reserve.causes: [cold-cache]`, or limit traffic while the cache warms.",
  },
  "reserved-unused": {
    trigger: "Reserved GPUs are paid for and no replica uses them.",
    action: "Use them for other work, or reserve fewer.",
  },
  "model-contradicted": {
    trigger: "Engines serve far more or far less than the model predicts. The count follows the measurement.",
    action: "Check GPU and engine flags against the plan, the engine's version, and what else runs on the node.",
  },
  "not-modelled": {
    trigger: "Model, GPU or engine are not known. The count follows measured capacity and waiting requests alone.",
    action: "Correct the name in the plan, or describe the model in `models` and the device in `devices`.",
  },
  "engine-differs": {
    trigger:
      "Engines report another model, format, engine or memory share than the plan, or started before the plan named its version.",
    action: "Roll out what the plan names, or correct the plan. Until then measurements are those of what runs.",
  },
  router: {
    trigger:
      "Engines show that requests are split at random, as by a Kubernetes Service alone, where a router that counts requests would need fewer replicas.",
    action:
      "Put a gateway with least requests in front of the engines, or set the balancing of the one that is there. Name it as `router` in the plan.",
  },
};
