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

const columnsAt = (now: number): readonly Column<Recommendation>[] => [
  left("deployment", ({ data: { target } }) => printable(`${target.cluster}/${target.deployment}`)),
  left("verdict", ({ data }) => data.verdict),
  right("replicas", ({ data }) => countText(data)),
  right("demand", ({ data }) => requestRateText(data.demand?.requestsPerSecond ?? null)),
  right("headroom", ({ data }) => percentText(headroomOf(data))),
  left("reason", ({ data }) => data.reason.code),
  left("advice", ({ data: { advice = [] } }) => printable([...new Set(advice.map(({ code }) => code))].join(" "))),
  right("age", ({ time, data }) =>
    validity(data, now).isOver ? "EXPIRED" : durationText(Math.max(0, now - Date.parse(time) / 1000)),
  ),
];

/** The present state of every deployment, by name. `now` in epoch seconds. */
export const renderStatus = (latest: Iterable<Recommendation>, now: number, view: View): string => {
  const name = ({ data: { target } }: Recommendation): string => `${target.cluster}/${target.deployment}`;
  const rows = [...latest].toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
  const lines = table(columnsAt(now), rows, view);
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
