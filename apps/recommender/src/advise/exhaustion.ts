import { type ExhaustionOutlook, exhaustionOutlook } from "@loadline/control";
import { type DailyPeak, wholeDays } from "../observe/demand-forecast.ts";
import { type AdviceContext, type Adviser, advice, counted, type NextExhaustion, rateIn, rounded } from "./context.ts";

const horizonDays = 365;
const secondsPerDay = 86_400;

/** Replicas that pool and budgets could hold of this deployment at most, its reserve left out. */
const mostReplicas = ({ inputs, deployment }: AdviceContext["assessment"]) => {
  const { ready, pending, draining, currentTarget } = inputs.replicas;
  const less = (most: number) => (most > deployment.reserveReplicas ? most - deployment.reserveReplicas : null);
  return {
    pool:
      inputs.poolAvailable === null || ready === null ? null : less(inputs.poolAvailable + ready + pending + draining),
    budget:
      inputs.budget === undefined || currentTarget === null ? null : less(currentTarget + inputs.budget.available),
  };
};

export interface ExhaustionInputs {
  readonly now: number;
  readonly assessment: AdviceContext["assessment"];
  readonly peaks: readonly DailyPeak[];
}

/** Highest demand of today so far; 0: none was seen. */
const peakOfToday = ({ now, peaks }: ExhaustionInputs): number =>
  peaks.findLast(({ day }) => day >= Math.floor(now / secondsPerDay))?.requestsPerSecond ?? 0;

/** Everything that an outlook depends on: the days, what a replica carries and what the pool has capacity for. */
export const exhaustionKey = (inputs: ExhaustionInputs): string => {
  const { now, assessment, peaks } = inputs;
  const { pool, budget } = mostReplicas(assessment);
  const days = wholeDays(peaks, now).length;
  return JSON.stringify([
    ...[days, peakOfToday(inputs), rateIn(assessment)],
    ...[pool, budget, assessment.pool.procurementDays ?? 0],
  ]);
};

type Limit = ExhaustionOutlook["limits"][number];

const certain = (days: number): Limit["exhaustion"] => ({ earliest: days, likely: days, latest: days });

/** The limit that today or growing daily peaks meet first; null with less than two days of them, or without capacity. */
export const nextExhaustion = (inputs: ExhaustionInputs): NextExhaustion | null => {
  const { now, assessment, peaks } = inputs;
  const loadLine = rateIn(assessment);
  if (loadLine === null) return null;
  const procurementDays = assessment.pool.procurementDays ?? 0;
  const limits = mostReplicas(assessment);
  const outlook = exhaustionOutlook(wholeDays(peaks, now), { limits, loadLine, procurementDays, horizonDays });
  const today = peakOfToday(inputs);
  const met = outlook?.limits.find(({ demand }) => demand <= today);
  const first = met ? { ...met, exhaustion: certain(0), orderBy: certain(-procurementDays) } : outlook?.limits[0];
  return outlook === null || first === undefined
    ? null
    : { ...first, days: outlook.days, basis: outlook.basis, curve: outlook.curve };
};

/** The bounds in seconds, by the name that the metric gives them; one beyond a year is absent. */
export const exhaustionSeconds = ({ exhaustion }: ExhaustionOutlook["limits"][number]) => {
  const inSeconds = (days: number | null): number | null => (days === null ? null : days * secondsPerDay);
  const { earliest, likely, latest } = exhaustion;
  return { earliest: inSeconds(earliest), likely: inSeconds(likely), latest: inSeconds(latest) };
};

const dayText = (days: number | null) => (days === null ? "more than a year" : `${rounded(Math.max(0, days))} days`);

const limitNames = { pool: "the GPUs of the pool", budget: "the budgets" } as const;

const curveTexts = {
  geometric: "by the same share each day",
  linear: "by the same amount each day",
  "levelling-off": "by ever less",
  flat: "by nothing",
} as const;

/** When growth meets the pool or a budget, where that is within a year. */
export const exhaustion: Adviser = ({ assessment, exhaustion: next }) => {
  if (next === null || next.exhaustion.earliest === null) return [];
  const { earliest, likely, latest } = next.exhaustion;
  const procurement = assessment.pool.procurementDays;
  const order =
    procurement === undefined || next.orderBy.earliest === null
      ? ""
      : `; with ${procurement} days to procure, order ${next.orderBy.earliest <= 0 ? "now" : `within ${dayText(next.orderBy.earliest)}`}`;
  if (latest === 0) {
    return [advice("exhaustion", `daily peaks already meet ${limitNames[next.limit]}${order}`, 0, "days")];
  }
  const rests =
    next.basis === "few-days"
      ? `; this rests on ${counted(next.days, "day")} of peaks and an assumed scatter; after a week it is measured`
      : "";
  const message = `daily peaks that grow ${curveTexts[next.curve]} meet ${limitNames[next.limit]} in ${dayText(earliest)} at the earliest, likely ${dayText(likely)}, at the latest ${dayText(latest)}${order}${rests}`;
  return [advice("exhaustion", message, rounded(earliest), "days")];
};
