/**
 * Every number of the scaling engine. Where none is named, the source is the ablation of
 * `packages/simulation/src/fluid/ablation.test.ts`: cost beside the pod autoscaler in hindsight, over recorded and
 * generated loads at lead times of 60, 300 and 900 s. All are flat within a factor of 1.5.
 */
export const scalingConstants = {
  /** Smoothing of the present level and of the mean of the last quarter of an hour, as time constants in seconds. */
  levelSeconds: 45,
  meanSeconds: 900,
  /** A sample this many usual deviations off the level is a surge or a fall, not noise; an error counts up to as many. */
  surge: 6,
  /** Half-life of the usual shortfall of a prediction, in seconds: the load of the last hours resembles the next one. */
  shortfallHalfLife: 3600,
  /** Headroom that candidates keep, as a share of the predicted load. */
  margins: [0.02, 0.05, 0.1, 0.2, 0.35, 0.6],
  /** Usual shortfalls of the prediction that candidates cover on top. */
  shortfalls: [1, 3],
  /** Seconds for which candidates keep what was needed before. */
  windows: [150, 600, 2400],
  /** Replica-hours that an hour of one missing replica is worth: the dial between cost and unserved work. */
  missingPrice: 60,
  /** Replica-hours that a change of the count is worth. */
  changePrice: 0.3,
  /** Half-life of a candidate's score in seconds: four days, so that weekends do not erase working days. */
  scoreHalfLife: 4 * 86_400,
  /** One day of evidence says that each step away from the first candidate costs this share of the load. */
  priorShare: 0.02,
  /** More is asked for when this share of the headroom is left; a reduction must be worth this share of the count. */
  triggerShare: 0.5,
  deadBand: 0.08,
} as const;

/** Where the candidates start: keep 10 % above the level, for ten minutes. */
export const firstMargin = 2;
export const firstWindow = 1;
