import { z } from "zod";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

const minutesPerHour = 60;
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Minutes since midnight. @example minutesOf("09:30") // 570 */
export const minutesOf = (time: string): number => {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * minutesPerHour + Number(minutes);
};

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

const Window = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1).describe("Days of the window."),
    from: z.string().regex(timeOfDay, "a time of day as HH:MM in quotes").describe("Local time at which it begins."),
    to: z
      .string()
      .regex(timeOfDay, "a time of day as HH:MM in quotes, up to 24:00")
      .describe("Local time at which it ends, after `from`."),
    requestsPerSecond: z.number().nonnegative().describe("Lowest rate that the forecast assumes inside the window."),
  })
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), {
    message: "from is not before to; split a window at midnight",
    path: ["to"],
  });
export type ScheduleWindow = z.infer<typeof Window>;

const overlap = (a: ScheduleWindow, b: ScheduleWindow): boolean =>
  a.days.some((day) => b.days.includes(day)) &&
  minutesOf(a.from) < minutesOf(b.to) &&
  minutesOf(b.from) < minutesOf(a.to);

/** Traffic that is known in advance. */
export const Schedule = z
  .strictObject({
    timeZone: z
      .string()
      .refine(isTimeZone, { error: "an IANA time zone such as Europe/Berlin", params: { isExpectation: true } })
      .describe("IANA time zone of the times below."),
    windows: z.array(Window).min(1).describe("Windows of known traffic; they must not overlap."),
  })
  .superRefine(({ windows }, context) => {
    for (const [index, window] of windows.entries()) {
      const earlier = windows.slice(0, index).findIndex((other) => overlap(other, window));
      if (earlier < 0) continue;
      context.addIssue({ code: "custom", path: ["windows", index], message: `overlaps with windows.${earlier}` });
    }
  });
export type Schedule = z.infer<typeof Schedule>;

/** The highest rate that a plan states, and the window that states it; null: what is expected at any other time. */
export const peakOf = (expected: number, windows: readonly ScheduleWindow[] = []) => {
  const [busiest] = windows.toSorted((a, b) => b.requestsPerSecond - a.requestsPerSecond);
  return busiest === undefined || busiest.requestsPerSecond <= expected
    ? { requestsPerSecond: expected, window: null }
    : { requestsPerSecond: busiest.requestsPerSecond, window: busiest };
};
