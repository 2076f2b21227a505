import { type CapacityInterval, capacityInterval, noCapacityEvidence, observeCapacity } from "@loadline/control";
import { estimate, tokens } from "@loadline/model";
import { plannedReplica } from "@loadline/plan";
import { durationText, numberText, requestRateText } from "@loadline/planner/text";
import type { Stretches } from "../prometheus/engine-stretches.ts";
import type { AdviseOne } from "./question.ts";

const noCapacity: CapacityInterval = { requestsPerSecond: null, basis: "unknown", ratio: 1, atLeast: null };

/**
 * The capacity of a replica: the model's, within what the engines show at present. Where no load holds the objectives, what
 * engines carry beyond them is none.
 */
export const capacityOf = ({ deployment, size, observed, now }: AdviseOne, { stretches }: Stretches) => {
  if (size.required === null && size.verdict !== "not-modelled") return noCapacity;
  const { inputTokens, outputTokens } = deployment.expected;
  const shape = {
    inputTokens: observed.inputTokens ?? inputTokens,
    outputTokens: observed.outputTokens ?? outputTokens,
  };
  const modelled = size.required?.requestsPerSecondPerReplica ?? null;
  const modelledAt = (): number | null => modelled;
  const evidence = observeCapacity(noCapacityEvidence, stretches, { shape, modelledAt });
  const modelError = size.required?.errorBand.relative ?? 0;
  return capacityInterval(evidence, { now, shape, modelledAt, modelError });
};

const correction = "check model, GPU and flags, or correct it by loadline calibrate --from-prometheus URL --rows FILE";

/** A tail is above its mean, and a histogram rounds up to its next bucket. */
const tailOverMean = 2;

/** That the engines are slower than the model, at the load that they have; null where they are not. */
const slowerThanModel = ({ plan, deployment, observed }: AdviseOne): string | null => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  const { interTokenLatencyP95: measured, timeToFirstTokenP95: first, requestsPerSecond, engines } = observed;
  if (pool === undefined || measured === null || requestsPerSecond === null || engines.length === 0) return null;
  const { inputTokens, outputTokens } = deployment.expected;
  const underWay = (requestsPerSecond / engines.length) * ((first ?? 0) + outputTokens * measured);
  const { interTokenLatency, errorBand } = estimate(
    plannedReplica(deployment, pool),
    { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) },
    { kind: "concurrency", concurrency: Math.max(1, underWay) },
  );
  if (measured <= tailOverMean * interTokenLatency.mean * (1 + errorBand.relative)) return null;
  return `95 % of the gaps between tokens are within ${durationText(measured)}, where the model has ${durationText(interTokenLatency.mean)}: the counts rest on the model, so ${correction}`;
};

/** That what was measured contradicts the model, and which of the two counts; null: it does not. */
export const contradictionOf = (question: AdviseOne, { basis, ratio, requestsPerSecond }: CapacityInterval) => {
  if (basis === "modelled") return slowerThanModel(question);
  if (ratio === 1 || requestsPerSecond === null) return null;
  const least = basis === "measured-at-most" ? "no more than" : "at least";
  return `each engine was measured to carry ${least} ${requestRateText(requestsPerSecond)}, ${numberText(ratio)} × the model: the counts go by what was measured; ${correction}`;
};
