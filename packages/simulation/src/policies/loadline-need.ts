import { filterDefaults } from "./loadline-filter.ts";
import type { Outlook } from "./loadline-headroom.ts";

/** A forecast that is not due yet, and the highest demand since it was made. */
interface OpenForecast {
  readonly dueAt: number;
  readonly centre: number;
  readonly headroom: number;
  readonly highest: number;
}

/** How much of its headroom this load has turned out to need. */
export interface NeedRecord {
  /** Time of the last sample; null before the first. */
  readonly at: number | null;
  /** Time over which the load was seen, gaps left out. */
  readonly watchedSeconds: number;
  /** Most that was needed above the expected load, as a multiple of the headroom; it fades. */
  readonly most: number;
  /** Oldest first. */
  readonly open: readonly OpenForecast[];
}

export const needDefaults = {
  /** Most that counts: what is rarer does not predict the next one, and has faded to what is held in a day or two. */
  mostCounted: 1.4,
  /** The record fades by half in this time, in the first days in as much as the load is old, but no less than the least. */
  halfLifeSeconds: 345_600,
  leastHalfLifeSeconds: 21_600,
  /** Forecasts under way at a time. */
  openForecasts: 4,
  /** The headroom is never cut to less than this share of it. */
  leastShare: 0.3,
} as const;

/** A load that nobody has seen yet is expected to need all of it. */
export const emptyNeed: NeedRecord = { at: null, watchedSeconds: 0, most: needDefaults.mostCounted, open: [] };

/** What a forecast that is due asked for; a headroom of nothing was needed in full. */
const needOf = ({ highest, centre, headroom }: OpenForecast): number =>
  headroom > 0 ? Math.min(needDefaults.mostCounted, (highest - centre) / headroom) : needDefaults.mostCounted;

interface Sample {
  readonly at: number;
  /** Rate per second, ≥ 0. */
  readonly demand: number;
  readonly outlook: Outlook;
  readonly leadTimeSeconds: number;
}

/** Only a moving load's headroom is shared out by its record. */
const withForecast = (
  open: NeedRecord["open"],
  { at, demand, outlook, leadTimeSeconds }: Sample,
): NeedRecord["open"] => {
  const { kind, centre, headroom } = outlook;
  const dueAt = at + leadTimeSeconds;
  const latest = open.at(-1)?.dueAt ?? Number.NEGATIVE_INFINITY;
  if (kind !== "moving" || dueAt - latest < leadTimeSeconds / needDefaults.openForecasts) return open;
  return [...open, { dueAt, centre, headroom, highest: demand }];
};

/**
 * The record after one known sample. After a gap that is longer than the load's history, what was under way is dropped:
 * nobody saw how high the load went. A gap fades nothing.
 */
export const observeNeed = (before: NeedRecord, sample: Sample): NeedRecord => {
  const { at, demand } = sample;
  const { halfLifeSeconds, leastHalfLifeSeconds } = needDefaults;
  const elapsed = before.at === null ? 0 : Math.max(0, at - before.at);
  const isGap = elapsed > filterDefaults.historySeconds;
  const watched = isGap ? 0 : elapsed;
  let most = before.most * 2 ** (-watched / Math.min(halfLifeSeconds, leastHalfLifeSeconds + before.watchedSeconds));
  const open: OpenForecast[] = [];
  for (const forecast of isGap ? [] : before.open) {
    const seen = demand > forecast.highest ? { ...forecast, highest: demand } : forecast;
    if (seen.dueAt <= at) most = Math.max(most, needOf(seen));
    else open.push(seen);
  }
  return { at, watchedSeconds: before.watchedSeconds + watched, most, open: withForecast(open, sample) };
};

/**
 * Share of the headroom, 0…1, that covers the most that was needed of late when `held` times as much as orders are
 * triggered by is held on average.
 */
export const neededShare = ({ most }: NeedRecord, held: number): number =>
  Math.max(needDefaults.leastShare, Math.min(1, most / held));
