import type { ReplicaMemory } from "@loadline/model";
import { quantileOf, replicaMemory, tokens } from "@loadline/model";
import type { SpeedCorrection } from "@loadline/model/internal";
import {
  closedLoopDecodes,
  closedLoopFirstToken,
  correctedSpeed,
  decodeCoefficients,
  firstTokenCoefficients,
  firstTokenWith,
  type Level,
  levelsOf,
  meanLatency,
  meanStep,
  promptShare,
  type SpeedOfReplica,
  speedOf,
  stepLoadWith,
  type WorkloadFacts,
  waitingShare,
  workloadFacts,
  workloadModelWith,
} from "@loadline/model/internal";
import type { MeasuredRow } from "./measured-row.ts";
import type { PooledRow } from "./pool.ts";

/** A measured row with everything about it that does not depend on the coefficients. */
export interface SpeedRow {
  readonly row: MeasuredRow;
  readonly facts: WorkloadFacts;
  readonly levels: readonly Level[];
}

/** It ran, so it fitted: where the memory model disagrees the cache sets no limit. */
const memoryOf = ({ spec }: MeasuredRow): ReplicaMemory => {
  const memory = replicaMemory(spec);
  return memory.fits ? memory : { ...memory, kvCacheTokens: tokens(Number.MAX_SAFE_INTEGER) };
};

/** A row at saturation has tokens per second: the gap between tokens with every slot taken. */
const settled = (row: MeasuredRow, facts: WorkloadFacts): MeasuredRow => {
  if (row.saturatedTokensPerSecond === null) return row;
  // No speed sets the slots.
  const { slots } = workloadModelWith(facts, speedOf(row.spec, true));
  return { ...row, concurrency: slots, interTokenLatency: slots / row.saturatedTokensPerSecond };
};

export const speedRow = (row: MeasuredRow): SpeedRow => {
  const isOffline = row.saturatedTokensPerSecond !== null;
  const facts = workloadFacts(row.spec, row.shape, { memory: memoryOf(row), isOffline });
  return { row: settled(row, facts), facts, levels: levelsOf(row.spec, isOffline) };
};

/** Sequences in decode per worker, by Little's law from what the row itself measured. */
const measuredDecodes = (row: MeasuredRow): number => {
  const answering = row.shape.outputTokens * row.interTokenLatency;
  const perWorker = row.concurrency / (row.spec.disaggregation?.decodeWorkers ?? 1);
  return row.timeToFirstToken === null ? perWorker : (perWorker * answering) / (row.timeToFirstToken + answering);
};

/** The row for the fit of time per output token. */
export const decodeRow = ({ row, facts, levels }: SpeedRow): PooledRow => {
  const decodes = measuredDecodes(row);
  return {
    levels,
    logMeasured: Math.log(row.interTokenLatency),
    logPredicted: (logarithms) => Math.log(meanStep(stepLoadWith(facts, decodeCoefficients(logarithms)), decodes)),
  };
};

/**
 * The row for the fit of time to first token, at its own measured time per output token; `rest` has the coefficients of
 * its steps.
 */
export const firstTokenRow = (
  { row, facts, levels }: SpeedRow & { readonly row: { readonly timeToFirstToken: number } },
  rest: SpeedOfReplica,
): PooledRow => {
  const model = workloadModelWith(facts, rest);
  return {
    levels,
    logMeasured: Math.log(row.timeToFirstToken),
    logPredicted: (logarithms) => {
      const firstToken = firstTokenWith(facts, { ...rest, firstToken: firstTokenCoefficients(logarithms) });
      const waiting = closedLoopFirstToken({ ...model, firstToken }, row, row.interTokenLatency);
      return Math.log(meanLatency(waiting));
    },
  };
};

export interface PredictedSpeed {
  readonly interTokenLatency: number;
  readonly timeToFirstToken: number;
  /** Share of prompts in the steps of a request. */
  readonly promptShare: number;
  /** Share of the time to first token that is not the request's own. */
  readonly waitingShare: number;
}

/** The row as a replica that was seen to be off, and its coefficients. */
export const correctedRow = (
  entry: SpeedRow,
  speed: SpeedOfReplica,
  correction: SpeedCorrection,
): readonly [SpeedRow, SpeedOfReplica] => {
  const spec = { ...entry.facts.spec, correction };
  return [{ ...entry, facts: { ...entry.facts, spec } }, correctedSpeed(speed, spec)];
};

/** Prediction of a row without measured values, in seconds. */
export const predictRow = ({ row, facts }: SpeedRow, speed: SpeedOfReplica): PredictedSpeed => {
  const model = workloadModelWith(facts, speed);
  const decodes = facts.isOffline ? model.slots : closedLoopDecodes(model, row);
  const interTokenLatency = meanStep(model, decodes);
  const timeToFirstToken = meanLatency(closedLoopFirstToken(model, row, interTokenLatency));
  return {
    interTokenLatency,
    timeToFirstToken,
    promptShare: promptShare(model, decodes),
    waitingShare: waitingShare(model.firstToken.alone, timeToFirstToken),
  };
};

const modeOf = ({ facts, row }: SpeedRow): string => {
  if (facts.isOffline) return "offline";
  return row.spec.disaggregation === undefined ? "aggregated" : "disaggregated";
};

/** dense or MoE; aggregated, disaggregated, or offline throughput. */
export const classAndMode = (entry: SpeedRow): string =>
  `${entry.facts.facts.expertLayers > 0 ? "MoE" : "dense"}, ${modeOf(entry)}`;

/** Relative errors, predicted ÷ measured − 1, of one row. null: not measured. */
const errorsOf = ({ row }: SpeedRow, predicted: Pick<PredictedSpeed, "interTokenLatency" | "timeToFirstToken">) => ({
  interTokenLatency: predicted.interTokenLatency / row.interTokenLatency - 1,
  timeToFirstToken: row.timeToFirstToken === null ? null : predicted.timeToFirstToken / row.timeToFirstToken - 1,
});

/** How far off a set of predictions is. */
export interface ErrorSummary {
  readonly rows: number;
  /** Of the absolute relative error. */
  readonly median: number;
  readonly p90: number;
  /** Median of the signed one: above 0 where predictions are too high. */
  readonly bias: number;
}

/** null without errors. */
const summaryOf = (errors: readonly number[]): ErrorSummary | null => {
  const absolute = errors.map(Math.abs);
  const [median, p90, bias] = [quantileOf(absolute, 0.5), quantileOf(absolute, 0.9), quantileOf(errors, 0.5)];
  return median === null || p90 === null || bias === null ? null : { rows: errors.length, median, p90, bias };
};

/** Errors of the rows of each kind: of deployment, unless another key is given. */
export const errorsByKind = (
  { rows, predicted }: { readonly rows: readonly SpeedRow[]; readonly predicted: readonly PredictedSpeed[] },
  keyOf: (row: SpeedRow) => string = classAndMode,
) => {
  const judged = rows.flatMap((row, index) => {
    const speed = predicted[index];
    return speed === undefined ? [] : [{ kind: keyOf(row), ...errorsOf(row, speed) }];
  });
  return [...new Set(judged.map(({ kind }) => kind))].sort().map((kind) => {
    const own = judged.filter((entry) => entry.kind === kind);
    return {
      kind,
      rows: own.length,
      interTokenLatency: summaryOf(own.map(({ interTokenLatency }) => interTokenLatency)),
      timeToFirstToken: summaryOf(own.flatMap(({ timeToFirstToken }) => timeToFirstToken ?? [])),
    };
  });
};
