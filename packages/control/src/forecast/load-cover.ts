import { knownHigh, type LoadDay } from "./load-day.ts";
import { isLeft, type LoadLevel, noiseShare, usualChange } from "./load-level.ts";
import { type LoadOutline, outlineDefaults } from "./load-outline.ts";
import { likelyRise, lookOf, type Ramp, type RampQuestion, rampRate } from "./ramp.ts";

/**
 * A surge grows within one lead time to what no forecast sees: only what stands already carries it. So a share of the present
 * load is covered on top of it, as much as a surge adds until replicas serve that are ordered when it begins, and less where
 * the load is known to change less.
 * @source docs/adr/0036-one-decision-engine.md
 */
const surge = { mostShare: 0.22, sharePerMinute: 0.05, usualChanges: 5 } as const;

interface Known {
  readonly outline: LoadOutline;
  readonly level: LoadLevel | null;
  readonly ramp: Ramp;
}

type Asked = Pick<RampQuestion, "horizonSeconds" | "knownHigh">;

/** Where a rise under way leads; null where the load has not left its level upwards within the look. */
export const riseRate = (
  { outline, level, ramp }: Known,
  { horizonSeconds, knownHigh: high }: Asked,
  probability: number,
): number | null => {
  const at = ramp.points.at(-1)?.at;
  if (at === undefined || level === null) return null;
  const look = lookOf(ramp, horizonSeconds);
  const hasRisen = level.rose && at - level.since <= look;
  // A lead time of seconds cannot wait until the level is looked at again.
  const isRising = horizonSeconds < 2 * outlineDefaults.sampleSeconds && isLeft(level, outline);
  if (!hasRisen && !isRising) return null;
  const noise = Math.sqrt(level.square) * outline.demand;
  return rampRate(ramp, { horizonSeconds, knownHigh: high, noise, probability });
};

const coverOf = (known: Known & { readonly level: LoadLevel }, asked: Asked, share: number): number => {
  const { outline, level } = known;
  const base = Math.max(level.level, riseRate(known, asked, likelyRise) ?? 0);
  const usual = surge.usualChanges * usualChange(level, outline, asked.horizonSeconds);
  const added = Math.min(surge.mostShare, (surge.sharePerMinute * asked.horizonSeconds) / 60, usual);
  return Math.max(outline.demand, base * (1 + noiseShare(level) + share * added));
};

/**
 * Rates per second that a count must carry; null before the first sample. `surge`: the level of the load, or where a rise under
 * way leads, with its noise and room for a surge. `most`: what no quantile is covered beyond, for errors of the past are no
 * reason for a load that the last day never had.
 * @param share of the room for a surge that is wanted, 0…1
 */
export const loadCover = (
  state: Omit<Known, "outline"> & { readonly outline: LoadOutline | null; readonly day: LoadDay },
  horizonSeconds: number,
  share = 1,
): { readonly surge: number; readonly most: number } | null => {
  const { outline, level, ramp } = state;
  if (outline === null || level === null) return null;
  const high = knownHigh(state.day, outline.minute);
  const coverAt = (part: number): number =>
    coverOf({ outline, level, ramp }, { horizonSeconds, knownHigh: high }, part);
  return { surge: coverAt(share), most: Math.max(coverAt(1), high * (1 + noiseShare(level))) };
};
