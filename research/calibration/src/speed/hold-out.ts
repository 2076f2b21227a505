import type { SpeedOfReplica } from "@loadline/model/internal";
import {
  architectureId,
  type CalibrationDistance,
  distanceOf,
  gpusOf,
  isVersionFrom,
  newestOf,
} from "@loadline/model/internal";
import { type FitOptions, fitSpeed, type SpeedFit, specUnder, speedUnder } from "./fit-speed.ts";
import { type PredictedSpeed, predictRow, type SpeedRow } from "./speed-rows.ts";

/** What is left out together. */
export const holdOuts = {
  /** Model, GPU, engine and parallelism. */
  // The text decides the fold that a group is dealt to, so other words would change every report.
  groups: ({ row: { spec }, facts }: SpeedRow): string =>
    [
      facts.isOffline ? "offline" : "",
      architectureId(spec.model),
      spec.gpu.id,
      spec.engine,
      spec.disaggregation === undefined ? "together" : "apart",
      gpusOf(spec.parallel),
      spec.parallel.attentionData > 1 ? "attention-data" : "",
      spec.parallel.expert > 1 ? "expert" : "",
    ].join(" "),
  model: ({ row: { spec } }: SpeedRow): string => architectureId(spec.model),
  system: ({ row: { spec } }: SpeedRow): string => spec.gpu.id,
  generation: ({ row: { spec } }: SpeedRow): string => spec.gpu.generation,
} as const;
export type HoldOut = keyof typeof holdOuts;
/** Beside whole groups: the rows that were measured last. */
export const holdOutNames = ["groups", "model", "system", "generation", "newest"] as const satisfies readonly (
  | HoldOut
  | "newest"
)[];

/** Rows to predict by a fit of older ones. */
interface NewestRows {
  readonly by: string;
  readonly newest: readonly SpeedRow[];
  readonly older: readonly SpeedRow[];
}

const isServed = ({ row, facts }: SpeedRow): boolean => row.spec.disaggregation === undefined && !facts.isOffline;
const dayOf = ({ row }: SpeedRow): string => row.measuredOn ?? "";
const versionOf = ({ row }: SpeedRow): string => row.spec.engineVersion ?? "";

const ofLastDays = (rows: readonly SpeedRow[]): NewestRows => {
  const days = rows.map(dayOf).filter((day) => day !== "");
  const first = days.toSorted()[Math.floor(0.9 * days.length)] ?? "";
  const newest = first === "" ? [] : rows.filter((entry) => isServed(entry) && dayOf(entry) >= first);
  return { by: `measured on ${first} or later`, newest, older: rows.filter((entry) => dayOf(entry) < first) };
};

const ofNewestVersions = (rows: readonly SpeedRow[]): NewestRows => {
  const engineOf = ({ row }: SpeedRow): string => row.spec.engine;
  const served = rows.filter((entry) => isServed(entry) && versionOf(entry) !== "");
  // Builds of a day have no number and came last.
  const newest = [...new Set(served.map(engineOf))].flatMap((engine) => {
    const own = served.filter((entry) => engineOf(entry) === engine);
    const least = newestOf(own.map(versionOf));
    return least === null ? [] : own.filter((entry) => isVersionFrom(versionOf(entry), least));
  });
  return {
    by: "of the newest measured version of each engine",
    newest,
    older: rows.filter((entry) => !newest.includes(entry)),
  };
};

/** The newest rows by day, a tenth of those that state one, and by engine version; aggregated ones alone. */
export const newestRows = (rows: readonly SpeedRow[]): readonly NewestRows[] =>
  [ofLastDays(rows), ofNewestVersions(rows)].filter(({ newest }) => newest.length > 0);

interface HoldOutOptions extends FitOptions {
  readonly by: HoldOut;
  /** Most fits; each then leaves several groups out. Every group has a fit of its own when left out. */
  readonly folds?: number | undefined;
  /** Called after each fold. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** Number of a text that has nothing to do with its order among others (FNV-1a, finished as MurmurHash3 does). */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Fold of every row: whole groups, dealt out at random; the same groups always lie together. */
const foldsOf = (rows: readonly SpeedRow[], { by, folds }: HoldOutOptions): readonly number[] => {
  const keyOf = holdOuts[by];
  const keys = [...new Set(rows.map(keyOf))].sort((a, b) => hashOf(a) - hashOf(b));
  const count = Math.min(keys.length, folds ?? keys.length);
  const foldOfKey = new Map(keys.map((key, index) => [key, index % count]));
  return rows.map((row) => foldOfKey.get(keyOf(row)) ?? 0);
};

/** Prediction of a row by a fit without any row of its group. */
export interface LeftOutSpeed extends PredictedSpeed {
  /** The coefficients behind it. */
  readonly speed: SpeedOfReplica;
  /** How near the rows of that fit are. */
  readonly distance: CalibrationDistance;
}

/** Prediction of a row by a fit. */
export const predictUnder = (row: SpeedRow, fit: SpeedFit, { priors }: FitOptions): LeftOutSpeed => {
  const speed = speedUnder(fit, priors, row);
  return { ...predictRow(row, speed), speed, distance: distanceOf(specUnder(fit, row), row.facts.isOffline) };
};

/** Predictions of every row by a fit that saw nothing of its group, in the order of the rows. */
export const predictLeftOut = (rows: readonly SpeedRow[], options: HoldOutOptions): readonly LeftOutSpeed[] => {
  const foldOf = foldsOf(rows, options);
  const folds = [...new Set(foldOf)].sort((a, b) => a - b);
  const predicted = new Map<SpeedRow, LeftOutSpeed>();
  for (const [index, fold] of folds.entries()) {
    const fit = fitSpeed(
      rows.filter((_, at) => foldOf[at] !== fold),
      options,
    );
    for (const [at, row] of rows.entries()) {
      if (foldOf[at] !== fold) continue;
      predicted.set(row, predictUnder(row, fit, options));
    }
    options.onProgress?.(index + 1, folds.length);
  }
  return rows.flatMap((row) => predicted.get(row) ?? []);
};
