import type { ReplicaSpec, ServingShape } from "@loadline/core";
import { openLoopCapacity, openLoopReplica, seconds, tokens } from "@loadline/core";
import type { ServingReplica, StepModel } from "@loadline/core/internal";
import { type MissedObjective, meanLength } from "@loadline/core/internal";
import type { Trace, TraceRequest } from "../traces/types.ts";
import type { LatencyObjectives, RequestLevelSettings } from "./types.ts";

/** What the simulation needs of one replica, by the performance model. */
export interface ModelReplica extends Pick<RequestLevelSettings, "stepModel" | "engine" | "capacity"> {
  readonly capacityAt: (inputTokens: number, outputTokens: number) => number;
}

export type ModelReplicaResult =
  | { readonly kind: "feasible"; readonly replica: ModelReplica }
  | { readonly kind: "infeasible"; readonly missed: MissedObjective };

const spreadOf = (requests: Trace, of: (request: TraceRequest) => number): ServingShape["input"] => {
  const mean = requests.reduce((sum, request) => sum + of(request), 0) / requests.length;
  const variance = requests.reduce((sum, request) => sum + (of(request) - mean) ** 2, 0) / requests.length;
  return variance === 0 ? { kind: "fixed", tokens: mean } : { kind: "log-normal", mean, stdev: Math.sqrt(variance) };
};

/** Lengths of a trace as log-normal distributions with its means and spreads. */
export const shapeOfTrace = (trace: Trace): ServingShape => ({
  input: spreadOf(trace, ({ inputTokens }) => Math.max(1, inputTokens)),
  output: spreadOf(trace, ({ outputTokens }) => Math.max(1, outputTokens)),
});

/** The step times by which the capacity is found, in the form that the step-by-step engine takes. */
const stepModelOf = ({ steps, limits }: ServingReplica): StepModel => ({
  kvCacheTokens: tokens(limits.kvCacheTokens),
  step: ({ decodes, contextTokens, prefillTokens, prefillContext = prefillTokens / 2 }) =>
    seconds(
      steps.base(decodes, prefillTokens, prefillTokens > 0 ? 1 : 0) +
        steps.perContextToken * contextTokens +
        steps.perAttendedPair * prefillTokens * prefillContext,
    ),
});

/** Seconds of the replica that one request of these lengths takes among `decodes` others. */
const workSeconds = (model: StepModel, decodes: number, inputTokens: number, outputTokens: number): number => {
  const contextTokens = decodes * (inputTokens + outputTokens / 2);
  const decoding = model.step({ decodes, contextTokens, prefillTokens: 0 });
  const withPrompt = model.step({ decodes, contextTokens, prefillTokens: inputTokens });
  return withPrompt - decoding + (outputTokens * decoding) / decodes;
};

const mostPercentile = 0.99;
const percentiles = [0.5, 0.9, 0.95, mostPercentile] as const;

/** The percentile at which the share of requests is judged: the next one of those that a capacity can be asked for. */
const percentileFor = (share: number): (typeof percentiles)[number] =>
  percentiles.find((percentile) => percentile >= share) ?? mostPercentile;

/**
 * A replica's step times, limits and capacity in requests/s under the objectives, for requests of this shape; and the
 * capacity at other lengths, in proportion to the work of a request among as many others.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 */
export const modelReplica = (
  spec: ReplicaSpec,
  shape: ServingShape,
  objectives: LatencyObjectives,
): ModelReplicaResult => {
  const served = openLoopReplica(spec, shape);
  const found = openLoopCapacity(served, shape, {
    percentile: percentileFor(objectives.share),
    timeToFirstToken: seconds(objectives.timeToFirstTokenSeconds),
    interTokenLatency: seconds(objectives.interTokenLatencySeconds),
  });
  if (found.kind === "infeasible") return found;
  const model = stepModelOf(served);
  const { maxBatchedTokens, maxSequences, prefixHitRatio } = spec.engineConfig;
  const decodes = Math.max(1, Math.round(found.at.concurrency));
  const usual = workSeconds(model, decodes, meanLength(shape.input), meanLength(shape.output));
  return {
    kind: "feasible",
    replica: {
      stepModel: model,
      engine: { maxBatchedTokens, maxSequences, prefixHitRatio },
      capacity: found.requestsPerSecond,
      capacityAt: (inputTokens, outputTokens) =>
        (found.requestsPerSecond * usual) / workSeconds(model, decodes, inputTokens, outputTokens),
    },
  };
};
