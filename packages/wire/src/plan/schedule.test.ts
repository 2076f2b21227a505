import { describe, expect, test } from "vitest";
import { Schedule } from "./schedule.ts";

const noon = { days: ["mon", "tue"], from: "12:00", to: "14:00", requestsPerSecond: 20 };
const schedule = (...windows: object[]) => ({ timeZone: "Europe/Berlin", windows });
const faultOf = (value: unknown): string => Schedule.safeParse(value).error?.issues[0]?.message ?? "none";

describe("a schedule", () => {
  test.each([
    { name: "windows that meet are no overlap", value: schedule(noon, { ...noon, from: "14:00", to: "24:00" }) },
    { name: "the same hours on other days are no overlap", value: schedule(noon, { ...noon, days: ["wed"] }) },
  ])("$name", ({ value }) => {
    expect(faultOf(value)).toBe("none");
  });

  test.each([
    {
      name: "two windows at one time",
      value: schedule(noon, { ...noon, from: "13:59" }),
      fault: "overlaps with windows.0",
    },
    {
      name: "a window over midnight",
      value: schedule({ ...noon, from: "22:00", to: "02:00" }),
      fault: /split a window/,
    },
    { name: "an unknown time zone", value: { ...schedule(noon), timeZone: "Mars/Base" }, fault: /IANA/ },
    { name: "half past twenty-five", value: schedule({ ...noon, from: "25:30" }), fault: "HH:MM" },
  ])("$name is refused", ({ value, fault }) => {
    expect(faultOf(value)).toMatch(fault);
  });
});
