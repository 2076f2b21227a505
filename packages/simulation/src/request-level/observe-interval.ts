import type { EngineObservation } from "../policies/engine-observation.ts";
import type { CompletedRequest } from "../replica/types.ts";
import { reportOf, type ServingFleet } from "./serving-fleet.ts";
import type { RequestLevelSettings } from "./types.ts";

const meanOf = (finished: readonly CompletedRequest[], of: (done: CompletedRequest) => number): number | null =>
  finished.length === 0 ? null : finished.reduce((sum, done) => sum + of(done), 0) / finished.length;

const gapOf = ({ firstTokenAt, finishedAt, outputTokens }: CompletedRequest): number =>
  outputTokens > 1 ? (finishedAt - firstTokenAt) / (outputTokens - 1) : 0;

/** What the engines would have reported over the interval that ends now. */
export const observeInterval = (
  {
    fleet,
    finished,
    kvTokens,
    settings,
  }: {
    readonly fleet: ServingFleet;
    readonly finished: readonly CompletedRequest[];
    readonly kvTokens: number;
    readonly settings: RequestLevelSettings;
  },
  seconds: number,
): EngineObservation => {
  const inputTokens = meanOf(finished, (done) => done.inputTokens);
  const outputTokens = meanOf(finished, (done) => done.outputTokens);
  const { engines, promptTokens, generationTokens } = reportOf(fleet, kvTokens, inputTokens ?? 0);
  const { maxBatchedTokens, maxSequences } = settings.engine;
  const known = inputTokens !== null && outputTokens !== null;
  return {
    engines,
    maxBatchedTokens,
    maxSequences,
    inputTokens,
    outputTokens,
    promptTokensPerSecond: promptTokens / seconds,
    generationTokensPerSecond: generationTokens / seconds,
    capacity: known ? (settings.capacityAt?.(inputTokens, outputTokens) ?? null) : null,
    timeToFirstTokenSeconds: meanOf(finished, (done) => done.firstTokenAt - done.arrivedAt),
    interTokenLatencySeconds: meanOf(finished, gapOf),
  };
};
