import { wayOfRequests } from "@loadline/model";
import { minutesOf, type PlanDeployment, type Weekday } from "@loadline/plan";
import type { RequestShape } from "../observe/demand.ts";

type Schedule = NonNullable<PlanDeployment["schedule"]>;
type Tokens = Pick<RequestShape, "inputTokens" | "outputTokens">;

interface LocalTime {
  readonly day: Weekday;
  readonly minutes: number;
}

/** Day and time of day where the schedule is kept. */
const localTime = (at: number, timeZone: string): LocalTime => {
  const format = { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", format).formatToParts(at * 1000);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return { day: part("weekday").toLowerCase() as Weekday, minutes: minutesOf(`${part("hour")}:${part("minute")}`) };
};

const rateAt = ({ timeZone, windows }: Schedule, at: number): number | null => {
  const { day, minutes } = localTime(at, timeZone);
  const window = windows.find(
    ({ days, from, to }) => days.includes(day) && minutesOf(from) <= minutes && minutes < minutesOf(to),
  );
  return window?.requestsPerSecond ?? null;
};

// A schedule names minutes, so a step of a minute misses none.
const lookSeconds = 60;

/** Highest requests/s at the front that the schedule names from now to the lead time, or to `withinSeconds`; null: none. */
export const offeredBySchedule = (
  { schedule, leadTimeSeconds }: PlanDeployment,
  now: number,
  withinSeconds = leadTimeSeconds,
): number | null => {
  if (schedule === undefined) return null;
  const looks = Math.ceil(withinSeconds / lookSeconds);
  const rates = Array.from({ length: looks + 1 }, (_, look) =>
    rateAt(schedule, now + Math.min(look * lookSeconds, withinSeconds)),
  );
  const named = rates.filter((rate) => rate !== null);
  return named.length === 0 ? null : Math.max(...named);
};

/** What of it reaches the replicas, in requests of this shape. */
export const scheduledRate = (
  deployment: PlanDeployment,
  now: number,
  { shape = deployment.expected, withinSeconds }: { shape?: Tokens; withinSeconds?: number } = {},
): number | null => {
  const offered = offeredBySchedule(deployment, now, withinSeconds);
  return offered === null ? null : wayOfRequests(offered, shape, deployment).toReplicas;
};
