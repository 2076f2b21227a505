import type { DeploymentView } from "./deployment-view.ts";

/** Highest demand of one day (UTC), requests/s. */
export interface DailyPeak {
  /** Days since 1970. */
  readonly day: number;
  readonly requestsPerSecond: number;
}

const secondsPerDay = 86_400;
const mostDays = 90;

/** The peaks with the view's demand, where that is known whole. */
export const recordPeak = (peaks: readonly DailyPeak[], view: DeploymentView): readonly DailyPeak[] => {
  const { demand, demandAt, complete } = view;
  if (demand === null || demandAt === null || !complete) return peaks;
  const day = Math.floor(demandAt / secondsPerDay);
  const last = peaks.at(-1);
  if (last === undefined || day > last.day)
    return [...peaks, { day, requestsPerSecond: demand.requestsPerSecond }].slice(-mostDays);
  if (day < last.day || demand.requestsPerSecond <= last.requestsPerSecond) return peaks;
  return [...peaks.slice(0, -1), { day, requestsPerSecond: demand.requestsPerSecond }];
};

/** One value per day from the first to yesterday, null where nobody saw it; today is not over. */
export const wholeDays = (peaks: readonly DailyPeak[], now: number): readonly (number | null)[] => {
  const today = Math.floor(now / secondsPerDay);
  const past = peaks.filter(({ day }) => day < today);
  const [first] = past;
  if (first === undefined) return [];
  const byDay = new Map(past.map(({ day, requestsPerSecond }) => [day, requestsPerSecond]));
  return Array.from({ length: today - first.day }, (_, index) => byDay.get(first.day + index) ?? null);
};
