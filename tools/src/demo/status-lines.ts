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

const headline = ({ time, data: { target, verdict, replicas } }: Recommendation): string =>
  `${time.slice(11, 19)}  ${target.deployment}  ${verdict}  ${number(replicas.currentTarget)} → ${number(replicas.desired)}`;

/** One line about the recommendation of a deployment and its reason. */
export const eventLine = (event: Recommendation): string =>
  `${headline(event)}  ${event.data.reason.code}: ${event.data.reason.message}`;

/** Words in lines of at most `width` characters; a longer word stands alone. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const indent = "          ";

/** The same for a terminal: the reason in whole words below the headline. */
export const eventLines = (event: Recommendation, width: number): readonly string[] => [
  headline(event).slice(0, width),
  ...wrapped(event.data.reason.message, Math.max(20, width - indent.length)).map((line) => `${indent}${line}`),
];

/** The present state of each deployment, one line each, cut to the width of the terminal. */
export const statusLines = (events: readonly Recommendation[], width: number): readonly string[] =>
  events
    .toSorted((a, b) => a.data.target.deployment.localeCompare(b.data.target.deployment))
    .map((event) => {
      const { target, verdict, replicas, reason } = event.data;
      const counts = `${number(replicas.ready)} ready +${replicas.pending}, wanted ${number(replicas.desired)}`;
      const text = `${target.deployment.padEnd(12)} ${counts.padEnd(22)} ${fullness(event).padEnd(22)} `;
      const left = Math.max(0, width - text.length);
      return text.slice(0, width) + styleText(colourOf[verdict], `${verdict} (${reason.code})`.slice(0, left));
    });
