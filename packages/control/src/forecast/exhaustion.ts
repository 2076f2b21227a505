import { carriedBy, meanOf, quantileOf, type ReplicaRate } from "@loadline/model";

/** Whole replicas that each limit allows. null: not limited by it, or not known. */
interface ReplicaLimits {
  readonly pool: number | null;
  readonly budget: number | null;
}

/** Days from the last peak; null: not within the horizon. */
interface DayRange {
  readonly earliest: number | null;
  readonly likely: number | null;
  readonly latest: number | null;
}

interface LimitOutlook {
  readonly limit: keyof ReplicaLimits;
  /** Demand that they may carry. */
  readonly demand: number;
  readonly exhaustion: DayRange;
  /** The exhaustion less the procurement lead time; below 0: it should have been ordered already. */
  readonly orderBy: DayRange;
}

export interface ExhaustionOutlook {
  /** Known days that it rests on. */
  readonly days: number;
  /** `few-days`: less than a week, too short to separate a weekly rhythm from growth; the scatter of days is then assumed. */
  readonly basis: "weeks" | "few-days";
  /** How the peaks grow, by the closest curve; flat: they may as well not grow. */
  readonly curve: GrowthCurve | "flat";
  /** Change of the daily peak per day as a ratio: middle and 90 % range. */
  readonly growthPerDay: { readonly low: number; readonly middle: number; readonly high: number };
  /** Soonest first. */
  readonly limits: readonly LimitOutlook[];
}

export interface ExhaustionQuestion {
  readonly limits: ReplicaLimits;
  /** Demand that replicas may carry, reserve left out; the unit of the peaks. */
  readonly loadLine: ReplicaRate;
  readonly procurementDays: number;
  /** No forecast is made beyond it. */
  readonly horizonDays: number;
}

/** Peaks that a trend needs, and those that separate it from a weekly rhythm. */
const leastPeakDays = 2;
const wholeWeekDays = 7;

/**
 * How far daily peaks lie around their trend within a week, as a standard deviation of logarithms, where it cannot be seen.
 * @source assumed; the first week of the recorded load m-large has 0.31
 */
const assumedScatter = 0.3;

/** Two-sided 90 % of the standard normal. */
const ninetyPercent = 1.6449;

const quantile = (values: readonly number[], share: number): number => quantileOf(values, share) ?? 0;

type GrowthCurve = "geometric" | "linear" | "levelling-off";

/** A curve is a straight line between a measure of time and a measure of the peak. */
interface Scale {
  readonly curve: GrowthCurve;
  readonly ofDay: (day: number) => number;
  /** null: never. */
  readonly dayOf: (x: number) => number | null;
  readonly isLogarithmic: boolean;
}

const everyDay = { ofDay: (day: number) => day, dayOf: (x: number) => x };

/** Growth that loses the same share of its speed each day: half of it after so many days. */
const levellingOff = (halfDays: number): Scale => {
  const loss = Math.LN2 / halfDays;
  return {
    curve: "levelling-off",
    ofDay: (day) => -Math.expm1(-loss * day) / loss,
    dayOf: (x) => (loss * x < 1 ? -Math.log1p(-loss * x) / loss : null),
    isLogarithmic: false,
  };
};

const straight: readonly [Scale, Scale] = [
  { ...everyDay, curve: "geometric", isLogarithmic: true },
  { ...everyDay, curve: "linear", isLogarithmic: false },
];
/** Half lives from a week to the two months beyond which a month of days does not distinguish the curve from a line. */
const curved: readonly Scale[] = [7, 14, 28, 56].map(levellingOff);

