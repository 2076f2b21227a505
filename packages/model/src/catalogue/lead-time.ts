import { z } from "zod";
import { dataEntry, deepFreeze, lazily } from "./data.ts";
import { sourced } from "./sourced.ts";

export const leadTimePhases = ["node", "driver", "image", "weights", "warmUp"] as const;
export type LeadTimePhase = (typeof leadTimePhases)[number];

/** A phase's time, log-normal by two of its quantiles, in seconds. Equal quantiles are a fixed time; both 0: no such phase. */
export interface PhaseTime {
  readonly p10: number;
  readonly p90: number;
}

export type LeadTimeModel = { readonly [phase in LeadTimePhase]: PhaseTime };

const byPhase = <T>(one: (phase: LeadTimePhase) => T) =>
  Object.fromEntries(leadTimePhases.map((phase) => [phase, one(phase)])) as Record<LeadTimePhase, T>;

const phaseSeconds = sourced("s", { min: 0, max: 86_400 });
const phaseSchema = z.strictObject({ p10: phaseSeconds, p90: phaseSeconds });
export const leadTimeSchema = z.strictObject({ id: z.literal("lead-time"), ...byPhase(() => phaseSchema) });

/** Lead time by phase where a fleet has not measured its own. @source data/provisioning/lead-time.json */
export const usualLeadTime = lazily((): LeadTimeModel => {
  const file = dataEntry<z.infer<typeof leadTimeSchema>>("provisioning", "lead-time");
  return deepFreeze(byPhase((phase) => ({ p10: file[phase].p10.value, p90: file[phase].p90.value })));
});
