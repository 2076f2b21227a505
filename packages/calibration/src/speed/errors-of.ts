import { quantileOf } from "@loadline/core/internal";
import type { PredictedSpeed, SpeedRow } from "./speed-rows.ts";

/** Relative errors, predicted ÷ measured − 1, of one row. null: not measured. */
export interface SpeedErrors {
  readonly interTokenLatency: number;
  readonly timeToFirstToken: number | null;
}

export const errorsOf = ({ row }: SpeedRow, predicted: PredictedSpeed): SpeedErrors => ({
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
export const summaryOf = (errors: readonly number[]): ErrorSummary | null => {
  const absolute = errors.map(Math.abs);
  const [median, p90, bias] = [quantileOf(absolute, 0.5), quantileOf(absolute, 0.9), quantileOf(errors, 0.5)];
  return median === null || p90 === null || bias === null ? null : { rows: errors.length, median, p90, bias };
};
