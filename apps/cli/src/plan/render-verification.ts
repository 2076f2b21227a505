import type { DeploymentSize } from "@loadline/planner/answer";
import { durationText, plural, requestRateText } from "@loadline/planner/text";
import type { View } from "../terminal/view.ts";

type Fact = readonly [label: string, value: string];

const objectiveTexts = {
  timeToFirstToken: "time to first token",
  interTokenLatency: "time per output token",
  tokenGap: "gap between tokens",
  endToEnd: "end-to-end time",
} as const;

/** What the planned replicas do in the busiest minute, where that was simulated. */
export const verificationFacts = ({ verification }: DeploymentSize, { style }: View): readonly Fact[] => {
  if (verification === undefined) return [];
  if (verification === null) return [["  verified", "no: nothing is planned, or the model has no answer"]];
  const { holds, replicas, requestsPerSecondPerReplica, percentile, objectives, breaksAbove, breaksFirst } =
    verification;
  const latencies = objectives.map(
    (one) => `${objectiveTexts[one.objective]} ${durationText(one.reached)} of ${durationText(one.allowed)}`,
  );
  const line = verification.queue === "stable" ? [] : [`the queue is ${verification.queue}`];
  const first = breaksFirst === "queue" ? "the queue grows" : `${objectiveTexts[breaksFirst]} breaks`;
  return [
    [
      "  verified",
      `${holds ? style.good("holds") : style.bad("breaks")} at the median, the reserve in use: ${plural(replicas, "replica")} at ${requestRateText(requestsPerSecondPerReplica)} each, p${percentile * 100}: ${[...latencies, ...line].join(", ")}`,
    ],
    ["  load line", `${requestRateText(breaksAbove)} at the replicas; above it ${first} first`],
  ];
};
