import { estimate, meanOf, type ReplicaSpec, requestsPerSecond } from "@loadline/model";
import type { SpeedCoefficients, SpeedPriors } from "@loadline/model/internal";
import {
  architectureId,
  decodeTermNames,
  firstTokenTermNames,
  type LevelKind,
  levelsOf,
  namedEffects,
  priorCentres,
  type SpeedOfReplica,
  speedOf,
} from "@loadline/model/internal";
import { fitPool } from "./fit-pool.ts";
import type { MeasuredRow } from "./measured-row.ts";
import type { Effects, PooledRow, PoolOptions } from "./pool.ts";
import { decodeRow, firstTokenRow, type SpeedRow } from "./speed-rows.ts";

/** Effects of both quantities. */
export interface SpeedFit {
  readonly decode: Effects;
  /** Effects on decode steps where only what several models share may move them. */
  readonly common: Effects;
  readonly firstToken: Effects;
}

const emptyFit: SpeedFit = { decode: {}, common: {}, firstToken: {} };

export interface FitOptions {
  readonly priors: SpeedPriors;
  readonly iterations?: number | undefined;
  /** Where to start: an earlier fit of nearly the same rows saves most of the work. */
  readonly start?: SpeedFit | undefined;
  /** Fits one quantity and leaves the other as it starts. */
  readonly only?: Exclude<keyof SpeedFit, "common"> | undefined;
}

const usualIterations = 25;

const kindOf = (level: string): LevelKind => level.slice(0, level.indexOf(":")) as LevelKind;

type Term = SpeedPriors["decode" | "firstToken"][number];

/**
 * What all rows share moves every term but the factor of campaigns, which are off as a whole, by its own spread. A
 * term whose own spread is 0 is held.
 */
const spreadsOf =
  (terms: readonly Term[]): PoolOptions["spreadOf"] =>
  (level, index) => {
    const term = terms[index];
    if (term === undefined || term.spread === 0) return 0;
    const kind = kindOf(level);
    if (kind === "all") return term.name === "scale" ? 0 : term.spread;
    return term.levelSpread[kind] ?? 0;
  };

const named = (names: readonly string[], effects: Effects, digits: (value: number) => number) =>
  Object.fromEntries(
    Object.entries(effects)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([level, values]) => [level, namedEffects(names, values.map(digits))]),
  );

/** Effects of a fit by level and term, as files have them. */
export const namedFit = (fit: SpeedFit, digits = (value: number): number => value) => ({
  decode: named(decodeTermNames, fit.decode, digits),
  common: named(decodeTermNames, fit.common, digits),
  firstToken: named(firstTokenTermNames, fit.firstToken, digits),
});

const answering = new WeakMap<SpeedFit, SpeedCoefficients>();

/** A fit in the form of the committed coefficients, which the product answers by. */
const coefficientsOf = (fit: SpeedFit): SpeedCoefficients => {
  const known = answering.get(fit) ?? {
    kind: "speed-coefficients",
    id: "fit",
    source: { ref: "rows", accessed: "1970-01-01", rows: 1 },
    bands: [],
    ...namedFit(fit),
  };
  answering.set(fit, known);
  return known;
};

/** The replica of a row, answered by a fit. */
export const specUnder = (fit: SpeedFit, { facts }: SpeedRow): ReplicaSpec => ({
  ...facts.spec,
  coefficients: coefficientsOf(fit),
});

/** Coefficients of a row's replica under a fit. */
export const speedUnder = (fit: SpeedFit, priors: SpeedPriors, row: SpeedRow): SpeedOfReplica =>
  speedOf(specUnder(fit, row), row.facts.isOffline, { facts: row.facts.facts, priors });

const hasFirstToken = (entry: SpeedRow): entry is SpeedRow & { readonly row: { readonly timeToFirstToken: number } } =>
  entry.row.timeToFirstToken !== null;

const isCommon = (level: string): boolean => ["all", "engine", "class"].includes(kindOf(level));

const isApart = (level: string): boolean => level.startsWith("version") && level.includes(":disaggregated/");

/**
 * Versions of disaggregated replicas explain what the other levels leave: few rows know them, and they must not move what
 * all rows share.
 */
const fitApart = (rows: readonly PooledRow[], options: PoolOptions): Effects => {
  const sharedLevels = rows.map(({ levels }) => levels.filter((level) => !isApart(level)));
  const shared = fitPool(
    rows.map((row, index) => ({ ...row, levels: sharedLevels[index] ?? [] })),
    options,
  );
  const apart = rows.map(({ levels, logMeasured, logPredicted }, index): PooledRow => {
    const effects = (sharedLevels[index] ?? []).map((level) => shared[level] ?? []);
    const withShared = (value: number, term: number) => effects.reduce((sum, of) => sum + (of[term] ?? 0), value);
    return { levels: levels.filter(isApart), logMeasured, logPredicted: (at) => logPredicted(at.map(withShared)) };
  });
  const versioned = apart.filter(({ levels }) => levels.length > 0);
  return { ...shared, ...fitPool(versioned, options) };
};

