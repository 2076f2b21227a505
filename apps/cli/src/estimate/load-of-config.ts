import { type ArrivalProcess, type ArrivingLoad, type Load, requestsPerSecond } from "@loadline/core";
import type { ConfigLine } from "./config-line.ts";

type ArrivingConfig = Extract<ConfigLine["load"], { arrivals?: unknown }>;

const arrivalsOf = (arrivals: NonNullable<ArrivingConfig["arrivals"]>): ArrivalProcess =>
  typeof arrivals === "string" ? { kind: arrivals } : { kind: "gamma", cv: arrivals.gamma.cv };

/** Without a word on arrivals a run takes the gaps that the usual benchmark client draws. */
const arrivingLoad = (load: ArrivingConfig): ArrivingLoad => {
  const { seed } = load;
  const arrivals = load.arrivals === undefined ? undefined : arrivalsOf(load.arrivals);
  if ("stages" in load) return { kind: "stages", stages: load.stages, arrivals, seed };
  const { requests } = load;
  return { kind: "open-loop", requestsPerSecond: requestsPerSecond(load.requestsPerSecond), requests, arrivals, seed };
};

/** A closed loop without a number of requests, which formulas answer; every other load is simulated. */
export const isByFormula = (load: ConfigLine["load"]): boolean =>
  "saturated" in load || ("concurrency" in load && !("requests" in load));

/** The load of a line in the words of core. */
export const loadOfConfig = ({ load }: ConfigLine): Load => {
  if ("concurrency" in load) {
    const { concurrency } = load;
    if (!("requests" in load)) return { kind: "concurrency", concurrency, isEndless: load.endless };
    return { kind: "closed-run", concurrency, requests: load.requests, seed: load.seed };
  }
  if ("saturated" in load) return { kind: "saturated" };
  if ("trace" in load) return { kind: "trace", requests: load.trace };
  if ("requestsPerSecond" in load || "stages" in load) return arrivingLoad(load);
  return { kind: "all-at-once", requests: load.requests };
};
