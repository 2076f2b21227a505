import type { SpeedCoefficients, SpeedPriors } from "@loadline/model/internal";
import {
  architectureId,
  type BandFacts,
  bandGroup,
  type CalibrationDistance,
  distances,
  firstTokenWidth,
  isWithin,
  nearestBand,
  stepWidth,
  widerBand,
} from "@loadline/model/internal";
import type { PredictedSpeed, SpeedRow } from "./speed-rows.ts";

/** A row with the prediction of a fit without it. */
export interface LeftOutRow {
  readonly entry: SpeedRow;
  /** With how near the rows of that fit are. */
  readonly predicted: PredictedSpeed & { readonly distance: CalibrationDistance };
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

const stepError = ({ entry, predicted }: LeftOutRow): number =>
  logError(predicted.interTokenLatency, entry.row.interTokenLatency);

const factsOf = ({ entry, predicted }: LeftOutRow): BandFacts => ({
  ...predicted.distance,
  isComplete: entry.row.assumptions.length === 0,
  isOffline: entry.facts.isOffline,
});

export const groupOf = (row: LeftOutRow): string => bandGroup(row.entry.row.spec, factsOf(row));

/**
 * First tokens have one width whatever the version: which campaigns lack one is chance, and they differ by how their clients
 * start.
 */
const firstTokenGroupOf = (row: LeftOutRow): string =>
  bandGroup(row.entry.row.spec, { ...factsOf(row), lacksVersion: false });

/** What is left of an error on the logarithm beside one that adds to it by its square. */
const beyond = (error: number, other: number): number => Math.sqrt(Math.max(0, error ** 2 - other ** 2));

/** Errors beyond what waiting explains. */
const firstTokenErrors = (rows: readonly LeftOutRow[]): readonly number[] =>
  rows.flatMap(({ entry: { row }, predicted }) => {
    if (row.timeToFirstToken === null) return [];
    const ofWaiting = firstTokenWidth({ timeToFirstToken: 0 }, predicted.waitingShare);
    return [beyond(logError(predicted.timeToFirstToken, row.timeToFirstToken), ofWaiting)];
  });

/** Widths of prompts that are tried: up to e² times. */
const promptWidths: readonly number[] = Array.from({ length: 41 }, (_, index) => index / 20);

type StepWidths = Pick<Band, "interTokenLatency" | "prompts" | "leastSteps">;

/** Of the widths of steps and of prompts that hold the rows those that are the narrowest in the mean. */
const stepWidths = (rows: readonly LeftOutRow[]): StepWidths => {
  const tried = promptWidths.map((prompts) => {
    const beyondPrompts = rows.map((row) => beyond(stepError(row), prompts * row.predicted.promptShare));
    const widths = { interTokenLatency: conformal(beyondPrompts), prompts, leastSteps: 0 };
    return { widths, all: rows.reduce((sum, { predicted }) => sum + stepWidth(widths, predicted.promptShare), 0) };
  });
  return tried.reduce((best, next) => (next.all < best.all ? next : best)).widths;
};

/**
 * Transferred rows are of few models and GPUs, and which of them run long prompts is chance: their steps have no less than
 * the width that holds them whatever the share of prompts.
 */
const leastStepsOf = (rows: readonly LeftOutRow[]): number =>
  rows.every(({ predicted }) => predicted.distance.proximity === "same") ? 0 : conformal(rows.map(stepError));

const bandOf = (group: string, rows: readonly LeftOutRow[], all: readonly LeftOutRow[]): Band => ({
  group,
  rows: rows.length,
  ...stepWidths(rows),
  leastSteps: leastStepsOf(rows),
  timeToFirstToken: conformal(firstTokenErrors(all)),
});

/** Fewer rows, or all of one model, give no quantile: such answers take the band of the next proximity. */
const leastRows = 20;
const leastModels = 2;

/** The farthest proximity has no next one: there the rows of one model are all that is known. */
const hasEnough = (rows: readonly LeftOutRow[]): boolean =>
  rows.length >= leastRows &&
  (rows.every(({ predicted }) => predicted.distance.proximity === "none") ||
    new Set(rows.map(({ entry }) => architectureId(entry.row.spec.model))).size >= leastModels);

const ownBands = (rows: readonly LeftOutRow[]): ReadonlyMap<string, Band> => {
  const groups = [...new Set(rows.map(groupOf))].sort();
  return new Map(
    groups.flatMap((group) => {
      const own = rows.filter((row) => groupOf(row) === group);
      const all = rows.filter((row) => own[0] !== undefined && firstTokenGroupOf(row) === firstTokenGroupOf(own[0]));
      return hasEnough(own) ? [[group, bandOf(group, own, all)] as const] : [];
    }),
  );
};

/** Half-width in standard deviations that holds nine of ten values of a normal distribution. */
const ninetyPercent = 1.645;

type BandAt = (distance: CalibrationDistance) => Band | undefined;

/** Of the distance, else of the next farther proximity that has enough rows; of a version as it varies between models. */
const nearestOwn = (distance: CalibrationDistance, bandAt: BandAt, versionScatter: number): Band | undefined => {
  const own = bandAt(distance);
  if (own !== undefined) return own;
  if (distance.lacksVersion) {
    const band = nearestOwn({ ...distance, lacksVersion: false }, bandAt, versionScatter);
    const width = ninetyPercent * versionScatter;
    return band && { ...band, interTokenLatency: Math.hypot(band.interTokenLatency, width) };
  }
  return distances
    .filter((far) => !far.lacksVersion && far.lacksGeneration === distance.lacksGeneration && isWithin(distance, far))
    .flatMap((far) => bandAt(far) ?? [])[0];
};

/**
 * Half-widths on the logarithm within which nine of ten left-out rows of each group lie. A distance never has a narrower
 * band than one that lacks nothing more: what looks so is the luck of few rows.
 */
export const speedBands = (
  rows: readonly LeftOutRow[],
  { newerVersion }: Pick<SpeedPriors, "newerVersion">,
): readonly Band[] => {
  const own = ownBands(rows);
  const bands = new Map<string, Band>();
  for (const row of rows) {
    const { spec } = row.entry.row;
    const groupAt = (distance: CalibrationDistance) => bandGroup(spec, { ...factsOf(row), ...distance });
    const hasVersions = !row.entry.facts.isOffline && spec.disaggregation === undefined;
    const all = distances.filter(({ lacksVersion }) => hasVersions || !lacksVersion);
    for (const distance of all) {
      const group = groupAt(distance);
      if (bands.has(group)) continue;
      const [first, ...others] = all
        .filter((near) => isWithin(near, distance))
        .flatMap((near) => nearestOwn(near, (at) => own.get(groupAt(at)), newerVersion.scatter.value) ?? []);
      if (first === undefined) continue;
      bands.set(group, { ...others.reduce(widerBand, first), group, rows: own.get(group)?.rows ?? first.rows });
    }
  }
  return [...bands.values()].toSorted((a, b) => (a.group < b.group ? -1 : 1));
};

/** Whether a row lies within these bands; null where nothing was measured. */
export const isWithinBands = (row: LeftOutRow, bands: readonly Band[]) => {
  const { entry, predicted } = row;
  const band = nearestBand(bands, entry.row.spec, factsOf(row));
  const measured = entry.row.timeToFirstToken;
  return {
    interTokenLatency: band !== undefined && stepError(row) <= stepWidth(band, predicted.promptShare),
    timeToFirstToken:
      band === undefined || measured === null
        ? null
        : logError(predicted.timeToFirstToken, measured) <= firstTokenWidth(band, predicted.waitingShare),
  };
};
