import { z } from "zod";

/** Advice beside a count. An operator acts on it; no actuator does. */
export const adviceCodes = [
  "drain-node",
  "replace-gpu",
  "engine-flags",
  "other-gpu",
  "other-layout",
  "node-pool",
  "gateway-limit",
  "pre-warm",
  "rollout",
  "plan-drift",
  "exhaustion",
  "cold-cache",
  "reserved-unused",
  "model-contradicted",
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

/** What each code means. */
export const advicePages: Readonly<Record<AdviceCode, string>> = {
  "drain-node":
    "An engine is far slower than its peers, or a GPU of the node reports a fault that calls for a drain. Drain the node before its requests fail.",
  "replace-gpu": "A GPU is lost or must be replaced. The node cannot carry what the plan counts on until it is back.",
  "engine-flags":
    "Other values of the engine's batch, sequence or memory flags would let a replica carry more within its objectives.",
  "other-gpu": "The same load would cost less on another GPU type of the plan's pools or of the catalogue.",
  "other-layout": "The same load would cost less on the same GPU with other parallelism.",
  "node-pool": "Nodes that the pool needs for the count that is asked for, and does not have.",
  "gateway-limit":
    "Token rate that a gateway may let through without asking more of the replicas than they carry within their objectives.",
  "pre-warm":
    "Announced traffic needs more replicas than there are. Load image and weights on that many nodes before it comes.",
  rollout: "Whether the replicas that a rollout starts before it stops old ones have a place.",
  "plan-drift": "The plan no longer describes what runs or what arrives. Correct it, or find out why.",
  exhaustion: "Growing daily peaks reach what the pool or a budget carries: earliest, likely and latest.",
  "cold-cache": "Were the response cache lost, the replicas would be asked for more than they carry.",
  "reserved-unused": "Reserved GPUs that are paid for and that no replica uses.",
  "model-contradicted":
    "Engines carry far more or far less than the model predicts; the count follows the measurement. Check GPU and engine flags against the plan, the engine's version, and what else runs on the node.",
};
