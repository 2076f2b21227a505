import type { LoadMemory } from "./loadline-filter.ts";

/**
 * Weights of the headroom, fitted like the filter's constants. Flat ranges: noise 0.75–1.6, volatility 0.5–0.8,
 * peak 0.65–0.85, mean 0.05–0.1.
 */
export const headroomDefaults = {
  /** Lead time at which the lead-dependent weights are 1. */
  referenceLeadSeconds: 300,
  sampleSeconds: 15,
  noise: 1.2,
  volatility: 0.7,
  peak: 0.7,
  peakLimit: 1.5,
  mean: 0.08,
  /** Share of the slope that is carried to the end of the lead time, rising and falling. */
  slopeUp: 0.6,
  slopeDown: 0.8,
  /** The forecast is at least this share of the level. */
  leastShare: 0.3,
  /** Headroom of a steady load, in deviations of the demand. */
  steadyDeviations: 3,
  /** A load is steady while its hourly level strays no further than this, or this share of its noise. */
  steadyDrift: 0.02,
  steadyDriftOfNoise: 0.75,
  /** It no longer is when the hourly level stands off the long mean by this many times what it may stray, */
  steadyOffset: 2,
  /** or the level of five minutes, or of now, off the hourly one by so many deviations. */
  steadyRecentLimit: 3,
  steadyLimit: 5,
  /** Deviation of the demand above which nothing is called steady. */
  steadySpread: 0.25,
} as const;

export type HeadroomSettings = { readonly [K in keyof typeof headroomDefaults]: number };

export interface Outlook {
  /** Expected load when a replica asked for now would serve, per second. */
  readonly centre: number;
  /** Load to be ready for above that at a risk dial of 1, per second. */
  readonly headroom: number;
}

const recentLevel = ({ history, level }: LoadMemory): number => {
  let sum = 0;
  for (const entry of history) sum += entry.level;
  return history.length === 0 ? level : sum / history.length;
};

/** Whether the load leaves the level that it had: at once when far, within minutes when less far. */
const hasStrayed = (memory: LoadMemory, allowed: number, settings: HeadroomSettings): boolean => {
  const { level, slow, spread } = memory;
  const deviation = Math.max(Math.sqrt(spread), settings.steadyDrift / settings.steadyRecentLimit) * slow;
  return (
    Math.abs(Math.log(slow / memory.mean)) > settings.steadyOffset * allowed ||
    Math.abs(level - slow) > settings.steadyLimit * deviation ||
    Math.abs(recentLevel(memory) - slow) > settings.steadyRecentLimit * deviation
  );
};

/** One level with noise around it, for hours and now. */
export const isSteady = (memory: LoadMemory, settings: HeadroomSettings = headroomDefaults): boolean => {
  const allowed = Math.max(settings.steadyDrift, settings.steadyDriftOfNoise * Math.sqrt(memory.noise));
  const calm = Math.sqrt(memory.drift) < allowed && Math.sqrt(memory.spread) < settings.steadySpread;
  return calm && !hasStrayed(memory, allowed, settings);
};

/** A steady load has no trend and no peaks: its hourly level, its own spread, and the long mean's share for surprises. */
const steadyOutlook = ({ slow, spread, mean }: LoadMemory, lead: number, settings: HeadroomSettings): Outlook => ({
  centre: slow,
  headroom: settings.steadyDeviations * Math.sqrt(spread) * slow + settings.mean * lead * mean,
});

/**
 * Where the load is going within the lead time and how far above that it may turn out: noise, volatility, the recent peak
 * and the long mean, each an absolute rate, so that the headroom cannot explode near zero load.
 */
export const outlookOf = (
  memory: LoadMemory,
  leadTimeSeconds: number,
  settings: HeadroomSettings = headroomDefaults,
): Outlook => {
  const lead = leadTimeSeconds / settings.referenceLeadSeconds;
  if (isSteady(memory, settings)) return steadyOutlook(memory, lead, settings);
  const { level, slope, noise, volatility, peak, mean } = memory;
  const rise = slope * (Math.round(leadTimeSeconds / settings.sampleSeconds) + 1);
  const carried = (rise > 0 ? settings.slopeUp : settings.slopeDown) * rise;
  const peakWeight = Math.min(settings.peakLimit, (2 * settings.peak * lead) / (1 + lead));
  return {
    centre: Math.max(settings.leastShare * level, level + carried),
    headroom:
      settings.noise * Math.sqrt(noise) * level +
      settings.volatility * Math.sqrt(lead) * Math.sqrt(volatility) * level +
      peakWeight * (peak - level) +
      settings.mean * lead * mean,
  };
};
