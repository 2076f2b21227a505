import { badLine, type TraceLine } from "./trace-lines.ts";

/** A time on any clock in seconds, in two parts to be added, so that 100 ns survive: a midnight, and the rest. */
interface Instant {
  readonly midnight: number;
  readonly rest: number;
}

const calendar =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
const plainNumber = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const secondsPerMinute = 60;
const minutesPerHour = 60;
const secondsPerHour = 3600;
const millisecondsPerSecond = 1000;

/** Midnight of the day in epoch seconds, UTC; null for a day the calendar does not have. */
const midnightOf = (year: number, month: number, day: number): number | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / millisecondsPerSecond : null;
};

/** Seconds that a zone such as +02:00, +0200 or +02 is ahead of UTC; none is UTC, as only differences count. */
const aheadOfUtc = (zone: string | undefined): number => {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? "") ?? [];
  const seconds = (Number(hours) * minutesPerHour + Number(minutes)) * secondsPerMinute;
  return sign === "-" ? -seconds : seconds;
};

const calendarInstant = (text: string): Instant | null => {
  const found = calendar.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1, 6).map(Number);
  const second = Number((found[6] ?? "0").replace(",", "."));
  const midnight = midnightOf(year, month, day);
  if (midnight === null || !(hour < 24 && minute < 60 && second < 61)) return null;
  return { midnight, rest: hour * secondsPerHour + minute * secondsPerMinute + second - aheadOfUtc(found[7]) };
};

/** Smallest time since 1970 in each unit that cannot be seconds of a recording: about the year 1973 in it. */
const units = [
  { name: "nanoseconds", from: 1e17, perSecond: 1e9, suffix: /_ns$|nanoseconds?$/ },
  { name: "microseconds", from: 1e14, perSecond: 1e6, suffix: /_us$|microseconds?$/ },
  { name: "milliseconds", from: 1e11, perSecond: 1e3, suffix: /_ms$|millis(econds?)?$/ },
] as const;

const hasZone = (text: string): boolean => calendar.exec(text)?.[7] !== undefined;

/**
 * How the times of a column are read: calendar times with or without zone, or numbers in the unit that the column's name
 * states (…_ms, …_us, …_ns) or that the size of the first one shows. One column has one kind: a time without zone beside one
 * with it could be any time of the day.
 * @param column normalised name, "" without a header
 * @throws LL_TRACE_INVALID, from the reader
 */
export const instantReader = (first: string, column = "") => {
  const isNumber = plainNumber.test(first);
  const named = units.find(({ suffix }) => suffix.test(column));
  const sized = isNumber ? units.find(({ from }) => Number(first) >= from) : undefined;
  const unit = isNumber ? (named ?? (/_s$|seconds?$/.test(column) ? undefined : sized)) : undefined;
  const perSecond = unit?.perSecond ?? 1;
  const expected = isNumber
    ? `a number of ${unit?.name ?? "seconds"}, as in the first line`
    : "a time such as 2023-11-16 18:15:46.6805900 or 2026-01-31T18:15:46Z, or seconds such as 12.5";
  const isZoned = hasZone(first);
  return {
    /** What numbers were taken for other than seconds, in words; null: seconds, or calendar times. */
    notice: unit === undefined || named !== undefined ? null : `times are taken for ${unit.name} since 1970`,
    read: (text: string, line: TraceLine): Instant => {
      const instant = plainNumber.test(text) ? { midnight: 0, rest: Number(text) / perSecond } : calendarInstant(text);
      if (instant === null || !Number.isFinite(instant.rest) || isNumber !== plainNumber.test(text))
        throw badLine(line, text, expected);
      if (!isNumber && hasZone(text) !== isZoned)
        throw badLine(line, text, `a time ${isZoned ? "with" : "without"} a zone, as in the first line`);
      return instant;
    },
  };
};

export const secondsBetween = (from: Instant, to: Instant): number =>
  to.midnight - from.midnight + (to.rest - from.rest);

export const instantOrder = (a: Instant, b: Instant): number => secondsBetween(b, a);
