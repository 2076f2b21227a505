import { type LoadlineSettings, loadlineSettings } from "./loadline-settings.ts";
import { emptyRhythm, observeRhythm, type Rhythm } from "./rhythm.ts";

/**
 * What the load has been like, in numbers that a restart must not forget. Rates are per second, the three variances are
 * of relative size; the history reaches five minutes back.
 */
export interface LoadMemory {
  readonly at: number;
  readonly samples: number;
  readonly level: number;
  /** Change of the level per sample period. */
  readonly slope: number;
  /** Level and slope of the quick filter. */
  readonly quickLevel: number;
  readonly quickSlope: number;
  readonly noise: number;
  readonly volatility: number;
  /** The same as the volatility, over hours. */
  readonly agitation: number;
  /** The level, or a recent higher one on its way down. */
  readonly peak: number;
  readonly mean: number;
  /** The level of the last hour or so. */
  readonly slow: number;
  /** Variance of the demand around it, of relative size. */
  readonly spread: number;
  /** Mean square of how far, in logarithms, that level strays from the long mean. */
  readonly drift: number;
  readonly history: readonly { readonly at: number; readonly level: number }[];
  readonly rhythm: Rhythm;
}

/** Constants of the filter that do not depend on the lead time. */
export const filterDefaults = {
  sampleSeconds: 15,
  quickLevelGain: 0.4,
  /** A single sample moves the quick slope by no more than so many deviations of noise, so that a jump is no ramp. */
  quickErrorLimit: 3,
  noiseHalfLifeSeconds: 7200,
  meanHalfLifeSeconds: 86_400,
  slowHalfLifeSeconds: 1800,
  spreadHalfLifeSeconds: 21_600,
  driftHalfLifeSeconds: 10_800,
  agitationHalfLifeSeconds: 14_400,
  historySeconds: 300,
  /** Samples after which a level is one to measure changes from. */
  settlingSamples: 8,
  /** Share of one replica's capacity below which loads are equal: a return from zero divides by no zero. */
  floorShare: 0.05,
  /** Largest logarithmic change that counts as volatility: a factor of two. */
  changeLimit: 0.7,
  /** An error counts as noise, and a change as agitation, up to three deviations: one jump is no restless load. */
  outlierVariances: 9,
  /** The spread grows by what lies up to four deviations off, so that a new level does not pass for a wide one. */
  spreadOutlierVariances: 16,
  firstNoise: 0.0016,
  firstVolatility: 0.0036,
  firstSpread: 0.005,
  /** A load is taken for unsteady until it has shown otherwise. */
  firstDrift: 0.0002,
  /** Samples that the first guesses of noise, volatility and spread count as. */
  firstSamples: 40,
} as const;

export type FilterSettings = { readonly [K in keyof typeof filterDefaults]: number };

const usualLeadTimeSeconds = 300;
const usual = { leadTimeSeconds: usualLeadTimeSeconds, settings: loadlineSettings(usualLeadTimeSeconds) } as const;

const decay = (elapsed: number, halfLife: number): number => 2 ** (-elapsed / halfLife);

const firstMemory = (at: number, level: number, settings: FilterSettings): LoadMemory => ({
  at: at - settings.sampleSeconds,
  samples: 0,
  level,
  slope: 0,
  quickLevel: level,
  quickSlope: 0,
  noise: settings.firstNoise,
  volatility: settings.firstVolatility,
  agitation: settings.firstVolatility,
  peak: level,
  mean: 0,
  slow: level,
  spread: settings.firstSpread,
  drift: settings.firstDrift,
  history: [],
  rhythm: emptyRhythm,
});

/** After a gap longer than the history, the level starts anew where the load is; noise, mean and the higher peak stay. */
const resumed = (memory: LoadMemory, at: number, level: number, settings: FilterSettings): LoadMemory => ({
  ...memory,
  at: at - settings.sampleSeconds,
  level,
  slope: 0,
  quickLevel: level,
  quickSlope: 0,
  peak: Math.max(memory.peak, level),
  history: [],
});

export const isAfterGap = (memory: LoadMemory, at: number, settings: FilterSettings): boolean =>
  at - memory.at > settings.historySeconds;

/** The history from the newest entry on that is at least the span old. */
const trimmed = (history: LoadMemory["history"], at: number, span: number): LoadMemory["history"] => {
  let from = 0;
  while ((history[from + 1]?.at ?? Number.POSITIVE_INFINITY) <= at - span) from += 1;
  return from === 0 ? history : history.slice(from);
};

/** The newest level at least the span old, or null while there is none. */
const levelBefore = (history: LoadMemory["history"], at: number, span: number): number | null => {
  const [oldest] = history;
  return oldest !== undefined && oldest.at <= at - span ? oldest.level : null;
};

/** What the load of hours is like: whether it is one level with noise, or goes up and down. */
const observedLong = (
  memory: LoadMemory,
  { demand, elapsed, mean }: { readonly demand: number; readonly elapsed: number; readonly mean: number },
  settings: FilterSettings,
): Pick<LoadMemory, "slow" | "spread" | "drift"> => {
  const weight = Math.max(1 - decay(elapsed, settings.slowHalfLifeSeconds), 1 / (memory.samples + 1));
  const slow = Math.max(Number.MIN_VALUE, memory.slow + weight * (demand - memory.slow));
  const spreadKept = Math.min(decay(elapsed, settings.spreadHalfLifeSeconds), guessShare(memory));
  const driftKept = decay(elapsed, settings.driftHalfLifeSeconds);
  const widest = settings.spreadOutlierVariances * memory.spread;
  return {
    slow,
    spread: spreadKept * memory.spread + (1 - spreadKept) * Math.min((demand / slow - 1) ** 2, widest),
    drift: driftKept * memory.drift + (1 - driftKept) * Math.log(slow / mean) ** 2,
  };
};