interface Slopes {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

interface Trend {
  readonly scale: Scale;
  readonly lastDay: number;
  readonly slopes: Slopes;
  /** At the last day, in the measure of the curve. */
  readonly level: number;
  /** How far above the trend a peak lies once in twenty days: as seen, and at most. */
  readonly excess: { readonly seen: number; readonly most: number };
  /** Distance of the middle day from the trend, as a share of the peak. */
  readonly scatter: number;
}

/**
 * Sen's 90 % range: the slopes whose ranks lie 1.645 √(n(n−1)(2n+5)/18) apart around the middle. One day that stands out
 * does not move it.
 * @source P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968), 1379–1389
 */
const rangeOfWeeks = (slopes: readonly number[], count: number): readonly [low: number, high: number] => {
  const spread = (ninetyPercent * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)) / 2;
  return [quantile(slopes, 0.5 - spread / slopes.length), quantile(slopes, 0.5 + spread / slopes.length)];
};

/** 90 % range of a straight line through few days that scatter as much as a week's do, or more. */
const rangeOfDays = (middle: number, count: number, scatter: number): readonly [low: number, high: number] => {
  const half = ninetyPercent * scatter * Math.sqrt(12 / (count * (count ** 2 - 1)));
  return [middle - half, middle + half];
};

/** Peaks in the measure of the curve: the middle of the slopes between all pairs with its 90 % range, and the level. */
const trendOf = (peaks: readonly number[], scale: Scale): Trend => {
  const count = peaks.length;
  const points = peaks.map((peak, day) => ({
    x: scale.ofDay(day),
    value: scale.isLogarithmic ? Math.log(peak) : peak,
  }));
  const lastDay = count - 1;
  // Slopes between all pairs of days, rising.
  const all = points
    .flatMap((later, day) =>
      points.slice(0, day).map((earlier) => (later.value - earlier.value) / (later.x - earlier.x)),
    )
    .toSorted((a, b) => a - b);
  const slope = quantile(all, 0.5);
  const last = scale.ofDay(lastDay);
  const heights = points.map(({ x, value }) => value - slope * (x - last)).toSorted((a, b) => a - b);
  const level = quantile(heights, 0.5);
  // What scatters by a share of the peak scatters by as much in its logarithm.
  const unit = scale.isLogarithmic ? 1 : Math.max(...peaks);
  const weeks = count >= wholeWeekDays;
  const mean = meanOf(heights);
  const assumed = Math.max(assumedScatter * unit, Math.sqrt(meanOf(heights.map((value) => (value - mean) ** 2))));
  const [low, high] = weeks ? rangeOfWeeks(all, count) : rangeOfDays(slope, count, assumed);
  const seen = Math.max(0, quantile(heights, 0.95) - level);
  const excess = { seen, most: weeks ? seen : Math.max(seen, ninetyPercent * assumed) };
  const distances = points.map(({ x, value }, day) => {
    const trend = level + slope * (x - last);
    const peak = peaks[day] ?? unit;
    return scale.isLogarithmic ? Math.abs(value - trend) : Math.abs(value - trend) / peak;
  });
  return { scale, lastDay, slopes: { low, middle: slope, high }, level, excess, scatter: quantile(distances, 0.5) };
};

/** Peaks closer to a curve than this lie on it: rounding of what was recorded. */
const leastScatter = 1e-6;

/** Twice the logarithm of the likelihood ratio that a curve may be behind by: the 90 % quantile of χ² with one degree. */
const mostBehind = 2.71;

const behindBest = (trend: Trend, best: Trend, count: number): number =>
  2 * count * Math.log(Math.max(leastScatter, trend.scatter) / Math.max(leastScatter, best.scatter));

/** The curves that the peaks may follow, the closest first. One that levels off has to be closer, as its bend is fitted. */
const trendsOf = (peaks: readonly number[]): readonly [Trend, ...Trend[]] => {
  const [geometric, linear] = [trendOf(peaks, straight[0]), trendOf(peaks, straight[1])];
  const line = linear.scatter < geometric.scatter ? linear : geometric;
  const bends = peaks.length < wholeWeekDays ? [] : curved.map((scale) => trendOf(peaks, scale));
  const bent = bends.filter((one) => behindBest(line, one, peaks.length) > mostBehind);
  const best = bent.toSorted((a, b) => a.scatter - b.scatter)[0] ?? line;
  const others = [geometric, linear, ...bends].filter(
    (one) => one !== best && behindBest(one, best, peaks.length) <= mostBehind,
  );
  return [best, ...others];
};

