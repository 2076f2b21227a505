import { z } from "zod";
import { firstMethod, forecastMethods, type KnownLoad } from "./forecast-methods.ts";
import { riseRate } from "./load-cover.ts";
import { knownHigh, loadDaySchema, slotMinutes, withSlot } from "./load-day.ts";
import { firstLevel, type LoadLevel, levelAfter, levelSchema, usualChange } from "./load-level.ts";
import {
  advanceOutline,
  firstOutline,
  floorOf,
  inShort,
  type LoadOutline,
  minuteOf,
  outlineDefaults,
  outlineSchema,
} from "./load-outline.ts";
import {
  firstTracker,
  gradingHalfLife,
  pinballLoss,
  trackError,
  trackedQuantile,
  trackerSchema,
} from "./quantile-tracker.ts";
import { emptyRamp, observeRamp, rampSchema } from "./ramp.ts";

/** Horizons whose errors are learnt, in seconds; others lie between them. */
export const learntHorizons = [60, 300, 600, 1800, 3600] as const;
/** Probabilities whose coverage is counted. */
export const countedProbabilities = [0.5, 0.9, 0.95, 0.99] as const;

const methodSchema = z.strictObject({
  /** Quantiles of its errors, in scales. */
  errors: trackerSchema,
  /** Mean pinball loss of the last weeks, in logarithms of load. */
  loss: z.number().nonnegative(),
  scored: z.number().int().nonnegative(),
});

const horizonSchema = z.strictObject({
  methods: z.array(methodSchema).length(forecastMethods.length).readonly(),
  chosen: z.number().int().nonnegative(),
  /** Forecasts that were given and are not due yet, oldest first: their minute and the counted quantiles. */
  given: z.array(z.strictObject({ due: z.number().int(), quantiles: z.array(z.number()).readonly() })).readonly(),
  /** Forecasts that came due, and of them those that covered, by counted probability; both fade over weeks. */
  due: z.number().nonnegative(),
  covered: z.array(z.number().nonnegative()).readonly(),
});
type Horizon = z.infer<typeof horizonSchema>;

/** All that a forecast of one load remembers: a few thousand numbers, however long it runs. Plain JSON. */
export const loadForecastSchema = z.strictObject({
  version: z.literal(1),
  /** Time of the last sample; null before the first. */
  at: z.number().nullable(),
  outline: outlineSchema.nullable(),
  /** null before the first sample, and of an earlier version until the next. */
  level: levelSchema.nullable().default(null),
  /** Outlines of the last hour, one a minute, oldest first; a minute without a sample has none. */
  minutes: z.array(outlineSchema).readonly(),
  /** Levels of the last day, by five-minute slot modulo a day. */
  day: loadDaySchema,
  /** Those that an earlier version wrote, in other units, are learnt anew. */
  horizons: z
    .array(horizonSchema)
    .length(learntHorizons.length)
    .readonly()
    .catch(() => learntHorizons.map(firstHorizon)),
  ramp: rampSchema.default(emptyRamp),
});
export type LoadForecast = z.infer<typeof loadForecastSchema>;

export const forecastDefaults = {
  /** The scale of errors: this power of the noise of the load, the rest of the usual one. */
  usualScale: 0.1,
  ownScalePower: 0.3,
  /** Learning rate per minute of the horizon, whose errors overlap, from five minutes on. */
  learningRate: 0.3,
  /** Spread before anything was learnt, in scales at five minutes: 95 % lie below 1.2 times the load. */
  firstSpread: 0.73,
  firstSpreadPower: 0.3,
  volatilityHalfLifeMinutes: 45,
  changeLimit: 0.7,
  /** Scored forecasts before one method may replace another. */
  leastScored: 120,
} as const;

const firstHorizon = (horizonSeconds: number): Horizon => ({
  methods: forecastMethods.map(() => {
    const { firstSpread, firstSpreadPower } = forecastDefaults;
    const errors = firstTracker(firstSpread * Math.max(1, horizonSeconds / learntHorizons[1]) ** firstSpreadPower);
    return { errors, loss: 0, scored: 0 };
  }),
  chosen: firstMethod,
  given: [],
  due: 0,
  covered: countedProbabilities.map(() => 0),
});

