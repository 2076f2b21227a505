/** What the policy weighs at one lead time. Levels are of load, weights multiply what is written beside them. */
export interface LoadlineSettings {
  readonly levelGain: number;
  readonly slopeGain: number;
  readonly volatilityHalfLifeSeconds: number;
  /** Time in which a past peak fades to 1/e. */
  readonly peakSeconds: number;
  readonly noise: number;
  readonly volatility: number;
  readonly peak: number;
  readonly mean: number;
  /** Share of the mean's term that follows the present level instead of the mean. */
  readonly meanOfLevel: number;
  /** Share of the slope that is carried to the end of the lead time, rising and falling. */
  readonly slopeUp: number;
  readonly slopeDown: number;
  /** Slope gain of the second, quick filter that sees a surge. */
  readonly surgeSlopeGain: number;
  /** Deviations of noise that a rise over the lead time must exceed to count as a surge. */
  readonly surgeThreshold: number;
  /** Share of a surge that is carried to the end of the lead time, */
  readonly surge: number;
  /** at most this share of the level. */
  readonly surgeLimit: number;
  /** Headroom of an order, as a multiple of the headroom that triggers it: the next order comes later. */
  readonly overOrder: number;
  /** Headroom that a smaller count must still have. */
  readonly keepShare: number;
  /** Share of the current count that a reduction must be worth. */
  readonly deadBand: number;
  /** How long a smaller count must have been enough. */
  readonly holdSeconds: number;
}

interface FittedSettings extends LoadlineSettings {
  readonly leadTimeSeconds: number;
}

/**
 * Fitted by random search on the first week of m-large (straight lines and steps between windows, per-client arrivals,
 * deviations enlarged, a small and a large deployment) against the pod autoscaler's frontier, then rounded. Around them
 * the frontier is flat within a fifth of each value.
 */
const fitted: readonly [FittedSettings, FittedSettings, FittedSettings] = [
  {
    leadTimeSeconds: 60,
    levelGain: 0.7,
    slopeGain: 0.012,
    volatilityHalfLifeSeconds: 3000,
    peakSeconds: 1750,
    noise: 1.2,
    volatility: 0.63,
    peak: 0.9,
    mean: 0.058,
    meanOfLevel: 0.115,
    slopeUp: 1,
    slopeDown: 0.8,
    surgeSlopeGain: 0.08,
    surgeThreshold: 5.3,
    surge: 0.6,
    surgeLimit: 1,
    overOrder: 1.45,
    keepShare: 1.25,
    deadBand: 0.055,
    holdSeconds: 90,
  },
  {
    leadTimeSeconds: 300,
    levelGain: 0.43,
    slopeGain: 0.012,
    volatilityHalfLifeSeconds: 2850,
    peakSeconds: 1700,
    noise: 1.2,
    volatility: 0.85,
    peak: 0.97,
    mean: 0.07,
    meanOfLevel: 0.03,
    slopeUp: 0.56,
    slopeDown: 0.87,
    surgeSlopeGain: 0.084,
    surgeThreshold: 6,
    surge: 0.8,
    surgeLimit: 1.3,
    overOrder: 1.4,
    keepShare: 1.12,
    deadBand: 0.11,
    holdSeconds: 90,
  },
  {
    leadTimeSeconds: 900,
    levelGain: 0.39,
    slopeGain: 0.0053,
    volatilityHalfLifeSeconds: 2200,
    peakSeconds: 2800,
    noise: 2.26,
    volatility: 0.25,
    peak: 0.56,
    mean: 0.086,
    meanOfLevel: 0.42,
    slopeUp: 0.15,
    slopeDown: 1.1,
    surgeSlopeGain: 0.024,
    surgeThreshold: 5.8,
    surge: 0.45,
    surgeLimit: 2,
    overOrder: 1.4,
    keepShare: 1.37,
    deadBand: 0.052,
    holdSeconds: 140,
  },
];

