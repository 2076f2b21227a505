import { speedCurve } from "@loadline/planner/details";
import { percentileNames, type SearchAnswer, type SizedRow } from "@loadline/planner/search-answer";
import { useMemo } from "react";
import { Chart, type Line } from "./Chart.tsx";
import { number, percent, whole } from "./format.ts";
import type { Asked } from "./question.ts";
import type { Parts } from "./worker.ts";

/** Options of which curves are drawn beside the chosen one's, while a slider moves. */
const mostCurves = 8;

/** The point of a curve that is nearest to what a replica has at once at the most that it carries. */
const planned = (row: SizedRow, outputTokens: number): readonly [number, number][] =>
  row.latencies.interTokenLatency === null
    ? []
    : [[1 / row.latencies.interTokenLatency, (row.requestsPerSecondPerReplica * outputTokens) / row.gpusPerReplica]];

/** Drawn while a slider moves, from the formulas of the model. */
export const Front = ({
  answer,
  chosen,
  asked,
}: {
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly asked: Asked;
}) => {
  const { question } = asked;
  const lines = useMemo((): readonly Line[] => {
    const curve = (row: SizedRow): Line["points"] =>
      speedCurve(row, question).map((at) => [at.tokensPerSecondPerUser, at.tokensPerSecondPerGpu]);
    const others = answer.alternatives.concat(answer.best ?? []).filter(({ label }) => label !== chosen.label);
    return [
      ...others
        .slice(0, mostCurves)
        .map((row): Line => ({ label: row.label, tone: "faint", key: "other options", points: curve(row) })),
      { label: `${chosen.label}, by its load`, tone: "accent", points: curve(chosen) },
      {
        label: "the others as planned",
        tone: "faint",
        kind: "dots",
        points: others.flatMap((row) => planned(row, question.outputTokens)),
      },
      {
        label: "chosen, as planned",
        tone: "accent",
        kind: "large-dot",
        points: planned(chosen, question.outputTokens),
      },
    ];
  }, [answer, chosen, question]);
  if (lines.every(({ kind, points }) => kind !== undefined || points.length === 0)) return null;
  const key = percentileNames[question.options.percentile];
  return (
    <Chart
      title="Speed for one user against use of a GPU"
      x="tokens/s of one user"
      y="tokens/s per GPU"
      lines={lines}
      note={`Curves: means while so many requests are always there; points: ${key} at the most that a replica carries within the objectives.`}
    />
  );
};

const objectiveKeys = [
  ["timeToFirstToken", "ttft", "time to first token", "accent"],
  ["interTokenLatency", "tpot", "time per output token", "ink"],
  ["endToEnd", "endToEnd", "whole answer", "faint"],
] as const;

export const Latency = ({
  chosen,
  details,
  asked,
}: {
  readonly chosen: SizedRow;
  readonly details: NonNullable<Parts["details"]>;
  readonly asked: Asked;
}) => {
  const { load } = details;
  const { options } = asked.question;
  const lines = useMemo((): readonly Line[] => {
    if (load === null) return [];
    const [first, last] = [load.points[0]?.requestsPerSecond ?? 0, load.points.at(-1)?.requestsPerSecond ?? 1];
    return objectiveKeys.flatMap(([key, option, label, tone]): readonly Line[] => {
      const allowed = options[option];
      const points = load.points.map((point) => [point.requestsPerSecond, point[key]] as const);
      const line: Line = {
        label,
        tone,
        points,
        ...(key === "interTokenLatency" ? { band: 1 + chosen.errorBand.relative } : {}),
      };
      if (allowed === undefined) return [line];
      return [
        line,
        {
          label: `${label}, objective`,
          tone,
          kind: "dashed",
          points: [
            [first, allowed],
            [last, allowed],
          ],
        },
      ];
    });
  }, [load, options, chosen]);
  if (load === null) return null;
  return (
    <Chart
      title="Latency of a replica by its load"
      x="requests/s of one replica"
      y="seconds, logarithmic"
      lines={lines}
      isLogarithmic
      note={`${percentileNames[options.percentile]}, simulated request by request; the plan gives a replica at most ${number(load.planned)} requests/s, it saturates at ${number(load.saturated)}. Shaded: the error band of the time per token, ${percent(chosen.errorBand.relative)} (${chosen.errorBand.basis}).`}
    />
  );
};

/** A day of load in replicas: what it needs, what is planned, and what a pod autoscaler would run. */
export const Day = ({ day, isWave }: { readonly day: NonNullable<Parts["day"]>; readonly isWave: boolean }) => {
  const { points, planned, replicaHours, unservedShare } = day;
  const lines = useMemo(
    (): readonly Line[] => [
      { label: "needed for the load", tone: "accent", points: points.map(({ hour, needed }) => [hour, needed]) },
      { label: "planned, with the reserve", tone: "ink", points: [0, 24].map((hour) => [hour, planned]) },
      {
        label: "pod autoscaler (HPA) at 70 %",
        tone: "c2",
        kind: "dashed",
        points: points.map(({ hour, autoscaled }) => [hour, autoscaled]),
      },
    ],
    [points, planned],
  );
  const hours = (name: keyof typeof replicaHours): string => whole(replicaHours[name]);
  return (
    <Chart
      title="Replicas over a day"
      x="hour of the day"
      y="replicas"
      lines={lines}
      note={`${isWave ? "A wave, as no course of the day is stated. " : ""}Replica-hours a day: ${hours("needed")} needed, ${hours("planned")} planned, ${hours("autoscaled")} by the autoscaler, which leaves ${percent(unservedShare)} of the requests unserved; a replica serves 5 minutes after it is asked for.`}
    />
  );
};
