import type { Health } from "@loadline/protocol";

/** A health event before it is numbered. */
export type HealthEvent = Omit<Health, "v" | "bootId" | "seq">;

/** Effect of an event on the capacity of the GPU. */
export type HealthEffect = Health["effect"];
