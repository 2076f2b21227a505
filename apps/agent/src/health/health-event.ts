import type { Health } from "@loadline/wire";

/** A health event before it is numbered for sending. */
export type HealthEvent = Omit<Health, "v" | "bootId" | "seq">;
