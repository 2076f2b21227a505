import type { SpeedCoefficients } from "@loadline/core/internal";
import {
  type BandFacts,
  bandGroup,
  type CalibrationProximity,
  nearestBand,
  proximities,
} from "@loadline/core/internal";
import type { PredictedSpeed, SpeedRow } from "./speed-rows.ts";

/** A row with the prediction of a fit without it. */
export interface LeftOutRow {
  readonly entry: SpeedRow;
  readonly predicted: PredictedSpeed;
  /** How near the rows of that fit are. */
  readonly proximity: CalibrationProximity;
}

export type Band = SpeedCoefficients["bands"][number];

/**
 * Share that the quantile is taken at. Errors of one group resemble each other, so that a group which had no part
 * in the quantile keeps less of it than the rows that had: this share leaves about nine of ten.
 */
const coveredShare = 0.92;

/** Conformal quantile: of n left-out errors the ⌈coveredShare · (n + 1)⌉th smallest; the largest where there are too few. */
const conformal = (errors: readonly number[]): number => {
  const sorted = errors.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil(coveredShare * (sorted.length + 1)));
  return sorted[rank - 1] ?? 0;
};

const logError = (predicted: number, measured: number): number => Math.abs(Math.log(predicted / measured));

const factsOf = ({ entry, proximity }: LeftOutRow): BandFacts => ({
  proximity,
  isComplete: entry.row.assumptions.length === 0,
  isOffline: entry.facts.isOffline,
});

export const groupOf = (row: LeftOutRow): string => bandGroup(row.entry.row.spec, factsOf(row));

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

/** Fewer rows give no quantile: such answers take the band of the next proximity. */
const leastRows = 20;

const ownBands = (rows: readonly LeftOutRow[]): ReadonlyMap<string, Band> => {
  const groups = [...new Set(rows.map(groupOf))].sort();
  return new Map(
    groups.flatMap((group) => {
      const own = rows.filter((row) => groupOf(row) === group);
      return own.length < leastRows ? [] : [[group, bandOf(group, own)] as const];
    }),
  );
};

const wider = (band: Band, nearer: Band): Band => ({
  ...band,
  interTokenLatency: Math.max(band.interTokenLatency, nearer.interTokenLatency),
  timeToFirstToken: Math.max(band.timeToFirstToken, nearer.timeToFirstToken),
});

/**
 * Half-widths on the logarithm within which nine of ten left-out rows of each group lie. A farther proximity never has
 * a narrower band than a nearer one: what looks so is the luck of few rows.
 */
export const speedBands = (rows: readonly LeftOutRow[]): readonly Band[] => {
  const own = ownBands(rows);
  const bands = new Map<string, Band>();
  for (const row of rows) {
    const { spec } = row.entry.row;
    const chain = proximities.map((proximity) => bandGroup(spec, { ...factsOf(row), proximity }));
    let nearer: Band | undefined;
    for (const group of chain) {
      const band = own.get(group);
      if (band === undefined) continue;
      nearer = nearer === undefined ? band : wider(band, nearer);
      bands.set(group, nearer);
    }
  }
  return [...bands.values()].toSorted((a, b) => (a.group < b.group ? -1 : 1));
};

/** Share of the rows that lie within the bands; null where none was measured. */
export interface Coverage {
  readonly interTokenLatency: number;
  readonly timeToFirstToken: number | null;
}

/** null without rows. */
export const coverage = (rows: readonly LeftOutRow[], bands: readonly Band[]): Coverage | null => {
  if (rows.length === 0) return null;
  let [within, firstWithin, first] = [0, 0, 0];
  for (const row of rows) {
    const { entry, predicted } = row;
    const band = nearestBand(bands, entry.row.spec, factsOf(row));
    if (band === undefined) continue;
    if (logError(predicted.interTokenLatency, entry.row.interTokenLatency) <= band.interTokenLatency) within += 1;
    const measured = entry.row.timeToFirstToken;
    if (measured === null) continue;
    first += 1;
    if (logError(predicted.timeToFirstToken, measured) <= band.timeToFirstToken) firstWithin += 1;
  }
  return { interTokenLatency: within / rows.length, timeToFirstToken: first === 0 ? null : firstWithin / first };
};
