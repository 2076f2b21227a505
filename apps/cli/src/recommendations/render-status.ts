import { durationText, percentText, printable, requestRateText } from "@loadline/planner/text";
import type { Recommendation, RecommendationData } from "@loadline/protocol";
import { type Column, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { headroomOf, validity, verdictStyle } from "./render-recommendation.ts";

const countText = ({ replicas: { ready, currentTarget, desired } }: RecommendationData): string => {
  const from = currentTarget ?? ready;
  const counts = desired === null || desired === from ? `${from ?? "unknown"}` : `${from ?? "unknown"} → ${desired}`;
  return ready === from ? counts : `${counts}, ${ready ?? "unknown"} ready`;
};

/** A deployment a line in 80 columns: verdict, reason and advice stand last, and wrap. */
const columnsAt = (now: number, nameOf: (one: Recommendation) => string): readonly Column<Recommendation>[] => [
  left("deployment", nameOf),
  right("replicas", ({ data }) => countText(data)),
  right("requests/s", ({ data }) => requestRateText(data.demand?.requestsPerSecond ?? null).replace(" requests/s", "")),
  right("headroom", ({ data }) => percentText(headroomOf(data))),
  right("age", ({ time, data }) =>
    validity(data, now).isOver ? "EXPIRED" : durationText(Math.max(0, now - Date.parse(time) / 1000)),
  ),
  {
    ...left("decision", ({ data: { verdict, reason, advice = [] } }) =>
      printable([verdict, reason.code, ...new Set(advice.map(({ code }) => code))].join(" ")),
    ),
    wraps: true,
  },
];

/** The present state of every deployment, by name. `now` in epoch seconds. */
export const renderStatus = (latest: Iterable<Recommendation>, now: number, view: View): string => {
  const all = [...latest];
  const isOne = new Set(all.map(({ data }) => data.target.cluster)).size < 2;
  const name = ({ data: { target } }: Recommendation): string =>
    printable(isOne ? target.deployment : `${target.cluster}/${target.deployment}`);
  const rows = all.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
  const lines = table(columnsAt(now, name), rows, view);
  const coloured = lines.map((text) => {
    const verdict = (Object.keys(verdictStyle) as (keyof typeof verdictStyle)[]).find((one) =>
      text.includes(` ${one} `),
    );
    return verdict === undefined
      ? text
      : text.replace(` ${verdict} `, ` ${view.style[verdictStyle[verdict]](verdict)} `);
  });
  return `${coloured.join("\n")}\n`;
};
