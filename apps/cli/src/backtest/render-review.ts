import { type DayRange, type ExhaustionLimit, leastPeakDays } from "@loadline/core";
import { legend } from "../terminal/legend.ts";
import { table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import type { CapacityReview } from "./capacity-review.ts";

const names: Readonly<Record<ExhaustionLimit, string>> = { gpus: "GPUs", watts: "power", usdPerHour: "budget" };

const columns = [
  { title: "limit" },
  { title: "replicas", align: "right" as const },
  { title: "full in days", align: "right" as const },
  { title: "order by day", align: "right" as const },
];

/** Fewer days of peaks may tell weekdays from a weekend and not growth. */
const weekOfPeaks = 7;

const dayText = (days: number | null): string => (days === null ? "—" : String(Math.floor(days)));

const rangeText = ({ earliest, likely, latest }: DayRange): string =>
  earliest === null && likely === null && latest === null
    ? "not in sight"
    : `${dayText(earliest)}…${dayText(likely)}…${dayText(latest)}`;

const percent = (ratio: number): string => `${ratio >= 0 ? "+" : ""}${(100 * ratio).toFixed(2)} %`;

/** The capacity review in at most 60 columns. */
export const renderReview = (review: CapacityReview, view: View): readonly string[] => {
  const { outlook, days, procurementDays, horizonDays } = review;
  const title = wrap("Days to exhaustion, as the load has grown", view.columns).map(view.style.strong);
  if (outlook === null) {
    const short = `the load has ${days} whole days with a peak; a trend needs ${leastPeakDays}`;
    return [...title, ...wrap(short, view.columns), ""];
  }
  const { low, middle, high } = outlook.growthPerDay;
  const [first] = outlook.limits;
  const binds =
    first === undefined || first.exhaustion.earliest === null
      ? `nothing binds within ${horizonDays} days`
      : `${names[first.limit]} binds first, at ${first.demand.toPrecision(4)} requests/s`;
  return [
    ...title,
    ...wrap(`peaks grow ${percent(middle)} a day (${percent(low)} to ${percent(high)}); ${binds}`, view.columns),
    ...(days < weekOfPeaks
      ? wrap(`this rests on ${days} days of peaks: below a week it may be the weekday`, view.columns)
      : []),
    "",
    ...table(
      columns,
      outlook.limits.map(({ limit, replicas, exhaustion, orderBy }) => [
        names[limit],
        String(replicas),
        rangeText(exhaustion),
        rangeText(orderBy),
      ]),
      view,
    ),
    "",
    ...legend(
      `earliest…likely…latest from the end of the load; —: not within ${horizonDays} days; order ${procurementDays} days ahead, below 0: late`,
      view,
    ),
    "",
  ];
};
