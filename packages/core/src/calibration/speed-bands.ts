import { bandGroup } from "../performance/error-band.ts";
import type { SpeedCoefficients } from "../performance/speed-schema.ts";
import type { PredictedSpeed, SpeedRow } from "./speed-rows.ts";

/** A row with what a fit that never saw it says. */
export interface LeftOutRow {
  readonly entry: SpeedRow;
  readonly predicted: PredictedSpeed;
  /** Whether relatives of the row on the same GPU, model and engine were in that fit. */
  readonly basis: "calibrated" | "transferred";
}

export type Band = SpeedCoefficients["bands"][number];

/**
 * Share that the quantile is taken at. Errors of one group resemble each other, so that a group which had no part
 * in the quantile keeps less of it than the rows that had: this share leaves about nine of ten.
 */
const held = 0.92;

/** Conformal quantile: of n left-out errors the ⌈held · (n + 1)⌉th smallest; the largest where there are too few. */
const conformal = (errors: readonly number[]): number => {
  const sorted = errors.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil(held * (sorted.length + 1)));
  return sorted[rank - 1] ?? 0;
};

const logError = (predicted: number, measured: number): number => Math.abs(Math.log(predicted / measured));

export const groupOf = ({ entry, basis }: LeftOutRow): string =>
  bandGroup(entry.row.spec, {
    basis,
    isComplete: entry.row.assumptions.length === 0,
    isOffline: entry.facts.isOffline,
  });

const bandOf = (group: string, rows: readonly LeftOutRow[]): Band => ({
  group,
  rows: rows.length,
  interTokenLatency: conformal(
    rows.map(({ entry, predicted }) => logError(predicted.interTokenLatency, entry.row.interTokenLatency)),
  ),
  timeToFirstToken: conformal(
    rows.flatMap(({ entry: { row }, predicted }) =>
      row.timeToFirstToken === null ? [] : [logError(predicted.timeToFirstToken, row.timeToFirstToken)],
    ),
  ),
});

/** Half-widths on the logarithm within which nine of ten left-out rows of each group lie. */
export const speedBands = (rows: readonly LeftOutRow[]): readonly Band[] => {
  const groups = [...new Set(rows.map(groupOf))].sort();
  return groups.map((group) =>
    bandOf(
      group,
      rows.filter((row) => groupOf(row) === group),
    ),
  );
};

/** Share of the rows that lie within the bands; null without rows. */
export const coverage = (
  rows: readonly LeftOutRow[],
  bands: readonly Band[],
): { readonly interTokenLatency: number; readonly timeToFirstToken: number } | null => {
  if (rows.length === 0) return null;
  let [within, firstWithin, first] = [0, 0, 0];
  for (const row of rows) {
    const band = bands.find(({ group }) => group === groupOf(row));
    const { entry, predicted } = row;
    if (band === undefined) continue;
    if (logError(predicted.interTokenLatency, entry.row.interTokenLatency) <= band.interTokenLatency) within += 1;
    const measured = entry.row.timeToFirstToken;
    if (measured === null) continue;
    first += 1;
    if (logError(predicted.timeToFirstToken, measured) <= band.timeToFirstToken) firstWithin += 1;
  }
  return { interTokenLatency: within / rows.length, timeToFirstToken: first === 0 ? 0 : firstWithin / first };
};
