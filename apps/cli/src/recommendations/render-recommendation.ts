import {
  durationText,
  indent,
  numberText,
  percentText,
  plural,
  printable,
  rangeText,
  requestRateText,
  usdPerHourText,
  wrap,
  wrapItems,
} from "@loadline/planner/text";
import type { Recommendation, RecommendationData } from "@loadline/protocol";
import type { Style, View } from "../terminal/view.ts";

/** Seconds from which on the age of an event is shown. */
const notableAge = 120;

export const verdictStyle = {
  "scale-up": "warning",
  "scale-down": "good",
  hold: "faint",
  infeasible: "bad",
} as const satisfies Readonly<Record<RecommendationData["verdict"], keyof Style>>;

/** "3 → 5 replicas", "stays at 3 replicas", or that the count is not to be changed. */
const replicaStep = ({ replicas: { currentTarget, ready, desired } }: RecommendationData): string => {
  if (desired === null) return "keep the present count";
  const from = currentTarget ?? ready;
  if (from === desired) return `stays at ${plural(desired, "replica")}`;
  return `${from ?? "unknown"} → ${plural(desired, "replica")}`;
};

const countsText = ({ replicas: { ready, pending, draining } }: RecommendationData): string =>
  [
    `ready ${ready ?? "unknown"}`,
    ...(pending > 0 ? [`pending ${pending}`] : []),
    ...(draining > 0 ? [`draining ${draining}`] : []),
  ].join(", ");

/** Free share of what the ready replicas carry, the reserve included; negative in overload, null while unknown. */
export const headroomOf = ({ replicas, demand, capacityPerReplica }: RecommendationData): number | null => {
  if (replicas.ready === null || demand === null || capacityPerReplica === null) return null;
  const carried = replicas.ready * capacityPerReplica.requestsPerSecond;
  return carried > 0 ? 1 - demand.requestsPerSecond / carried : null;
};

const capacityText = ({ capacityPerReplica }: RecommendationData): string => {
  if (capacityPerReplica === null) return "capacity unknown";
  const { requestsPerSecond, errorBand } = capacityPerReplica;
  return `capacity ${requestRateText(requestsPerSecond)} per replica, ${rangeText(requestsPerSecond, errorBand, numberText)} (${errorBand.basis})`;
};

const changeText = ({ change: { usdPerHour } }: RecommendationData): readonly string[] =>
  usdPerHour === null || usdPerHour === 0 ? [] : [`cost ${usdPerHour > 0 ? "+" : ""}${usdPerHourText(usdPerHour)}`];

const adviceText = ({ advice = [] }: RecommendationData): readonly string[] =>
  advice.length === 0 ? [] : [`advice ${[...new Set(advice.map(({ code }) => printable(code)))].join(", ")}`];

/** Whether anything acts on the counts; `explain` has the whole of it. */
const followingText = ({ following }: RecommendationData): readonly string[] =>
  following === undefined || following.cause === null ? [] : [`${following.state} (${following.cause})`];

const ageText = (time: string, now: number): string => {
  const age = now - Date.parse(time) / 1000;
  return age < notableAge ? "" : `, ${durationText(age)} ago`;
};

/** Until when it is valid; `now` in epoch seconds. */
export const validity = ({ decision }: RecommendationData, now: number) => {
  const over = now - Date.parse(decision.expiresAt) / 1000;
  return over > 0
    ? { text: `EXPIRED ${durationText(over)} ago: do not act on it`, isOver: true }
    : { text: `valid until ${new Date(decision.expiresAt).toISOString().slice(11, 19)}Z`, isOver: false };
};

const details = (data: RecommendationData): readonly string[] => [
  `limit ${data.bindingLimit ?? "unknown"}`,
  `demand ${data.demand === null ? "unknown" : requestRateText(data.demand.requestsPerSecond)}`,
  `headroom ${percentText(headroomOf(data))}`,
  capacityText(data),
  countsText(data),
  ...changeText(data),
  ...followingText(data),
  ...adviceText(data),
];

/** When, which, what: on one line where it is wide enough, else on two. */
export const headline = (event: Recommendation, now: number, { columns, style }: View): readonly string[] => {
  const { target, verdict } = event.data;
  const when = `${new Date(event.time).toISOString().slice(0, 19).replace("T", " ")}Z${ageText(event.time, now)}`;
  const name = printable(`${target.cluster}/${target.deployment}`);
  const step = replicaStep(event.data);
  const which = `${when}  ${style.strong(name)}`;
  const what = `${style[verdictStyle[verdict]](verdict)}  ${step}`;
  const isWide = [when, name, verdict, step].join("  ").length <= columns;
  return isWide ? [`${which}  ${what}`] : [which, `${indent}${what}`];
};

/** One recommendation for people: when, what, why, and whether it is still valid. `now` in epoch seconds. */
export const renderRecommendation = (event: Recommendation, now: number, { columns, style }: View): string => {
  const { data } = event;
  const valid = validity(data, now);
  const repeats = data.decision.heartbeat ? ", repeated" : "";
  const reason = `${printable(data.reason.message)} (${data.reason.code}${repeats})`;
  return [
    ...headline(event, now, { columns, style }),
    ...wrap(reason, columns, indent),
    ...wrapItems(details(data), columns, indent).map(style.faint),
    ...wrap(valid.text, columns, indent).map(valid.isOver ? style.bad : style.faint),
    "",
  ].join("\n");
};
