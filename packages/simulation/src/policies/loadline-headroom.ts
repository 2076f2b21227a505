import type { LoadMemory } from "./loadline-filter.ts";
import { headroomDefaults as common, type LoadlineSettings, loadlineSettings } from "./loadline-settings.ts";
import { rhythmOutlook } from "./rhythm.ts";

export interface Outlook {
  /** Expected load when a replica asked for now would serve, per second. */
  readonly centre: number;
  /** Load to be ready for above that at a risk dial of 1, per second. */
  readonly headroom: number;
  /** What the load is taken for: one that repeats, one level with noise, or neither. */
  readonly kind: "repeated" | "steady" | "moving";
}

const recentLevel = ({ history, level }: LoadMemory): number => {
  let sum = 0;
  for (const entry of history) sum += entry.level;
  return history.length === 0 ? level : sum / history.length;
};

/** Variance of relative size that noise and changes within minutes alone would give the demand. */
export const quickVariance = ({ noise, agitation }: LoadMemory): number => noise + agitation / 2;

/** Whether the load leaves the level that it had: at once when far, within minutes when less far. */
const hasStrayed = (memory: LoadMemory, allowed: number): boolean => {
  const { level, slow, spread } = memory;
  const width = Math.sqrt(Math.min(spread, common.steadyWidth * quickVariance(memory)));
  const deviation = Math.max(width, common.steadyDrift / common.steadyRecentLimit) * slow;
  return (
    Math.abs(Math.log(slow / memory.mean)) > common.steadyOffset * allowed ||
    Math.abs(level - slow) > common.steadyLimit * deviation ||
    Math.abs(recentLevel(memory) - slow) > common.steadyRecentLimit * deviation
  );
};

/** One level with noise around it, for hours and now. */
export const isSteady = (memory: LoadMemory): boolean => {
  const { drift, spread, noise, samples } = memory;
  const quick = quickVariance(memory);
  const allowed = Math.max(
    common.steadyDrift,
    common.steadyDriftOfNoise * Math.sqrt(noise),
    common.steadyDriftOfQuick * Math.sqrt(quick),
  );
  const width = common.steadyWidth * (1 + common.steadyFirstSamples / samples);
  const calm = Math.sqrt(drift) < allowed && spread < width * quick && Math.sqrt(spread) < common.steadySpread;
  return calm && !hasStrayed(memory, allowed);
};

/**
 * A steady load has no trend and no peaks: its long mean, its spread around the hourly level and that level's own around
 * the mean, and the mean's share for surprises. The hourly level itself would sway with noise that lasts minutes.
 */
const steadyOutlook = ({ spread, mean, drift }: LoadMemory, lead: number): Outlook => ({
  centre: mean,
  headroom: common.steadyDeviations * Math.sqrt(spread + drift) * mean + common.steadyMean * Math.sqrt(lead) * mean,
  kind: "steady",
});

/** A load that repeats needs the highest minute to come, and headroom for how well it repeats. */
const repeatedOutlook = (memory: LoadMemory, leadTimeSeconds: number): Outlook | null => {
  const repeated = rhythmOutlook(memory.rhythm, memory.level, leadTimeSeconds);
  if (repeated === null) return null;
  const deviation = Math.max(Math.sqrt(memory.noise), repeated.deviation);
  return {
    centre: repeated.highest,
    headroom: common.rhythmDeviations * deviation * repeated.highest + common.rhythmMean * memory.mean,
    kind: "repeated",
  };
};

/** Expected load at the end of the lead time: the slope carried on, and a surge further than its noise explains. */
const centreOf = (memory: LoadMemory, leadTimeSeconds: number, settings: LoadlineSettings): number => {
  const { level, slope, quickSlope, noise } = memory;
  const samples = Math.round(leadTimeSeconds / common.sampleSeconds) + 1;
  const rise = slope * samples;
  const carried = (rise > 0 ? settings.slopeUp : settings.slopeDown) * rise;
  const beyond = quickSlope * samples - Math.max(0, carried) - settings.surgeThreshold * Math.sqrt(noise) * level;
  const surge = Math.min(settings.surge * Math.max(0, beyond), settings.surgeLimit * level);
  return Math.max(common.leastShare * level, level + carried + surge);
};

const headroomOf = (memory: LoadMemory, lead: number, settings: LoadlineSettings): number => {
  const { level, noise, volatility, peak, mean } = memory;
  const peakWeight = Math.min(common.peakLimit, (2 * settings.peak * lead) / (1 + lead));
  return (
    settings.noise * Math.sqrt(noise) * level +
    settings.volatility * Math.sqrt(lead) * Math.sqrt(volatility) * level +
    peakWeight * (peak - level) +
    settings.mean * lead * mean ** (1 - settings.meanOfLevel) * level ** settings.meanOfLevel
  );
};

/**
 * Where the load is going within the lead time and how far above that it may turn out. A steady load is taken from its
 * own spread, one that repeats from its last period; any other from slope and surge, with noise, volatility, the recent
 * peak and the long mean above them, each an absolute rate, so that the headroom cannot explode near zero load.
 */
export const outlookOf = (
  memory: LoadMemory,
  leadTimeSeconds: number,
  settings: LoadlineSettings = loadlineSettings(leadTimeSeconds),
): Outlook => {
  const lead = leadTimeSeconds / common.referenceLeadSeconds;
  // What is one level with noise repeats by chance only.
  if (isSteady(memory)) return steadyOutlook(memory, lead);
  const repeated = repeatedOutlook(memory, leadTimeSeconds);
  if (repeated !== null) return repeated;
  return {
    centre: centreOf(memory, leadTimeSeconds, settings),
    headroom: headroomOf(memory, lead, settings),
    kind: "moving",
  };
};
