import {
  decodeCoefficients,
  type Effects,
  firstTokenCoefficients,
  pooledLogarithms,
  priorCentres,
  type SpeedOfReplica,
} from "../performance/pooled-coefficients.ts";
import type { Level } from "../performance/speed-levels.ts";
import {
  decodeTermNames,
  efficiencyTermNames,
  firstTokenTermNames,
  type LevelKind,
  type SpeedPriors,
} from "../performance/speed-schema.ts";
import { fitPool, type PoolOptions } from "./fit-pool.ts";
import { decodeRow, firstTokenRow, type SpeedRow } from "./speed-rows.ts";

/** Effects of both quantities. */
export interface SpeedFit {
  readonly decode: Effects;
  readonly firstToken: Effects;
}

export const emptyFit: SpeedFit = { decode: {}, firstToken: {} };

export interface FitOptions {
  readonly priors: SpeedPriors;
  readonly iterations?: number | undefined;
  /** Where to start: an earlier fit of nearly the same rows saves most of the work. */
  readonly start?: SpeedFit | undefined;
}

const usualIterations = 25;
/** A term as uncertain as this has effects as wide as its level's spread; others in proportion. */
const middlingSpread = 0.35;

const kindOf = (level: Level): LevelKind => level.slice(0, level.indexOf(":")) as LevelKind;

/** Of a level's effects on a term. A campaign is off as a whole, and its physics is that of the others. */
const spreadOf = (
  { name, spread }: SpeedPriors["decode"][number] | SpeedPriors["firstToken"][number],
  kind: LevelKind,
  ofLevel: (kind: Exclude<LevelKind, "all" | "campaign">) => number,
): number => {
  if (kind === "campaign") return name === "scale" ? spread : 0;
  if (name === "scale") return 0;
  return kind === "all" ? spread : ofLevel(kind);
};

const decodeSpreads =
  ({ decode, levelSpread: { efficiency, overhead } }: SpeedPriors): PoolOptions["spreadOf"] =>
  (level, index) => {
    const term = decode[index];
    if (term === undefined) return 0;
    const spreads = efficiencyTermNames.has(term.name) ? efficiency : overhead;
    return spreadOf(term, kindOf(level), (kind) => (spreads[kind] * term.spread) / middlingSpread);
  };

const firstTokenSpreads =
  ({ firstToken, levelSpread }: SpeedPriors): PoolOptions["spreadOf"] =>
  (level, index) => {
    const term = firstToken[index];
    return term === undefined ? 0 : spreadOf(term, kindOf(level), (kind) => levelSpread.firstToken[kind]);
  };

/** Coefficients of a replica with these levels under a fit. */
export const speedUnder = (fit: SpeedFit, priors: SpeedPriors, levels: readonly Level[]): SpeedOfReplica => ({
  decode: decodeCoefficients(pooledLogarithms(priorCentres(priors.decode), fit.decode, levels)),
  firstToken: firstTokenCoefficients(pooledLogarithms(priorCentres(priors.firstToken), fit.firstToken, levels)),
});

const hasFirstToken = (entry: SpeedRow): entry is SpeedRow & { readonly row: { readonly timeToFirstToken: number } } =>
  entry.row.timeToFirstToken !== null;

/**
 * Effects on the speed coefficients that explain the rows, each quantity by itself.
 * @returns the same for the same rows in the same order
 */
export const fitSpeed = (rows: readonly SpeedRow[], options: FitOptions): SpeedFit => {
  const { priors, iterations = usualIterations, start = emptyFit } = options;
  const rest = speedUnder(emptyFit, priors, []);
  return {
    decode: fitPool(rows.map(decodeRow), {
      centres: priorCentres(priors.decode),
      spreadOf: decodeSpreads(priors),
      noise: priors.noise.interTokenLatency,
      iterations,
      start: start.decode,
    }),
    firstToken: fitPool(
      rows.filter(hasFirstToken).map((row) => firstTokenRow(row, rest)),
      {
        centres: priorCentres(priors.firstToken),
        spreadOf: firstTokenSpreads(priors),
        noise: priors.noise.timeToFirstToken,
        iterations,
        start: start.firstToken,
      },
    ),
  };
};

/** Numbers of effects that a fit holds, for its report. */
export const effectCount = ({ decode, firstToken }: SpeedFit): number =>
  Object.keys(decode).length * decodeTermNames.length + Object.keys(firstToken).length * firstTokenTermNames.length;
