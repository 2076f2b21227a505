import { gapAfterMs } from "./align.ts";
import type { Series } from "./read-frames.ts";

/** The instant for which "now" values are asked, and how old a sample may be to speak for it. */
export interface Freshness {
  readonly asOfMs: number;
  readonly staleAfterMs: number;
}

/** Freshness of one deployment, with the time of its newest sample; null without one. */
export interface DeploymentFreshness extends Freshness {
  readonly newestMs: number | null;
}

/** Index of the last sample that is not later than asOfMs, or null without one. */
const lastIndex = ({ timesMs }: Series, asOfMs: number): number | null => {
  const index = timesMs.findLastIndex((time) => time <= asOfMs);
  return index < 0 ? null : index;
};

/** Time of the newest sample of all series that is not later than asOfMs, or null without one. */
export const newestSampleMs = (series: readonly Series[], asOfMs: number): number | null =>
  series.reduce<number | null>((newest, one) => {
    const time = one.timesMs[lastIndex(one, asOfMs) ?? -1];
    return time === undefined || (newest !== null && newest >= time) ? newest : time;
  }, null);

/**
 * The value at asOfMs, or null when it is unknown: there is none, it is older than its freshness limit, or
 * the series has ended while others of its deployment go on (an unknown value is absent from the metrics).
 */
export const currentValue = (series: Series | undefined, freshness: DeploymentFreshness): number | null => {
  if (series === undefined) return null;
  const { asOfMs, staleAfterMs, newestMs } = freshness;
  const index = lastIndex(series, asOfMs);
  const time = index === null ? undefined : series.timesMs[index];
  if (index === null || time === undefined || asOfMs - time > staleAfterMs) return null;
  const ended = newestMs !== null && newestMs > time && newestMs - time > (gapAfterMs(series.timesMs) ?? 0);
  return ended ? null : (series.values[index] ?? null);
};
