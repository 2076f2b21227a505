import { z } from "zod";

export const healthKinds = [
  "gpu-lost",
  "gpu-back",
  "xid",
  "throttled",
  "row-remap",
  "ecc",
  "recovery-action",
  "driver-mismatch",
] as const;
export const healthEffects = ["ok", "degraded", "drain", "lost"] as const;

/** A GPU event of a node, with its effect on capacity. */
export const Health = z.object({
  v: z.literal(1),
  bootId: z.string().min(8).max(64),
  seq: z.number().int().nonnegative(),
  observedAt: z.number().positive().describe("Epoch seconds."),
  kind: z.enum(healthKinds),
  gpuUuid: z.string().max(253).nullable(),
  code: z.number().int().nullable().describe("Xid code, for kind xid."),
  effect: z.enum(healthEffects),
  detail: z.string().max(500),
});
export type Health = z.infer<typeof Health>;
