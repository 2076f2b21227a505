export const secondsPerDay = 86_400;
const secondsPerHour = 3_600;

/**
 * Load at each hour as a share of the expected rate; between the hours it is interpolated. Assumed: the usual form of
 * interactive traffic (night trough, morning ramp, noon dip, evening peak), not a recording.
 */
const loadByHour = [
  0.3, 0.24, 0.2, 0.18, 0.18, 0.22, 0.32, 0.48, 0.68, 0.82, 0.88, 0.86, 0.78, 0.8, 0.84, 0.86, 0.88, 0.92, 0.98, 1.05,
  1.1, 0.95, 0.7, 0.45,
] as const;

/** What happens on the day, in hours of the day. From its start it passes in three minutes of the demo. */
const dayParts = [
  { name: "morning", from: 6, until: 9 },
  { name: "failed node", from: 9, until: 11 },
  { name: "slow engine", from: 11.5, until: 13 },
  { name: "burst", from: 13.5, until: 14.75 },
  { name: "evening", from: 17, until: 21 },
  { name: "night", from: 22, until: 24 },
  { name: "night", from: 0, until: 5 },
] as const;
export type DayPart = (typeof dayParts)[number]["name"];

export const startOfDay = dayParts[0].from * secondsPerHour;

/** null: the load is all that changes. */
export const partAt = (timeOfDay: number): DayPart | null =>
  dayParts.find(({ from, until }) => timeOfDay >= from * secondsPerHour && timeOfDay < until * secondsPerHour)?.name ??
  null;

/** Factor on the load in the middle of a burst. */
export const burstHeight = 1.7;

const hourlyLoad = (timeOfDay: number): number => {
  const hour = timeOfDay / secondsPerHour;
  const before = Math.floor(hour) % loadByHour.length;
  const from = loadByHour[before] ?? 0;
  const to = loadByHour[(before + 1) % loadByHour.length] ?? 0;
  return from + (to - from) * (hour - Math.floor(hour));
};

const [burst] = dayParts.filter(({ name }) => name === "burst");

const burstFactor = (timeOfDay: number): number => {
  if (burst === undefined) return 1;
  const share = (timeOfDay / secondsPerHour - burst.from) / (burst.until - burst.from);
  return share < 0 || share > 1 ? 1 : 1 + (burstHeight - 1) * Math.sin(Math.PI * share);
};

/** Load at a time of the day (seconds since midnight) as a share of the expected rate. */
export const loadAt = (timeOfDay: number, hasBurst: boolean): number =>
  hourlyLoad(timeOfDay) * (hasBurst ? burstFactor(timeOfDay) : 1);

/** No load of the day is above this share: the hull that arrivals are thinned from. */
export const highestLoad = Math.max(...loadByHour) * burstHeight;

/** One request on its way to a deployment. */
export interface Arrival {
  /** Seconds since the start of the fleet. */
  readonly at: number;
  readonly deployment: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a traffic source reads of a deployment: a part of its plan. */
export interface TrafficTarget {
  readonly name: string;
  readonly expected: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly requestsPerSecond: number;
  };
}

/** An endless sequence of requests in order of arrival. */
export type Traffic = Iterator<Arrival, never>;
