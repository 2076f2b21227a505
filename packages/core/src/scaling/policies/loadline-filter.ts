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
  readonly noise: number;
  readonly volatility: number;
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
}

/**
 * Constants of the filter. Each was fitted by random search over five loads and three lead times, then rounded; the
 * frontier is flat around them: level gain 0.3–0.5, slope gain 0.01–0.015, peak time 1200–2100 s.
 */
export const filterDefaults = {
  sampleSeconds: 15,
  levelGain: 0.4,
  slopeGain: 0.012,
  noiseHalfLifeSeconds: 7200,
  volatilityHalfLifeSeconds: 2700,
  meanHalfLifeSeconds: 86_400,
  peakSeconds: 1500,
  slowHalfLifeSeconds: 1800,
  spreadHalfLifeSeconds: 21_600,
  driftHalfLifeSeconds: 10_800,
  historySeconds: 300,
  /** Lowest level as a share of one replica's capacity, so that a return from zero does not divide by nothing. */
  floorShare: 0.05,
  /** Largest logarithmic change that counts as volatility: a factor of two. */
  changeLimit: 0.7,
  /** An error counts as noise up to three deviations. */
  outlierVariances: 9,
  firstNoise: 0.0016,
  firstVolatility: 0.0036,
  firstSpread: 0.01,
  /** A load is taken for unsteady until it has shown otherwise. */
  firstDrift: 0.0002,
} as const;

export type FilterSettings = { readonly [K in keyof typeof filterDefaults]: number };

const decay = (elapsed: number, halfLife: number): number => 2 ** (-elapsed / halfLife);

const firstMemory = (at: number, level: number, settings: FilterSettings): LoadMemory => ({
  at: at - settings.sampleSeconds,
  samples: 0,
  level,
  slope: 0,
  noise: settings.firstNoise,
  volatility: settings.firstVolatility,
  peak: level,
  mean: 0,
  slow: level,
  spread: settings.firstSpread,
  drift: settings.firstDrift,
  history: [],
});

/** After a gap longer than the history, the level starts anew where the load is; noise, mean and the higher peak stay. */
const resumed = (memory: LoadMemory, at: number, level: number, settings: FilterSettings): LoadMemory => ({
  ...memory,
  at: at - settings.sampleSeconds,
  level,
  slope: 0,
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
): Pick<LoadMemory, "mean" | "slow" | "spread" | "drift"> => {
  const weight = Math.max(1 - decay(elapsed, settings.slowHalfLifeSeconds), 1 / (memory.samples + 1));
  const slow = Math.max(Number.MIN_VALUE, memory.slow + weight * (demand - memory.slow));
  const spreadKept = decay(elapsed, settings.spreadHalfLifeSeconds);
  const driftKept = decay(elapsed, settings.driftHalfLifeSeconds);
  return {
    mean,
    slow,
    spread: spreadKept * memory.spread + (1 - spreadKept) * (demand / slow - 1) ** 2,
    drift: driftKept * memory.drift + (1 - driftKept) * Math.log(slow / mean) ** 2,
  };
};

/**
 * The memory after one known sample: level and slope by a damped alpha-beta filter, then noise, volatility, peak and mean.
 * @param demand rate per second, ≥ 0
 * @param capacity rate per second of one replica, > 0
 */
export const observeLoad = (
  before: LoadMemory | null,
  { at, demand, capacity }: { readonly at: number; readonly demand: number; readonly capacity: number },
  settings: FilterSettings = filterDefaults,
): LoadMemory => {
  const floor = settings.floorShare * capacity;
  const fresh = Math.max(demand, floor);
  const known = before ?? firstMemory(at, fresh, settings);
  const memory = isAfterGap(known, at, settings) ? resumed(known, at, fresh, settings) : known;
  const elapsed = Math.max(0, at - memory.at);
  const predicted = Math.max(floor, memory.level + (memory.slope * elapsed) / settings.sampleSeconds);
  const error = demand - predicted;
  const relative = (error / predicted) ** 2;
  const level = Math.max(floor, predicted + settings.levelGain * error);
  const history = trimmed(memory.history, at, settings.historySeconds);
  const earlier = levelBefore(history, at, settings.historySeconds) ?? level;
  const change = Math.max(-settings.changeLimit, Math.min(settings.changeLimit, Math.log(level / earlier)));
  const noiseKept = decay(elapsed, settings.noiseHalfLifeSeconds);
  const volatilityKept = decay(elapsed, settings.volatilityHalfLifeSeconds);
  const meanWeight = Math.max(1 - decay(elapsed, settings.meanHalfLifeSeconds), 1 / (memory.samples + 1));
  const mean = memory.mean + meanWeight * (level - memory.mean);
  return {
    at,
    samples: memory.samples + 1,
    level,
    slope: memory.slope + settings.slopeGain * error,
    noise: noiseKept * memory.noise + (1 - noiseKept) * Math.min(relative, settings.outlierVariances * memory.noise),
    volatility: volatilityKept * memory.volatility + (1 - volatilityKept) * change ** 2,
    peak: level + Math.max(0, (memory.peak - level) * Math.exp(-elapsed / settings.peakSeconds)),
    ...observedLong(memory, { demand: Math.max(demand, floor), elapsed, mean }, settings),
    history: [...history, { at, level }],
  };
};
