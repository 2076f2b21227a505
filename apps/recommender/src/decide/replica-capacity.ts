import {
  type CapacityInput,
  type CapacityResult,
  capacityInterval,
  type DecisionInputs,
  observeCapacity,
  requestsPerSecond,
  tokensPerSecond,
} from "@loadline/core";
import { afterObservation, type Calibration, speedFactor } from "../calibrate/calibration.ts";
import { medianRate } from "../state/demand.ts";
import type { DeploymentView } from "../state/deployment-view.ts";
import type { Assessment, DecisionRequest, MeasuredCapacity } from "./assessment.ts";

/** Arriving requests/s per serving replica; null while either is unknown. */
export const loadPerReplica = ({ demand, complete, ready }: DeploymentView): number | null =>
  demand === null || !complete || ready === null || ready === 0 ? null : demand.requestsPerSecond / ready;

const rateOf = (result: CapacityResult): number | null =>
  result.kind === "infeasible" ? null : result.capacity.requestsPerSecond;

export const measuredCapacity = (
  request: DecisionRequest,
  modelled: CapacityResult,
  factor: number,
): MeasuredCapacity => {
  const { model, view, capacityEvidence, now } = request;
  const { shape } = view;
  const known = rateOf(modelled);
  const evidence = observeCapacity(capacityEvidence, view.stretches, { shape, modelled: known });
  const modelledAt = (asked: { readonly inputTokens: number; readonly outputTokens: number }): number | null =>
    asked === shape ? known : rateOf(model.capacity({ ...asked, basis: "telemetry" }, factor));
  const modelError = modelled.kind === "infeasible" ? 0 : modelled.capacity.errorBand.relative;
  const interval = capacityInterval(evidence, { now, shape, modelledAt, modelError });
  if (modelled.kind === "infeasible" || interval.requestsPerSecond === null || interval.basis === "modelled")
    return { result: modelled, basis: "modelled", modelled: known, evidence };
  const rate = interval.requestsPerSecond;
  const capacity = {
    ...modelled.capacity,
    requestsPerSecond: requestsPerSecond(rate),
    prefillTokensPerSecond: tokensPerSecond(rate * shape.inputTokens),
    decodeTokensPerSecond: tokensPerSecond(rate * shape.outputTokens),
  };
  return { result: { kind: "feasible", capacity }, basis: interval.basis, modelled: known, evidence };
};

/** Capacity with the correction of the load that is nearest to it. */
export const capacityAt = ({ model, view, calibration }: DecisionRequest, factorNow: number): CapacityResult => {
  const first = model.capacity(view.shape, factorNow);
  if (first.kind === "infeasible") return first;
  return model.capacity(view.shape, speedFactor(calibration, first.capacity.requestsPerSecond));
};

/** The capacity as core decides by it. */
export const capacityInput = (result: CapacityResult, { basis, modelled }: MeasuredCapacity): CapacityInput =>
  result.kind === "infeasible"
    ? result
    : {
        kind: "feasible",
        requestsPerSecond: result.capacity.requestsPerSecond,
        bindingLimit: result.capacity.bindingLimit,
        errorBand: result.capacity.errorBand,
        ...(basis === "modelled" ? {} : { measuredAgainst: modelled }),
      };

// A queue that clears within a minute is not felt for longer than a page load that was repeated.
const fastestDrainSeconds = 60;

/**
 * The rate that clears what waits within a lead time, when replicas that are asked for now begin to serve; of one engine
 * no more than a replica carries beyond the median, so that one calls for one more replica at most.
 */
export const backlogOf = (
  { view: { backlogs, rates }, deployment }: DecisionRequest,
  capacity: CapacityResult,
): Pick<DecisionInputs, "backlogRequestsPerSecond"> => {
  const most = rateOf(capacity) ?? 0;
  const drainSeconds = Math.max(fastestDrainSeconds, deployment.leadTimeSeconds);
  const median = medianRate(rates);
  const rate = rates.reduce((sum, { name, requestsPerSecond: own }) => {
    const spare = Math.max(0, Math.min(most, (median ?? own) + most - own));
    return sum + Math.min(spare, (backlogs.get(name) ?? 0) / drainSeconds);
  }, 0);
  return rate > 0 ? { backlogRequestsPerSecond: rate } : {};
};

/** The calibration with the speed of one more window; windows do not overlap. */
export const calibrationAfter = (
  before: Calibration,
  { at, model, view, capacity, speedFactor }: Assessment,
  windowSeconds: number,
) => {
  const load = loadPerReplica(view);
  const measured = view.speed.interTokenLatencySeconds;
  if (load === null || load === 0 || measured === null || capacity.kind === "infeasible") return before;
  if (before.observedAt !== null && Math.abs(at - before.observedAt) < windowSeconds) return before;
  const modelled = model.interTokenLatency(view.shape, load, speedFactor);
  return afterObservation(before, { at, requestsPerSecondPerReplica: load, measured, modelled });
};
