import type { Plan } from "@loadline/plan";
import { inlinePlanFiles } from "@loadline/plan";
import { readText } from "@loadline/runtime/settings";
import { parseCsvTrace } from "@loadline/simulation";
import type { Traffic } from "./traffic/day-profile.ts";
import { dayTraffic } from "./traffic/day-traffic.ts";
import { traceTraffic } from "./traffic/trace-traffic.ts";

/** What a fleet is started with: one argument in JSON. */
export interface FleetArguments {
  readonly plan: string;
  readonly server: string;
  readonly dir: string;
  readonly seed: number;
  /** Path of the recorded requests; left out: the built-in day. */
  readonly trace?: string;
  /** On the built-in day a node fails and an engine slows down; left out: neither. */
  readonly dayEvents?: boolean;
  readonly speedUp: number;
  readonly loadFactor: number;
  /** Seconds from pending to ready; left out: each deployment's own. */
  readonly leadTime?: number;
  readonly startReplicas: "planned" | "min";
}

/** The text of a plan with the files that it names in their place. @throws LL_FILE_UNREADABLE */
export const readPlanText = (path: string): string => inlinePlanFiles(readText(path), path);

/** @throws LL_FILE_UNREADABLE, LL_TRACE_INVALID, LL_TRACE_EMPTY */
export const readTraffic = async (plan: Plan, options: FleetArguments): Promise<Traffic> => {
  const { trace } = options;
  if (trace === undefined) return dayTraffic(plan.deployments, options);
  return traceTraffic(plan.deployments, parseCsvTrace(readText(trace)), options);
};