const daysUntil = (
  { scale, lastDay }: Trend,
  { start, slope }: { readonly start: number; readonly slope: number },
  { demand, horizon }: { readonly demand: number; readonly horizon: number },
): number | null => {
  const target = scale.isLogarithmic ? Math.log(demand) : demand;
  if (start >= target) return 0;
  if (slope <= 0) return null;
  const day = scale.dayOf(scale.ofDay(lastDay) + (target - start) / slope);
  return day === null || day - lastDay > horizon ? null : day - lastDay;
};

const far = (days: number | null): number => days ?? Number.POSITIVE_INFINITY;
const near = (days: number): number | null => (Number.isFinite(days) ? days : null);

const limitOutlook = (
  limit: keyof ReplicaLimits,
  { trends, flat }: { readonly trends: readonly [Trend, ...Trend[]]; readonly flat: boolean },
  { limits, loadLine, procurementDays, horizonDays }: ExhaustionQuestion,
): LimitOutlook | null => {
  const replicas = limits[limit];
  if (replicas === null) return null;
  const demand = carriedBy(loadLine, replicas);
  const until = { demand, horizon: horizonDays };
  const daysOf = (trend: Trend, from: keyof Trend["excess"] | null, slope: keyof Slopes): number =>
    far(
      daysUntil(
        trend,
        { start: trend.level + (from === null ? 0 : trend.excess[from]), slope: flat ? 0 : trend.slopes[slope] },
        until,
      ),
    );
  const likely = daysOf(trends[0], "seen", "middle");
  const exhaustion = {
    earliest: near(Math.min(likely, ...trends.map((trend) => daysOf(trend, "most", "high")))),
    likely: near(likely),
    latest: near(Math.max(likely, ...trends.map((trend) => daysOf(trend, null, "low")))),
  };
  const order = (days: number | null): number | null => (days === null ? null : days - procurementDays);
  const { earliest, latest } = exhaustion;
  const orderBy = { earliest: order(earliest), likely: order(exhaustion.likely), latest: order(latest) };
  return { limit, demand, exhaustion, orderBy };
};

/**
 * When growing daily peaks reach what the pool and the budget carry, each as a range of days, with the day by which more has
 * to be ordered; null with fewer known days than two or without load. Less than a week gives a wider range, of an assumed
 * scatter: the growth of three days may be the way from a Sunday to a Wednesday.
 *
 * The peaks grow by the same share each day, by the same amount, or by ever less: the closest curve gives the likely day,
 * and every curve that may be the right one widens the range. The earliest day takes the high end of the slope and a peak
 * as it comes once in twenty days, the latest the low end and an ordinary one. A load that may as well be flat has no day.
 * @param peaks highest demand of each day, in order; null: not known
 */
export const exhaustionOutlook = (
  peaks: readonly (number | null)[],
  question: ExhaustionQuestion,
): ExhaustionOutlook | null => {
  const known = peaks.filter((peak): peak is number => peak !== null && peak > 0);
  if (known.length < leastPeakDays) return null;
  const trends = trendsOf(known);
  const geometric = trendOf(known, straight[0]);
  const { low, middle, high } = geometric.slopes;
  // A load of weeks whose growth may as well be none.
  const flat = known.length >= wholeWeekDays && low <= 0 && high >= 0;
  const outlooks = (["pool", "budget"] as const)
    .flatMap((limit) => limitOutlook(limit, { trends, flat }, question) ?? [])
    .toSorted((a, b) => far(a.exhaustion.earliest) - far(b.exhaustion.earliest) || a.demand - b.demand);
  return {
    days: known.length,
    basis: known.length >= wholeWeekDays ? "weeks" : "few-days",
    limits: outlooks,
    curve: flat ? "flat" : trends[0].scale.curve,
    growthPerDay: { low: Math.expm1(low), middle: Math.expm1(middle), high: Math.expm1(high) },
  };
};
