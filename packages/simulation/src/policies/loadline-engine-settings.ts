/** How the engines' signals and the plan's schedule enter. */
export interface EngineSignalSettings {
  /** Half-life of the smoothed lengths of requests, as the work of one compared to the usual one. */
  readonly workHalfLifeSeconds: number;
  /** Requests in line per replica that are no backlog yet. */
  readonly linePerReplica: number;
  /** Time in which a backlog shall be gone once the replicas for it serve. */
  readonly drainSeconds: number;
  /** Half-life of the errors by which schedule and last value are compared. */
  readonly trustHalfLifeSeconds: number;
  /** The schedule is followed while its squared error is below this share of the last value's. */
  readonly trustShare: number;
  /** Half-life of the average of the demand, as a share of the lead time, or half a request's time where that is longer. */
  readonly averageShare: number;
  readonly longestAverageSeconds: number;
  /** The same where the schedule is compared and followed: the steps of a schedule are sharp. */
  readonly scheduledAverageShare: number;
  readonly longestScheduledAverageSeconds: number;
  /** Time between two forecasts that are judged. */
  readonly forecastSeconds: number;
}

export const engineSignalDefaults: EngineSignalSettings = {
  workHalfLifeSeconds: 600,
  linePerReplica: 1,
  drainSeconds: 120,
  trustHalfLifeSeconds: 7200,
  trustShare: 0.9,
  averageShare: 0.4,
  longestAverageSeconds: 120,
  scheduledAverageShare: 0.1,
  longestScheduledAverageSeconds: 60,
  forecastSeconds: 60,
};
