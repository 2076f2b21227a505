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

/** Value below which `share` of the values lie, between neighbours by proportion; null without values. */
export const quantile = (values: readonly number[], share: number): number | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
};

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
  const [median, p90, bias] = [quantile(absolute, 0.5), quantile(absolute, 0.9), quantile(errors, 0.5)];
  return median === null || p90 === null || bias === null ? null : { rows: errors.length, median, p90, bias };
};
