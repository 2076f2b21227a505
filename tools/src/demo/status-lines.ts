import { styleText } from "node:util";
import type { Recommendation } from "@loadline/wire";

const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? "?" : String(value);

const fixed = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

const fullness = ({ data }: Recommendation): string => {
  const { demand, capacityPerReplica, replicas } = data;
  if (demand === null || capacityPerReplica === null || replicas.ready === null) return "load unknown";
  const capacity = capacityPerReplica.requestsPerSecond * replicas.ready;
  return `${fixed(demand.requestsPerSecond)} of ${fixed(capacity)} req/s`;
};

const colourOf = {
  "scale-up": "yellow",
  "scale-down": "cyan",
  hold: "green",
  infeasible: "red",
} as const;

/** One line about what a deployment is told and why. */
export const eventLine = (event: Recommendation): string => {
  const { target, verdict, replicas, reason } = event.data;
  const change = `${number(replicas.currentTarget)} → ${number(replicas.desired)}`;
  return `${event.time.slice(11, 19)}  ${target.deployment}  ${verdict}  ${change}  ${reason.code}: ${reason.message}`;
};

/** The present state of each deployment, one line each, cut to the width of the terminal. */
export const statusLines = (events: readonly Recommendation[], width: number): readonly string[] =>
  events
    .toSorted((a, b) => a.data.target.deployment.localeCompare(b.data.target.deployment))
    .map((event) => {
      const { target, verdict, replicas, reason } = event.data;
      const counts = `${number(replicas.ready)} ready +${replicas.pending}, wanted ${number(replicas.desired)}`;
      const text = `${target.deployment.padEnd(12)} ${counts.padEnd(22)} ${fullness(event).padEnd(22)} `;
      const room = Math.max(0, width - text.length);
      return text.slice(0, width) + styleText(colourOf[verdict], `${verdict} (${reason.code})`.slice(0, room));
    });
