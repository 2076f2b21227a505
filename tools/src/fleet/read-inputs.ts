import { basename } from "node:path";
import { LoadlineError } from "@loadline/core";
import { parseAzureTrace } from "@loadline/simulation";
import { type Plan, parsePlan } from "@loadline/wire";
import { readText } from "@loadline/wire/settings";
import { parse as parseYaml, YAMLParseError } from "yaml";
import type { Traffic } from "./traffic/day-profile.ts";
import { dayTraffic, hourTraffic } from "./traffic/day-traffic.ts";
import { traceTraffic } from "./traffic/trace-traffic.ts";

/** What a fleet is started with: one argument in JSON. */
export interface FleetArguments {
  readonly plan: string;
  readonly server: string;
  readonly dir: string;
  readonly seed: number;
  /** Path of the recorded requests; left out: the built-in day. */
  readonly trace?: string;
  readonly traffic?: "day" | "hour";
  readonly speedUp: number;
  readonly loadFactor: number;
  /** Seconds from pending to ready; left out: each deployment's own. */
  readonly leadTime?: number;
  readonly startReplicas: "planned" | "min";
}

/** A plan in YAML. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan => {
  try {
    return parsePlan(parseYaml(text));
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    const line = cause.linePos?.[0].line ?? 1;
    const detail = cause.message.split(/ at line |\n/)[0] ?? "not YAML";
    throw new LoadlineError("LL_PLAN_INVALID", { path: `line ${line}`, detail }, { cause });
  }
};

/** @throws LL_FILE_UNREADABLE, LL_PLAN_INVALID */
export const readPlan = async (path: string): Promise<Plan> => parsePlanText(readText(path));

/** @throws LL_FILE_UNREADABLE, LL_TRACE_INVALID, LL_TRACE_EMPTY */
export const readTraffic = async (plan: Plan, options: FleetArguments): Promise<Traffic> => {
  const { trace, traffic } = options;
  if (traffic === "hour") return hourTraffic(plan.deployments, options);
  if (trace === undefined) return dayTraffic(plan.deployments, options);
  return traceTraffic(plan.deployments, parseAzureTrace(readText(trace)), { ...options, name: basename(trace) });
};
