import type { Random } from "@loadline/model";
import { meanOf, quantileOf } from "@loadline/model";
import { type CompletedRequest, type ServingEngine, standardNormal } from "@loadline/model/internal";
import type { EngineObservation } from "../policies/engine-observation.ts";
import type { ServingFleet } from "./serving-fleet.ts";
import type { LatencyObjectives, TelemetryFaults } from "./types.ts";

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

interface Measured {
  readonly demand: number;
  readonly engine: EngineObservation;
}

/** What arrives of it: null where telemetry is missing. */
export interface Seen {
  readonly at: number;
  readonly demand: number | null;
  readonly engine: EngineObservation | null;
}

/** Runs of missing samples: the chance to begin one keeps the share, the chance to end one the mean length. */
const createGaps = ({ gaps, meanGap }: TelemetryFaults, stepSeconds: number, random: Random) => {
  const end = Math.min(1, stepSeconds / meanGap);
  const begin = gaps >= 1 ? 1 : Math.min(1, (end * gaps) / (1 - gaps));
  let missing = false;
  return (): boolean => {
    missing = gaps > 0 && (missing ? gaps >= 1 || random() >= end : random() < begin);
    return missing;
  };
};

/** Late, missing, noisy measurements on a wrong clock, in that order. Equal seeds spoil equally. */
export const createTelemetry = (faults: TelemetryFaults, stepSeconds: number, random: Random) => {
  const isMissing = createGaps(faults, stepSeconds, random);
  const delay = Math.round(faults.delay / stepSeconds);
  const underWay: Measured[] = [];
  return (at: number, measured: Measured): Seen => {
    underWay.push(measured);
    const arrived = underWay.length > delay ? underWay.shift() : undefined;
    const noise = faults.noise > 0 ? 1 + faults.noise * standardNormal(random) : 1;
    const clock = at * (1 + faults.drift) + faults.skew;
    if (isMissing() || arrived === undefined) return { at: clock, demand: null, engine: null };
    return { at: clock, demand: Math.max(0, arrived.demand * noise), engine: arrived.engine };
  };
};
