import type { Scenario } from "./scenario-schema.ts";

const minutesPerHour = 60;
const secondsPerMinute = 60;
const secondsPerDay = 86_400;

const secondOfDay = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return (hours * minutesPerHour + minutes) * secondsPerMinute;
};

/** Seconds from one time of day to the next time it is the other, a whole day when they are the same. */
const secondsTo = (from: number, to: number): number => (to > from ? to - from : to - from + secondsPerDay);

/** The expected load at a time: that of the last entry before it, the day before included, or a line to the next one. */
export const scheduleOf = (
  schedule: NonNullable<Scenario["schedule"]>,
  between: Scenario["scheduleBetween"],
): ((at: number) => number | null) => {
  const entries = schedule
    .map(({ from, requestsPerSecond }) => ({ from: secondOfDay(from), requestsPerSecond }))
    .toSorted((a, b) => a.from - b.from);
  return (at) => {
    const second = ((at % secondsPerDay) + secondsPerDay) % secondsPerDay;
    const index = entries.findLastIndex(({ from }) => from <= second);
    const before = entries.at(index);
    const after = entries[(index + 1) % entries.length];
    if (before === undefined || after === undefined) return null;
    if (between === "step") return before.requestsPerSecond;
    const way = ((second - before.from + secondsPerDay) % secondsPerDay) / secondsTo(before.from, after.from);
    return before.requestsPerSecond + way * (after.requestsPerSecond - before.requestsPerSecond);
  };
};