export const emptyLoadForecast: LoadForecast = {
  version: 1,
  at: null,
  outline: null,
  level: null,
  minutes: [],
  day: [],
  horizons: learntHorizons.map(firstHorizon),
  ramp: emptyRamp,
};

const minutesIn = (seconds: number): number => Math.round(seconds / outlineDefaults.secondsPerMinute);
const longestMinutes = minutesIn(learntHorizons.at(-1) ?? 0);

/** Scale of the logarithmic error of a forecast made from that outline. */
export const errorScale = (level: LoadLevel | null, outline: LoadOutline, horizonSeconds: number): number => {
  const { usualScale, ownScalePower } = forecastDefaults;
  const own = usualChange(level, outline, horizonSeconds);
  return usualScale ** (1 - ownScalePower) * own ** ownScalePower;
};

/** Centre of a method at a horizon, at least what counts as load. */
export const centreOf = (
  known: KnownLoad,
  { method, horizonSeconds }: { readonly method: number; readonly horizonSeconds: number },
): number =>
  Math.max(floorOf(known.outline), forecastMethods[method]?.centre(known, horizonSeconds) ?? known.outline.level);

/** What each method's forecast of a horizon ago turned out to be worth. */
const scored = (state: LoadForecast, horizon: Horizon, horizonSeconds: number, now: LoadOutline): Horizon => {
  const wanted = now.minute - minutesIn(horizonSeconds);
  const then = state.minutes.find(({ minute }) => minute === wanted);
  if (then === undefined) return horizon;
  const { learningRate } = forecastDefaults;
  const rate = learningRate / Math.max(slotMinutes, minutesIn(horizonSeconds));
  const scale = errorScale(state.level, then, horizonSeconds);
  const actual = Math.max(now.demand, floorOf(then));
  const known = { outline: then, minutes: state.minutes.filter(({ minute }) => minute <= then.minute) };
  const methods = horizon.methods.map((method, index) => {
    // Difference of logarithms: the ratio of a large load to almost none is beyond all numbers.
    const centre = centreOf(known, { method: index, horizonSeconds });
    const error = (Math.log(actual) - Math.log(centre)) / scale;
    const weight = Math.max(1 - 2 ** (-1 / gradingHalfLife), 1 / (method.scored + 1));
    const loss = method.loss + weight * (scale * pinballLoss(method.errors, error) - method.loss);
    return { errors: trackError(method.errors, error, rate), loss, scored: method.scored + 1 };
  });
  return {
    ...horizon,
    methods,
    chosen: methods.reduce((best, method, index) => {
      const isBetter = method.loss < (methods[best]?.loss ?? Number.POSITIVE_INFINITY);
      return method.scored >= forecastDefaults.leastScored && isBetter ? index : best;
    }, horizon.chosen),
  };
};

/** Forecasts that came due are counted; those of minutes without a sample are forgotten. */
const counted = (horizon: Horizon, { minute, demand }: LoadOutline): Horizon => {
  const [next] = horizon.given;
  if (next === undefined || next.due > minute) return horizon;
  const given = horizon.given.filter(({ due }) => due > minute);
  const entry = horizon.given.find(({ due }) => due === minute);
  if (entry === undefined) return { ...horizon, given };
  const decay = 2 ** (-1 / gradingHalfLife);
  const covered = horizon.covered.map((count, index) => {
    const covers = inShort(demand) <= (entry.quantiles[index] ?? 0);
    return decay * count + (covers ? 1 : 0);
  });
  return { ...horizon, given, due: decay * horizon.due + 1, covered };
};

