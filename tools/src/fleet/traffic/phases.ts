import { wayOfRequests } from "@loadline/model";
import { type PlanDeployment, plannedLoad } from "@loadline/plan";

export const minutesPerHour = 60;

/** The scripted hour, each phase from the end of the one before. */
export const hourPhases = [
  { name: "ramp", until: 12 },
  { name: "full load", until: 20 },
  { name: "cold cache", until: 28 },
  { name: "spot loss", until: 38 },
  { name: "roll-out", until: 50 },
  { name: "gateway limit", until: 56 },
  { name: "evening", until: minutesPerHour },
] as const;
export type PhaseName = (typeof hourPhases)[number]["name"];

/** The first minute of a phase belongs to the change: what is measured of rates begins after it. */
export const settlingMinutes = 1;

export const phaseAt = (minute: number): PhaseName => hourPhases.find(({ until }) => minute < until)?.name ?? "evening";

export const startOf = (phase: PhaseName): number =>
  hourPhases[hourPhases.findIndex(({ name }) => name === phase) - 1]?.until ?? 0;

/** Share of the planned peak outside the working hours. */
const quietShare = 0.4;
/** How far the load goes beyond the limit of a gateway. */
const beyondLimit = 4 / 3;

/** Requests/s at the front above which the gateway turns some away; infinite without one. */
const frontLimit = (deployment: PlanDeployment): number =>
  wayOfRequests(Number.POSITIVE_INFINITY, deployment.expected, deployment).toReplicas /
  (1 - (deployment.responseCache?.hitRatio ?? 0));

/** Requests/s that are offered to a deployment at a minute of the hour. */
export const offeredAt = (deployment: PlanDeployment, minute: number): number => {
  const peak = plannedLoad(deployment).way.offered;
  const limit = frontLimit(deployment);
  switch (phaseAt(minute)) {
    case "ramp":
      return peak * (quietShare + (1 - quietShare) * (minute / hourPhases[0].until));
    case "gateway limit":
      return Number.isFinite(limit) ? Math.max(peak, limit * beyondLimit) : peak;
    case "evening":
      return peak * quietShare;
    default:
      return peak;
  }
};

/** Mean of the offered load over the measured part of a phase: the load is straight within one. */
export const meanOffered = (deployment: PlanDeployment, phase: PhaseName): number => {
  const from = startOf(phase) + settlingMinutes;
  const until = hourPhases.find(({ name }) => name === phase)?.until ?? from;
  return offeredAt(deployment, (from + until) / 2);
};
