import type { Level } from "@loadline/model/internal";

/** Effects on the logarithms of the coefficients, by level; packed in the order of the terms. */
export type Effects = { readonly [level: string]: readonly number[] };

/** One measured value and how the model predicts it from the logarithms of the coefficients. */
export interface PooledRow {
  readonly levels: readonly Level[];
  readonly logMeasured: number;
  readonly logPredicted: (logarithms: Float64Array) => number;
}

export interface PoolOptions {
  /** Logarithms of the prior centres. */
  readonly centres: readonly number[];
  /** Standard deviation of the effect of a level on a term; 0: the level does not touch it. */
  readonly spreadOf: (level: Level, term: number) => number;
  /** Scatter of the logarithm between runs of one configuration. */
  readonly noise: number;
  readonly iterations: number;
  /** Effects to start from. */
  readonly start?: Effects | undefined;
}

/** Levels of the rows by number; effects lie level by level, term by term. */
export interface Pool {
  readonly centres: readonly number[];
  readonly noise: number;
  readonly levelsOfRow: readonly (readonly number[])[];
  /** Weight of each effect's square in the loss. */
  readonly ridge: Float64Array;
  readonly start: Float64Array;
  readonly named: (effects: Float64Array) => Effects;
}

/** Effects that a level must not have are held this tightly. */
const closed = 1e12;

const ridgeOf = (levels: readonly Level[], { centres, spreadOf, noise }: PoolOptions): Float64Array => {
  const ridge = new Float64Array(levels.length * centres.length);
  for (const [index, level] of levels.entries()) {
    for (let term = 0; term < centres.length; term++) {
      const spread = spreadOf(level, term);
      ridge[index * centres.length + term] = spread > 0 ? (noise / spread) ** 2 : closed;
    }
  }
  return ridge;
};

export const poolOf = (rows: readonly PooledRow[], options: PoolOptions): Pool => {
  const numbers = new Map<Level, number>();
  for (const { levels } of rows) {
    for (const level of levels) if (!numbers.has(level)) numbers.set(level, numbers.size);
  }
  const levels = [...numbers.keys()];
  const terms = options.centres.length;
  const start = new Float64Array(levels.length * terms);
  for (const [index, level] of levels.entries()) start.set(options.start?.[level] ?? [], index * terms);
  return {
    centres: options.centres,
    noise: options.noise,
    levelsOfRow: rows.map((row) => row.levels.map((level) => numbers.get(level) ?? 0)),
    ridge: ridgeOf(levels, options),
    start,
    named: (effects) =>
      Object.fromEntries(
        levels.map((level, index) => [level, Array.from(effects.subarray(index * terms, (index + 1) * terms))]),
      ),
  };
};
