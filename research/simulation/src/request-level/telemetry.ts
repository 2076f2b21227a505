import { meanOf, quantileOf } from "@loadline/model";
import type { CompletedRequest, ServingEngine } from "@loadline/model/internal";
import type { EngineObservation } from "../policies/engine-observation.ts";
import type { ServingFleet } from "./serving-fleet.ts";
import type { LatencyObjectives } from "./types.ts";

const shareQuantile = 0.9;

/** Latencies of finished requests as shares of their objectives, at the worse of the two. */
export const latencyShareOf = (
  finished: readonly CompletedRequest[],
  { timeToFirstToken, interTokenLatency }: LatencyObjectives,
): number => {
  const shareOf = (latency: (done: CompletedRequest) => number, objective: number): number =>
    (quantileOf(finished.map(latency), shareQuantile) ?? 0) / objective;
  const perToken = (done: CompletedRequest) =>
    (done.finishedAt - done.firstTokenAt) / Math.max(1, done.outputTokens - 1);
  return Math.max(
    shareOf((done) => done.firstTokenAt - done.arrivedAt, timeToFirstToken),
    shareOf(perToken, interTokenLatency),
  );
};

/** What the engines would have reported over the interval that ends now. */
export const observeInterval = (
  fleet: ServingFleet,
  finished: readonly CompletedRequest[],
  { maxBatchedTokens, maxSequences }: ServingEngine["limits"],
): EngineObservation => {
  const mean = (of: (done: CompletedRequest) => number): number | null =>
    finished.length === 0 ? null : meanOf(finished.map(of));
  const inputTokens = mean((done) => done.inputTokens);
  return {
    engines: fleet.engines(inputTokens ?? 0),
    maxBatchedTokens,
    maxSequences,
    inputTokens,
    outputTokens: mean((done) => done.outputTokens),
  };
};