const names = [
  "levelGain",
  "slopeGain",
  "volatilityHalfLifeSeconds",
  "peakSeconds",
  "noise",
  "volatility",
  "peak",
  "mean",
  "meanOfLevel",
  "slopeUp",
  "slopeDown",
  "surgeSlopeGain",
  "surgeThreshold",
  "surge",
  "surgeLimit",
  "overOrder",
  "keepShare",
  "deadBand",
  "holdSeconds",
] as const satisfies readonly (keyof LoadlineSettings)[];

const between = (short: FittedSettings, long: FittedSettings, leadTimeSeconds: number): LoadlineSettings => {
  const way =
    Math.log(leadTimeSeconds / short.leadTimeSeconds) / Math.log(long.leadTimeSeconds / short.leadTimeSeconds);
  const entries = names.map((name) => [name, short[name] + way * (long[name] - short[name])] as const);
  return Object.fromEntries(entries) as Record<(typeof names)[number], number>;
};

/** The settings for a lead time: as fitted at 60, 300 and 900 s, in between by its logarithm, outside as at the nearer end. */
export const loadlineSettings = (leadTimeSeconds: number): LoadlineSettings => {
  const [shortest, middle, longest] = fitted;
  const lead = Math.min(longest.leadTimeSeconds, Math.max(shortest.leadTimeSeconds, leadTimeSeconds));
  return lead <= middle.leadTimeSeconds ? between(shortest, middle, lead) : between(middle, longest, lead);
};

/** Weights that do not depend on the lead time. */
export const headroomDefaults = {
  /** Lead time at which the lead-dependent weights are 1. */
  referenceLeadSeconds: 300,
  sampleSeconds: 15,
  peakLimit: 1.5,
  /** The forecast is at least this share of the level. */
  leastShare: 0.3,
  /** Headroom of a steady load, in deviations of the demand, and the long mean's share on top. */
  steadyDeviations: 2.4,
  steadyMean: 0.04,
  /**
   * A steady load is hardly ever acted on: this share of the headroom still is enough to order nothing, an order goes to
   * so much of it, a smaller count must have so much of it and be worth this share of it.
   */
  steadyTrigger: 0.8,
  /** It grows to that from this share over so many samples. */
  firstTrigger: 0.6,
  firstSamples: 240,
  steadyOrder: 1.45,
  steadyKeep: 1.15,
  steadyDeadBand: 0.6,
  /** A load is steady while its hourly level strays no further than this, or this share of its noise or quick changes; */
  steadyDrift: 0.02,
  steadyDriftOfNoise: 0.75,
  steadyDriftOfQuick: 0.7,
  /** while it is no wider around that level than this many times what quick changes and noise make it. */
  steadyWidth: 2,
  /** In the first hours it may be wider: twice as wide at so many samples. Changes within minutes take longer to learn. */
  steadyFirstSamples: 120,
  /**
   * Share of the headroom of a moving load at its first sample, and the time until it is whole: most of it is for what
   * happens once in days, and the first hours of a load have shown nothing of the kind yet.
   */
  firstShare: 0.4,
  firstHeadroomSeconds: 43_200,
  /** For all of the headroom that is spared because the load has not needed it, the dead band is wider by this share. */
  sparedDeadBand: 0.07,
  /** No replica is removed for a lead time after the start or a long gap, and for this long at least. */
  leastHoldSeconds: 300,
  /** How long a smaller count must have been enough for a steady load. */
  steadyHoldSeconds: 900,
  /** It no longer is when the hourly level stands off the long mean by this many times what it may stray, */
  steadyOffset: 2,
  /** or the level of five minutes, or of now, off the hourly one by so many deviations. */
  steadyRecentLimit: 4,
  steadyLimit: 5,
  /** Deviation of the demand above which nothing is called steady. */
  steadySpread: 0.25,
  /** Headroom of a load that repeats, in deviations of noise or of the repetition, and the long mean's share on top. */
  rhythmDeviations: 2.5,
  rhythmMean: 0.03,
} as const;