const fitSteps = (rows: readonly SpeedRow[], options: FitOptions, fit: "decode" | "common" = "decode"): Effects => {
  if (rows.length === 0) return {};
  const { priors, iterations = usualIterations } = options;
  const spreadOf = spreadsOf(priors.decode);
  return fitApart(rows.map(decodeRow), {
    centres: priorCentres(priors.decode),
    spreadOf: (level, term) => (fit === "decode" || isCommon(level) ? spreadOf(level, term) : 0),
    noise: priors.noise.interTokenLatency,
    iterations,
    start: options.start?.[fit],
  });
};

/** Of a level with one model the effects are that model's own, and say nothing about another. */
const fitCommon = (rows: readonly SpeedRow[], options: FitOptions): Effects => {
  const isShared = (level: string): boolean =>
    new Set(
      rows.flatMap(({ levels, row }) => (levels.some((own) => own === level) ? [architectureId(row.spec.model)] : [])),
    ).size > 1;
  const effects = Object.entries(fitSteps(rows, options, "common"));
  return Object.fromEntries(effects.filter(([level]) => isCommon(level) && isShared(level)));
};

/** Bursts and served loads share no level. Each has a fit of its own, which ends when its own rows are settled. */
const fitDecode = (rows: readonly SpeedRow[], options: FitOptions): Pick<SpeedFit, "decode" | "common"> => {
  const served = rows.filter(({ facts }) => !facts.isOffline);
  const bursts = rows.filter(({ facts }) => facts.isOffline);
  return {
    decode: { ...fitSteps(served, options), ...fitSteps(bursts, options) },
    common: fitCommon(served, options),
  };
};

const fitFirstToken = (rows: readonly SpeedRow[], options: FitOptions, decode: Effects): Effects => {
  const { priors, iterations = usualIterations } = options;
  const known = { ...emptyFit, decode };
  const { firstToken: terms } = priors;
  return fitApart(
    rows.filter(hasFirstToken).map((row) => firstTokenRow(row, speedUnder(known, priors, row))),
    {
      centres: priorCentres(terms),
      spreadOf: spreadsOf(terms),
      noise: priors.noise.timeToFirstToken,
      iterations,
      start: options.start?.firstToken,
    },
  );
};

/**
 * Effects on the speed coefficients that explain the rows: of decode steps first, then of TTFT, whose prompts
 * use the links as the steps do.
 * @returns the same for the same rows in the same order
 */
export const fitSpeed = (rows: readonly SpeedRow[], options: FitOptions): SpeedFit => {
  const { only, start = emptyFit } = options;
  const steps = only === "firstToken" ? start : fitDecode(rows, options);
  const firstToken = only === "decode" ? start.firstToken : fitFirstToken(rows, options, steps.decode);
  return { ...steps, firstToken };
};

/** Runs have 1,200 to 9,000 requests. */
const simulatedRequests = 3000;
/** Longer steps keep more requests in decode, which makes steps longer again: half of each error, so many times. */
const runRounds = 8;

/** What a run at a rate was measured as, as a fit answers it. */
export const estimateOfRun = ({ spec, shape, requestsPerSecond: rate }: MeasuredRow, fit: SpeedCoefficients) => {
  const arrivals = { kind: "open-loop", requestsPerSecond: requestsPerSecond(rate ?? 0) } as const;
  return estimate({ ...spec, coefficients: fit }, shape, { ...arrivals, requests: simulatedRequests, seed: 1 });
};

const levelOf = ({ spec }: MeasuredRow, kind: LevelKind): string =>
  levelsOf(spec).find((level) => kindOf(level) === kind) ?? "";

/**
 * A fit of closed loops with runs at a rate: each campaign of a model that it has no row of gets the factor on its whole step
 * under which runs take as long per token as measured, and no level that others share moves.
 */
export const withRuns = (coefficients: SpeedCoefficients, runs: readonly MeasuredRow[]): SpeedCoefficients => {
  const unknown = runs.filter((run) => coefficients.decode[levelOf(run, "model")] === undefined);
  let fit = coefficients;
  for (let round = 0; round < runRounds; round++) {
    const decode = { ...fit.decode };
    for (const campaign of new Set(unknown.map((run) => levelOf(run, "campaign")))) {
      const own = unknown.filter((run) => levelOf(run, "campaign") === campaign);
      const errors = own.map((run) => Math.log(run.interTokenLatency / estimateOfRun(run, fit).interTokenLatency.mean));
      const error = meanOf(errors);
      decode[campaign] = { scale: Number(((fit.decode[campaign]?.scale ?? 0) + error / 2).toFixed(5)) };
    }
    fit = { ...fit, decode };
  }
  return fit;
};