const giving = (
  state: LoadForecast & { readonly outline: LoadOutline },
  horizon: Horizon,
  asked: { readonly horizonSeconds: number; readonly knownHigh: number },
): Horizon => {
  const { outline: now } = state;
  const { horizonSeconds } = asked;
  const { chosen, methods } = horizon;
  const errors = methods[chosen]?.errors;
  if (errors === undefined) return horizon;
  const scale = errorScale(state.level, now, horizonSeconds);
  const centre = centreOf(state, { method: chosen, horizonSeconds });
  const quantiles = countedProbabilities.map((probability) =>
    Math.max(riseRate(state, asked, probability) ?? 0, centre * Math.exp(scale * trackedQuantile(errors, probability))),
  );
  const next = { due: now.minute + minutesIn(horizonSeconds), quantiles: quantiles.map(inShort) };
  return { ...horizon, given: [...horizon.given, next] };
};

const withVolatility = (minutes: LoadForecast["minutes"], now: LoadOutline): LoadOutline => {
  const then = minutes.find(({ minute }) => minute === now.minute - slotMinutes);
  if (then === undefined) return now;
  const floor = floorOf(now);
  const change = Math.log(Math.max(now.level, floor) / Math.max(then.level, floor));
  const { changeLimit, volatilityHalfLifeMinutes } = forecastDefaults;
  const decay = 2 ** (-1 / volatilityHalfLifeMinutes);
  const square = Math.min(Math.abs(change), changeLimit) ** 2;
  return { ...now, volatility: decay * now.volatility + (1 - decay) * square };
};

/** The state at the first sample of a minute: errors learnt, forecasts given, the outline kept. */
const atMinute = (state: LoadForecast, now: LoadOutline): LoadForecast => {
  const outline = withVolatility(state.minutes, now);
  const high = knownHigh(state.day, outline.minute);
  const horizons = state.horizons.map((horizon, index) => {
    const horizonSeconds = learntHorizons[index] ?? 0;
    const known = counted(scored(state, horizon, horizonSeconds, outline), outline);
    return giving({ ...state, outline }, known, { horizonSeconds, knownHigh: high });
  });
  const recent = state.minutes.filter(({ minute }) => minute >= outline.minute - longestMinutes);
  const { minute, demand, level, slow, volatility } = outline;
  const short = { minute, demand: inShort(demand), level: inShort(level), slow: inShort(slow), volatility };
  return { ...state, outline, horizons, minutes: [...recent, short], day: withSlot(state.day, short) };
};

/**
 * The forecast's memory after one sample. Unknown demand changes nothing: a gap teaches nothing and is not zero. A sample
 * that is not later than the last, or that is no rate, is left out.
 * @param demand rate per second, ≥ 0; null: not known
 * @param meanSeconds window that the rate is a mean over; left out: as before, at first a minute
 */
export const observeDemand = (
  before: LoadForecast,
  sample: { readonly at: number; readonly demand: number | null; readonly meanSeconds?: number | undefined },
): LoadForecast => {
  const { at, demand, meanSeconds } = sample;
  const usable = demand !== null && Number.isFinite(demand) && demand >= 0 && Number.isFinite(at);
  if (!usable || (before.at !== null && at <= before.at)) return before;
  if (before.outline === null || before.at === null) {
    const outline = firstOutline(at, demand);
    const ramp = observeRamp(before.ramp, { at, demand, elapsed: 0, meanSeconds });
    return atMinute({ ...before, at, level: firstLevel(at, demand, ramp.meanSeconds), ramp }, outline);
  }
  const elapsed = at - before.at;
  const outline = advanceOutline(before.outline, { at, demand, elapsed });
  const ramp = observeRamp(before.ramp, { at, demand, elapsed, meanSeconds });
  const was = before.level ?? firstLevel(at, demand, before.ramp.meanSeconds);
  // The noise of a mean goes with the inverse of its window; one of less than a second is a sample.
  const shorter = Math.max(1, before.ramp.meanSeconds) / Math.max(1, ramp.meanSeconds);
  const level = levelAfter({ ...was, square: was.square * shorter }, outline, { at, elapsed });
  const state = { ...before, at, outline, level, ramp };
  return minuteOf(at) > before.outline.minute ? atMinute(state, outline) : state;
};
