import { dateTimeFormat } from "@grafana/data";
import type { Column } from "@grafana/ui";
import { verdictText } from "../src/view-model/decision.ts";
import { formatCount, shortened, unknownText } from "../src/view-model/format-value.ts";
import type { Outcome, Recommendation } from "./live-data.ts";

/** A row of the table of decisions. */
export const rowOf = ({ id, time, data: { target, verdict, reason, replicas } }: Recommendation) => {
  const [from, to] = [replicas.currentTarget ?? replicas.ready, replicas.desired];
  return {
    id,
    time: dateTimeFormat(time, { format: "HH:mm:ss" }),
    deployment: shortened(target.deployment),
    verdict: verdictText(verdict),
    reason: reason.message,
    replicas: to === null || from === to ? formatCount(from) : `${formatCount(from)} → ${formatCount(to)}`,
  };
};

export const columns: Column<ReturnType<typeof rowOf>>[] = [
  { id: "time", header: "Time" },
  { id: "deployment", header: "Deployment" },
  { id: "verdict", header: "Verdict" },
  { id: "replicas", header: "Replicas" },
  { id: "reason", header: "Reason" },
];

/** A row of what a policy cost and missed. */
export const outcomeRow = ({ deployment, by, usd, missedSeconds }: Outcome) => ({
  id: `${deployment} ${by}`,
  deployment: shortened(deployment),
  by: by.replace(" %", "\u00a0%"),
  cost: usd === null ? unknownText() : `${usd.toFixed(2)}\u00a0$`,
  missed: `${missedSeconds} s`,
});

export const outcomeColumns: Column<ReturnType<typeof outcomeRow>>[] = [
  { id: "deployment", header: "Deployment" },
  { id: "by", header: "By" },
  { id: "cost", header: "Cost" },
  { id: "missed", header: "Missed" },
];