/** What is kept of a first guess: soon as little as of any other sample. */
const guessShare = ({ samples }: LoadMemory): number =>
  (samples + filterDefaults.firstSamples) / (samples + filterDefaults.firstSamples + 1);

interface Reading {
  readonly at: number;
  /** Rate per second, ≥ 0. */
  readonly demand: number;
  /** Rate per second of one replica, > 0. */
  readonly capacity: number;
}

interface Passed {
  readonly demand: number;
  readonly elapsed: number;
  readonly floor: number;
  /** Variance of the noise, this sample included. */
  readonly noise: number;
}

/** The quick filter, which follows a surge within a minute or two and is used for nothing else. */
const observedSurge = (
  { quickLevel, quickSlope }: LoadMemory,
  { demand, elapsed, floor, noise }: Passed,
  surgeSlopeGain: number,
): Pick<LoadMemory, "quickLevel" | "quickSlope"> => {
  const { sampleSeconds, quickLevelGain, quickErrorLimit } = filterDefaults;
  const predicted = Math.max(floor, quickLevel + (quickSlope * elapsed) / sampleSeconds);
  const error = demand - predicted;
  const limit = quickErrorLimit * Math.sqrt(noise) * predicted;
  return {
    quickLevel: Math.max(floor, predicted + quickLevelGain * error),
    quickSlope: quickSlope + surgeSlopeGain * Math.max(-limit, Math.min(limit, error)),
  };
};

/** Volatility, peak, mean and history of the new level. */
const observedLevel = (
  memory: LoadMemory,
  { at, level, elapsed }: { readonly at: number; readonly level: number; readonly elapsed: number },
  { volatilityHalfLifeSeconds, peakSeconds }: LoadlineSettings,
): Pick<LoadMemory, "volatility" | "agitation" | "peak" | "mean" | "history"> => {
  const { changeLimit, historySeconds, meanHalfLifeSeconds, agitationHalfLifeSeconds } = filterDefaults;
  const history = trimmed(memory.history, at, historySeconds);
  const earlier = levelBefore(history, at, historySeconds) ?? level;
  const change = Math.max(-changeLimit, Math.min(changeLimit, Math.log(level / earlier)));
  const kept = Math.min(decay(elapsed, volatilityHalfLifeSeconds), guessShare(memory));
  const agitationKept = Math.min(decay(elapsed, agitationHalfLifeSeconds), guessShare(memory));
  const meanWeight = Math.max(1 - decay(elapsed, meanHalfLifeSeconds), 1 / (memory.samples + 1));
  return {
    volatility: kept * memory.volatility + (1 - kept) * change ** 2,
    agitation:
      agitationKept * memory.agitation +
      (1 - agitationKept) * Math.min(change ** 2, filterDefaults.outlierVariances * memory.agitation),
    peak: level + Math.max(0, (memory.peak - level) * Math.exp(-elapsed / peakSeconds)),
    mean: memory.mean + meanWeight * (level - memory.mean),
    // The first levels lean on single samples: a change measured from them is noise, or the start of the recording.
    history: memory.samples < filterDefaults.settlingSamples ? [] : [...history, { at, level }],
  };
};

/**
 * The memory after one known sample: level and slope by a damped alpha-beta filter and by a quick one, then noise,
 * volatility, peak, mean, and how the load repeats.
 */
export const observeLoad = (
  before: LoadMemory | null,
  { at, demand, capacity }: Reading,
  { leadTimeSeconds, settings }: { readonly leadTimeSeconds: number; readonly settings: LoadlineSettings } = usual,
): LoadMemory => {
  const floor = filterDefaults.floorShare * capacity;
  const fresh = Math.max(demand, floor);
  const known = before ?? firstMemory(at, fresh, filterDefaults);
  const memory = isAfterGap(known, at, filterDefaults) ? resumed(known, at, fresh, filterDefaults) : known;
  const elapsed = Math.max(0, at - memory.at);
  const predicted = Math.max(floor, memory.level + (memory.slope * elapsed) / filterDefaults.sampleSeconds);
  const error = fresh - predicted;
  const outlier = filterDefaults.outlierVariances * memory.noise;
  // Without load there is no evidence about its noise.
  const isIdle = fresh <= floor && predicted <= floor;
  const kept = isIdle ? 1 : Math.min(decay(elapsed, filterDefaults.noiseHalfLifeSeconds), guessShare(memory));
  const noise = kept * memory.noise + (1 - kept) * Math.min((error / predicted) ** 2, outlier);
  const level = Math.max(floor, predicted + settings.levelGain * error);
  const seen = observedLevel(memory, { at, level, elapsed }, settings);
  return {
    at,
    samples: memory.samples + 1,
    level,
    slope: memory.slope + settings.slopeGain * error,
    noise,
    ...observedSurge(memory, { demand: fresh, elapsed, floor, noise }, settings.surgeSlopeGain),
    ...seen,
    ...observedLong(memory, { demand: fresh, elapsed, mean: seen.mean }, filterDefaults),
    rhythm: observeRhythm(memory.rhythm, { at, demand }, { aheadSeconds: leadTimeSeconds, floor }),
  };
};
